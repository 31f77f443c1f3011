package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.TimeBudget;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the recogniser has learned: weights of features for two readings of a story, and the lexicon and word clusters
 * that the features stand on. About 6 MB in the jar. Immutable; one is shared by all taggers.
 */
public final class NameModel {
    /** Name in provenance. */
    public static final String NAME = "dateline-names-en";
    /** How many readings there are of a story, each with weights of its own. */
    static final int READINGS = 2;

    private static final String RESOURCE = "names-en.model";
    private static final int MAGIC = 0x444C4E4D;
    /** Features are told apart by so many bits of their hash. */
    static final int KEY_BITS = 40;

    private final String version;
    private final Lexicon lexicon;
    private final WordClusters clusters;
    private final WeightTable weights;
    private final float scale;
    private final float[][] transitions;

    /**
     * @param keys ascending, each of {@link #key}
     * @param weights a row for each key: the labels' weights of the first reading, then of the second
     * @param scale what a weight of 1 is worth
     */
    NameModel(
            String version,
            Lexicon lexicon,
            WordClusters clusters,
            long[] keys,
            byte[] weights,
            float scale,
            float[][] transitions) {
        this.version = version;
        this.lexicon = lexicon;
        this.clusters = clusters;
        this.weights = new WeightTable(keys, weights);
        this.scale = scale;
        this.transitions = transitions;
    }

    /** What is kept of a feature's hash. */
    static long key(long feature) {
        return feature >>> Long.SIZE - KEY_BITS;
    }

    /**
     * Loads it from the class path.
     *
     * @throws IllegalStateException when it is not there or not such a model
     */
    public static NameModel load() {
        try (InputStream in = NameModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no model " + RESOURCE + " on the class path");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("model " + RESOURCE, e);
        }
    }

    /** Reads what {@link #write} wrote. */
    static NameModel read(InputStream stream) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a model of names");
        }
        String version = in.readUTF();
        Lexicon lexicon = Lexicon.read(in);
        WordClusters clusters = WordClusters.read(in);
        float[][] transitions = new float[READINGS][Labels.COUNT * Labels.COUNT];
        for (float[] reading : transitions) {
            for (int i = 0; i < reading.length; i++) {
                reading[i] = in.readFloat();
            }
        }
        float scale = in.readFloat();
        long[] keys = new long[in.readInt()];
        long key = 0;
        for (int i = 0; i < keys.length; i++) {
            key += readNumber(in);
            keys[i] = key;
        }
        byte[] weights = new byte[keys.length * WeightTable.COLUMNS];
        byte[] column = new byte[keys.length];
        for (int c = 0; c < WeightTable.COLUMNS; c++) {
            in.readFully(column);
            for (int i = 0; i < column.length; i++) {
                weights[i * WeightTable.COLUMNS + c] = column[i];
            }
        }
        return new NameModel(version, lexicon, clusters, keys, weights, scale, transitions);
    }

    /** Writes it, always the same bytes for the same model. */
    static void write(
            OutputStream stream,
            String version,
            Lexicon lexicon,
            WordClusters clusters,
            long[] keys,
            byte[] weights,
            float scale,
            float[][] transitions)
            throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(stream), 1 << 16));
        out.writeInt(MAGIC);
        out.writeUTF(version);
        lexicon.write(out);
        clusters.write(out);
        for (float[] reading : transitions) {
            for (float weight : reading) {
                out.writeFloat(weight);
            }
        }
        out.writeFloat(scale);
        out.writeInt(keys.length);
        long before = 0;
        for (long key : keys) {
            writeNumber(out, key - before);
            before = key;
        }
        for (int c = 0; c < WeightTable.COLUMNS; c++) {
            for (int i = 0; i < keys.length; i++) {
                out.writeByte(weights[i * WeightTable.COLUMNS + c]);
            }
        }
        out.close();
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 127) << shift;
            if (next < 128) {
                return number;
            }
        }
    }

    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while (rest >= 128) {
            out.writeByte((int) (rest & 127) | 128);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Version in provenance. */
    public String version() {
        return version;
    }

    /**
     * A tagger for one thread.
     *
     * @param budget for each story
     */
    public NameTagger newTagger(TimeBudget budget) {
        return new NameTagger(this, budget);
    }

    Lexicon lexicon() {
        return lexicon;
    }

    WordClusters clusters() {
        return clusters;
    }

    float scale() {
        return scale;
    }

    float[] transitions(int reading) {
        return transitions[reading];
    }

    /** Sums of weights, for one thread. */
    WeightSums newSums() {
        return new WeightSums(weights);
    }
}
