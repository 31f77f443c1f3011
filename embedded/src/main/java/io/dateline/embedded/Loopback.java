package io.dateline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on the loopback address, the only one that the embedded parts listen on. */
final class Loopback {
    /** Written out, not {@code localhost}: that may be IPv6 to a client and IPv4 to a server. */
    static final String ADDRESS = "127.0.0.1";

    private static final int LAST_PORT = 65535;

    private Loopback() {}

    /** Where to listen. */
    static InetSocketAddress at(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(ADDRESS), port);
        } catch (IOException e) {
            throw new UncheckedIOException("an address in digits needs no look-up", e);
        }
    }

    /**
     * A port to listen on: the one that is asked for, checked to be free, or any free one for 0. Nothing reserves it
     * until somebody listens, so a free one that was picked may be gone by then.
     *
     * @param wantedBy what needs it, for the message
     * @throws PortInUseException when it is taken
     */
    static int choose(int port, String wantedBy) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(wantedBy + ": " + port + " is no port; 0 to " + LAST_PORT + " are");
        }
        try {
            return bindOnce(port);
        } catch (IOException e) {
            throw new PortInUseException(port, wantedBy);
        }
    }

    /** Whether nothing listens on a port. */
    static boolean isFree(int port) {
        try {
            bindOnce(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int bindOnce(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // Ports in TIME_WAIT after a restart are free to a server.
            socket.setReuseAddress(true);
            socket.bind(at(port));
            return socket.getLocalPort();
        }
    }
}
