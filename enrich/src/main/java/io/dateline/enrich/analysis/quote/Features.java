package io.dateline.enrich.analysis.quote;

/**
 * Takes the features of one candidate, each a hash of a template and its values. A model sums their weights; training
 * notes them down.
 */
abstract class Features {
    /** Takes a feature's hash. */
    abstract void add(int hash);

    final void add(int template, int a) {
        add(mix(template * 0x9E3779B1 + a));
    }

    final void add(int template, int a, int b) {
        add(mix(mix(template * 0x9E3779B1 + a) + b));
    }

    final void add(int template, int a, int b, int c) {
        add(mix(mix(mix(template * 0x9E3779B1 + a) + b) + c));
    }

    /** The finaliser of MurmurHash3 (Austin Appleby, public domain). */
    private static int mix(int h) {
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        h ^= h >>> 16;
        return h;
    }

    /** Lengths and distances by size: 0, 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-24, 25-49, 50 and more. */
    static int bucket(int count) {
        if (count <= 4) {
            return Math.max(count, 0);
        }
        return count <= 6 ? 5 : count <= 9 ? 6 : count <= 14 ? 7 : count <= 24 ? 8 : count <= 49 ? 9 : 10;
    }
}
