package io.dateline.schemas.service;

import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * A registry whose outages are waited out by the thread that asks: with growing pauses, until it answers, the patience is
 * over or the caller is closed. For callers that can't put the record in hand aside and come back to it. Thread-safe.
 */
public final class PatientSchemaRegistry implements SchemaRegistry {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SchemaRegistry registry;
    private final Health.Dependency dependency;
    private final Duration patience;
    private final BooleanSupplier closed;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean missed;

    /**
     * @param dependency is told how the registry is
     * @param patience how long one call waits at most
     * @param closed has the caller been told to stop? Asked before each try
     */
    public PatientSchemaRegistry(
            SchemaRegistry registry, Health.Dependency dependency, Duration patience, BooleanSupplier closed) {
        this.registry = registry;
        this.dependency = dependency;
        this.patience = patience;
        this.closed = closed;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return await(() -> registry.idOf(subject, schema));
    }

    @Override
    public Schema schemaOf(int id) {
        return await(() -> registry.schemaOf(id));
    }

    @Override
    public void requireFullTransitive(String subject) {
        await(() -> {
            registry.requireFullTransitive(subject);
            return null;
        });
    }

    /** Not waited for: who asks this wants to know how it is now. */
    @Override
    public void reach() {
        registry.reach();
    }

    /** Does a caller wait for it now? */
    public boolean isAwaited() {
        return waiting.get() > 0;
    }

    private <T> T await(Supplier<T> call) {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        long begun = System.nanoTime();
        while (true) {
            try {
                T answer = call.get();
                // What was known before says nothing of how the registry is now.
                if (missed) {
                    missed = false;
                    dependency.up();
                }
                return answer;
            } catch (SchemaRefusedException | SchemaRegistryUnavailableException e) {
                missed = true;
                if (e instanceof SchemaRefusedException) {
                    dependency.refused(e);
                } else {
                    dependency.down(e);
                }
                if (closed.getAsBoolean() || System.nanoTime() - begun >= patience.toNanos()) {
                    throw e;
                }
                waiting.incrementAndGet();
                try {
                    pause(backoff, e);
                } finally {
                    waiting.decrementAndGet();
                }
            } catch (SchemaRegistryException e) {
                // It answered: no.
                dependency.up();
                throw e;
            }
        }
    }

    private static void pause(Backoff backoff, RuntimeException outage) {
        try {
            backoff.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw outage;
        }
    }
}
