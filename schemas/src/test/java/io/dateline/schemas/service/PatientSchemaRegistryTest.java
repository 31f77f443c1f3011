package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientSchemaRegistryTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Telemetry telemetry = new Telemetry();
    private final Health.Dependency dependency = telemetry.health().dependency("enrich", "registry");
    private final AtomicBoolean closed = new AtomicBoolean();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void waitsUntilTheRegistryIsBackAndSaysMeanwhileThatItIsDown() throws Exception {
        PatientSchemaRegistry patient = patient(Duration.ofMinutes(1));
        registry.goDown();
        CompletableFuture<Integer> id =
                CompletableFuture.supplyAsync(() -> patient.idOf("stories-value", RawArticle.getClassSchema()));
        while (dependency.state().status() != Health.Status.DOWN) {
            Thread.sleep(5);
        }
        assertThat(id).isNotDone();

        registry.comeBack();

        assertThat(id.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(dependency.state().status()).isEqualTo(Health.Status.UP);
    }

    @Test
    void givesUpWhenItsPatienceIsOver() {
        registry.goDown();

        assertThatThrownBy(() -> patient(Duration.ofMillis(150)).schemaOf(1))
                .isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void givesUpWhenItsCallerIsToldToStop() {
        registry.goDown();
        closed.set(true);

        assertThatThrownBy(() -> patient(Duration.ofMinutes(1)).schemaOf(1))
                .isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void aRegistryThatRefusesIsNotDown() {
        assertThatThrownBy(() -> patient(Duration.ofMinutes(1)).schemaOf(7))
                .isInstanceOf(SchemaRegistryException.class);
        assertThat(dependency.state().status()).isEqualTo(Health.Status.UP);
    }

    private PatientSchemaRegistry patient(Duration patience) {
        return new PatientSchemaRegistry(registry, dependency, patience, closed::get);
    }
}
