package io.dateline.schemas.service;

/** A part of Dateline that runs until it is closed. */
public interface Service extends AutoCloseable {

    /**
     * Starts, and returns once the part is at work. Waits with backoff for dependencies that are not there yet.
     *
     * @throws InterruptedException when it is closed or interrupted before it is at work
     */
    void start() throws InterruptedException;

    /** Is it at work now: accepting, or consuming? */
    boolean isReady();

    /** Finishes what it is at, gives back what it holds, and stops. Does nothing the second time. */
    @Override
    void close();
}
