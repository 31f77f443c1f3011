package io.dateline.enrich.analysis;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.boilerplate.BoilerplateResult;
import io.dateline.enrich.analysis.entity.EntityRecognizer;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.knowledge.EntityLinker;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.knowledge.PinnedKnowledge;
import io.dateline.enrich.analysis.language.LanguageDetector;
import io.dateline.enrich.analysis.pos.PartOfSpeechTagger;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.quote.QuoteFinder;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.topic.TopicTagger;
import io.dateline.schemas.ModelVersion;
import java.util.List;
import java.util.Locale;

/**
 * Runs the analysers one after the other. A text that is not English gets no entities, quotes and topics of ours: none are
 * better than wrong ones. For one thread; see {@link AnalysisModels}.
 */
final class StandardStoryAnalyzer implements StoryAnalyzer {
    private final Segmenter segmenter;
    private final BoilerplateFinder boilerplate;
    private final LanguageDetector language;
    private final PartOfSpeechTagger tagger;
    private final EntityRecognizer entities;
    private final EntityLinker linker;
    private final PinnedKnowledge knowledge;
    private final QuoteFinder quotes;
    private final TopicTagger topics;
    private final TimeBudget budget;

    /**
     * @param knowledge of this analyzer alone
     * @param budget of this analyzer alone; begun anew with each story
     */
    StandardStoryAnalyzer(
            Segmenter segmenter,
            BoilerplateFinder boilerplate,
            LanguageDetector language,
            PartOfSpeechTagger tagger,
            EntityRecognizer entities,
            EntityLinker linker,
            PinnedKnowledge knowledge,
            QuoteFinder quotes,
            TopicTagger topics,
            TimeBudget budget) {
        this.segmenter = segmenter;
        this.boilerplate = boilerplate;
        this.language = language;
        this.tagger = tagger;
        this.entities = entities;
        this.linker = linker;
        this.knowledge = knowledge;
        this.quotes = quotes;
        this.topics = topics;
        this.budget = budget;
    }

    @Override
    public Analysis analyze(Story story) {
        budget.begin();
        SegmentedText whole = segmenter.segment(story.text());
        budget.check("boilerplate");
        BoilerplateResult furniture = boilerplate.find(whole);
        List<Span> bare = furniture.bareSpans();
        SegmentedText text = whole.without(bare);
        budget.check("language");
        String tag = language.detect(text, story.language());
        boolean english = isEnglish(tag);
        StoryEntities found = StoryEntities.NONE;
        List<QuoteAnnotation> said = List.of();
        if (english) {
            PosTags tags = tagger.tag(text);
            budget.check("entities");
            found = entities.recognize(text, tags, story.headline());
            budget.check("links");
            found = found.linked(linker.link(story.text(), found.entities(), knowledge.base()));
            budget.check("quotes");
            said = quotes.find(text, tags, found, budget);
        }
        budget.check("topics");
        return new Analysis(
                tag,
                furniture.byline(),
                furniture.credit(),
                furniture.dateline(),
                furniture.datelinePlace(),
                furniture.spans(),
                found.entities(),
                said,
                topics.tag(story, whole, bare, english));
    }

    @Override
    public List<ModelVersion> refresh() {
        return List.of(new ModelVersion(KnowledgeBase.NAME, knowledge.refresh().version()));
    }

    /** A text too short to tell its language is taken for English: that is what is read here. */
    private static boolean isEnglish(String tag) {
        return tag.equals(LanguageDetector.UNDETERMINED)
                || Locale.forLanguageTag(tag).getLanguage().equals("en");
    }
}
