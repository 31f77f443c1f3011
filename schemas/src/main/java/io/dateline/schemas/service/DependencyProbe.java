package io.dateline.schemas.service;

import io.dateline.schemas.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Asks now and then whether what a part depends on is still there, so that an outage is seen while nothing is to be done.
 * Says that something is up again when it was the one that said it was down, or when nobody is left who would: a database
 * that answers may still refuse what is written, but a part that is called down is sent nothing that would show it up. Each
 * dependency has a thread of its own, so that one that does not answer delays the others' answers not; its methods may be
 * called from any.
 */
public final class DependencyProbe implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A question to a dependency, answered by not throwing within a few seconds. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /**
     * Something to ask about.
     *
     * @param dependency its name
     * @param check the question
     * @param idle is the part not trying it now? Then nothing but the probe would ever say that it is up again
     */
    public record Watch(String dependency, Check check, BooleanSupplier idle) {
        /** The registry, asked past its caches. */
        public static Watch registry(Check reach, BooleanSupplier idle) {
            return new Watch("registry", reach, idle);
        }
    }

    private final ScheduledExecutorService threads;
    private final Map<String, Object> properties;
    private volatile Admin admin;
    private volatile Backlog backlog;

    /** Used by one thread at a time. */
    static final class Watched {
        private final Health.Dependency dependency;
        private final Watch watch;
        private boolean saidDown;

        Watched(Health.Dependency dependency, Watch watch) {
            this.dependency = dependency;
            this.watch = watch;
        }

        void ask() {
            try {
                watch.check().run();
                Health.Status now = dependency.state().status();
                if (now == Health.Status.UNKNOWN
                        || now == Health.Status.DOWN
                                && !dependency.refuses()
                                && (saidDown || watch.idle().getAsBoolean())) {
                    dependency.up();
                }
                saidDown = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (dependency.state().status() != Health.Status.DOWN) {
                    saidDown = true;
                    dependency.down(e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
                }
            }
        }
    }

    private DependencyProbe(String part, Map<String, Object> properties, int watched) {
        this.properties = properties;
        this.threads = Executors.newScheduledThreadPool(watched + 1, task -> {
            Thread made = new Thread(task, part + "-probe");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Watches the broker of a part's settings and what else it depends on, every five seconds from now on.
     *
     * @param part whose dependencies they are
     * @param idle is the part not trying the broker now?
     */
    public static DependencyProbe start(
            String part, Settings settings, Health health, BooleanSupplier idle, Watch... others) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put("client.id", part + "-probe");
        DependencyProbe probe = new DependencyProbe(part, properties, 1 + others.length);
        probe.watch(part, health, new Watch("kafka", probe::reachKafka, idle));
        List.of(others).forEach(watch -> probe.watch(part, health, watch));
        return probe;
    }

    private void watch(String part, Health health, Watch watch) {
        every(new Watched(health.dependency(part, watch.dependency()), watch)::ask);
    }

    /** Measures, from now on, how far the part is behind in what it reads. */
    public void measure(Backlog toMeasure) {
        backlog = toMeasure;
        every(() -> {
            Admin made = admin;
            if (made != null) {
                toMeasure.measure(made);
            }
        });
    }

    private void every(Runnable task) {
        threads.scheduleWithFixedDelay(task, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes the client first, by the one thread that asks: none can be made while nobody knows the broker's name. */
    private void reachKafka() throws ExecutionException, InterruptedException, TimeoutException {
        if (admin == null) {
            admin = Admin.create(properties);
            if (threads.isShutdown()) {
                // Whoever closed this meanwhile has not seen it.
                admin.close(Duration.ZERO);
            }
        }
        try {
            admin.describeCluster().nodes().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException("no answer from the broker for " + TIMEOUT.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (backlog != null) {
            backlog.close();
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
