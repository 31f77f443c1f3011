package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What a pipeline that is soaked must keep within bounds: its heap, what is on its way to Kafka, and how far its parts are behind. */
final class SoakGauges {
    private static final String UNDER_WAY = "dateline.ingest.inflight.records";
    private static final String LAG = "dateline.behind";

    /** How much more heap the second half may need than the first, after a collection. */
    private static final long GROWTH = 64L << 20;

    private static final long PATIENCE_MS = 30_000;
    private static final long GLANCE_MS = 200;
    private static final long BLINK_MS = 20;

    private final MeterRegistry meters;
    private final List<Long> heap = new ArrayList<>();
    private double mostUnderWay;
    private double mostLag;

    SoakGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param withHeap whether to collect garbage, and see what is left */
    void read(boolean withHeap) {
        mostUnderWay = Math.max(mostUnderWay, sum(UNDER_WAY));
        mostLag = Math.max(mostLag, sum(LAG));
        if (withHeap) {
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }

    /** What is on its way is there for some milliseconds: seldom when somebody looks once a second. */
    void glanceUntil(long nanos) throws InterruptedException {
        while (System.nanoTime() < nanos) {
            mostUnderWay = Math.max(mostUnderWay, sum(UNDER_WAY));
            Thread.sleep(BLINK_MS);
        }
    }

    void areBoundedAndBackToZero() throws InterruptedException {
        System.out.printf(
                "records on their way to Kafka: %.0f at most, of %.0f; lag: %.0f at most%nheap after collection, MB: %s%n",
                mostUnderWay,
                sum(UNDER_WAY + ".limit"),
                mostLag,
                heap.stream().map(bytes -> bytes >> 20).toList());
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (sum(LAG) + sum(UNDER_WAY) > 0 && System.nanoTime() < end) {
            Thread.sleep(GLANCE_MS);
        }
        if (Scale.isFull()) {
            // The short form is over before the gauges have looked often enough to see any for sure.
            assertThat(mostLag).as("a lag that is never seen is no lag").isPositive();
        }
        assertThat(sum(LAG)).as("lag in the end").isZero();
        assertThat(sum(UNDER_WAY)).as("records on their way in the end").isZero();
        assertThat(mostUnderWay).as("most on their way").isBetween(1.0, sum(UNDER_WAY + ".limit"));
        long first = median(heap.subList(0, heap.size() / 2));
        long second = median(heap.subList(heap.size() / 2, heap.size()));
        assertThat(second).as("heap in the second half, bytes").isLessThan(first + GROWTH);
    }

    /** Over all parts and partitions; a gauge that can't tell counts nothing. */
    private double sum(String name) {
        return meters.find(name).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }
}
