package io.dateline.enrich.record;

/**
 * Turns UTF-16 indexes of one text into Unicode code points. A text without surrogates, which most are, costs one pass
 * and no memory. Not thread-safe while being made, then immutable.
 */
final class CodePoints {
    /** Code points before each char; null when they are the same. */
    private final int[] before;

    CodePoints(String text) {
        int length = text.length();
        int[] counts = null;
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                counts = count(text);
                break;
            }
        }
        this.before = counts;
    }

    /** The number of code points before the char at {@code index}; an index inside a pair counts as behind its first half. */
    int at(int index) {
        return before == null ? index : before[index];
    }

    private static int[] count(String text) {
        int length = text.length();
        int[] counts = new int[length + 1];
        int points = 0;
        for (int i = 0; i < length; ) {
            int chars = Character.charCount(text.codePointAt(i));
            counts[i] = points++;
            if (chars == 2) {
                counts[i + 1] = points;
            }
            i += chars;
        }
        counts[length] = points;
        return counts;
    }
}
