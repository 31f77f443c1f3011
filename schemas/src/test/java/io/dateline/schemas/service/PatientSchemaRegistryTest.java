package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
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
    void theNextAnswerAfterItGaveUpSaysThatTheRegistryIsThere() {
        PatientSchemaRegistry patient = patient(Duration.ofMillis(150));
        registry.goDown();
        assertThatThrownBy(() -> patient.idOf("stories-value", RawArticle.getClassSchema()))
                .isInstanceOf(SchemaRegistryUnavailableException.class);
        registry.comeBack();

        patient.idOf("stories-value", RawArticle.getClassSchema());

        assertThat(dependency.state().status()).isEqualTo(Health.Status.UP);
    }

    @Test
    void givesUpWhenItsCallerIsToldToStop() {
        registry.goDown();
        closed.set(true);

        assertThatThrownBy(() -> patient(Duration.ofMinutes(1)).schemaOf(1))
                .isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void whatItKnewBeforeDoesNotSayThatTheRegistryIsUp() {
        int id = registry.idOf("stories-value", RawArticle.getClassSchema());
        dependency.down("the probe says so");

        assertThat(patient(Duration.ofMinutes(1)).schemaOf(id)).isNotNull();
        assertThat(dependency.state().status()).isEqualTo(Health.Status.DOWN);
    }

    @Test
    void aSchemaOfOurOwnThatIsRefusedIsWaitedForUntilItIsRegistered() throws Exception {
        AtomicBoolean isRegistered = new AtomicBoolean();
        SchemaRegistry strict = new Strict(registry, isRegistered);
        PatientSchemaRegistry patient =
                new PatientSchemaRegistry(strict, dependency, Duration.ofMinutes(1), closed::get);
        CompletableFuture<Integer> id =
                CompletableFuture.supplyAsync(() -> patient.idOf("stories-value", RawArticle.getClassSchema()));
        while (dependency.state().status() != Health.Status.DOWN) {
            Thread.sleep(5);
        }
        assertThat(dependency.state().reason()).contains("not registered");
        assertThat(id).isNotDone();

        isRegistered.set(true);

        assertThat(id.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(dependency.state().status()).isEqualTo(Health.Status.UP);
    }

    /** One where an administrator registers schemas. */
    private record Strict(SchemaRegistry all, AtomicBoolean isRegistered) implements SchemaRegistry {
        @Override
        public int idOf(String subject, Schema schema) {
            if (!isRegistered.get()) {
                throw new SchemaRefusedException("not registered", null);
            }
            return all.idOf(subject, schema);
        }

        @Override
        public Schema schemaOf(int id) {
            return all.schemaOf(id);
        }

        @Override
        public void requireFullTransitive(String subject) {
            all.requireFullTransitive(subject);
        }

        @Override
        public void reach() {
            all.reach();
        }
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
