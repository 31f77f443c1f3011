package io.dateline.enrich.analysis.topic;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a teacher, a sentence-embedding model, says that single words mean: a vector for each word's number, centred on
 * their mean. Made by EmbedWords.
 *
 * @param byWord by {@link Words#fold}
 */
record WordVectors(Map<Long, float[]> byWord, int dimensions) {
    static WordVectors read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            int words = in.readInt();
            int dimensions = in.readInt();
            Map<Long, float[]> vectors = new TreeMap<>();
            double[] mean = new double[dimensions];
            for (int i = 0; i < words; i++) {
                long word = in.readLong();
                float[] vector = new float[dimensions];
                for (int j = 0; j < dimensions; j++) {
                    vector[j] = in.readFloat();
                    mean[j] += vector[j] / words;
                }
                vectors.put(word, vector);
            }
            for (float[] vector : vectors.values()) {
                for (int j = 0; j < dimensions; j++) {
                    vector[j] -= (float) mean[j];
                }
            }
            return new WordVectors(vectors, dimensions);
        }
    }

    /** Writes vectors as {@link #read} reads them. */
    static void write(Map<Long, float[]> vectors, int dimensions, DataOutputStream out) throws IOException {
        out.writeInt(vectors.size());
        out.writeInt(dimensions);
        for (Map.Entry<Long, float[]> entry : vectors.entrySet()) {
            out.writeLong(entry.getKey());
            for (float value : entry.getValue()) {
                out.writeFloat(value);
            }
        }
    }
}
