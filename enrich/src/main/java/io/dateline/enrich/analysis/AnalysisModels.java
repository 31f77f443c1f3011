package io.dateline.enrich.analysis;

import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.boilerplate.RuleBoilerplateFinder;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.entity.RuleEntityRecognizer;
import io.dateline.enrich.analysis.language.LanguageDetector;
import io.dateline.enrich.analysis.language.ProfileLanguageDetector;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.quote.RuleQuoteFinder;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.enrich.analysis.topic.LexiconTopicTagger;
import io.dateline.enrich.analysis.topic.MediaTopics;
import io.dateline.enrich.analysis.topic.TopicTagger;
import java.util.List;

/**
 * Everything that analysis knows and never changes: models and tables, loaded once and shared by the analyzers of all
 * threads. The one place where the analysis is put together. Immutable, thread-safe.
 */
public final class AnalysisModels {
    /**
     * A model or table that bears on the output.
     *
     * @param name what it is, e.g. "gazetteer"
     * @param version changes whenever its output may
     */
    public record ModelVersion(String name, String version) {}

    private final Segmenter segmenter;
    private final BoilerplateFinder boilerplate;
    private final LanguageDetector language;
    private final OpenNlpPosModel pos;
    private final RuleEntityRecognizer entities;
    private final RuleQuoteFinder quotes;
    private final TopicTagger topics;

    private AnalysisModels(
            Segmenter segmenter,
            BoilerplateFinder boilerplate,
            LanguageDetector language,
            OpenNlpPosModel pos,
            RuleEntityRecognizer entities,
            RuleQuoteFinder quotes,
            TopicTagger topics) {
        this.segmenter = segmenter;
        this.boilerplate = boilerplate;
        this.language = language;
        this.pos = pos;
        this.entities = entities;
        this.quotes = quotes;
        this.topics = topics;
    }

    /**
     * Loads all from the class path.
     *
     * @throws IllegalStateException when something is not there: the jar is broken
     */
    public static AnalysisModels load() {
        Segmenter segmenter = StandardSegmenter.load();
        Gazetteer gazetteer = Gazetteer.load();
        return new AnalysisModels(
                segmenter,
                RuleBoilerplateFinder.load(segmenter, gazetteer::isPlace),
                ProfileLanguageDetector.load(),
                OpenNlpPosModel.load(),
                RuleEntityRecognizer.load(gazetteer),
                RuleQuoteFinder.load(),
                LexiconTopicTagger.load(segmenter, MediaTopics.load()));
    }

    /** An analyzer for one thread. Cheap. */
    public StoryAnalyzer newAnalyzer() {
        return new StandardStoryAnalyzer(segmenter, boilerplate, language, pos.newTagger(), entities, quotes, topics);
    }

    /** What took part, in a fixed order. */
    public List<ModelVersion> versions() {
        return List.of(
                new ModelVersion(OpenNlpPosModel.NAME, OpenNlpPosModel.VERSION),
                new ModelVersion(Gazetteer.NAME, Gazetteer.VERSION),
                new ModelVersion(RuleEntityRecognizer.NAME, RuleEntityRecognizer.VERSION),
                new ModelVersion(RuleQuoteFinder.NAME, RuleQuoteFinder.VERSION),
                new ModelVersion(MediaTopics.NAME, MediaTopics.VERSION),
                new ModelVersion(LexiconTopicTagger.NAME, LexiconTopicTagger.VERSION));
    }
}
