package io.dateline.enrich.analysis;

import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.boilerplate.BoilerplateResult;
import io.dateline.enrich.analysis.entity.EntityRecognizer;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.language.LanguageDetector;
import io.dateline.enrich.analysis.pos.PartOfSpeechTagger;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.quote.QuoteFinder;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.topic.TopicTagger;
import java.util.List;

/** Runs the analysers one after the other. For one thread; see {@link AnalysisModels}. */
final class StandardStoryAnalyzer implements StoryAnalyzer {
    private final Segmenter segmenter;
    private final BoilerplateFinder boilerplate;
    private final LanguageDetector language;
    private final PartOfSpeechTagger tagger;
    private final EntityRecognizer entities;
    private final QuoteFinder quotes;
    private final TopicTagger topics;

    StandardStoryAnalyzer(
            Segmenter segmenter,
            BoilerplateFinder boilerplate,
            LanguageDetector language,
            PartOfSpeechTagger tagger,
            EntityRecognizer entities,
            QuoteFinder quotes,
            TopicTagger topics) {
        this.segmenter = segmenter;
        this.boilerplate = boilerplate;
        this.language = language;
        this.tagger = tagger;
        this.entities = entities;
        this.quotes = quotes;
        this.topics = topics;
    }

    @Override
    public Analysis analyze(Story story) {
        SegmentedText whole = segmenter.segment(story.text());
        BoilerplateResult furniture = boilerplate.find(whole);
        List<Span> bare = furniture.bareSpans();
        SegmentedText text = whole.without(bare);
        String tag = language.detect(text, story.language());
        boolean english = isEnglish(tag);
        PosTags tags = english ? tagger.tag(text) : null;
        StoryEntities found = english ? entities.recognize(text, tags, story.headline()) : StoryEntities.NONE;
        List<Analysis.QuoteAnnotation> said = english ? quotes.find(text, tags, found) : List.of();
        return new Analysis(
                tag,
                furniture.byline(),
                furniture.dateline(),
                furniture.datelinePlace(),
                furniture.spans(),
                found.entities(),
                said,
                topics.tag(story, whole, bare, english));
    }

    /** In another language nothing is found rather than something wrong. */
    private static boolean isEnglish(String tag) {
        return tag.equals("en") || tag.startsWith("en-") || tag.equals(LanguageDetector.UNDETERMINED);
    }
}
