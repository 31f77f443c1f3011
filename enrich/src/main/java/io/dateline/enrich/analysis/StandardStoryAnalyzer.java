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
import java.util.List;

/** Runs the analysers one after the other. For one thread; see {@link AnalysisModels}. */
final class StandardStoryAnalyzer implements StoryAnalyzer {
    private final Segmenter segmenter;
    private final BoilerplateFinder boilerplate;
    private final LanguageDetector language;
    private final PartOfSpeechTagger tagger;
    private final EntityRecognizer entities;
    private final QuoteFinder quotes;

    StandardStoryAnalyzer(
            Segmenter segmenter,
            BoilerplateFinder boilerplate,
            LanguageDetector language,
            PartOfSpeechTagger tagger,
            EntityRecognizer entities,
            QuoteFinder quotes) {
        this.segmenter = segmenter;
        this.boilerplate = boilerplate;
        this.language = language;
        this.tagger = tagger;
        this.entities = entities;
        this.quotes = quotes;
    }

    @Override
    public Analysis analyze(Story story) {
        SegmentedText whole = segmenter.segment(story.text());
        BoilerplateResult furniture = boilerplate.find(whole);
        SegmentedText text = whole.without(furniture.bareSpans());
        String tag = language.detect(text, story.language());
        PosTags tags = tagger.tag(text);
        StoryEntities found = entities.recognize(text, tags, story.headline());
        return new Analysis(
                tag,
                furniture.byline(),
                furniture.dateline(),
                furniture.datelinePlace(),
                furniture.spans(),
                found.entities(),
                quotes.find(text, tags, found),
                List.of());
    }
}
