package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The phrases by which furniture is known, cut into tokens. Immutable. */
final class Furniture {
    private final Map<String, Map<String, List<String[]>>> phrasesByFirstToken;
    private final Map<String, Set<String>> sections;

    private Furniture(Map<String, Map<String, List<String[]>>> phrases, Map<String, Set<String>> sections) {
        this.phrasesByFirstToken = phrases;
        this.sections = sections;
    }

    static Furniture load(Segmenter segmenter) {
        Map<String, Set<String>> sections = TableResource.phraseSections(Furniture.class, "furniture.tsv");
        Map<String, Map<String, List<String[]>>> phrases = new HashMap<>();
        sections.forEach((name, entries) -> {
            Map<String, List<String[]>> byFirst = new HashMap<>();
            for (String entry : entries) {
                SegmentedText tokens = segmenter.segment(entry);
                String[] phrase = new String[tokens.tokens()];
                for (int i = 0; i < phrase.length; i++) {
                    phrase[i] = tokens.lower(i);
                }
                byFirst.computeIfAbsent(phrase[0], key -> new ArrayList<>()).add(phrase);
            }
            phrases.put(name, byFirst);
        });
        return new Furniture(phrases, sections);
    }

    /** Is the word one of the section's entries? */
    boolean has(String section, String lower) {
        return sections.get(section).contains(lower);
    }

    /** How many tokens from the given one on are a phrase of the section: the longest, or 0. */
    int match(String section, SegmentedText text, int token, int end) {
        if (token >= end) {
            return 0;
        }
        int longest = 0;
        for (String[] phrase : phrasesByFirstToken.get(section).getOrDefault(text.lower(token), List.of())) {
            if (phrase.length > longest && token + phrase.length <= end && matches(phrase, text, token)) {
                longest = phrase.length;
            }
        }
        return longest;
    }

    private static boolean matches(String[] phrase, SegmentedText text, int token) {
        for (int i = 1; i < phrase.length; i++) {
            if (!phrase[i].equals(text.lower(token + i))) {
                return false;
            }
        }
        return true;
    }
}
