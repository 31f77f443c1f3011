package io.dateline.sink;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A sink at work, and the ways in which tests wait for it. */
final class RunningSink implements AutoCloseable {
    private final SinkService service;

    private RunningSink(SinkService service) {
        this.service = service;
    }

    static RunningSink start(TestKafka kafka, TestDatabase database) {
        return start(kafka, database, Map.of());
    }

    static RunningSink start(TestKafka kafka, TestDatabase database, Map<String, String> more) {
        Settings settings = kafka.settings(database, more);
        RunningSink sink = new RunningSink(new SinkService(settings, kafka.registry(), new Telemetry()));
        try {
            sink.service.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return sink;
    }

    SinkMeters counters() {
        return service.counters();
    }

    SinkService service() {
        return service;
    }

    static void awaitAllStored(TestKafka kafka, TestDatabase database) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> kafka.isAllStored(database));
    }

    @Override
    public void close() {
        service.close();
    }
}
