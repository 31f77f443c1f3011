package io.dateline.enrich.duplicate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a text is recognised by: its beginning, and a MinHash of it, the smallest hashes of its shingles. Of two texts, the
 * share of smallest hashes that they have in common estimates the share of shingles that they have in common. The beginning
 * and the very smallest hashes are the bands: texts that have one in common meet in one place. A copy mostly keeps the
 * beginning, and stories that are made from one template mostly differ in it. Hashes are cut to 32 bits: that two shingles
 * of different words share one is rare, and what comes of it is a comparison in vain. Immutable.
 */
public final class Sketch {
    /** Smallest hashes in a sketch. */
    static final int SIZE = 20;

    /**
     * Of them, those that are bands. Texts that share half of their shingles have one of seven in common with a probability
     * of 99 in a hundred; with a quarter, 87.
     */
    private static final int SMALLEST_BANDS = 7;

    /** Bands of a sketch. */
    public static final int BANDS = 1 + SMALLEST_BANDS;

    /** Words of the beginning. */
    private static final int BEGINNING = SameStory.LEAST_WORDS;

    /** Common hashes that make a pair worth comparing: one or two may be phrases that everybody uses. */
    private static final int WORTH_COMPARING = 3;

    /** The same in a band that is full, which is such a phrase; it says nothing of the pair. */
    private static final int WORTH_COMPARING_IN_A_FULL_BAND = 5;

    private final int beginning;

    /** In ascending order, each once; none: a text too short to be compared. */
    private final int[] smallest;

    private Sketch(int beginning, int[] smallest) {
        this.beginning = beginning;
        this.smallest = smallest;
    }

    /** The sketch of a text; empty for one of too few words to tell whether another is the same story. */
    public static Sketch of(String comparableText) {
        Words words = Words.of(comparableText);
        if (words.size() < SameStory.LEAST_WORDS) {
            return new Sketch(0, new int[0]);
        }
        int[] smallest = new int[SIZE];
        int size = 0;
        for (long shingle : Shingles.of(words)) {
            int hash = (int) (shingle >>> 32);
            if (size == SIZE && hash >= smallest[SIZE - 1]) {
                continue;
            }
            int place = Arrays.binarySearch(smallest, 0, size, hash);
            if (place < 0) {
                int at = -place - 1;
                size = Math.min(size + 1, SIZE);
                System.arraycopy(smallest, at, smallest, at + 1, size - 1 - at);
                smallest[at] = hash;
            }
        }
        return new Sketch((int) (Shingles.hash(words, 0, BEGINNING) >>> 32), Arrays.copyOf(smallest, size));
    }

    /** Reads what {@link #toBytes} wrote; the buffer's position stays. */
    public static Sketch fromBytes(ByteBuffer bytes) {
        int hashes = bytes.remaining() / Integer.BYTES;
        if (hashes == 0) {
            return new Sketch(0, new int[0]);
        }
        int at = bytes.position();
        int[] smallest = new int[hashes - 1];
        for (int i = 0; i < smallest.length; i++) {
            smallest[i] = bytes.getInt(at + (i + 1) * Integer.BYTES);
        }
        return new Sketch(bytes.getInt(at), smallest);
    }

    /** Four bytes a hash; none for an empty sketch. */
    public ByteBuffer toBytes() {
        if (smallest.length == 0) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer bytes = ByteBuffer.allocate((1 + smallest.length) * Integer.BYTES);
        bytes.putInt(beginning);
        for (int hash : smallest) {
            bytes.putInt(hash);
        }
        return bytes.flip();
    }

    /** Keys under which stories like this one are found, each once; at most {@link #BANDS}. */
    public int[] bands() {
        int count = smallestBands();
        if (count == 0) {
            return new int[0];
        }
        int[] bands = new int[count + 1];
        bands[0] = beginning;
        System.arraycopy(smallest, 0, bands, 1, count);
        return Arrays.binarySearch(smallest, 0, count, beginning) < 0 ? bands : Arrays.copyOfRange(bands, 1, count + 1);
    }

    private int smallestBands() {
        return Math.min(SMALLEST_BANDS, smallest.length);
    }

    /** Is one of the bands this one? */
    public boolean isIn(int band) {
        return smallest.length > 0
                && (beginning == band || Arrays.binarySearch(smallest, 0, smallestBands(), band) >= 0);
    }

    /**
     * How much a story met in this band has in common, when the pair is to be compared on the ground of it; 0 otherwise. Of
     * the bands that they share only the first says yes, so that they are compared once. A common beginning is worth
     * comparing in any case: of a long story a short copy has only few hashes.
     *
     * @param full are there as many stories in this band as fit?
     */
    public int meets(Sketch other, int band, boolean full) {
        if (firstInCommon(other) != band || !other.isIn(band)) {
            return 0;
        }
        int common = inCommon(other);
        if (beginning == other.beginning) {
            return common + 1;
        }
        return common >= (full ? WORTH_COMPARING_IN_A_FULL_BAND : WORTH_COMPARING) ? common : 0;
    }

    /** The first band that both are in; when there is none, one that this alone is in. */
    private int firstInCommon(Sketch other) {
        int count = smallestBands();
        for (int i = 0; i < count && !other.isIn(beginning); i++) {
            if (other.isIn(smallest[i])) {
                return smallest[i];
            }
        }
        return beginning;
    }

    /** Hashes that both have. */
    private int inCommon(Sketch other) {
        int common = 0;
        int j = 0;
        for (int hash : smallest) {
            while (j < other.smallest.length && other.smallest[j] < hash) {
                j++;
            }
            if (j < other.smallest.length && other.smallest[j] == hash) {
                common++;
            }
        }
        return common;
    }
}
