package io.dateline.enrich.analysis.quote;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * What is learned about quotes. Immutable, shared. Ships as a file that training writes: six models one after the other,
 * compressed. Each is the number of bits of a weight's index, the weight of one step as a float, the number of weights
 * that are not 0, and of each the steps of its index from the one before (seven bits a byte, the lowest first) and its
 * own number of steps (one byte, signed).
 *
 * @param kinds what words between quotation marks are
 * @param joins whether two quoted stretches are one quote
 * @param speakers who says a direct quote
 * @param clauses whether a cue reports something, and which stretch
 * @param subjects whom a cue names
 * @param confidence how often a quote of that kind, with those probabilities, is right
 */
record QuoteModels(
        LinearModel kinds,
        LinearModel joins,
        LinearModel speakers,
        LinearModel clauses,
        LinearModel subjects,
        LinearModel confidence) {
    /** The file, beside this class. */
    static final String RESOURCE = "quote-models.bin";
    /** What the file begins with: "DLQ1". */
    static final int MAGIC = 0x444C5131;

    /**
     * Loads the models that ship.
     *
     * @throws IllegalStateException when they are not there: the jar is broken
     */
    static QuoteModels load() {
        try (InputStream in = QuoteModels.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no models " + RESOURCE + " beside " + QuoteModels.class.getName());
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("models " + RESOURCE, e);
        }
    }

    /** The same with other confidences. */
    QuoteModels with(LinearModel confidences) {
        return new QuoteModels(kinds, joins, speakers, clauses, subjects, confidences);
    }

    static QuoteModels read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in), 1 << 16));
        int magic = data.readInt();
        if (magic != MAGIC) {
            throw new IOException("no models of quotes: begins with 0x" + Integer.toHexString(magic));
        }
        return new QuoteModels(model(data), model(data), model(data), model(data), model(data), model(data));
    }

    private static LinearModel model(DataInputStream data) throws IOException {
        int bits = data.readUnsignedByte();
        if (bits < 1 || bits > 24) {
            throw new IOException("no model of quotes: " + bits + " bits");
        }
        float step = data.readFloat();
        float[] weights = new float[1 << bits];
        int index = -1;
        for (int left = data.readInt(); left > 0; left--) {
            index += varint(data);
            if (index >= weights.length) {
                throw new IOException("no model of quotes: weight " + index + " of " + weights.length);
            }
            weights[index] = data.readByte() * step;
        }
        return new LinearModel(weights);
    }

    private static int varint(DataInputStream data) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int part = data.readUnsignedByte();
            value |= (part & 0x7F) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new IOException("no model of quotes: a step of more than 28 bits");
    }
}
