package io.dateline.enrich.analysis.topic;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A trained linear model of what words say for topics: each word or phrase that it knows has a row of affinities, one for
 * each output, and so has each score of the lexicon. Its outputs are, in this order: which top-level topic is the primary
 * one (a softmax), whether each top-level topic applies, whether each second-level topic does (logistic functions). What
 * it was trained on is in the model card beside its file. Immutable, thread-safe.
 */
final class TopicModel implements WordCounts.Features {
    /** Name of the file beside this class. */
    static final String FILE = "topic-model.bin";

    /** What the file starts with; the last digit is the format's version. */
    static final int MAGIC = 0x44544d31;

    private final List<String> tops;
    private final List<String> seconds;
    private final int[] parents;
    private final int lexiconTopics;
    private final int[] table;
    private final int[] keys;
    private final float[] idf;
    private final float[] scale;
    private final byte[] affinities;
    private final float[] bias;
    private final float[] lexicon;
    private final TopicCalibration calibration;
    private final String hash;

    private TopicModel(DataInputStream in, MessageDigest digest) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a topic model, or of another version");
        }
        tops = codes(in);
        seconds = codes(in);
        parents = new int[seconds.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = in.readUnsignedByte();
        }
        int outputs = outputs();
        lexiconTopics = in.readInt();
        bias = floats(in, outputs);
        lexicon = floats(in, 2 * lexiconTopics * outputs);
        calibration = TopicCalibration.read(in);
        int features = in.readInt();
        keys = new int[features];
        idf = new float[features];
        scale = new float[features];
        affinities = new byte[features * outputs];
        for (int i = 0; i < features; i++) {
            keys[i] = in.readInt();
            idf[i] = in.readFloat();
            scale[i] = in.readFloat();
            in.readFully(affinities, i * outputs, outputs);
        }
        if (in.read() >= 0) {
            throw new IOException("more than a topic model");
        }
        table = new int[Integer.highestOneBit(Math.max(8, features)) * 4];
        for (int i = 0; i < features; i++) {
            int slot = slot(keys[i]);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = i + 1;
        }
        hash = HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /**
     * Reads the model that ships with the project.
     *
     * @throws IllegalStateException when it is not there, can't be read, or was trained with another lexicon's topics
     */
    static TopicModel load(TopicLexicon lexicon) {
        try (InputStream file = TopicModel.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("no topic model " + FILE);
            }
            return read(file, lexicon);
        } catch (IOException e) {
            throw new IllegalStateException("topic model " + FILE + ": " + e.getMessage(), e);
        }
    }

    /** Reads a model. */
    static TopicModel read(InputStream file, TopicLexicon lexicon) throws IOException {
        DigestInputStream digested = new DigestInputStream(file, sha256());
        TopicModel model =
                new TopicModel(new DataInputStream(new BufferedInputStream(digested)), digested.getMessageDigest());
        if (model.lexiconTopics != lexicon.topics()) {
            throw new IOException("trained with a lexicon of " + model.lexiconTopics + " topics, this has "
                    + lexicon.topics() + ": train it anew");
        }
        return model;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<String> codes(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<String> codes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            codes.add(in.readUTF());
        }
        return List.copyOf(codes);
    }

    private static float[] floats(DataInputStream in, int count) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    /** Codes of the top-level topics. */
    List<String> tops() {
        return tops;
    }

    /** Codes of the second-level topics that had enough labelled stories to be learnt. */
    List<String> seconds() {
        return seconds;
    }

    /** The first half of a hash of the model's file. */
    String hash() {
        return hash;
    }

    private int outputs() {
        return 2 * tops.size() + seconds.size();
    }

    private int slot(int key) {
        return key * 0x9e3779b9 >>> 32 - Integer.numberOfTrailingZeros(table.length);
    }

    @Override
    public int feature(long key) {
        int wanted = key(key);
        int slot = slot(wanted);
        while (table[slot] != 0) {
            int feature = table[slot] - 1;
            if (keys[feature] == wanted) {
                return feature;
            }
            slot = slot + 1 & table.length - 1;
        }
        return -1;
    }

    /** A word's number as the model's file keeps it. */
    static int key(long number) {
        return (int) (number >>> 32);
    }

    /**
     * The topics of a story.
     *
     * @param words the story's words, counted with this model's features
     * @param evidence the lexicon's scores for the story
     * @param length the story's length as {@link StoryWords#length} gives it
     */
    GivenTopics topics(WordCounts words, double[] evidence, int length) {
        int outputs = outputs();
        double[] sums = new double[outputs];
        double square = 0;
        for (int slot = 0; slot < words.slots(); slot++) {
            int feature = words.featureIn(slot);
            if (feature >= 0) {
                double value = words.valueIn(slot) * idf[feature];
                square += value * value;
                double scaled = value * scale[feature];
                int row = feature * outputs;
                for (int i = 0; i < outputs; i++) {
                    sums[i] += scaled * affinities[row + i];
                }
            }
        }
        double norm = square > 0 ? 1 / Math.sqrt(square) : 0;
        for (int i = 0; i < outputs; i++) {
            sums[i] = sums[i] * norm + bias[i];
        }
        double[] scores = lexiconFeatures(evidence, length);
        for (int j = 0; j < scores.length; j++) {
            if (scores[j] != 0) {
                int row = j * outputs;
                for (int i = 0; i < outputs; i++) {
                    sums[i] += scores[j] * lexicon[row + i];
                }
            }
        }
        return GivenTopics.of(calibration.chances(sums, tops.size(), parents), parents);
    }

    /**
     * The lexicon's scores as the model sees them: first how dense each topic's words are, then how each compares with
     * the strongest.
     */
    static double[] lexiconFeatures(double[] evidence, int length) {
        double[] features = new double[2 * evidence.length];
        double strongest = 0;
        for (double score : evidence) {
            strongest = Math.max(strongest, score);
        }
        if (strongest > 0) {
            for (int i = 0; i < evidence.length; i++) {
                features[i] = Math.log1p(evidence[i] / Math.sqrt(length + 50.0)) / 2;
                features[evidence.length + i] = evidence[i] / strongest / 2;
            }
        }
        return features;
    }
}
