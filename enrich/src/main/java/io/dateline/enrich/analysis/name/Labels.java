package io.dateline.enrich.analysis.name;

import io.dateline.schemas.EntityType;

/**
 * The labels of the chain: outside, and for each type the first unit of a name, one inside, the last, and the only one.
 * Pure functions.
 */
final class Labels {
    static final EntityType[] TYPES = {EntityType.PERSON, EntityType.ORGANISATION, EntityType.LOCATION, EntityType.MISC
    };

    static final int FIRST = 0;
    static final int INSIDE = 1;
    static final int LAST = 2;
    static final int ONLY = 3;

    static final int OUTSIDE = 0;
    /** How many there are. */
    static final int COUNT = 1 + 4 * TYPES.length;

    private Labels() {}

    static int of(int type, int place) {
        return 1 + 4 * type + place;
    }

    /** Index of the type in {@link #TYPES}; -1 outside. */
    static int type(int label) {
        return label == OUTSIDE ? -1 : (label - 1) >> 2;
    }

    /** Place in the name; -1 outside. */
    static int place(int label) {
        return label == OUTSIDE ? -1 : (label - 1) & 3;
    }

    /** May the second follow the first? */
    static boolean mayFollow(int first, int second) {
        int before = place(first);
        int after = place(second);
        boolean open = before == FIRST || before == INSIDE;
        boolean goesOn = after == INSIDE || after == LAST;
        return open == goesOn && (!open || type(first) == type(second));
    }

    static boolean mayBegin(int label) {
        return place(label) != INSIDE && place(label) != LAST;
    }

    static boolean mayEnd(int label) {
        return place(label) != FIRST && place(label) != INSIDE;
    }
}
