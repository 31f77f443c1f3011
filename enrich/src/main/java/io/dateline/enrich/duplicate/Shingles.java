package io.dateline.enrich.duplicate;

/** Hashes of three words in a row, one for each place in a text where they begin. */
final class Shingles {
    /** Words of a shingle. Three survive more edits than five, and are still rarely shared by chance. */
    static final int WORDS = 3;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Shingles() {}

    /** One hash for each place; none for a text shorter than a shingle. */
    static long[] of(Words text) {
        int count = Math.max(0, text.size() - WORDS + 1);
        long[] words = new long[text.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = hash(text.word(i));
        }
        long[] shingles = new long[count];
        for (int i = 0; i < count; i++) {
            long mixed = 0;
            for (int j = 0; j < WORDS; j++) {
                mixed = mix(mixed * PRIME + words[i + j]);
            }
            shingles[i] = mixed;
        }
        return shingles;
    }

    /** One hash of words in a row. */
    static long hash(Words text, int from, int to) {
        long mixed = 0;
        for (int i = from; i < to; i++) {
            mixed = mix(mixed * PRIME + hash(text.word(i)));
        }
        return mixed;
    }

    /** FNV-1a. */
    private static long hash(String word) {
        long hash = OFFSET;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
