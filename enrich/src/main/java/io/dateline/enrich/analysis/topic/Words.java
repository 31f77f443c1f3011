package io.dateline.enrich.analysis.topic;

/**
 * Words as 64-bit numbers, so that text is matched against the lexicon without making strings. That any of a million
 * different words shares its number with one of ten thousand terms has a chance of about one in a thousand million.
 * Pure functions.
 */
final class Words {
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long ACRONYM_SEED = 0x9e3779b97f4a7c15L;
    private static final long PRIME = 0x100000001b3L;
    private static final int LONGEST_ACRONYM = 6;

    private Words() {}

    /**
     * The number of a word without regard to case, full stops and apostrophes inside it, and a regular English plural:
     * "elections", "Election" and "election" are one. Both the text and the lexicon go through this, so that a fold that
     * is wrong as English ("news", "politics") does no harm.
     *
     * @return 0 when there is no letter or digit
     */
    static long fold(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        int length = end - from;
        boolean y = false;
        if (length > 3 && lower(text, end - 1) == 's') {
            char before = lower(text, end - 2);
            char third = lower(text, end - 3);
            if (before == 'e' && third == 'i' && length > 4) {
                end -= 3;
                y = true;
            } else if (before == 'e' && (third == 'x' || third == 'h' && isSibilant(lower(text, end - 4)))) {
                end -= 2;
            } else if (before == 'e' && third == 's' && lower(text, end - 4) == 's') {
                end -= 2;
            } else if (before != 's' && before != 'u' && before != 'i') {
                end--;
            }
        }
        long hash = SEED;
        boolean any = false;
        for (int i = from; i < end; i++) {
            char c = lower(text, i);
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ c) * PRIME;
                any = true;
            }
        }
        if (y) {
            hash = (hash ^ 'y') * PRIME;
        }
        return any ? finish(hash) : 0;
    }

    private static boolean isSibilant(char c) {
        return c == 's' || c == 'c';
    }

    private static char lower(CharSequence text, int at) {
        char c = text.charAt(at);
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(c);
    }

    /**
     * The number of a word in capitals, as distinct from the same word otherwise: "WHO", "U.N.", "G20".
     *
     * @return 0 when it is none
     */
    static long acronym(CharSequence text, int from, int to) {
        long hash = ACRONYM_SEED;
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                continue;
            }
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' && letters > 0)) {
                return 0;
            }
            letters++;
            hash = (hash ^ c) * PRIME;
        }
        return letters >= 2 && letters <= LONGEST_ACRONYM ? finish(hash) : 0;
    }

    /** The number of a phrase that one more word makes longer. */
    static long join(long phrase, long word) {
        return finish(phrase * PRIME + word);
    }

    private static long finish(long hash) {
        long mixed = hash;
        mixed ^= mixed >>> 32;
        mixed *= 0xd6e8feb86659fd93L;
        mixed ^= mixed >>> 32;
        return mixed == 0 ? 1 : mixed;
    }

    /** Takes the words of a text, one after another. */
    interface Sink {
        /** A word, as {@link #fold} and {@link #acronym} give it. */
        void word(long folded, long acronym);
    }

    /**
     * Walks over the words of a text, or of one token. Hyphens part words, so that "air-strike" is "air strike"; the
     * possessive "'s" is left out.
     */
    static void walk(CharSequence text, Sink sink) {
        int length = text.length();
        int at = 0;
        while (at < length) {
            if (!isPart(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < length && isPart(text.charAt(at))) {
                at++;
            }
            int end = at;
            if (end - start > 2 && lower(text, end - 1) == 's' && isApostrophe(text.charAt(end - 2))) {
                end -= 2;
            }
            long folded = fold(text, start, end);
            if (folded != 0) {
                sink.word(folded, acronym(text, start, end));
            }
        }
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private static boolean isPart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '.'
                || isApostrophe(c)
                || Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
