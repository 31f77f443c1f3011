package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Analysis.TopicAnnotation;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Says what a story is about. Thread-safe. */
public interface TopicTagger {
    /**
     * The provider's own topics and, where the language is known to the tagger, those that it finds; most confident
     * first. A code comes once: the provider's word stands.
     *
     * <p>A provider's topic is passed on as it is, at any level, retired or not, without its parents: they are the
     * vocabulary's to tell. A topic that the tagger finds brings its parents.
     *
     * @param story for its headline and subjects
     * @param text the story's tokens, furniture left out
     * @param language of the text, a BCP 47 tag
     */
    List<TopicAnnotation> tag(Story story, SegmentedText text, String language);
}
