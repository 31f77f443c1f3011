package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;
import java.util.function.Supplier;

/**
 * The state of changing knowledge that one analyzer works with: the same from one refreshing to the next, for all its parts.
 * For one thread.
 */
public final class PinnedKnowledge implements NameKnowledge {
    private final Supplier<KnowledgeBase> current;
    private KnowledgeBase pinned;

    /** @param current gives the knowledge in force, at any time */
    public PinnedKnowledge(Supplier<KnowledgeBase> current) {
        this.current = current;
        this.pinned = current.get();
    }

    /** Takes over what is in force now. */
    public KnowledgeBase refresh() {
        pinned = current.get();
        return pinned;
    }

    /** The state in use. */
    public KnowledgeBase base() {
        return pinned;
    }

    @Override
    public String onlyEntry(EntityType type, String name) {
        return pinned.onlyEntry(type, name);
    }
}
