package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Analysis.TopicAnnotation;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.schemas.TopicOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds topics by a lexicon. A term adds its weight times the logarithm of how often it occurs, to its topic and the
 * topic's parents; in the headline it counts as {@value #HEADLINE} times, near the start of the text as {@value #LEAD}.
 * The sum is normalised by the square root of the text's length, so that long texts do not gather topics. A topic holds
 * when its sum is high enough by itself and against the strongest one; none may hold. Immutable, thread-safe.
 */
public final class LexiconTopicTagger implements TopicTagger {
    /** Name of the lexicon in provenance. */
    public static final String NAME = "topic-lexicon";
    /** Version of the lexicon in provenance. */
    public static final String VERSION = "1";

    private static final int HEADLINE = 3;
    private static final double LEAD = 1.5;
    /** Tokens that are near the start. */
    private static final int LEAD_TOKENS = 90;
    /** The length that scores are normalised to, and the bounds of the factor. */
    private static final double USUAL_LENGTH = 350;

    private static final double LEAST_TOP = 7;
    private static final double LEAST_SECOND = 6;
    /** Share of the strongest topic's score that another of its level must reach. */
    private static final double SHARE_TOP = 0.5;

    private static final double SHARE_SECOND = 0.5;
    private static final int MOST_TOP = 3;
    private static final int MOST_SECOND = 4;

    private final Segmenter segmenter;
    private final MediaTopics vocabulary;
    private final TopicLexicon lexicon;

    private LexiconTopicTagger(Segmenter segmenter, MediaTopics vocabulary, TopicLexicon lexicon) {
        this.segmenter = segmenter;
        this.vocabulary = vocabulary;
        this.lexicon = lexicon;
    }

    /** With the lexicon that ships with it. */
    public static LexiconTopicTagger load(Segmenter segmenter, MediaTopics vocabulary) {
        return new LexiconTopicTagger(segmenter, vocabulary, TopicLexicon.load(segmenter, vocabulary));
    }

    @Override
    public List<TopicAnnotation> tag(Story story, SegmentedText text, String language) {
        Map<String, TopicAnnotation> topics = new LinkedHashMap<>();
        for (Story.ProviderSubject subject : story.subjects()) {
            MediaTopics.Concept concept = vocabulary.ofProviderCode(subject.code());
            if (concept != null) {
                topics.put(
                        concept.code(),
                        new TopicAnnotation(
                                concept.code(), concept.english(), concept.level(), 1, TopicOrigin.PROVIDER));
            }
        }
        if (Locale.forLanguageTag(language).getLanguage().equals("en")) {
            for (TopicAnnotation found : find(story.headline(), text)) {
                topics.putIfAbsent(found.code(), found);
            }
        }
        List<TopicAnnotation> sorted = new ArrayList<>(topics.values());
        sorted.sort(Comparator.<TopicAnnotation>comparingDouble(t -> -t.confidence())
                .thenComparingInt(TopicAnnotation::level)
                .thenComparing(TopicAnnotation::code));
        return sorted;
    }

    private List<TopicAnnotation> find(String headline, SegmentedText text) {
        double[] counts = new double[lexicon.size()];
        if (headline != null) {
            count(segmenter.segment(headline), counts, HEADLINE, HEADLINE);
        }
        count(text, counts, LEAD, 1);
        int topics = lexicon.topics().size();
        double[] sums = new double[topics];
        int[] terms = new int[topics];
        lexicon.forEach(term -> {
            if (counts[term.id()] > 0) {
                sums[term.topic()] += term.weight() * Math.log1p(counts[term.id()]) / Math.log(2);
                terms[term.topic()]++;
            }
        });
        Map<String, Double> scores = new LinkedHashMap<>();
        double length = Math.sqrt(Math.max(0.3, Math.min(12, text.tokens() / USUAL_LENGTH)));
        for (int t = 0; t < topics; t++) {
            // one word alone proves nothing
            if (terms[t] >= 2) {
                String code = lexicon.topics().get(t);
                scores.merge(code, sums[t] / length, Double::sum);
                String parent = vocabulary.concept(code).broader();
                if (parent != null) {
                    // much of it is in the parent's own terms already
                    scores.merge(parent, 0.5 * sums[t] / length, Double::sum);
                }
            }
        }
        return chosen(scores);
    }

    private void count(SegmentedText text, double[] counts, double early, double late) {
        String[] stems = TopicLexicon.stems(text);
        for (int i = 0; i < stems.length; i++) {
            if (stems[i].isEmpty()) {
                continue;
            }
            for (TopicLexicon.Term term : lexicon.from(stems[i])) {
                if (matches(term, stems, i)) {
                    counts[term.id()] += i < LEAD_TOKENS ? early : late;
                }
            }
        }
    }

    private static boolean matches(TopicLexicon.Term term, String[] stems, int at) {
        String[] words = term.words();
        if (at + words.length > stems.length) {
            return false;
        }
        for (int i = 1; i < words.length; i++) {
            if (!words[i].equals(stems[at + i])) {
                return false;
            }
        }
        return true;
    }

    private List<TopicAnnotation> chosen(Map<String, Double> scores) {
        List<TopicAnnotation> chosen = new ArrayList<>();
        List<TopicAnnotation> top = strongest(scores, 1, LEAST_TOP, SHARE_TOP, MOST_TOP);
        chosen.addAll(top);
        for (TopicAnnotation second : strongest(scores, 2, LEAST_SECOND, SHARE_SECOND, MOST_SECOND)) {
            String parent = vocabulary.concept(second.code()).broader();
            for (TopicAnnotation first : top) {
                if (first.code().equals(parent)) {
                    // a child is never surer than its parent
                    double confidence = Math.min(second.confidence(), first.confidence());
                    chosen.add(new TopicAnnotation(second.code(), second.name(), 2, confidence, TopicOrigin.MODEL));
                }
            }
        }
        return chosen;
    }

    private List<TopicAnnotation> strongest(
            Map<String, Double> scores, int level, double least, double share, int most) {
        double best = 0;
        List<Map.Entry<String, Double>> ranked = new ArrayList<>();
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            if (vocabulary.concept(score.getKey()).level() == level) {
                ranked.add(score);
                best = Math.max(best, score.getValue());
            }
        }
        ranked.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        List<TopicAnnotation> strongest = new ArrayList<>();
        for (Map.Entry<String, Double> score : ranked) {
            if (strongest.size() == most || score.getValue() < least || score.getValue() < share * best) {
                break;
            }
            // half sure at twice the least score, less for a topic that another one outweighs
            double strength = score.getValue() / (score.getValue() + 2 * least);
            double confidence = Math.round(10_000 * strength * (0.5 + 0.5 * score.getValue() / best)) / 10_000.0;
            strongest.add(new TopicAnnotation(
                    score.getKey(),
                    vocabulary.concept(score.getKey()).english(),
                    level,
                    confidence,
                    TopicOrigin.MODEL));
        }
        return strongest;
    }
}
