package io.dateline.enrich.knowledge;

import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads files of knowledge line by line. */
public final class KnowledgeLines {
    /** After so many wrong lines the rest is not looked at. */
    static final int MOST_FAULTS = 20;

    private KnowledgeLines() {}

    /** Does something with a line. */
    public interface Reader {
        /** @throws IllegalArgumentException saying what is wrong with it */
        void read(KnowledgeLine line);
    }

    /**
     * Checks every line of a file, and that no two are about one entry.
     *
     * @return what is wrong, each with the line's number; empty for a sound file
     */
    public static List<String> faults(Path file) throws IOException {
        Map<String, Integer> ids = new HashMap<>();
        List<String> faults = new ArrayList<>();
        int[] number = {0};
        try {
            forEach(file, number, faults, line -> {
                Integer before = ids.putIfAbsent(line.id(), number[0]);
                if (before != null) {
                    throw new IllegalArgumentException("id: \"" + line.id() + "\" is on line " + before + " already");
                }
            });
        } catch (MalformedInputException e) {
            faults.add("line " + (number[0] + 1) + ": not UTF-8");
        }
        return faults;
    }

    /** Reads a file that has been checked. */
    public static void forEach(Path file, Reader reader) throws IOException {
        List<String> faults = new ArrayList<>();
        forEach(file, new int[1], faults, reader);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(file + ", " + faults.get(0));
        }
    }

    private static void forEach(Path file, int[] number, List<String> faults, Reader reader) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null && faults.size() < MOST_FAULTS; line = in.readLine()) {
                number[0]++;
                if (!line.isBlank()) {
                    try {
                        reader.read(KnowledgeLine.read(line));
                    } catch (IllegalArgumentException e) {
                        faults.add("line " + number[0] + ": " + e.getMessage());
                    }
                }
            }
        }
    }
}
