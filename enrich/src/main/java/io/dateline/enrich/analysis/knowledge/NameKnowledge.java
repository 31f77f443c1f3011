package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;

/** What knowledge tells about the names of a story. Immutable, thread-safe. */
public interface NameKnowledge {
    /** Of knowledge that knows nothing. */
    NameKnowledge NONE = (type, name) -> null;

    /**
     * Id of the entry for which the name stands, where it stands for no other of this type: "UN" and "United Nations" have
     * one, "Pentagon" and "Defense Department" too, as organisations. Names that need the story's help ("Clinton") have
     * none. Case counts for short acronyms only; "the", dots and accents don't. Costs no more than a look-up.
     *
     * @return null when no entry or more than one has the name
     */
    String onlyEntry(EntityType type, String name);
}
