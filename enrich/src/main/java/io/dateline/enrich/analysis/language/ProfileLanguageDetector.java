package io.dateline.enrich.analysis.language;

import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells languages of the Latin and Cyrillic scripts by their most frequent short words, and scripts that one language
 * dominates by the script. A word that several languages share counts a part for each. Looks at the first {@value
 * #SAMPLE} words. Immutable, thread-safe.
 */
public final class ProfileLanguageDetector implements LanguageDetector {
    static final int SAMPLE = 2_000;
    /** Share of the words that have to be frequent words of the language, at least. */
    private static final double ENOUGH = 0.07;
    /** How much better than the next language the best must be. */
    private static final double MARGIN = 1.25;
    /** How much better than the declared language another must be before the declaration is not believed. */
    private static final double DISBELIEF = 3.0;

    private final List<String> languages;
    private final Map<String, double[]> weights;

    private ProfileLanguageDetector(List<String> languages, Map<String, double[]> weights) {
        this.languages = languages;
        this.weights = weights;
    }

    /** With the word lists that ship with it. */
    public static ProfileLanguageDetector load() {
        Map<String, Set<String>> lists = TableResource.sections(ProfileLanguageDetector.class, "frequent-words.tsv");
        List<String> languages = List.copyOf(lists.keySet());
        Map<String, List<Integer>> owners = new HashMap<>();
        for (int l = 0; l < languages.size(); l++) {
            for (String word : lists.get(languages.get(l))) {
                owners.computeIfAbsent(word, key -> new ArrayList<>()).add(l);
            }
        }
        Map<String, double[]> weights = new HashMap<>();
        owners.forEach((word, of) -> {
            double[] shares = new double[languages.size()];
            of.forEach(l -> shares[l] = 1.0 / of.size());
            weights.put(word, shares);
        });
        return new ProfileLanguageDetector(languages, Map.copyOf(weights));
    }

    @Override
    public String detect(SegmentedText text, String declared) {
        String tag = wellFormed(declared);
        double[] scores = new double[languages.size()];
        int words = 0;
        int[] scripts = new int[Script.values().length];
        for (int i = 0; i < text.tokens() && words < SAMPLE; i++) {
            if (text.kind(i) != TokenKind.WORD && text.kind(i) != TokenKind.CLITIC) {
                continue;
            }
            words++;
            Script script = Script.ofWord(text.word(i));
            if (script != null) {
                scripts[script.ordinal()]++;
            }
            double[] shares = weights.get(text.lower(i));
            if (shares != null) {
                for (int l = 0; l < shares.length; l++) {
                    scores[l] += shares[l];
                }
            }
        }
        if (words == 0) {
            return tag == null ? UNDETERMINED : tag;
        }
        String byScript = Script.dominant(scripts, words);
        if (byScript != null) {
            return tag == null || !Script.agrees(byScript, language(tag)) ? byScript : tag;
        }
        return byWords(scores, words, tag);
    }

    private String byWords(double[] scores, int words, String tag) {
        int best = 0;
        int second = -1;
        for (int l = 1; l < scores.length; l++) {
            if (scores[l] > scores[best]) {
                second = best;
                best = l;
            } else if (second < 0 || scores[l] > scores[second]) {
                second = l;
            }
        }
        boolean found = scores[best] >= ENOUGH * words && scores[best] >= MARGIN * scores[second];
        if (tag == null) {
            return found ? languages.get(best) : UNDETERMINED;
        }
        int declared = languages.indexOf(language(tag));
        boolean clear = found && words >= 20 && scores[best] >= 2 * ENOUGH * words;
        if (!clear || best == declared) {
            return tag;
        }
        double own = declared < 0 ? 0 : scores[declared];
        return scores[best] >= DISBELIEF * own ? languages.get(best) : tag;
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getLanguage();
    }

    /** The tag in its usual spelling; null when it is none, or says nothing. */
    private static String wellFormed(String declared) {
        if (declared == null || declared.isBlank()) {
            return null;
        }
        try {
            Locale locale = new Locale.Builder()
                    .setLanguageTag(declared.strip().replace('_', '-'))
                    .build();
            String tag = locale.toLanguageTag();
            boolean silent = locale.getLanguage().isEmpty()
                    || Set.of("und", "mul", "mis", "zxx").contains(locale.getLanguage());
            return silent ? null : tag;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
