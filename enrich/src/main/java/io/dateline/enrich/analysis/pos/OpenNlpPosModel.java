package io.dateline.enrich.analysis.pos;

import io.dateline.enrich.analysis.TimeBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.postag.POSModel;

/**
 * The English part-of-speech model that Apache OpenNLP packages (trained on the Universal Dependencies English Web
 * Treebank). Loading takes about a quarter of a second. Immutable: one is shared by all taggers.
 */
public final class OpenNlpPosModel {
    /** Name in provenance. */
    public static final String NAME = "opennlp-en-ud-ewt-pos";
    /** Version in provenance. */
    public static final String VERSION = "1.3-2.5.4";

    private static final String RESOURCE = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";
    /** Name that OpenNLP gives to the classifier inside its model files. */
    private static final String CLASSIFIER = "pos.model";

    private final POSModel model;
    private final MaxentModel classifier;
    private final Pos[] first;
    private final Pos[] second;

    private OpenNlpPosModel(POSModel model) {
        this.model = model;
        this.classifier = model.getArtifact(CLASSIFIER);
        if (classifier == null) {
            throw new IllegalStateException("no classifier in " + RESOURCE);
        }
        this.first = new Pos[classifier.getNumOutcomes()];
        this.second = new Pos[first.length];
        for (int i = 0; i < first.length; i++) {
            String[] parts = classifier.getOutcome(i).split("\\+");
            first[i] = Pos.named(parts[0]);
            second[i] = Pos.named(parts[parts.length - 1]);
        }
    }

    /**
     * Loads it from the class path.
     *
     * @throws IllegalStateException when it is not there
     */
    public static OpenNlpPosModel load() {
        try (InputStream in = OpenNlpPosModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no part-of-speech model " + RESOURCE + " on the class path");
            }
            return new OpenNlpPosModel(new POSModel(in));
        } catch (IOException e) {
            throw new UncheckedIOException("part-of-speech model", e);
        }
    }

    /**
     * A tagger for one thread.
     *
     * @param budget asked at every sentence
     */
    public PartOfSpeechTagger newTagger(TimeBudget budget) {
        return new OpenNlpTagger(this, model.getFactory().getPOSContextGenerator(0), budget);
    }

    MaxentModel classifier() {
        return classifier;
    }

    /** The outcome's part of speech; of a word and its clitic, the word's. */
    Pos first(int outcome) {
        return first[outcome];
    }

    /** Of a word and its clitic, the clitic's; else the same as the first. */
    Pos second(int outcome) {
        return second[outcome];
    }
}
