package io.dateline.enrich.topology;

import io.dateline.enrich.topology.StoryInFlight.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records that threads died at with an {@link Error}, such as memory that ran out. That need not be the record's fault, so
 * it is tried again by the thread that comes after; the record that threads go on dying at must not be met for ever.
 * Thread-safe; one for all threads of a process.
 */
final class DeadlyRecords {
    /** Threads that may die at a record in a row. */
    static final int MOST_DEATHS = 3;

    private static final int REMEMBERED = 1000;

    private final Map<Origin, Deaths> deaths = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Deaths> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Deaths(int number, Throwable latest) {}

    /** A thread dies at a record. */
    synchronized void killed(Origin place, Throwable failure) {
        Deaths before = deaths.get(place);
        deaths.put(place, new Deaths(before == null ? 1 : before.number() + 1, failure));
    }

    /** A record was handled after all. */
    synchronized void passed(Origin place) {
        deaths.remove(place);
    }

    /** What threads died of at a record that must not be tried again; null for all others. */
    synchronized Throwable killerOf(Origin place) {
        Deaths known = deaths.get(place);
        return known != null && known.number() >= MOST_DEATHS ? known.latest() : null;
    }
}
