package io.dateline.embedded;

import io.dateline.embedded.RegistryState.Level;
import io.dateline.embedded.RegistryState.Version;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's rules. A change is on the topic, acknowledged, before anybody sees it; one change at a time. Thread-safe:
 * readers never wait for a change that is being written.
 */
final class RegistryStore {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryStore.class);

    private final RegistryState state;
    private final RegistryLog log;
    private int lastId;

    RegistryStore(RegistryState state, RegistryLog log) {
        this.state = state;
        this.log = log;
        this.lastId = state.highestId();
    }

    /** What is known, to be read. */
    RegistryState state() {
        return state;
    }

    /** The schema in a text, or a refusal that says what is wrong with it. */
    static Schema parse(String text) {
        if (text == null || text.isBlank()) {
            throw RegistryRefusal.invalidSchema("Empty schema");
        }
        try {
            return new Schema.Parser().setValidateDefaults(true).parse(text);
        } catch (RuntimeException | StackOverflowError e) {
            // Not only Avro's own exceptions: a type that is not defined makes its parser throw a NullPointerException.
            throw RegistryRefusal.invalidSchema(e.getMessage());
        }
    }

    /** Registers a schema, unless the subject has it already, and gives its id. */
    synchronized int register(String subject, Schema schema) {
        String text = schema.toString();
        List<Version> all = state.versions(subject, true);
        for (Version version : all) {
            if (!version.deleted() && version.schema().equals(text)) {
                return version.id();
            }
        }
        List<String> objections = levelOf(subject).objections(schema, earlier(subject));
        if (!objections.isEmpty()) {
            throw RegistryRefusal.incompatible(subject, objections.toString());
        }
        int number = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
        // A new id is spent even when the write fails: it may be on the topic all the same.
        int id = state.id(text).orElseGet(() -> ++lastId);
        change(new Version(subject, number, id, text, false));
        return id;
    }

    /** What speaks against a schema as the subject's next version. */
    List<String> objections(String subject, Schema schema) {
        return levelOf(subject).objections(schema, earlier(subject));
    }

    /** What speaks against a schema beside one version of the subject. */
    List<String> objections(String subject, Schema schema, Version version) {
        return levelOf(subject).objections(schema, List.of(parse(version.schema())));
    }

    /** Deletes a subject's versions, softly: they are not offered any longer, their ids stay readable. */
    synchronized List<Integer> deleteSubject(String subject) {
        List<Version> live = state.versions(subject, false);
        if (live.isEmpty()) {
            throw state.versions(subject, true).isEmpty()
                    ? RegistryRefusal.subjectNotFound(subject)
                    : RegistryRefusal.subjectDeleted(subject);
        }
        live.forEach(this::delete);
        if (state.levelOf(subject).isPresent()) {
            change(new Level(subject, null));
        }
        return live.stream().map(Version::number).toList();
    }

    /** Deletes a version, softly. */
    synchronized void delete(Version version) {
        change(new Version(version.subject(), version.number(), version.id(), version.schema(), true));
    }

    /** Sets the level of a subject, or of all others when {@code subject} is null; null takes it back. */
    synchronized void setLevel(String subject, RegistryCompatibility level) {
        RegistryCompatibility now =
                subject == null ? state.globalLevel() : state.levelOf(subject).orElse(null);
        if (now != level) {
            change(new Level(subject, level));
        }
    }

    private RegistryCompatibility levelOf(String subject) {
        return state.levelOf(subject).orElseGet(state::globalLevel);
    }

    private List<Schema> earlier(String subject) {
        return state.versions(subject, false).stream()
                .map(version -> parse(version.schema()))
                .toList();
    }

    private void change(RegistryState.Entry entry) {
        try {
            log.append(entry);
        } catch (KafkaException e) {
            LOG.error("registry entry not written", e);
            throw RegistryRefusal.storeFailed();
        }
        state.apply(entry);
    }
}
