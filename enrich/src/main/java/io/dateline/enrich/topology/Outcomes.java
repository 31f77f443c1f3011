package io.dateline.enrich.topology;

import io.dateline.enrich.life.Decision;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of stories, as Kafka Streams metrics {@code <outcome>-total} and {@code <outcome>-rate} of the group
 * {@code stream-dateline-stories-metrics}, tagged by task.
 */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final String SCOPE = "dateline-stories";

    private final StreamsMetrics metrics;
    private final String task;
    private final Map<Decision.Reason, Sensor> dropped = new EnumMap<>(Decision.Reason.class);
    private final Sensor served;
    private final Sensor cancelled;
    private final Sensor held;
    private final Sensor released;
    private final Sensor forgotten;

    Outcomes(ProcessorContext<?, ?> context) {
        metrics = context.metrics();
        task = context.taskId().toString();
        for (Decision.Reason reason : Decision.Reason.values()) {
            dropped.put(reason, sensor("dropped-" + reason.name().toLowerCase(Locale.ROOT)));
        }
        served = sensor("served");
        cancelled = sensor("kills");
        held = sensor("held");
        released = sensor("released");
        forgotten = sensor("forgotten");
    }

    void count(Decision.Reason reason) {
        dropped.get(reason).record();
        LOG.debug("story not shown reason={}", reason);
    }

    void countServed() {
        served.record();
    }

    void countHeld() {
        held.record();
    }

    void countReleased() {
        released.record();
    }

    void countForgotten(int stories) {
        for (int i = 0; i < stories; i++) {
            forgotten.record();
        }
    }

    void countKill() {
        cancelled.record();
    }

    private Sensor sensor(String outcome) {
        return metrics.addRateTotalSensor(SCOPE, task, outcome, Sensor.RecordingLevel.INFO);
    }
}
