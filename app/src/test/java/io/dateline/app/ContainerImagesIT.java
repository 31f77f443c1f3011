package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichService;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The parts against the images that docker-compose.yml names. Asked for by {@code -Ddateline.containers=true}, since an
 * engine that can't reach a registry would hold up the build; skipped where there is no Docker engine.
 */
@EnabledIfSystemProperty(
        named = "dateline.containers",
        matches = "true",
        disabledReason = "runs with -Ddateline.containers=true, and needs a Docker engine")
@Testcontainers(disabledWithoutDocker = true)
class ContainerImagesIT {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @Container
    private static final PostgreSQLContainer POSTGRESQL =
            new PostgreSQLContainer("postgres:17").withDatabaseName("dateline").withUsername("dateline");

    @Test
    void aStoryFlowsThroughKafkasAndPostgresOwnImages(@TempDir Path directory) throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(KAFKA.getBootstrapServers(), 0)) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap.servers", KAFKA.getBootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "topics.partitions", "2",
                    "topics.replication.factor", "1",
                    "ingest.http.port", "0",
                    "ingest.state.dir", directory.resolve("ingest").toString(),
                    "enrich.state.dir", directory.resolve("enrich").toString(),
                    "sink.jdbc.url", POSTGRESQL.getJdbcUrl(),
                    "sink.jdbc.user", POSTGRESQL.getUsername(),
                    "sink.jdbc.password", POSTGRESQL.getPassword()));
            SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
            try (Telemetry telemetry = new Telemetry();
                    IngestService ingest = new IngestService(settings, client, telemetry);
                    EnrichService enrich = EnrichCommand.service(settings, client, telemetry);
                    SinkService sink = new SinkService(settings, client, telemetry)) {
                ingest.start();
                enrich.start();
                sink.start();

                int status = Stories.post(
                        "http://127.0.0.1:" + ingest.httpPort(),
                        "application/x-ndjson",
                        Stories.story("a", 1, Stories.body(1)).toString());

                assertThat(status).isEqualTo(202);
                String url = POSTGRESQL.getJdbcUrl() + "&user=" + POSTGRESQL.getUsername() + "&password="
                        + POSTGRESQL.getPassword();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(new Database(url)
                                        .column("select speaker_name from quotes where article_id = 'test|a'"))
                                .containsExactly("Helena Costa"));
            }
        }
    }
}
