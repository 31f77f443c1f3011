package io.dateline.schemas;

import io.dateline.schemas.registry.WireSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;

/**
 * The schemas that were given to the world: {@code <directory>/<topic>/v<number>.avsc}, as they stand in a registry. A
 * file of a published version is never changed.
 */
final class ReleasedSchemas {
    private static final Pattern FILE = Pattern.compile("v([1-9][0-9]{0,5})\\.avsc");

    private final Path directory;

    ReleasedSchemas(Path directory) {
        this.directory = directory;
    }

    /** Every released version of a topic by its number; empty before the first. */
    SortedMap<Integer, Schema> of(NewsTopic topic) throws IOException {
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        Path folder = directory.resolve(topic.topicName());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Matcher name = FILE.matcher(file.getFileName().toString());
                    if (!name.matches()) {
                        throw new IOException(file + " is no released schema: they are named v1.avsc, v2.avsc, ...");
                    }
                    versions.put(Integer.parseInt(name.group(1)), new Schema.Parser().parse(Files.readString(file)));
                }
            }
        }
        return versions;
    }

    /**
     * Writes a topic's schema as its next version, unless it is the newest already.
     *
     * @param overNewest in the newest version's place, which must not have been published
     * @return the file that was written
     */
    Optional<Path> release(NewsTopic topic, Schema schema, boolean overNewest) throws IOException {
        SortedMap<Integer, Schema> versions = of(topic);
        String text = SchemaFormatter.format("json/pretty", WireSchema.of(schema)) + "\n";
        int newest = versions.isEmpty() ? 0 : versions.lastKey();
        if (newest > 0 && isSame(schema, versions.get(newest))) {
            return Optional.empty();
        }
        Path folder = Files.createDirectories(directory.resolve(topic.topicName()));
        return Optional.of(Files.writeString(
                folder.resolve("v" + (overNewest && newest > 0 ? newest : newest + 1) + ".avsc"), text));
    }

    /** Would a registry take the two for one schema? Comments count: they are part of what is published. */
    static boolean isSame(Schema current, Schema released) {
        return WireSchema.of(current).toString().equals(WireSchema.of(released).toString());
    }

    /** Why two schemas can't be used beside each other, each reading what the other writes; empty when they can. */
    static List<String> objections(Schema current, Schema released) {
        Schema ours = WireSchema.of(current);
        Schema theirs = WireSchema.of(released);
        List<String> objections = new ArrayList<>();
        collect("today's schema can't read a released record", ours, theirs, objections);
        collect("a released reader can't read today's record", theirs, ours, objections);
        compareLogicalTypes(ours, theirs, "", new HashSet<>(), objections);
        return objections;
    }

    private static void collect(String problem, Schema reader, Schema writer, List<String> objections) {
        for (Incompatibility found : SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()) {
            objections.add(problem + ": " + found.getType() + " at " + found.getLocation() + ": " + found.getMessage());
        }
    }

    /** Avro reads milliseconds as microseconds without a word: its rules look at the bare types only. */
    private static void compareLogicalTypes(
            Schema one, Schema other, String path, Set<String> seen, List<String> objections) {
        if (one.getType() != other.getType()) {
            return;
        }
        String mine =
                one.getLogicalType() == null ? "none" : one.getLogicalType().getName();
        String its =
                other.getLogicalType() == null ? "none" : other.getLogicalType().getName();
        if (!mine.equals(its)) {
            objections.add("the logical type changed at " + path + ": from " + its + " to " + mine);
        }
        switch (one.getType()) {
            case RECORD -> {
                if (seen.add(one.getFullName())) {
                    for (Schema.Field field : one.getFields()) {
                        Schema.Field counterpart = other.getField(field.name());
                        if (counterpart != null) {
                            String below = path + "/" + field.name();
                            compareLogicalTypes(field.schema(), counterpart.schema(), below, seen, objections);
                        }
                    }
                }
            }
            case ARRAY ->
                compareLogicalTypes(one.getElementType(), other.getElementType(), path + "/[]", seen, objections);
            case MAP -> compareLogicalTypes(one.getValueType(), other.getValueType(), path + "/{}", seen, objections);
            case UNION -> {
                for (Schema branch : one.getTypes()) {
                    other.getTypes().stream()
                            .filter(candidate -> candidate.getFullName().equals(branch.getFullName()))
                            .forEach(candidate -> compareLogicalTypes(branch, candidate, path, seen, objections));
                }
            }
            default -> {}
        }
    }
}
