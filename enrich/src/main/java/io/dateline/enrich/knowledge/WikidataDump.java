package io.dateline.enrich.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.schemas.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a Wikidata JSON dump into a file of knowledge, as a stream: the dump is one JSON array with one entity a line
 * (https://www.wikidata.org/wiki/Wikidata:Database_download), so one line is in memory at a time. Items whose
 * {@code instance of} (P31) is one of the wanted classes and that have enough sitelinks are kept.
 */
public final class WikidataDump {
    /** Longest line that is read, in UTF-16 units; the largest items have some four million. */
    private static final int LONGEST_LINE = 32 * 1024 * 1024;
    /** Sitelinks of what everybody knows: the prior grows with their logarithm up to here. */
    private static final double FAMOUS_SITELINKS = 200;
    /** No item of a dump gets more: what needs no support is for a person to say. */
    private static final double HIGHEST_PRIOR = 0.85;

    /**
     * What to keep.
     *
     * @param classes type by the item id of the class that an item is an instance of; subclasses are not followed
     * @param language code of the labels, aliases and descriptions
     * @param sitelinks fewest that an item has to have
     */
    public record Wanted(Map<String, EntityType> classes, String language, int sitelinks) {
        /** Humans, and common classes of places and organisations. */
        public static final Map<String, EntityType> CLASSES = Map.ofEntries(
                Map.entry("Q5", EntityType.PERSON),
                Map.entry("Q6256", EntityType.LOCATION), // country
                Map.entry("Q3624078", EntityType.LOCATION), // sovereign state
                Map.entry("Q515", EntityType.LOCATION), // city
                Map.entry("Q1549591", EntityType.LOCATION), // big city
                Map.entry("Q5119", EntityType.LOCATION), // capital
                Map.entry("Q35657", EntityType.LOCATION), // U.S. state
                Map.entry("Q43229", EntityType.ORGANISATION), // organization
                Map.entry("Q4830453", EntityType.ORGANISATION), // business
                Map.entry("Q891723", EntityType.ORGANISATION), // public company
                Map.entry("Q6881511", EntityType.ORGANISATION), // enterprise
                Map.entry("Q7278", EntityType.ORGANISATION), // political party
                Map.entry("Q484652", EntityType.ORGANISATION), // international organization
                Map.entry("Q327333", EntityType.ORGANISATION), // government agency
                Map.entry("Q3918", EntityType.ORGANISATION), // university
                Map.entry("Q11032", EntityType.ORGANISATION), // newspaper
                Map.entry("Q476028", EntityType.ORGANISATION)); // football club

        public Wanted {
            classes = Map.copyOf(classes);
        }
    }

    /**
     * What came of a dump.
     *
     * @param entities that it has
     * @param kept that were written
     * @param unreadable lines that hold no entity
     */
    public record Extracted(long entities, long kept, long unreadable) {}

    private final Wanted wanted;
    private final ObjectMapper json = new ObjectMapper();

    /** Keeps what is wanted. */
    public WikidataDump(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Reads a dump, and writes the lines of what is kept, in its order. For one thread. */
    public Extracted extract(BufferedReader dump, Writer out) throws IOException {
        long entities = 0;
        long kept = 0;
        long unreadable = 0;
        StringBuilder line = new StringBuilder();
        while (readLine(dump, line)) {
            int end = line.length();
            while (end > 0 && (line.charAt(end - 1) == ',' || Character.isWhitespace(line.charAt(end - 1)))) {
                end--;
            }
            if (end == 0 || end == 1 && (line.charAt(0) == '[' || line.charAt(0) == ']')) {
                continue;
            }
            entities++;
            try {
                KnowledgeEntry entry = end > LONGEST_LINE ? null : entry(json.readTree(line.substring(0, end)));
                if (end > LONGEST_LINE) {
                    unreadable++;
                } else if (entry != null) {
                    out.write(KnowledgeLine.write(entry));
                    out.write('\n');
                    kept++;
                }
            } catch (JsonProcessingException | IllegalArgumentException e) {
                unreadable++;
            }
        }
        out.flush();
        return new Extracted(entities, kept, unreadable);
    }

    /** The next line; of one that is too long only the beginning is kept. False at the end. */
    private static boolean readLine(BufferedReader in, StringBuilder line) throws IOException {
        line.setLength(0);
        int c = in.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() <= LONGEST_LINE) {
                line.append((char) c);
            }
            c = in.read();
        }
        return true;
    }

    /** The entry of an item, or null when it is not wanted. */
    private KnowledgeEntry entry(JsonNode item) {
        String id = item.path("id").asText("");
        int sitelinks = item.path("sitelinks").size();
        if (!item.path("type").asText().equals("item") || sitelinks < wanted.sitelinks()) {
            return null;
        }
        EntityType type = null;
        boolean country = false;
        for (String of : items(item, "P31")) {
            type = type == null ? wanted.classes().get(of) : type;
            country |= of.equals("Q6256") || of.equals("Q3624078");
        }
        String name = item.path("labels").path(wanted.language()).path("value").asText("");
        if (type == null || name.isBlank()) {
            return null;
        }
        Set<String> aliases = new LinkedHashSet<>();
        for (JsonNode alias : item.path("aliases").path(wanted.language())) {
            String form = alias.path("value").asText("");
            if (!form.isBlank()
                    && form.length() <= KnowledgeEntry.LONGEST_NAME
                    && aliases.size() < KnowledgeEntry.MOST_NAMES) {
                aliases.add(form);
            }
        }
        aliases.remove(name);
        List<String> firm = new ArrayList<>();
        List<String> shortNames = new ArrayList<>();
        for (String alias : aliases) {
            // a person's single word and a bare acronym name many
            boolean weak = alias.indexOf(' ') < 0 && (type == EntityType.PERSON || alias.length() <= 4);
            (weak ? shortNames : firm).add(alias);
        }
        String description =
                item.path("descriptions").path(wanted.language()).path("value").asText("");
        List<String> countries = items(item, type == EntityType.PERSON ? "P27" : "P17");
        return new KnowledgeEntry(
                id,
                id,
                name,
                firm,
                shortNames,
                type,
                description.substring(0, Math.min(description.length(), KnowledgeEntry.LONGEST_DESCRIPTION)),
                prior(sitelinks),
                country ? id : countries.isEmpty() ? null : countries.get(countries.size() - 1),
                List.of(),
                false);
    }

    /** Ids of the items that a property's statements name, deprecated ones left out; in order. */
    private static List<String> items(JsonNode item, String property) {
        List<String> ids = new ArrayList<>();
        for (JsonNode statement : item.path("claims").path(property)) {
            String id = statement
                    .path("mainsnak")
                    .path("datavalue")
                    .path("value")
                    .path("id")
                    .asText("");
            if (!id.isEmpty() && !statement.path("rank").asText().equals("deprecated")) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static double prior(int sitelinks) {
        double prior = Math.log1p(sitelinks) / Math.log1p(FAMOUS_SITELINKS) * HIGHEST_PRIOR;
        return Math.round(Math.min(HIGHEST_PRIOR, prior) * 1000) / 1000.0;
    }
}
