package io.dateline.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one broker. Kafka ends the process when a broker can't go on: right for a server, wrong inside somebody
 * else's JVM. Every thread of a broker inherits this group, so an exit is traced to the broker that asks for it; that
 * broker is marked as dead, its thread ends, and the JVM goes on. An exit that no broker of ours asks for stays what it is.
 */
final class BrokerThreads extends ThreadGroup {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerThreads.class);

    private final CompletableFuture<String> death = new CompletableFuture<>();

    /** Ends the broker's thread that asked for the end of the process. */
    private static final class BrokerExit extends Error {
        BrokerExit(String message) {
            super(message);
        }
    }

    static {
        // Kafka keeps these for the whole JVM. They hold no state of ours, so that several brokers do not clash.
        Exit.setExitProcedure((status, message) -> exit(status, message, () -> System.exit(status)));
        Exit.setHaltProcedure((status, message) ->
                exit(status, message, () -> Runtime.getRuntime().halt(status)));
    }

    BrokerThreads(String name) {
        super(name);
    }

    /** Completes with the reason when the broker gives up. */
    CompletableFuture<String> death() {
        return death;
    }

    /** Runs something on a thread of this group and waits for it. */
    <T> T run(String name, Callable<T> work, long timeoutSeconds) throws ExecutionException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(this, task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was interrupted", e);
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!(failure instanceof BrokerExit)) {
            LOG.error("broker thread ended thread={}", thread.getName(), failure);
        }
    }

    private static void exit(int status, String message, Runnable otherwise) {
        for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof BrokerThreads broker) {
                String reason = "the broker gave up with status " + status + (message == null ? "" : ": " + message);
                if (status != 0 && broker.death.complete(reason)) {
                    LOG.error("broker gave up broker={} status={} message={}", broker.getName(), status, message);
                }
                throw new BrokerExit(reason);
            }
        }
        otherwise.run();
    }
}
