package io.dateline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who has used the processor, in nanoseconds, by the names of threads: enrich, sink, the broker and the rest of this JVM
 * (its compiler and collector included), and the database's processes. What a thread or process that has ended used counts
 * for the rest, or for nobody.
 *
 * @param nanos by who
 */
record ProcessorTime(Map<String, Long> nanos) {

    /**
     * Until now.
     *
     * @param database the process that the database's others come from
     */
    static ProcessorTime now(ProcessHandle database) {
        Map<String, Long> nanos = new TreeMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long known = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            long used = thread == null ? -1 : threads.getThreadCpuTime(thread.getThreadId());
            if (used > 0) {
                known += used;
                nanos.merge(groupOf(thread.getThreadName()), used, Long::sum);
            }
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        nanos.merge("JVM", Math.max(0, system.getProcessCpuTime() - known), Long::sum);
        nanos.put(
                "database",
                Stream.concat(Stream.of(database), database.descendants())
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum());
        return new ProcessorTime(nanos);
    }

    /** Since then, in milliseconds for each of so many stories. */
    String perStorySince(ProcessorTime before, int stories) {
        StringBuilder text = new StringBuilder();
        double sum = 0;
        for (Map.Entry<String, Long> entry : nanos.entrySet()) {
            double ms = (entry.getValue() - before.nanos.getOrDefault(entry.getKey(), 0L)) / 1e6 / stories;
            sum += ms;
            text.append(String.format(Locale.ROOT, "%s %.2f, ", entry.getKey(), ms));
        }
        return text + String.format(Locale.ROOT, "all %.2f", sum);
    }

    private static String groupOf(String thread) {
        if (thread.contains("StreamThread")) {
            return "enrich";
        }
        if (thread.startsWith("sink-")) {
            return "sink";
        }
        return thread.equals("main") ? "load" : "broker and clients";
    }
}
