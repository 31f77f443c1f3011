package io.dateline.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;

/** Confluent's compatibility levels, decided by Avro's own rules for reader and writer. */
enum RegistryCompatibility {
    NONE(false, false, false),
    /** A reader with the new schema reads what the latest wrote. */
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    /** A reader with the latest schema reads what the new one writes. */
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean transitive;

    RegistryCompatibility(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.transitive = transitive;
    }

    /** The level with a name, in any case. */
    static Optional<RegistryCompatibility> named(String name) {
        for (RegistryCompatibility level : values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a schema as the next one; empty when nothing is.
     *
     * @param earlier the versions before it, oldest first
     */
    List<String> objections(Schema candidate, List<Schema> earlier) {
        Collection<Schema> compared =
                transitive || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        List<String> objections = new ArrayList<>();
        for (Schema old : compared) {
            if (newReadsOld) {
                compare(candidate, old, "new schema can't read earlier", objections);
            }
            if (oldReadsNew) {
                compare(old, candidate, "earlier schema can't read new", objections);
            }
        }
        return objections;
    }

    private static void compare(Schema reader, Schema writer, String direction, List<String> objections) {
        SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        for (Incompatibility found : result.getIncompatibilities()) {
            objections.add("{errorType:'" + found.getType() + "', description:'" + direction + ": " + found.getMessage()
                    + "', path:'" + found.getLocation() + "'}");
        }
    }
}
