package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Tells what a story is about. Thread-safe; the same arguments give the same topics. */
public interface TopicTagger {
    /**
     * The story's topics, most confident first, then by code. None twice; a topic never without those above it, which
     * are at least as confident.
     *
     * @param text the story's text, cut into tokens
     * @param boilerplate what is not the story, in text order, not overlapping; says nothing about the topic
     * @param english is the text English? When it is not, only what the provider says counts
     */
    List<Analysis.TopicAnnotation> tag(Story story, SegmentedText text, List<Span> boilerplate, boolean english);
}
