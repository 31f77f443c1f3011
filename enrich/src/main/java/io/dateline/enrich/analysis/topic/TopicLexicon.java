package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Weighted English terms of topics, found by their first word. Immutable, shared. */
final class TopicLexicon {
    /**
     * A term of a topic.
     *
     * @param id its number among all terms of all topics
     * @param topic index of the topic
     * @param words stems of its words
     */
    record Term(int id, int topic, double weight, String[] words) {}

    private final List<String> topics;
    private final Map<String, List<Term>> byFirstWord;
    private final List<Term> terms;

    private TopicLexicon(List<String> topics, Map<String, List<Term>> byFirstWord, List<Term> terms) {
        this.topics = topics;
        this.byFirstWord = byFirstWord;
        this.terms = terms;
    }

    static TopicLexicon load(Segmenter segmenter, MediaTopics vocabulary) {
        List<String> topics = new ArrayList<>();
        Map<String, List<Term>> byFirst = new HashMap<>();
        List<Term> terms = new ArrayList<>();
        for (String[] row : TableResource.rows(TopicLexicon.class, "lexicon.tsv")) {
            String code = "medtop:" + row[0];
            if (vocabulary.concept(code) == null) {
                throw new IllegalStateException("lexicon.tsv: no topic " + code);
            }
            int topic = topics.indexOf(code);
            if (topic < 0) {
                topic = topics.size();
                topics.add(code);
            }
            double weight = Double.parseDouble(row[1]);
            for (String phrase : row[2].split(";")) {
                SegmentedText tokens = segmenter.segment(phrase);
                String[] words = new String[tokens.tokens()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = stem(tokens.lower(i));
                }
                Term term = new Term(terms.size(), topic, weight, words);
                terms.add(term);
                byFirst.computeIfAbsent(words[0], key -> new ArrayList<>()).add(term);
            }
        }
        return new TopicLexicon(List.copyOf(topics), Map.copyOf(byFirst), List.copyOf(terms));
    }

    /** The topics, by index. */
    List<String> topics() {
        return topics;
    }

    /** How many terms there are. */
    int size() {
        return terms.size();
    }

    /** Every term, in order of their numbers. */
    void forEach(Consumer<Term> visitor) {
        terms.forEach(visitor);
    }

    /** The terms that begin with the stem. */
    List<Term> from(String stem) {
        return byFirstWord.getOrDefault(stem, List.of());
    }

    /** The singular, by rule of thumb; what matters is that text and lexicon are treated alike. */
    static String stem(String lower) {
        int length = lower.length();
        if (length < 4 || lower.charAt(length - 1) != 's') {
            return lower;
        }
        if (lower.endsWith("ies") && length > 4) {
            return lower.substring(0, length - 3) + "y";
        }
        boolean sibilant =
                lower.endsWith("sses") || lower.endsWith("shes") || lower.endsWith("ches") || lower.endsWith("xes");
        if (sibilant) {
            return lower.substring(0, length - 2);
        }
        char before = lower.charAt(length - 2);
        return before == 's' || before == 'u' || before == 'i' ? lower : lower.substring(0, length - 1);
    }

    /** The stems of a text's tokens; marks are empty. */
    static String[] stems(SegmentedText text) {
        String[] stems = new String[text.tokens()];
        for (int i = 0; i < stems.length; i++) {
            TokenKind kind = text.kind(i);
            stems[i] = kind == TokenKind.WORD || kind == TokenKind.NUMBER || kind == TokenKind.CLITIC
                    ? stem(text.lower(i))
                    : "";
        }
        return stems;
    }
}
