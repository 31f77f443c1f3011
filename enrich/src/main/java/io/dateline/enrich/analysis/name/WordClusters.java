package io.dateline.enrich.analysis.name;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Words that are used alike, at three grains: classes of some hundreds of words down to some dozens. Immutable. */
final class WordClusters {
    /** How many grains there are. */
    static final int GRAINS = 3;
    /** No word of that form is known. */
    static final int NONE = 0;

    private final LongIntMap index;
    private final short[] clusters;

    /** @param clusters of the word with index i, the coarsest grain first: at {@code GRAINS * i}; each is at least 1 */
    WordClusters(LongIntMap index, short[] clusters) {
        this.index = index;
        this.clusters = clusters;
    }

    /** Index of the word by hash of its lower case; -1 when it is not known. */
    int index(long hash) {
        return index.get(hash);
    }

    /** Its cluster; {@link #NONE} for index -1. */
    int cluster(int index, int grain) {
        return index < 0 ? NONE : clusters[index * GRAINS + grain];
    }

    static WordClusters read(DataInputStream in) throws IOException {
        int size = in.readInt();
        LongIntMap index = new LongIntMap(size);
        for (int i = 0; i < size; i++) {
            index.put(in.readLong(), i);
        }
        short[] clusters = new short[size * GRAINS];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = in.readShort();
        }
        return new WordClusters(index, clusters);
    }

    void write(DataOutputStream out) throws IOException {
        long[] keys = index.sortedKeys();
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
        }
        for (long key : keys) {
            for (int g = 0; g < GRAINS; g++) {
                out.writeShort(clusters[index.get(key) * GRAINS + g]);
            }
        }
    }
}
