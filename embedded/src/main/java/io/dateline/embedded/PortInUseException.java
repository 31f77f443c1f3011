package io.dateline.embedded;

/** A port that one of the embedded parts was told to use is taken by something else. The message names both. */
public final class PortInUseException extends RuntimeException {
    private final int port;

    PortInUseException(int port, String wantedBy) {
        super("port " + port + " on " + Loopback.ADDRESS + " is taken, and " + wantedBy
                + " needs it: stop what listens there, or choose another port");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
