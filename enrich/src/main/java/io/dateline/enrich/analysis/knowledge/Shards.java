package io.dateline.enrich.analysis.knowledge;

import java.util.HashMap;
import java.util.Map;

/**
 * An immutable map in parts, of which an edited copy copies only those that it changes. Thread-safe.
 *
 * @param <V> the values; arrays among them are never changed in place
 */
final class Shards<V> {
    private static final int PARTS = 1 << 10;

    private final Map<String, V>[] parts;

    private Shards(Map<String, V>[] parts) {
        this.parts = parts;
    }

    static <V> Shards<V> empty() {
        return new Shards<>(newParts());
    }

    /** The value, or null. */
    V get(String key) {
        Map<String, V> part = parts[part(key)];
        return part == null ? null : part.get(key);
    }

    Editor<V> edit() {
        return new Editor<>(parts);
    }

    private static int part(String key) {
        int hash = key.hashCode() * 0x9e3779b9;
        return hash >>> 22;
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V>[] newParts() {
        return new Map[PARTS];
    }

    /** A copy in the making. For one thread; not to be used after {@link #done}. */
    static final class Editor<V> {
        private final Map<String, V>[] parts;
        private final boolean[] own = new boolean[PARTS];

        private Editor(Map<String, V>[] before) {
            parts = before.clone();
        }

        V get(String key) {
            Map<String, V> part = parts[part(key)];
            return part == null ? null : part.get(key);
        }

        /** Sets the value; null removes it. */
        void set(String key, V value) {
            Map<String, V> part = owned(part(key));
            if (value == null) {
                part.remove(key);
            } else {
                part.put(key, value);
            }
        }

        void remove(String key) {
            set(key, null);
        }

        Shards<V> done() {
            return new Shards<>(parts);
        }

        private Map<String, V> owned(int index) {
            if (!own[index]) {
                own[index] = true;
                parts[index] = parts[index] == null ? new HashMap<>() : new HashMap<>(parts[index]);
            }
            return parts[index];
        }
    }
}
