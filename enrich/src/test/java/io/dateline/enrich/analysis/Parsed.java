package io.dateline.enrich.analysis;

import io.dateline.enrich.analysis.boilerplate.RuleBoilerplateFinder;
import io.dateline.enrich.analysis.entity.EntityModel;
import io.dateline.enrich.analysis.entity.EntityRecognizer;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameModel;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.pos.PartOfSpeechTagger;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;

/** What the pipeline knows of a story before quotes are looked for. */
public record Parsed(SegmentedText story, PosTags tags, StoryEntities entities) {

    /** Parses as the pipeline does. For one thread. */
    public static final class Parser {
        private final Segmenter segmenter = StandardSegmenter.load();
        private final Gazetteer gazetteer = Gazetteer.load();
        private final RuleBoilerplateFinder boilerplate = RuleBoilerplateFinder.load(segmenter, gazetteer::isPlace);
        private final PartOfSpeechTagger tagger = OpenNlpPosModel.load().newTagger(TimeBudget.unlimited());
        private final EntityRecognizer entities =
                EntityModel.load(NameModel.load(), gazetteer).newRecognizer(NameKnowledge.NONE, TimeBudget.unlimited());

        /** Segments, tags and finds entities. */
        public Parsed parse(String text) {
            SegmentedText whole = segmenter.segment(text);
            SegmentedText story = whole.without(boilerplate.find(whole).bareSpans());
            PosTags tags = tagger.tag(story);
            return new Parsed(story, tags, entities.recognize(story, tags, null));
        }
    }
}
