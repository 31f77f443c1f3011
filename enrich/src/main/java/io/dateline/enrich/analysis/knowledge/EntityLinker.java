package io.dateline.enrich.analysis.knowledge;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import java.util.List;

/** Says which entries of a knowledge base the entities of a story are. Thread-safe. */
public interface EntityLinker {
    /**
     * Links the entities of one story.
     *
     * @param text the story's text, in which the mentions' spans are
     * @param entities as recognised; ids that they have already are not looked at
     * @param knowledge what is known
     * @return for each entity its entry, or null where none is certain enough; as many and in the same order
     */
    List<KnowledgeEntry> link(String text, List<EntityAnnotation> entities, KnowledgeBase knowledge);
}
