package io.dateline.schemas.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** A registry for tests that need none of a registry's behaviour but ids. Can be made to be down. Thread-safe. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    private final Set<String> fullTransitive = new HashSet<>();
    private boolean down;

    /** From now on every call fails as it does when the registry is out of reach. */
    public synchronized void goDown() {
        down = true;
    }

    /** From now on it answers again. */
    public synchronized void comeBack() {
        down = false;
    }

    /** The subjects that were put under FULL_TRANSITIVE. */
    public synchronized Set<String> fullTransitiveSubjects() {
        return Set.copyOf(fullTransitive);
    }

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        answer();
        Schema wire = WireSchema.of(schema);
        int index = schemas.indexOf(wire);
        if (index < 0) {
            index = schemas.size();
            schemas.add(wire);
        }
        return index + 1;
    }

    @Override
    public synchronized Schema schemaOf(int id) {
        answer();
        if (id < 1 || id > schemas.size()) {
            throw new SchemaRegistryException("no schema with id " + id, null);
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized void requireFullTransitive(String subject) {
        answer();
        fullTransitive.add(subject);
    }

    @Override
    public synchronized void reach() {
        answer();
    }

    private void answer() {
        if (down) {
            throw new SchemaRegistryUnavailableException("the registry is down", null);
        }
    }
}
