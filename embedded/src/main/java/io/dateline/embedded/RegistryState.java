package io.dateline.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the registry knows, in memory: the sum of the entries on its topic, in order. Thread-safe, and never waits
 * for anything.
 */
final class RegistryState {
    private final TreeMap<String, TreeMap<Integer, Version>> subjects = new TreeMap<>();
    private final Map<Integer, String> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, RegistryCompatibility> levels = new HashMap<>();
    private RegistryCompatibility globalLevel = RegistryCompatibility.BACKWARD;
    private int highestId;

    /** One change of the state, as it is on the topic. */
    sealed interface Entry permits Version, Level {}

    /** A version of a subject. Never removed: one that is deleted stays, marked, so that its id stays readable. */
    record Version(String subject, int number, int id, String schema, boolean deleted) implements Entry {}

    /** The compatibility level of a subject, or of all others when {@code subject} is null; null takes it back. */
    record Level(String subject, RegistryCompatibility level) implements Entry {}

    synchronized void apply(Entry entry) {
        if (entry instanceof Version version) {
            subjects.computeIfAbsent(version.subject(), name -> new TreeMap<>()).put(version.number(), version);
            schemas.put(version.id(), version.schema());
            ids.putIfAbsent(version.schema(), version.id());
            highestId = Math.max(highestId, version.id());
        } else if (entry instanceof Level level) {
            if (level.subject() == null) {
                globalLevel = level.level() == null ? RegistryCompatibility.BACKWARD : level.level();
            } else if (level.level() == null) {
                levels.remove(level.subject());
            } else {
                levels.put(level.subject(), level.level());
            }
        }
    }

    /** Versions of a subject, oldest first; empty for an unknown one. */
    synchronized List<Version> versions(String subject, boolean withDeleted) {
        TreeMap<Integer, Version> versions = subjects.get(subject);
        return versions == null ? List.of() : select(versions.values(), withDeleted);
    }

    /** All subjects by name that have at least one version. */
    synchronized List<String> subjects(String prefix, boolean withDeleted) {
        List<String> found = new ArrayList<>();
        subjects.forEach((name, versions) -> {
            if (name.startsWith(prefix)
                    && !select(versions.values(), withDeleted).isEmpty()) {
                found.add(name);
            }
        });
        return found;
    }

    /** Where a schema is in use, by subject and version. */
    synchronized List<Version> usesOf(int id, boolean withDeleted) {
        List<Version> found = new ArrayList<>();
        for (TreeMap<Integer, Version> versions : subjects.values()) {
            for (Version version : versions.values()) {
                if (version.id() == id && (withDeleted || !version.deleted())) {
                    found.add(version);
                }
            }
        }
        return found;
    }

    /** The schema with an id, also when every version with it is deleted: records that carry the id live on. */
    synchronized Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    /** The id of a schema: the same under every subject. */
    synchronized Optional<Integer> id(String schema) {
        return Optional.ofNullable(ids.get(schema));
    }

    /** The highest id that was ever given; 0 for none. */
    synchronized int highestId() {
        return highestId;
    }

    /** A subject's own level. */
    synchronized Optional<RegistryCompatibility> levelOf(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** The level of every subject without one of its own. */
    synchronized RegistryCompatibility globalLevel() {
        return globalLevel;
    }

    private static List<Version> select(Collection<Version> versions, boolean withDeleted) {
        return versions.stream()
                .filter(version -> withDeleted || !version.deleted())
                .toList();
    }
}
