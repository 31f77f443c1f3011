package io.dateline.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.Param;

/**
 * The same as {@link ParsingBenchmark} in processor time of its thread, for machines that are busy with other things: JMH counts the
 * time on the wall.
 */
final class ParsingTime {
    private static final long WARMUP_NANOS = 2_000_000_000L;
    private static final long MEASURED_NANOS = 1_500_000_000L;
    private static final int BATCH = 20;

    private ParsingTime() {}

    /** Prints a row for each format: stories for each second of processor time. */
    static void main() {
        for (String format : formats()) {
            ParsingBenchmark benchmark = new ParsingBenchmark();
            benchmark.format = format;
            benchmark.prepare();
            run(benchmark, WARMUP_NANOS);
            System.out.printf("| %s | %.0f |%n", format, run(benchmark, MEASURED_NANOS));
        }
    }

    private static String[] formats() {
        try {
            return ParsingBenchmark.class
                    .getField("format")
                    .getAnnotation(Param.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double run(ParsingBenchmark benchmark, long nanos) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long stories = 0;
        long took = 0;
        while (took < nanos) {
            for (int i = 0; i < BATCH; i++) {
                benchmark.parse();
            }
            stories += BATCH;
            took = threads.getCurrentThreadCpuTime() - start;
        }
        return stories / (took / 1e9);
    }
}
