package io.dateline.ingest.format.textwire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The language of a text by its commonest words, for formats that have no field for it. Says nothing rather than
 * something doubtful. Thread-safe.
 */
public final class TextLanguage {
    /** What a note says about a language that is found so. */
    public static final String NOTE = "The format has no field for the language; it was found from the text.";

    private static final int LOOKED_AT = 6000;
    private static final int MIN_WORDS = 5;

    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry(
                    "en",
                    Set.of("the", "of", "and", "to", "was", "for", "that", "with", "said", "by", "from", "has", "his")),
            Map.entry(
                    "de",
                    Set.of(
                            "der", "die", "das", "und", "den", "mit", "von", "auf", "für", "nicht", "dem", "eine",
                            "sich")),
            Map.entry(
                    "fr",
                    Set.of("le", "la", "les", "des", "du", "et", "dans", "pour", "une", "est", "qui", "au", "par")),
            Map.entry(
                    "es", Set.of("el", "los", "las", "del", "una", "para", "con", "por", "que", "su", "y", "al", "se")),
            Map.entry(
                    "it",
                    Set.of(
                            "il", "della", "di", "che", "per", "una", "con", "del", "sono", "gli", "nel", "alla",
                            "dei")),
            Map.entry(
                    "nl",
                    Set.of(
                            "het", "een", "van", "de", "dat", "op", "voor", "met", "zijn", "niet", "aan", "ook",
                            "werd")),
            Map.entry(
                    "pt",
                    Set.of("os", "da", "do", "das", "dos", "uma", "para", "com", "não", "em", "que", "pela", "foi")),
            Map.entry(
                    "sv",
                    Set.of("och", "att", "det", "som", "på", "är", "för", "av", "med", "inte", "den", "har", "till")),
            Map.entry(
                    "nb",
                    Set.of("og", "det", "som", "på", "er", "for", "av", "med", "ikke", "den", "har", "til", "fra")),
            Map.entry(
                    "da",
                    Set.of("og", "det", "som", "på", "er", "for", "af", "med", "ikke", "den", "har", "til", "fra")),
            Map.entry(
                    "fi",
                    Set.of(
                            "ja", "on", "ei", "että", "oli", "se", "hän", "myös", "mukaan", "kun", "joka", "ovat",
                            "sen")),
            Map.entry(
                    "pl",
                    Set.of("w", "na", "się", "nie", "do", "jest", "że", "przez", "oraz", "dla", "od", "został", "po")));

    /** Words that only one of two near languages has. */
    private static final List<Map.Entry<String, String>> TELLING = List.of(
            Map.entry("av", "nb"),
            Map.entry("etter", "nb"),
            Map.entry("mener", "nb"),
            Map.entry("af", "da"),
            Map.entry("efter", "da"),
            Map.entry("mellem", "da"));

    private TextLanguage() {}

    /** The language's tag; null when the text is too short or the words are too mixed. */
    public static String of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        String head = text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= head.length(); i++) {
            boolean letter = i < head.length() && Character.isLetter(head.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                count(head.substring(start, i), counts);
                start = -1;
            }
        }
        return winner(counts);
    }

    private static void count(String word, Map<String, Integer> counts) {
        WORDS.forEach((language, words) -> {
            if (words.contains(word)) {
                counts.merge(language, 2, Integer::sum);
            }
        });
        for (Map.Entry<String, String> telling : TELLING) {
            if (telling.getKey().equals(word)) {
                counts.merge(telling.getValue(), 3, Integer::sum);
            }
        }
    }

    private static String winner(Map<String, Integer> counts) {
        String best = null;
        int most = 0;
        int second = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                second = most;
                most = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        if (best == null || most < 2 * MIN_WORDS) {
            return null;
        }
        boolean nordic = best.equals("nb") || best.equals("da");
        // Danish and Norwegian share their common words; the telling ones have to decide between them.
        return nordic ? (most > second ? best : null) : most * 2 >= second * 3 ? best : null;
    }
}
