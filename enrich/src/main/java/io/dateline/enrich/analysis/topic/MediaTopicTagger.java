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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tags stories with IPTC Media Topics: what the provider says, and, for English text, top-level and second-level topics
 * that a model trained on labelled stories finds. Immutable, thread-safe. Takes time linear in the text's length.
 */
public final class MediaTopicTagger implements TopicTagger {
    /** Changes when the scoring does; the model and the lexicon are told by their hashes. */
    private static final String SCORING = "2";

    /** A text in which the lexicon finds no more than a word in passing is no story: its strongest topic scores less. */
    private static final double LEAST_EVIDENCE = 6;

    /** More would be beyond what some hundred stories can tell. */
    private static final double HIGHEST = 0.99;

    private static final Comparator<TopicAnnotation> ORDER =
            Comparator.comparingDouble(TopicAnnotation::confidence).reversed().thenComparing(TopicAnnotation::code);

    private final MediaTopics vocabulary;
    private final ProviderTopics provider;
    private final TopicLexicon lexicon;
    private final TopicModel model;
    private final List<MediaTopic> tops;
    private final List<MediaTopic> seconds;
    private final List<ModelVersion> versions;

    private MediaTopicTagger(MediaTopics vocabulary, TopicLexicon lexicon, TopicModel model) {
        this.vocabulary = vocabulary;
        this.provider = new ProviderTopics(vocabulary);
        this.lexicon = lexicon;
        this.model = model;
        this.tops = topics(model.tops());
        this.seconds = topics(model.seconds());
        this.versions = List.of(
                new ModelVersion("media-topics", MediaTopics.RELEASE),
                new ModelVersion("topic-lexicon", hash(TopicLexicon.TABLE)),
                new ModelVersion("topic-model", SCORING + "-" + model.hash()));
    }

    private List<MediaTopic> topics(List<String> codes) {
        return codes.stream().map(code -> vocabulary.byCode(code).orElseThrow()).toList();
    }

    /** With the vocabulary, the lexicon and the model that ship with it. */
    public static MediaTopicTagger load() {
        MediaTopics vocabulary = MediaTopics.load();
        TopicLexicon lexicon = TopicLexicon.load(vocabulary);
        return new MediaTopicTagger(vocabulary, lexicon, TopicModel.load(lexicon));
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

    /** What the topics depend on, for provenance: the vocabulary's release, the lexicon's and the model's hash. */
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
        StoryWords words = StoryWords.of(story.headline(), text, boilerplate);
        double[] evidence = TopicEvidence.of(lexicon, words);
        if (Arrays.stream(evidence).max().orElse(0) < LEAST_EVIDENCE) {
            return;
        }
        GivenTopics given = model.topics(WordCounts.of(words, model), evidence, words.length());
        given.tops().forEach(i -> put(found, tops.get(i), given.top()[i]));
        given.seconds().forEach(i -> put(found, seconds.get(i), given.second()[i]));
    }

    private static void put(Map<String, TopicAnnotation> found, MediaTopic topic, double confidence) {
        found.put(
                topic.code(),
                new TopicAnnotation(
                        topic.code(),
                        topic.english(),
                        topic.level(),
                        Math.min(HIGHEST, confidence),
                        TopicOrigin.MODEL));
    }
}
