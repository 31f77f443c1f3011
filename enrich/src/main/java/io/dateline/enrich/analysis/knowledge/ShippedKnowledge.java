package io.dateline.enrich.analysis.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The entries that ship with this software: see the notice beside them. */
public final class ShippedKnowledge {
    private static final String RESOURCE = "starter.jsonl";

    private ShippedKnowledge() {}

    /**
     * Loads them from the class path.
     *
     * @throws IllegalStateException when they are not there, or one can't be read: the jar is broken
     */
    public static KnowledgeBase load() {
        List<KnowledgeEntry> entries = new ArrayList<>();
        try (InputStream in = ShippedKnowledge.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(KnowledgeLine.read(line).entry());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(RESOURCE + ", line " + (entries.size() + 1) + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return KnowledgeBase.of(entries);
    }
}
