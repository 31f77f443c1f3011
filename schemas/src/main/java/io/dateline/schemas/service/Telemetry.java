package io.dateline.schemas.service;

import io.dateline.schemas.config.Settings;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a process tells of itself: metrics for Prometheus, and the health of what it depends on. One a process, given to
 * every part in it; two in one JVM don't meet. Thread-safe.
 *
 * <p>Metrics are named {@code dateline.<part>.<what>} in base units (seconds, bytes) and tagged with few values that are
 * bounded by the code or the configuration, never with what a story says: see docs/operating.md.
 */
public final class Telemetry implements AutoCloseable {
    /** Tag of metrics that several parts have, Kafka's own among them: which part. */
    public static final String PART = "part";

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };
    private static final int KIB = 1024;
    private static final double[] SIZES = {
        KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, KIB * KIB, 4 * KIB * KIB, 16 * KIB * KIB
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Health health;

    /** Of a process, with the JVM's own metrics, and those of Kafka's that are used. */
    public Telemetry() {
        this(InstantSource.system());
    }

    /** The same, with a clock for the times that health tells. */
    public Telemetry(InstantSource clock) {
        this(clock, false);
    }

    /** Of a process with these settings: {@code health.metrics.kafka.all} brings all of Kafka's own metrics. */
    public static Telemetry of(Settings settings) {
        return new Telemetry(InstantSource.system(), HealthServer.allOfKafka(settings));
    }

    private Telemetry(InstantSource clock, boolean allOfKafka) {
        if (!allOfKafka) {
            registry.config().meterFilter(new UsedKafkaMeters());
        }
        this.health = new Health(registry, clock);
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics(),
                        garbage)
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Where parts register their meters. */
    public MeterRegistry meters() {
        return registry;
    }

    /** What parts depend on. */
    public Health health() {
        return health;
    }

    /** A timer with the histogram that every latency here has, from 1 ms to 5 minutes. */
    public static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(LATENCIES);
    }

    /** A summary with the histogram that every size in bytes here has, from 1 KiB to 16 MiB. */
    public static DistributionSummary.Builder sizes(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .serviceLevelObjectives(SIZES);
    }

    /** All metrics in Prometheus' text format 0.0.4. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
