package io.dateline.enrich.analysis.pos;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A log-linear model as Apache OpenNLP writes it ("GIS", binary). Immutable after it is read.
 *
 * @param outcomes what can be chosen, by name
 * @param rows for each feature, by name, its number
 * @param starts where each feature's weights begin; one more than there are features
 * @param targets the outcome that each weight is for
 * @param weights of features for outcomes, feature by feature
 */
record MaxentModel(String[] outcomes, Map<String, Integer> rows, int[] starts, byte[] targets, float[] weights) {
    private static final String TYPE = "GIS";
    /** Far more than such a model has of anything. */
    private static final int MOST = 1 << 22;

    /**
     * Reads a model.
     *
     * @throws IOException when it is of another type or damaged
     */
    static MaxentModel read(DataInputStream in) throws IOException {
        String type = in.readUTF();
        if (!type.equals(TYPE)) {
            throw new IOException("a model of type " + type + ", not " + TYPE);
        }
        in.readInt(); // two numbers of a way of training that is gone
        in.readDouble();
        String[] outcomes = strings(in);
        if (outcomes.length > Byte.MAX_VALUE) {
            throw new IOException(outcomes.length + " outcomes are too many");
        }
        // features with weights for the same outcomes stand together: how many, then which outcomes
        String[] patterns = strings(in);
        String[] features = strings(in);
        Map<String, Integer> rows = new HashMap<>(features.length * 2);
        int[] starts = new int[features.length + 1];
        byte[][] targetsOf = new byte[features.length][];
        int row = 0;
        for (String pattern : patterns) {
            String[] numbers = pattern.trim().split(" ");
            byte[] targets = new byte[numbers.length - 1];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = Byte.parseByte(numbers[i + 1]);
            }
            for (int left = Integer.parseInt(numbers[0]); left > 0; left--, row++) {
                rows.put(features[row], row);
                targetsOf[row] = targets;
                starts[row + 1] = starts[row] + targets.length;
            }
        }
        if (row != features.length) {
            throw new IOException(features.length + " features, but weights of " + row);
        }
        byte[] targets = new byte[starts[row]];
        float[] weights = new float[starts[row]];
        for (int r = 0; r < row; r++) {
            System.arraycopy(targetsOf[r], 0, targets, starts[r], targetsOf[r].length);
            for (int i = starts[r]; i < starts[r + 1]; i++) {
                weights[i] = (float) in.readDouble();
            }
        }
        return new MaxentModel(outcomes, rows, starts, targets, weights);
    }

    private static String[] strings(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("a list of " + count);
        }
        String[] strings = new String[count];
        for (int i = 0; i < count; i++) {
            strings[i] = in.readUTF();
        }
        return strings;
    }
}
