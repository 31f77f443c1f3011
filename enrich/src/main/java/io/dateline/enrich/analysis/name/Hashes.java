package io.dateline.enrich.analysis.name;

/** The hash that features, words and phrases are known by. Part of the model's format: a change needs a new training. */
final class Hashes {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    /** Of a stretch of chars; digits all count alike. */
    static long of(CharSequence word, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            char c = word.charAt(i);
            hash = (hash ^ (c >= '0' && c <= '9' ? '0' : c)) * 0x100000001B3L;
        }
        return hash;
    }

    static long of(CharSequence word) {
        return of(word, 0, word.length());
    }

    /** Two in this order. */
    static long join(long a, long b) {
        return mix(a * PRIME + b);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
