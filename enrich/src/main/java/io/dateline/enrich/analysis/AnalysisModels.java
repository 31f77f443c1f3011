package io.dateline.enrich.analysis;

import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.boilerplate.RuleBoilerplateFinder;
import io.dateline.enrich.analysis.entity.EntityModel;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.knowledge.CautiousLinker;
import io.dateline.enrich.analysis.knowledge.EntityLinker;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.knowledge.PinnedKnowledge;
import io.dateline.enrich.analysis.knowledge.ShippedKnowledge;
import io.dateline.enrich.analysis.language.LanguageDetector;
import io.dateline.enrich.analysis.language.ProfileLanguageDetector;
import io.dateline.enrich.analysis.name.NameModel;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.quote.ModelQuoteFinder;
import io.dateline.enrich.analysis.quote.QuoteFinder;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.enrich.analysis.topic.MediaTopicTagger;
import io.dateline.schemas.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that analysis knows and never changes: models and tables, loaded once and shared by the analyzers of all
 * threads. The one place where the analysis is put together. Immutable, thread-safe.
 */
public final class AnalysisModels {
    private final Segmenter segmenter;
    private final BoilerplateFinder boilerplate;
    private final LanguageDetector language;
    private final OpenNlpPosModel pos;
    private final NameModel names;
    private final EntityModel entities;
    private final KnowledgeBase knowledge;
    private final EntityLinker linker;
    private final QuoteFinder quotes;
    private final MediaTopicTagger topics;

    private AnalysisModels(
            Segmenter segmenter,
            BoilerplateFinder boilerplate,
            LanguageDetector language,
            OpenNlpPosModel pos,
            NameModel names,
            EntityModel entities,
            KnowledgeBase knowledge,
            EntityLinker linker,
            QuoteFinder quotes,
            MediaTopicTagger topics) {
        this.segmenter = segmenter;
        this.boilerplate = boilerplate;
        this.language = language;
        this.pos = pos;
        this.names = names;
        this.entities = entities;
        this.knowledge = knowledge;
        this.linker = linker;
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
        NameModel names = NameModel.load();
        return new AnalysisModels(
                segmenter,
                RuleBoilerplateFinder.load(segmenter, gazetteer::isPlace),
                ProfileLanguageDetector.load(),
                OpenNlpPosModel.load(),
                names,
                EntityModel.load(names, gazetteer),
                ShippedKnowledge.load(),
                new CautiousLinker(),
                ModelQuoteFinder.load(),
                MediaTopicTagger.load());
    }

    /** The knowledge that ships. */
    public KnowledgeBase knowledge() {
        return knowledge;
    }

    /** An analyzer for one thread, with the knowledge that ships, that takes all the time it needs. Cheap. */
    public StoryAnalyzer newAnalyzer() {
        return newAnalyzer(TimeBudget.unlimited(), () -> knowledge);
    }

    /**
     * An analyzer for one thread. Cheap.
     *
     * @param budget for each story; of this analyzer alone
     * @param current gives the knowledge in force, at any time, to any thread
     */
    public StoryAnalyzer newAnalyzer(TimeBudget budget, Supplier<KnowledgeBase> current) {
        PinnedKnowledge pinned = new PinnedKnowledge(current);
        return new StandardStoryAnalyzer(
                segmenter,
                boilerplate,
                language,
                pos.newTagger(budget),
                entities.newRecognizer(pinned, budget),
                linker,
                pinned,
                quotes,
                topics,
                budget);
    }

    /** What takes part, in a fixed order; what may change while it runs is told by {@link StoryAnalyzer#refresh}. */
    public List<ModelVersion> versions() {
        List<ModelVersion> versions = new ArrayList<>();
        versions.add(version(OpenNlpPosModel.NAME, OpenNlpPosModel.VERSION));
        versions.add(version(Gazetteer.NAME, Gazetteer.VERSION));
        versions.add(version(NameModel.NAME, names.version()));
        versions.add(version(EntityModel.NAME, EntityModel.VERSION));
        versions.add(version(CautiousLinker.NAME, CautiousLinker.VERSION));
        versions.add(version(ModelQuoteFinder.NAME, ModelQuoteFinder.VERSION));
        versions.addAll(topics.versions());
        return List.copyOf(versions);
    }

    private static ModelVersion version(String name, String version) {
        return new ModelVersion(name, version);
    }
}
