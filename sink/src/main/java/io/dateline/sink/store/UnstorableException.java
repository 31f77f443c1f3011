package io.dateline.sink.store;

/** A record that can't become rows, whatever the database says: it breaks the contract of its topic. */
public final class UnstorableException extends RuntimeException {
    public UnstorableException(String message) {
        super(message);
    }

    public UnstorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
