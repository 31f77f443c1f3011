package io.dateline.schemas;

/**
 * Who gives an order, as {@link StoryCommand} has it in {@code orderedBy}: a person, by a word before the name; or a story,
 * by its articleId. Pure functions.
 */
public final class OrderedBy {
    private static final String PERSON = "operator ";

    private OrderedBy() {}

    /** A person of that name. */
    public static String person(String name) {
        return PERSON + name;
    }

    /** Is it a person, and not a story? */
    public static boolean isPerson(String orderedBy) {
        return orderedBy.startsWith(PERSON);
    }
}
