package io.dateline.enrich.analysis.quote;

/** Weights of hashed features. Immutable, shared. */
final class LinearModel {
    private final float[] weights;
    private final int shift;

    /** @param weights a power of two of them; taken over */
    LinearModel(float[] weights) {
        this.weights = weights;
        this.shift = 32 - Integer.numberOfTrailingZeros(weights.length);
        if (Integer.bitCount(weights.length) != 1) {
            throw new IllegalArgumentException("the number of weights is no power of two: " + weights.length);
        }
    }

    /** The weight of a feature's hash. */
    float weight(int hash) {
        return weights[hash >>> shift];
    }

    /** A copy of the weights. */
    float[] weights() {
        return weights.clone();
    }

    /** A sum of weights, for one thread. */
    Sum newSum() {
        return new Sum(this);
    }

    /** Sums the weights of the features that it is given. */
    static final class Sum extends Features {
        private final LinearModel model;
        private float total;

        private Sum(LinearModel model) {
            this.model = model;
        }

        @Override
        void add(int hash) {
            total += model.weight(hash);
        }

        /** The sum since it was last taken. */
        float take() {
            float taken = total;
            total = 0;
            return taken;
        }
    }
}
