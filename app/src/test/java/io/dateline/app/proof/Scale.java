package io.dateline.app.proof;

import java.util.Random;

/** Whether a proof runs in its short form or in full, and what its randomness grows from. */
final class Scale {
    private static final long SEED = 20261126L;

    private Scale() {}

    /** The number for the short form, or the one for the full form ({@code -Ddateline.proof=full}). */
    static int of(int brief, int full) {
        return isFull() ? full : brief;
    }

    static boolean isFull() {
        return "full".equals(System.getProperty("dateline.proof"));
    }

    /** A seed of the proof's own; {@code -Ddateline.seed=N} sets it. Printed, so that a failure can be had again. */
    static long seed(String proof) {
        long seed = Long.getLong("dateline.seed", SEED);
        System.out.println(proof + (isFull() ? " (full)" : " (short)") + " seed " + seed);
        return seed;
    }

    /** A source of randomness that is drawn from a seed and a purpose, so that purposes don't disturb each other. */
    static Random random(long seed, String purpose) {
        return new Random(seed * 31 + purpose.hashCode());
    }
}
