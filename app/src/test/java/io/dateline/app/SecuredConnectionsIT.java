package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichService;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Users' own settings for TLS and passwords reach every client of Kafka and the registry, and no log. */
class SecuredConnectionsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static SecuredServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = SecuredServers.start(directory);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void aStoryFlowsThroughPartsThatReachEverythingByTlsAndPassword() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("postgresql"), 0);
                Telemetry telemetry = new Telemetry()) {
            Map<String, String> values = new HashMap<>(servers.settings());
            values.put("topics.partitions", "1");
            values.put("ingest.http.port", "0");
            values.put("enrich.state.dir", directory.resolve("state").toString());
            values.put("sink.jdbc.url", database.jdbcUrl());
            values.put("sink.jdbc.user", EmbeddedDatabase.USER);
            Settings settings = Settings.of(values);
            try (SinkService sink = new SinkService(settings, registry(settings), telemetry);
                    EnrichService enrich = EnrichCommand.service(settings, registry(settings), telemetry);
                    IngestService ingest = new IngestService(settings, registry(settings), telemetry)) {
                ingest.start();
                enrich.start();
                sink.start();
                Stories.post(
                        "http://127.0.0.1:" + ingest.httpPort(),
                        "application/x-ndjson",
                        Stories.story("a", 1, Stories.body(1)).toString());

                Database rows = new Database(database.jdbcUrl());
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(rows.column("select speaker_name from quotes"))
                                .containsExactly("Helena Costa"));
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list)).isNotEmpty().noneSatisfy(event -> {
            String line = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            assertThat(line)
                    .containsAnyOf(
                            SecuredServers.KAFKA_PASSWORD,
                            SecuredServers.REGISTRY_PASSWORD,
                            SecuredServers.STORE_PASSWORD);
        });
    }

    @Test
    void aWrongPasswordIsRefusedByTheBroker() {
        Map<String, String> values = new HashMap<>(servers.settings());
        values.put("kafka.sasl.jaas.config", SecuredServers.jaas("wrong"));

        try (Admin admin = Admin.create(Settings.of(values).kafka())) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void aWrongPasswordIsRefusedByTheRegistryAndIsNoBadRecord() {
        Map<String, String> values = new HashMap<>(servers.settings());
        values.put("basic.auth.user.info", SecuredServers.USER + ":wrong");

        assertThatThrownBy(() -> registry(Settings.of(values))
                        .idOf(NewsTopic.RAW.subject(), NewsTopic.RAW.schema().orElseThrow()))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining("401");
    }

    private static SchemaRegistry registry(Settings settings) {
        return ConfluentSchemaRegistry.connect(settings.registry());
    }
}
