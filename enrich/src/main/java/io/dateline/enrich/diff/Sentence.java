package io.dateline.enrich.diff;

import java.util.Arrays;
import java.util.Locale;

/** A sentence of a text, without white space around it, and the words by which it is held against others. Not thread-safe. */
final class Sentence {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final String text;
    private final int start;
    private final int end;
    private long[] words;

    /**
     * @param start first code point in the whole text
     * @param end one past its last code point
     */
    Sentence(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    String text() {
        return text;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return text.length();
    }

    /** Do they share half of the words of the one that has more? Costs what the words of the shorter one cost. */
    boolean isLike(Sentence other, DiffWork work) {
        long[] mine = words(work);
        long[] theirs = other.words(work);
        int smaller = Math.min(mine.length, theirs.length);
        int larger = Math.max(mine.length, theirs.length);
        if (smaller == 0 || 2 * smaller < larger) {
            return false;
        }
        work.did(smaller + larger);
        int common = 0;
        for (int i = 0, j = 0; i < mine.length && j < theirs.length; ) {
            int order = Long.compare(mine[i], theirs[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return 2 * common >= larger;
    }

    /** Hashes of its words, in ascending order, each once; worked out when first asked for. */
    private long[] words(DiffWork work) {
        if (words == null) {
            work.did(text.length());
            words = hashes(text.toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static long[] hashes(String text) {
        long[] found = new long[16];
        int count = 0;
        long hash = OFFSET;
        boolean inside = false;
        for (int i = 0; i <= text.length(); ) {
            int c = i < text.length() ? text.codePointAt(i) : ' ';
            boolean word = Character.isLetter(c) || isNumber(c);
            if (word) {
                hash = (hash ^ c) * PRIME;
            } else if (inside) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = hash;
                hash = OFFSET;
            }
            inside = word;
            i += Character.charCount(c);
        }
        Arrays.sort(found, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (distinct == 0 || found[i] != found[distinct - 1]) {
                found[distinct++] = found[i];
            }
        }
        return Arrays.copyOf(found, distinct);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
