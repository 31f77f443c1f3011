package io.dateline.enrich.analysis.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads tables that lie on the class path beside the class that uses them: UTF-8, one row a line, columns parted by
 * tabs; empty lines and lines that start with "# " are passed over. Everything returned is immutable.
 */
public final class TableResource {
    private TableResource() {}

    /**
     * The rows of a table.
     *
     * @param owner class in whose package the table lies
     * @throws IllegalStateException when there is no such table: the jar is broken
     */
    public static List<String[]> rows(Class<?> owner, String name) {
        List<String[]> rows = new ArrayList<>();
        for (String line : lines(owner, name)) {
            rows.add(line.split("\t", -1));
        }
        return List.copyOf(rows);
    }

    /** All words of a list, parted by white space, in order of the file. */
    public static Set<String> words(Class<?> owner, String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String line : lines(owner, name)) {
            for (String word : line.split("\\s+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return Collections.unmodifiableSet(words);
    }

    /** A list in sections: each line is a name, a tab, and words parted by white space. Lines of one name add up. */
    public static Map<String, Set<String>> sections(Class<?> owner, String name) {
        return sections(owner, name, "\\s+");
    }

    /** A list in sections like {@link #sections(Class, String)}, whose entries are phrases parted by semicolons. */
    public static Map<String, Set<String>> phraseSections(Class<?> owner, String name) {
        return sections(owner, name, "\\s*;\\s*");
    }

    private static Map<String, Set<String>> sections(Class<?> owner, String name, String separator) {
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        for (String[] row : rows(owner, name)) {
            if (row.length != 2) {
                throw new IllegalStateException("table " + name + ": a row needs two columns: " + row[0]);
            }
            Set<String> entries = sections.computeIfAbsent(row[0], key -> new LinkedHashSet<>());
            for (String entry : row[1].strip().split(separator)) {
                if (!entry.isEmpty()) {
                    entries.add(entry);
                }
            }
        }
        sections.replaceAll((key, entries) -> Collections.unmodifiableSet(entries));
        return Collections.unmodifiableMap(sections);
    }

    private static List<String> lines(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no table " + name + " beside " + owner.getName());
            }
            List<String> lines = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("# ") && !line.equals("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("table " + name, e);
        }
    }
}
