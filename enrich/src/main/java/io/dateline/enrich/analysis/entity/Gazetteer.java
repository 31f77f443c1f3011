package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names that are well known, places and given names. Immutable, shared by all recognisers. */
public final class Gazetteer {
    /** Name of the tables in provenance. */
    public static final String NAME = "gazetteer";
    /** Version of the tables in provenance. */
    public static final String VERSION = "1";

    /**
     * A known name.
     *
     * @param firm false for a form that names other things too: it tells the type, and is not merged
     */
    record Known(EntityType type, String name, boolean firm) {}

    private final Map<String, Known> known;
    private final Set<String> placesLower;
    private final Map<String, Gender> givenNames;

    private Gazetteer(Map<String, Known> known, Set<String> cities, Map<String, Gender> givenNames) {
        this.known = known;
        this.givenNames = givenNames;
        this.placesLower = new HashSet<>();
        cities.forEach(city -> placesLower.add(city.toLowerCase(Locale.ROOT)));
        known.forEach((name, entry) -> {
            if (entry.type() == EntityType.LOCATION) {
                placesLower.add(name.toLowerCase(Locale.ROOT));
            }
        });
    }

    /** With the tables that ship with it. */
    public static Gazetteer load() {
        Map<String, Known> known = new HashMap<>();
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            EntityType type = EntityType.valueOf(row[0]);
            String name = bare(row[1]);
            put(known, row[1], type, name);
            for (String alias : row[2].split(";")) {
                if (!alias.isEmpty()) {
                    put(known, alias, type, name);
                }
            }
        }
        Set<String> cities = new HashSet<>();
        TableResource.rows(Gazetteer.class, "city-names.txt").forEach(row -> cities.add(row[0]));
        Map<String, Gender> given = new HashMap<>();
        TableResource.sections(Gazetteer.class, "given-names.tsv").forEach((section, names) -> {
            Gender gender =
                    switch (section) {
                        case "m" -> Gender.MALE;
                        case "f" -> Gender.FEMALE;
                        default -> Gender.UNKNOWN;
                    };
            // a name in two sections tells nothing
            names.forEach(name -> given.merge(name, gender, (a, b) -> a == b ? a : Gender.UNKNOWN));
        });
        return new Gazetteer(known, cities, given);
    }

    private static String bare(String form) {
        return form.endsWith("~") ? form.substring(0, form.length() - 1) : form;
    }

    private static void put(Map<String, Known> known, String form, EntityType type, String name) {
        known.putIfAbsent(bare(form), new Known(type, name, !form.endsWith("~")));
    }

    /** The known name, or null. Case counts. */
    Known known(String name) {
        return known.get(name);
    }

    /** What the given name tells; UNKNOWN for any other word. */
    Gender gender(String givenName) {
        Gender gender = givenNames.get(givenName);
        if (gender == null) {
            int hyphen = givenName.indexOf('-');
            gender = hyphen > 0 ? givenNames.get(givenName.substring(0, hyphen)) : null;
        }
        return gender == null ? Gender.UNKNOWN : gender;
    }

    /** Is the word a given name? */
    boolean isGivenName(String word) {
        return givenNames.containsKey(word);
    }

    /** Is it the name of a place? In lower case, as a dateline's capitals have to be folded. */
    public boolean isPlace(String lower) {
        return placesLower.contains(lower);
    }

    /** "LONDON" to "London", hyphens and spaces kept; anything that is not all capitals stays. */
    static String unshout(String word) {
        if (word.length() < 4 || !Chars.isAllCaps(word)) {
            return word;
        }
        StringBuilder out = new StringBuilder(word.length());
        boolean start = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            out.append(start ? c : Character.toLowerCase(c));
            start = !Character.isLetter(c);
        }
        return out.toString();
    }
}
