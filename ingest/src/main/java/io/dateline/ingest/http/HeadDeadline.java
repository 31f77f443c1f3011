package io.dateline.ingest.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections on which the head of a request begins and is not whole in time. Jetty bounds how long nothing comes, and
 * the rate at which bodies come, but a head that drips would be waited for without end, and so many of them that there are
 * no connections left. A connection of which nothing comes is left to Jetty; so is one whose head is whole. Thread-safe.
 */
final class HeadDeadline implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HeadDeadline.class);
    private static final long SHORTEST_LOOK_MS = 50;
    private static final int LOOKS = 20;

    private final long limitNanos;
    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

    /** How far the requests of a connection are. What is told of one may come late, when the next one has begun. */
    private static final class Progress {
        private static final long NOTHING_YET = Long.MIN_VALUE;

        private long begun;
        private long done;
        private long bytes;
        /** When bytes were first seen that are not of a whole head, by the clock that only goes forward. */
        private long since = NOTHING_YET;

        synchronized void headIsWhole() {
            begun++;
            since = NOTHING_YET;
        }

        synchronized void isDone(long bytesSoFar) {
            done++;
            bytes = bytesSoFar;
        }

        /** Has a head come for longer than it may? */
        synchronized boolean isOver(long bytesSoFar, long now, long limitNanos) {
            if (begun > done || bytesSoFar == bytes) {
                return false;
            }
            if (since == NOTHING_YET) {
                since = now;
            }
            return now - since > limitNanos;
        }
    }

    /** @param limit from a head's first byte to its last */
    HeadDeadline(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** Has requests tell when their heads are whole and when they are done. */
    void watchRequests(HttpConfiguration http) {
        http.addCustomizer((request, headers) -> {
            Connection connection = request.getConnectionMetaData().getConnection();
            Progress progress = connections.get(connection);
            if (progress != null) {
                progress.headIsWhole();
                Request.addCompletionListener(request, failure -> progress.isDone(connection.getBytesIn()));
            }
            return request;
        });
    }

    /** Watches the connections of a server that has not been started yet. */
    void watchConnections(Server server) {
        server.addBean(new AbstractLifeCycle() {
            @Override
            protected void doStart() {
                for (Connector connector : server.getConnectors()) {
                    connector.addBean(HeadDeadline.this);
                }
            }
        });
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                lookAgain(server);
            }
        });
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress());
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void lookAgain(Server server) {
        long pause = Math.max(SHORTEST_LOOK_MS, TimeUnit.NANOSECONDS.toMillis(limitNanos) / LOOKS);
        server.getScheduler()
                .schedule(
                        () -> {
                            try {
                                look();
                            } finally {
                                if (server.isRunning()) {
                                    lookAgain(server);
                                }
                            }
                        },
                        pause,
                        TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        int ended = 0;
        for (Map.Entry<Connection, Progress> entry : connections.entrySet()) {
            Connection connection = entry.getKey();
            if (entry.getValue().isOver(connection.getBytesIn(), now, limitNanos)) {
                connection.getEndPoint().close();
                ended++;
            }
        }
        if (ended > 0) {
            LOG.warn("connections ended, the heads of their requests took too long number={}", ended);
        }
    }
}
