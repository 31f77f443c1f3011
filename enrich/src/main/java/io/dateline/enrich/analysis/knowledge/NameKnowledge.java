package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;

/** What knowledge tells about two names of one story. Immutable, thread-safe. */
public interface NameKnowledge {
    /** Of knowledge that knows nothing. */
    NameKnowledge NONE = (type, name, other) -> false;

    /**
     * Do both names stand for the same entry, and for no other of this type? "UN" and "United Nations" do, "Pentagon" and
     * "Defense Department" do for organisations. Names that need the story's help ("Clinton") never do. Case counts for
     * short acronyms only; "the", dots and accents don't.
     */
    boolean isSame(EntityType type, String name, String other);
}
