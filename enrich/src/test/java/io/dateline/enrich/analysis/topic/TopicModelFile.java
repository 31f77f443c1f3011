package io.dateline.enrich.analysis.topic;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a fitted model in the form that {@link TopicModel} reads. */
final class TopicModelFile {
    /** Weights of a word that are all smaller than that change nothing. */
    private static final double LEAST = 1e-3;

    private TopicModelFile() {}

    static void write(
            Path file,
            TopicCorpus corpus,
            TopicFit fit,
            TopicCalibration calibration,
            List<String> tops,
            List<String> seconds)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(TopicModel.MAGIC);
            codes(tops, out);
            codes(seconds, out);
            for (String second : seconds) {
                out.writeByte(tops.indexOf(
                        corpus.vocabulary().byCode(second).orElseThrow().broader()));
            }
            out.writeInt(corpus.lexicon().topics());
            for (double bias : fit.bias()) {
                out.writeFloat((float) bias);
            }
            for (double[] row : fit.lexiconWeights()) {
                for (double weight : row) {
                    out.writeFloat((float) weight);
                }
            }
            calibration.write(out);
            double[][] affinities = fit.affinities(corpus);
            List<Integer> kept = IntStream.range(0, affinities.length)
                    .filter(i -> largest(affinities[i]) >= LEAST)
                    .boxed()
                    .sorted(Comparator.comparing(
                            i -> TopicModel.key(corpus.words().get(i))))
                    .toList();
            out.writeInt(kept.size());
            for (int i : kept) {
                out.writeInt(TopicModel.key(corpus.words().get(i)));
                out.writeFloat(corpus.idf(i));
                double scale = largest(affinities[i]) / Byte.MAX_VALUE;
                out.writeFloat((float) scale);
                for (double weight : affinities[i]) {
                    out.writeByte((int) Math.round(weight / scale));
                }
            }
        }
    }

    private static void codes(List<String> codes, DataOutputStream out) throws IOException {
        out.writeShort(codes.size());
        for (String code : codes) {
            out.writeUTF(code);
        }
    }

    private static double largest(double[] weights) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }
}
