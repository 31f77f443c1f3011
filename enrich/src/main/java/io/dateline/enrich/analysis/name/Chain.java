package io.dateline.enrich.analysis.name;

/**
 * A linear chain over the labels of a sentence: the best sequence, and how sure it is. Works on scores of units, given
 * unit by unit, {@link Labels#COUNT} each. Keeps workspaces: for one thread.
 */
final class Chain {
    private static final int N = Labels.COUNT;
    private static final int[][] BEFORE = new int[N][];
    private static final int[][] AFTER = new int[N][];

    static {
        for (int label = 0; label < N; label++) {
            int[] before = new int[N];
            int[] after = new int[N];
            int b = 0;
            int a = 0;
            for (int other = 0; other < N; other++) {
                if (Labels.mayFollow(other, label)) {
                    before[b++] = other;
                }
                if (Labels.mayFollow(label, other)) {
                    after[a++] = other;
                }
            }
            BEFORE[label] = java.util.Arrays.copyOf(before, b);
            AFTER[label] = java.util.Arrays.copyOf(after, a);
        }
    }

    private final float[] transitions;
    private final double[] factors;
    private double[] forward = new double[0];
    private double[] backward = new double[0];
    private double[] local = new double[0];
    private float[] best = new float[0];
    private byte[] from = new byte[0];
    private int length;

    /** @param transitions score of one label after another: at {@code before * COUNT + after} */
    Chain(float[] transitions) {
        this.transitions = transitions;
        this.factors = new double[N * N];
        refresh();
    }

    /** To be called when the transitions have changed. */
    void refresh() {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = exp(transitions[i]);
        }
    }

    /** Labels that may come before the label. */
    static int[] before(int label) {
        return BEFORE[label];
    }

    private void reserve(int n) {
        length = n;
        if (best.length < n * N) {
            int room = Math.max(n, 128) * N;
            best = new float[room];
            from = new byte[room];
            forward = new double[room];
            backward = new double[room];
            local = new double[room];
        }
    }

    /** Writes the best labels of n units, whose scores begin at unit {@code first}, into the same places of the result. */
    void decode(float[] scores, int first, int n, byte[] labels) {
        reserve(n);
        for (int label = 0; label < N; label++) {
            best[label] = Labels.mayBegin(label) ? scores[first * N + label] : Float.NEGATIVE_INFINITY;
        }
        for (int i = 1; i < n; i++) {
            for (int label = 0; label < N; label++) {
                float top = Float.NEGATIVE_INFINITY;
                int source = BEFORE[label][0];
                for (int before : BEFORE[label]) {
                    float sum = best[(i - 1) * N + before] + transitions[before * N + label];
                    if (sum > top) {
                        top = sum;
                        source = before;
                    }
                }
                best[i * N + label] = top + scores[(first + i) * N + label];
                from[i * N + label] = (byte) source;
            }
        }
        int label = 0;
        for (int other = 1; other < N; other++) {
            boolean better = best[(n - 1) * N + other] > best[(n - 1) * N + label];
            label = Labels.mayEnd(other) && better ? other : label;
        }
        for (int i = n - 1; i >= 0; i--) {
            labels[first + i] = (byte) label;
            label = from[i * N + label];
        }
    }

    /**
     * Sums over all sequences of the n units. What is asked afterwards is about these.
     *
     * @return the logarithm of the sum, relative to the scores
     */
    double sum(float[] scores, int first, int n) {
        reserve(n);
        double log = 0;
        for (int i = 0; i < n; i++) {
            float top = Float.NEGATIVE_INFINITY;
            for (int label = 0; label < N; label++) {
                top = Math.max(top, scores[(first + i) * N + label]);
            }
            log += top;
            double total = 0;
            for (int label = 0; label < N; label++) {
                double own = exp(scores[(first + i) * N + label] - top);
                local[i * N + label] = own;
                double sum = 0;
                if (i == 0) {
                    sum = Labels.mayBegin(label) ? 1 : 0;
                } else {
                    for (int before : BEFORE[label]) {
                        sum += forward[(i - 1) * N + before] * factors[before * N + label];
                    }
                }
                forward[i * N + label] = sum * own;
                total += sum * own;
            }
            if (i == n - 1) {
                total = 0;
                for (int label = 0; label < N; label++) {
                    total += Labels.mayEnd(label) ? forward[i * N + label] : 0;
                }
            }
            for (int label = 0; label < N; label++) {
                forward[i * N + label] /= total;
                local[i * N + label] /= total;
            }
            log += Math.log(total);
        }
        for (int label = 0; label < N; label++) {
            backward[(n - 1) * N + label] = Labels.mayEnd(label) ? 1 : 0;
        }
        for (int i = n - 2; i >= 0; i--) {
            for (int label = 0; label < N; label++) {
                double sum = 0;
                for (int after : AFTER[label]) {
                    sum += factors[label * N + after] * local[(i + 1) * N + after] * backward[(i + 1) * N + after];
                }
                backward[i * N + label] = sum;
            }
        }
        return log;
    }

    /** How probable the label is at the unit, of the n that were summed over. */
    double probability(int i, int label) {
        return forward[i * N + label] * backward[i * N + label];
    }

    /** How probable it is that the second label follows the first, which is at unit i - 1. */
    double probabilityOfStep(int i, int before, int after) {
        return forward[(i - 1) * N + before]
                * factors[before * N + after]
                * local[i * N + after]
                * backward[i * N + after];
    }

    /** How probable it is that exactly these units are a name of the type. */
    double probabilityOfName(int from, int end, int type) {
        if (end - from == 1) {
            return probability(from, Labels.of(type, Labels.ONLY));
        }
        int label = Labels.of(type, Labels.FIRST);
        double product = forward[from * N + label];
        for (int i = from + 1; i < end; i++) {
            int next = Labels.of(type, i == end - 1 ? Labels.LAST : Labels.INSIDE);
            product *= factors[label * N + next] * local[i * N + next];
            label = next;
        }
        return product * backward[(end - 1) * N + label];
    }

    /** How many units were summed over. */
    int length() {
        return length;
    }

    /** e to the x, the same on every machine; within a millionth of a thousandth. */
    static double exp(double x) {
        if (x < -700) {
            return 0;
        }
        double scaled = Math.min(x, 700) * 1.4426950408889634;
        double whole = Math.floor(scaled + 0.5);
        double f = (scaled - whole) * 0.6931471805599453;
        double series = 1
                + f
                        * (1
                                + f
                                        * (1 / 2.0
                                                + f
                                                        * (1 / 6.0
                                                                + f
                                                                        * (1 / 24.0
                                                                                + f
                                                                                        * (1 / 120.0
                                                                                                + f
                                                                                                        * (1 / 720.0
                                                                                                                + f
                                                                                                                        / 5040.0))))));
        return series * Double.longBitsToDouble(((long) whole + 1023) << 52);
    }
}
