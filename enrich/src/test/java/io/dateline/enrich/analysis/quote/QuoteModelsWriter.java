package io.dateline.enrich.analysis.quote;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes models in the form that {@link QuoteModels} reads. */
final class QuoteModelsWriter {
    private QuoteModelsWriter() {}

    static void write(QuoteModels models, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(new GZIPOutputStream(to));
        out.writeInt(QuoteModels.MAGIC);
        for (LinearModel model : new LinearModel[] {
            models.kinds(), models.joins(), models.speakers(), models.clauses(), models.subjects(), models.confidence()
        }) {
            write(model.weights(), out);
        }
        out.close();
    }

    private static void write(float[] weights, DataOutputStream out) throws IOException {
        float most = 0;
        for (float weight : weights) {
            most = Math.max(most, Math.abs(weight));
        }
        float step = Math.max(most, 1e-6f) / 127;
        int count = 0;
        for (float weight : weights) {
            count += Math.round(weight / step) != 0 ? 1 : 0;
        }
        out.writeByte(Integer.numberOfTrailingZeros(weights.length));
        out.writeFloat(step);
        out.writeInt(count);
        int last = -1;
        for (int i = 0; i < weights.length; i++) {
            int steps = Math.round(weights[i] / step);
            if (steps != 0) {
                int delta = i - last;
                for (; delta >= 0x80; delta >>>= 7) {
                    out.writeByte(delta & 0x7F | 0x80);
                }
                out.writeByte(delta);
                out.writeByte(steps);
                last = i;
            }
        }
    }
}
