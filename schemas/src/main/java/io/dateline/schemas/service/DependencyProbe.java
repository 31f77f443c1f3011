package io.dateline.schemas.service;

import io.dateline.schemas.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Asks now and then whether what a part depends on is still there, so that an outage is seen while nothing is to be done.
 * Says that something is up again only when it was the one that said it was down: a database that answers may still
 * refuse what is written. Has a thread of its own; its methods may be called from any.
 */
public final class DependencyProbe implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A question to a dependency, answered by not throwing within a few seconds. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    private final ScheduledExecutorService thread;
    private final Admin admin;
    private final List<Watched> watched = new ArrayList<>();

    private static final class Watched {
        private final Health.Dependency dependency;
        private final Check check;
        private boolean saidDown;

        Watched(Health.Dependency dependency, Check check) {
            this.dependency = dependency;
            this.check = check;
        }

        void ask() {
            try {
                check.run();
                if (saidDown || dependency.state().status() == Health.Status.UNKNOWN) {
                    saidDown = false;
                    dependency.up();
                }
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

    private DependencyProbe(String part, Admin admin) {
        this.admin = admin;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, part + "-probe");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Watches the broker of a part's settings, every five seconds from now on.
     *
     * @param part whose dependencies they are
     * @param others what else to watch, by the name of the dependency
     */
    public static DependencyProbe start(String part, Settings settings, Health health, Map<String, Check> others) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put("client.id", part + "-probe");
        Admin admin = Admin.create(properties);
        DependencyProbe probe = new DependencyProbe(part, admin);
        probe.watched.add(new Watched(health.dependency(part, "kafka"), () -> reach(admin)));
        others.forEach((name, check) -> probe.watched.add(new Watched(health.dependency(part, name), check)));
        probe.thread.scheduleWithFixedDelay(
                () -> probe.watched.forEach(Watched::ask), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return probe;
    }

    private static void reach(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.describeCluster().nodes().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException("no answer from the broker for " + TIMEOUT.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
