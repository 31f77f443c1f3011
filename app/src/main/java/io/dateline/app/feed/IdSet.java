package io.dateline.app.feed;

/** Ids in sixteen bytes each, and as much again for room: a million fit in some 40 MB. Not thread-safe. */
final class IdSet {
    private static final int SMALLEST = 1024;
    /** 2^64 by the golden ratio: the upper half of a product with it depends on all bits. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Two longs a place; both zero where it is free. Open addressing, at most half full. */
    private long[] places = new long[2 * SMALLEST];

    private int size;
    private boolean zero;

    /** @return false when it was there before */
    boolean add(Piece.Id id) {
        if (id.high() == 0 && id.low() == 0) {
            boolean isNew = !zero;
            zero = true;
            return isNew;
        }
        if (size >= places.length / 4) {
            grow();
        }
        int at = find(places, id.high(), id.low());
        if (places[at] != 0 || places[at + 1] != 0) {
            return false;
        }
        places[at] = id.high();
        places[at + 1] = id.low();
        size++;
        return true;
    }

    boolean contains(Piece.Id id) {
        if (id.high() == 0 && id.low() == 0) {
            return zero;
        }
        int at = find(places, id.high(), id.low());
        return places[at] != 0 || places[at + 1] != 0;
    }

    int size() {
        return size + (zero ? 1 : 0);
    }

    private void grow() {
        long[] more = new long[Math.multiplyExact(places.length, 2)];
        for (int i = 0; i < places.length; i += 2) {
            if (places[i] != 0 || places[i + 1] != 0) {
                int at = find(more, places[i], places[i + 1]);
                more[at] = places[i];
                more[at + 1] = places[i + 1];
            }
        }
        places = more;
    }

    /** Where it is, or where it would be put. */
    private static int find(long[] places, long high, long low) {
        int mask = places.length / 2 - 1;
        // both halves count, so that it is no matter which of their bits differ
        int slot = (int) ((31 * high + low) * SPREAD >>> Integer.SIZE) & mask;
        while (places[2 * slot] != 0 || places[2 * slot + 1] != 0) {
            if (places[2 * slot] == high && places[2 * slot + 1] == low) {
                break;
            }
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }
}
