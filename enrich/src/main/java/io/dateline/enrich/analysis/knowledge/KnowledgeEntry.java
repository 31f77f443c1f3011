package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that names stand for. Immutable.
 *
 * @param id its key among all entries: the Wikidata id where there is one, else any id of its keeper's
 * @param wikidataId "Q42", or null
 * @param name the proper name, as stories with a link show it
 * @param aliases further names that in a news story stand for this, its type given: "UN", "NATO", "Barack Obama"
 * @param shortNames names that stand for other things too, and need the story's support: "Clinton", "Georgia", "Congress"
 * @param type what kind of name it has
 * @param description what it is, in a few words; its words count as support
 * @param prior how likely a reader of news is to mean this by one of its names, 0 to 1: 0.9 and more is for what everybody
 *     knows
 * @param country id of the entry of its country, or null; for a country its own id
 * @param context words that speak for it where they stand in a story: nationality, party, nickname
 * @param hidden an entry that is never linked: it takes away the shipped one of the same id
 */
public record KnowledgeEntry(
        String id,
        String wikidataId,
        String name,
        List<String> aliases,
        List<String> shortNames,
        EntityType type,
        String description,
        double prior,
        String country,
        List<String> context,
        boolean hidden) {
    /** Longest id, name, alias or context word, in UTF-16 units. */
    public static final int LONGEST_NAME = 250;
    /** Longest description, in UTF-16 units. */
    public static final int LONGEST_DESCRIPTION = 1_000;
    /** Most aliases, short names or context words each. */
    public static final int MOST_NAMES = 200;

    private static final Pattern WIKIDATA_ID = Pattern.compile("Q[1-9][0-9]{0,17}");

    /** @throws IllegalArgumentException naming the field that is wrong, and why */
    public KnowledgeEntry {
        text("id", id, LONGEST_NAME);
        text("name", name, LONGEST_NAME);
        Objects.requireNonNull(type, "type");
        if (wikidataId != null && !WIKIDATA_ID.matcher(wikidataId).matches()) {
            throw new IllegalArgumentException("wikidataId: \"" + wikidataId + "\" is no item's id like Q42");
        }
        aliases = names("aliases", aliases);
        shortNames = names("shortNames", shortNames);
        context = names("context", context);
        description = description == null ? "" : description;
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("description: longer than " + LONGEST_DESCRIPTION + " characters");
        }
        if (!(prior >= 0 && prior <= 1)) {
            throw new IllegalArgumentException("prior: " + prior + " is not between 0 and 1");
        }
        if (country != null) {
            text("country", country, LONGEST_NAME);
        }
    }

    /** Is it a country, or what counts as one: a place that is its own country? */
    public boolean isCountry() {
        return id.equals(country);
    }

    private static List<String> names(String field, List<String> names) {
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException(field + ": more than " + MOST_NAMES);
        }
        names.forEach(name -> text(field, name, LONGEST_NAME));
        return List.copyOf(names);
    }

    private static void text(String field, String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": missing or blank");
        }
        if (value.length() > longest) {
            throw new IllegalArgumentException(field + ": longer than " + longest + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(field + ": has a control character");
            }
        }
    }
}
