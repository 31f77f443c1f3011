package io.dateline.enrich.analysis.topic;

import java.util.Arrays;

/** Finds the minimum of a smooth convex function by limited-memory BFGS with backtracking. Deterministic. */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final double SLOPE = 1e-4;

    private Lbfgs() {}

    /** A function with its gradient. */
    interface Function {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** The point where the function is least, from the origin. */
    static double[] minimum(Function function, int dimensions, int iterations) {
        double[] point = new double[dimensions];
        double[] gradient = new double[dimensions];
        double value = function.at(point, gradient);
        double[][] steps = new double[MEMORY][];
        double[][] changes = new double[MEMORY][];
        double[] curvature = new double[MEMORY];
        for (int round = 0; round < iterations; round++) {
            double[] direction = direction(gradient, steps, changes, curvature, round);
            double slope = dot(direction, gradient);
            if (slope > -1e-9) {
                break;
            }
            double length = round == 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[dimensions];
            double[] nextGradient = new double[dimensions];
            double nextValue;
            do {
                for (int i = 0; i < dimensions; i++) {
                    next[i] = point[i] + length * direction[i];
                }
                nextValue = function.at(next, nextGradient);
                length /= 2;
            } while (nextValue > value + 2 * length * SLOPE * slope && length > 1e-12);
            int slot = round % MEMORY;
            steps[slot] = minus(next, point);
            changes[slot] = minus(nextGradient, gradient);
            curvature[slot] = dot(steps[slot], changes[slot]);
            boolean done = value - nextValue < 1e-6 * Math.max(1, Math.abs(value));
            point = next;
            gradient = nextGradient;
            value = nextValue;
            if (done) {
                break;
            }
        }
        return point;
    }

    private static double[] direction(
            double[] gradient, double[][] steps, double[][] changes, double[] curvature, int round) {
        double[] direction = new double[gradient.length];
        Arrays.setAll(direction, i -> -gradient[i]);
        int oldest = Math.max(0, round - MEMORY);
        double[] factors = new double[MEMORY];
        for (int k = round - 1; k >= oldest; k--) {
            int slot = k % MEMORY;
            if (curvature[slot] > 1e-12) {
                factors[slot] = dot(steps[slot], direction) / curvature[slot];
                add(direction, changes[slot], -factors[slot]);
            }
        }
        if (round > 0) {
            int last = (round - 1) % MEMORY;
            if (curvature[last] > 1e-12) {
                double scale = curvature[last] / dot(changes[last], changes[last]);
                for (int i = 0; i < direction.length; i++) {
                    direction[i] *= scale;
                }
            }
        }
        for (int k = oldest; k < round; k++) {
            int slot = k % MEMORY;
            if (curvature[slot] > 1e-12) {
                double factor = dot(changes[slot], direction) / curvature[slot];
                add(direction, steps[slot], factors[slot] - factor);
            }
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static void add(double[] to, double[] values, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }
}
