package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Analysis.TopicAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.ModelVersion;
import io.dateline.schemas.TopicOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tags stories with IPTC Media Topics: what the provider says, and, for English text, top-level and second-level topics
 * that a lexicon finds. Immutable, thread-safe. Takes time linear in the text's length.
 */
public final class MediaTopicTagger implements TopicTagger {
    /** Changes when the scoring does; the lexicon is told by its hash. */
    private static final String SCORING = "1";

    private static final int MOST_TOP = 4;
    private static final int MOST_SECOND = 5;
    private static final double TOP_THRESHOLD = 0.4;
    private static final double SECOND_THRESHOLD = 0.4;

    /** Nearly every story names governments and ministers, whatever it is about: their words count for less. */
    private static final String POLITICS = MediaTopics.PREFIX + "11000000";

    private static final double POLITICS_SCALE = 0.85;

    private static final Comparator<TopicAnnotation> ORDER =
            Comparator.comparingDouble(TopicAnnotation::confidence).reversed().thenComparing(TopicAnnotation::code);

    private final MediaTopics vocabulary;
    private final ProviderTopics provider;
    private final TopicLexicon lexicon;
    private final List<ModelVersion> versions;

    private MediaTopicTagger(MediaTopics vocabulary, TopicLexicon lexicon, List<ModelVersion> versions) {
        this.vocabulary = vocabulary;
        this.provider = new ProviderTopics(vocabulary);
        this.lexicon = lexicon;
        this.versions = List.copyOf(versions);
    }

    /** With the vocabulary and the lexicon that ship with it. */
    public static MediaTopicTagger load() {
        MediaTopics vocabulary = MediaTopics.load();
        return new MediaTopicTagger(
                vocabulary,
                TopicLexicon.load(vocabulary),
                List.of(
                        new ModelVersion("media-topics", MediaTopics.RELEASE),
                        new ModelVersion("topic-lexicon", SCORING + "-" + hash(TopicLexicon.TABLE))));
    }

    private static String hash(String table) {
        try (InputStream in = MediaTopicTagger.class.getResourceAsStream(table)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(in.readAllBytes()), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(table, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What the topics depend on, for provenance: the vocabulary's release, the scoring's version and lexicon's hash. */
    public List<ModelVersion> versions() {
        return versions;
    }

    @Override
    public List<TopicAnnotation> tag(Story story, SegmentedText text, List<Span> boilerplate, boolean english) {
        Map<String, TopicAnnotation> found = new HashMap<>();
        if (english) {
            fromText(story, text, boilerplate, found);
        }
        for (String code : provider.codes(story.subjects())) {
            MediaTopic topic = vocabulary.byCode(code).orElseThrow();
            found.put(code, new TopicAnnotation(code, topic.english(), topic.level(), 1, TopicOrigin.PROVIDER));
        }
        return found.values().stream().sorted(ORDER).toList();
    }

    private void fromText(Story story, SegmentedText text, List<Span> boilerplate, Map<String, TopicAnnotation> found) {
        TopicEvidence evidence = new TopicEvidence(lexicon);
        double[] scores = evidence.read(story.headline(), text, boilerplate);
        double strongest = 0;
        for (int i = 0; i < scores.length; i++) {
            if (lexicon.topic(i).code().equals(POLITICS)) {
                scores[i] *= POLITICS_SCALE;
            }
            if (lexicon.parent(i) < 0) {
                strongest = Math.max(strongest, scores[i]);
            }
        }
        double[] confidence = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            confidence[i] = Confidence.of(lexicon.topic(i).level(), scores[i], strongest, evidence.length());
        }
        int tops = 0;
        for (int top : best(1, TOP_THRESHOLD, MOST_TOP, confidence)) {
            tops++;
            put(found, lexicon.topic(top), confidence[top]);
        }
        for (int child : best(2, SECOND_THRESHOLD, MOST_SECOND, confidence)) {
            int parent = lexicon.parent(child);
            // a child brings its parent, which its words speak for too; beyond the most that are given, neither comes
            if (!found.containsKey(lexicon.topic(parent).code())) {
                if (tops == MOST_TOP) {
                    continue;
                }
                tops++;
                put(found, lexicon.topic(parent), Math.max(confidence[parent], confidence[child]));
            }
            put(
                    found,
                    lexicon.topic(child),
                    Math.min(
                            confidence[child],
                            found.get(lexicon.topic(parent).code()).confidence()));
        }
    }

    private List<Integer> best(int level, double threshold, int most, double[] confidence) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < confidence.length; i++) {
            if (lexicon.topic(i).level() == level && confidence[i] >= threshold) {
                chosen.add(i);
            }
        }
        chosen.sort(Comparator.comparingDouble((Integer i) -> -confidence[i])
                .thenComparing(i -> lexicon.topic(i).code()));
        return chosen.subList(0, Math.min(most, chosen.size()));
    }

    private static void put(Map<String, TopicAnnotation> found, MediaTopic topic, double confidence) {
        found.put(
                topic.code(),
                new TopicAnnotation(topic.code(), topic.english(), topic.level(), confidence, TopicOrigin.MODEL));
    }
}
