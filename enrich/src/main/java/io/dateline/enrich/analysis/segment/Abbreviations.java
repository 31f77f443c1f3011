package io.dateline.enrich.analysis.segment;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which words keep their full stop, and what that says about the sentence's end. Immutable. */
final class Abbreviations {
    /** What an abbreviation says about the sentence. */
    enum Class {
        /** A name follows: the sentence goes on. */
        TITLE,
        /** The sentence goes on unless the next word begins sentences. */
        OPEN,
        /** An abbreviation only before a digit. */
        NUMBER
    }

    private static final int LONGEST = 12;

    private final Map<String, Class> classes;
    private final Set<String> starters;

    private Abbreviations(Map<String, Class> classes, Set<String> starters) {
        this.classes = classes;
        this.starters = starters;
    }

    static Abbreviations load() {
        Map<String, Class> classes = new HashMap<>();
        TableResource.sections(Abbreviations.class, "abbreviations.tsv").forEach((name, words) -> {
            Class kind =
                    switch (name) {
                        case "title" -> Class.TITLE;
                        case "open" -> Class.OPEN;
                        case "number" -> Class.NUMBER;
                        default -> throw new IllegalStateException("abbreviations.tsv: no class " + name);
                    };
            words.forEach(word -> classes.put(word, kind));
        });
        return new Abbreviations(
                Map.copyOf(classes), TableResource.words(Abbreviations.class, "sentence-starters.txt"));
    }

    /** The class of the word that stands before a full stop, in lower case; null when it is an ordinary word. */
    Class of(CharSequence text, int start, int end) {
        if (end - start > LONGEST) {
            return null;
        }
        return classes.get(lower(text, start, end));
    }

    boolean beginsSentences(String lower) {
        return starters.contains(lower);
    }

    private static String lower(CharSequence text, int start, int end) {
        return text.subSequence(start, end).toString().toLowerCase(java.util.Locale.ROOT);
    }
}
