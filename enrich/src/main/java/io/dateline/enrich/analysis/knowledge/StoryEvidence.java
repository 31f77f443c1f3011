package io.dateline.enrich.analysis.knowledge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a story says besides a name: its words, and the countries that it speaks of. For one story and one thread. */
final class StoryEvidence {
    /** Words of a story that are looked at, from its start: a bound for hostile input. */
    private static final int MOST_WORDS = 20_000;
    /** A word of an article's or a label's kind supports nothing. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "the",
            "and",
            "for",
            "with",
            "from",
            "that",
            "which",
            "was",
            "its",
            "his",
            "her",
            "has",
            "had",
            "are",
            "not",
            "based",
            "known",
            "former",
            "formerly",
            "one",
            "two",
            "part",
            "largest",
            "second",
            "other",
            "who",
            "year",
            "state",
            "states",
            "city",
            "country",
            "county",
            "town",
            "region",
            "place",
            "north",
            "south",
            "east",
            "west",
            "united",
            "american",
            "national",
            "international",
            "public",
            "company",
            "group",
            "organization",
            "agency",
            "multinational",
            "government",
            "governmental",
            "world",
            "member",
            "located",
            "headquartered",
            "people",
            "federal",
            "republic",
            "kingdom",
            "first",
            "new",
            "major",
            "chain",
            "since",
            "named",
            "area",
            "most");

    private final KnowledgeBase knowledge;
    private final Set<String> words = new HashSet<>();
    private final Map<String, Double> countries = new HashMap<>();
    private double allCountries;

    StoryEvidence(String text, KnowledgeBase knowledge) {
        this.knowledge = knowledge;
        readWords(text);
        for (String word : words) {
            KnowledgeEntry[] supported = knowledge.supportedBy(word);
            if (supported != null) {
                for (KnowledgeEntry entry : supported) {
                    if (entry.isCountry()) {
                        addCountry(entry.id(), 1);
                    }
                }
            }
        }
    }

    private void readWords(String text) {
        int start = -1;
        int count = 0;
        for (int i = 0; i <= text.length() && count < MOST_WORDS; i++) {
            boolean inWord = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                if (i - start >= 3) {
                    words.add(NameKey.of(text.substring(start, i)));
                    count++;
                }
                start = -1;
            }
        }
    }

    /** The story names the country, or something that is surely in it. */
    void addCountry(String country, double weight) {
        countries.merge(country, weight, Double::sum);
        allCountries += weight;
    }

    /** How much the story speaks of the country: 0 for not at all. */
    double country(String id) {
        return id == null ? 0 : countries.getOrDefault(id, 0.0);
    }

    /** Does it speak of countries at all? */
    boolean hasCountries() {
        return allCountries > 0;
    }

    /** Share of the country among all that it speaks of, 0 to 1. */
    double countryShare(String id) {
        return allCountries == 0 ? 0 : country(id) / allCountries;
    }

    /** How many of the words that speak for the entry stand in the story; a name's own words and a country's don't count. */
    int wordsFor(KnowledgeEntry entry, String name) {
        String own = " " + NameKey.of(entry.name()) + " " + NameKey.of(name) + " ";
        KnowledgeEntry country = entry.country() == null ? null : knowledge.entry(entry.country());
        String home = country == null || entry.isCountry() ? " " : " " + NameKey.of(country.name()) + " ";
        int found = 0;
        for (String word : NameKey.of(entry.description()).split(" ")) {
            String bare = bare(word);
            if (bare.length() > 3
                    && !EMPTY_WORDS.contains(bare)
                    && !own.contains(" " + bare + " ")
                    && !home.contains(" " + bare + " ")
                    && words.contains(bare)
                    && !isOfItsCountry(bare, entry)) {
                found++;
            }
        }
        for (String word : entry.context()) {
            String key = NameKey.of(word);
            if (words.contains(key) && !own.contains(" " + key + " ")) {
                found++;
            }
        }
        return found;
    }

    /** Does the word stand in the story? In the form of {@link NameKey}. */
    boolean hasWord(String key) {
        return words.contains(key);
    }

    /** "Ghanaian" in a description says no more than the country does. */
    private boolean isOfItsCountry(String word, KnowledgeEntry entry) {
        KnowledgeEntry[] supported = knowledge.supportedBy(word);
        if (supported != null) {
            for (KnowledgeEntry other : supported) {
                if (other.isCountry()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String bare(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(start, end);
    }
}
