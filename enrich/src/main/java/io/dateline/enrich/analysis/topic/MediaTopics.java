package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The vocabulary: IPTC Media Topics, retired concepts included. Immutable, shared. */
public final class MediaTopics {
    /** Name of the table in provenance. */
    public static final String NAME = "iptc-mediatopics";
    /** Version of the table in provenance: the release it follows. */
    public static final String VERSION = "2023-10";

    private static final String ALIAS = "medtop:";
    private static final String URI = "cv.iptc.org/newscodes/mediatopic/";

    /**
     * A concept.
     *
     * @param code with the scheme's alias, "medtop:16000000"
     * @param level 1 for top-level topics
     * @param broader code of its parent, or null at level 1
     * @param retired is it no longer to be used? Providers still send it
     * @param wikidataId or null
     * @param english label; the others may be null
     */
    public record Concept(
            String code,
            int level,
            String broader,
            boolean retired,
            String wikidataId,
            String english,
            String german,
            String french,
            String spanish) {}

    private final Map<String, Concept> concepts;

    private MediaTopics(Map<String, Concept> concepts) {
        this.concepts = concepts;
    }

    /** The table that ships with it. */
    public static MediaTopics load() {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        for (String[] row : TableResource.rows(MediaTopics.class, "media-topics.tsv")) {
            String code = ALIAS + row[0];
            concepts.put(
                    code,
                    new Concept(
                            code,
                            Integer.parseInt(row[1]),
                            row[2].isEmpty() ? null : ALIAS + row[2],
                            row[3].equals("r"),
                            orNull(row[4]),
                            row[5],
                            orNull(row[6]),
                            orNull(row[7]),
                            orNull(row[8])));
        }
        return new MediaTopics(Map.copyOf(concepts));
    }

    private static String orNull(String column) {
        return column.isEmpty() ? null : column;
    }

    /** The concept of that code ("medtop:16000000"), or null. */
    public Concept concept(String code) {
        return concepts.get(code);
    }

    /**
     * The concept that a provider's code means: the alias in any case ("medtop:16000000"), IPTC's address of the concept,
     * or null when it is neither, or unknown.
     */
    public Concept ofProviderCode(String code) {
        if (code == null) {
            return null;
        }
        String lower = code.strip().toLowerCase(Locale.ROOT);
        int uri = lower.indexOf(URI);
        String digits;
        if (lower.startsWith(ALIAS)) {
            digits = lower.substring(ALIAS.length());
        } else if (uri >= 0) {
            digits = lower.substring(uri + URI.length());
        } else {
            return null;
        }
        return concepts.get(ALIAS + digits);
    }

    /** How many concepts there are. */
    public int size() {
        return concepts.size();
    }
}
