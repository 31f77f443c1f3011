package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.TimeBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the names of a story in two readings: the second knows what the first made of the same words elsewhere. Linear in
 * the length of the text. Keeps workspaces: for one thread; see {@link NameModel#newTagger}.
 */
public final class NameTagger {
    private static final int N = Labels.COUNT;
    // logistic calibration, fitted on the stories kept apart
    private static final double SLOPE = 0.83;
    private static final double OFFSET = -0.46;

    private final NameModel model;
    private final TimeBudget budget;
    private final Chain first;
    private final Chain second;
    private final WeightSums weights;

    NameTagger(NameModel model, TimeBudget budget) {
        this.model = model;
        this.budget = budget;
        this.first = new Chain(model.transitions(0));
        this.second = new Chain(model.transitions(1));
        this.weights = model.newSums();
    }

    /** The names, in text order, not overlapping. */
    public List<TaggedName> tag(NameUnits units) {
        DocumentView view = new DocumentView(units, model.lexicon(), model.clusters());
        int size = units.size();
        float[] scores = new float[size * N];
        float[] again = new float[size * N];
        byte[] labels = new byte[size];
        for (int s = 0; s < units.sentences(); s++) {
            budget.check("names");
            int stop = units.endOf(s);
            for (int u = units.firstOf(s); u < stop; u++) {
                weights.clear();
                Features.of(view, model.clusters(), s, u, weights);
                int[] sums = weights.sums();
                for (int label = 0; label < N; label++) {
                    scores[u * N + label] = sums[label] * model.scale();
                    again[u * N + label] = sums[N + label] * model.scale();
                }
            }
            if (stop > units.firstOf(s)) {
                first.decode(scores, units.firstOf(s), stop - units.firstOf(s), labels);
            }
        }
        StoryMemory memory = new StoryMemory(view, labels.clone());
        List<TaggedName> names = new ArrayList<>();
        for (int s = 0; s < units.sentences(); s++) {
            budget.check("names, second reading");
            int from = units.firstOf(s);
            int stop = units.endOf(s);
            for (int u = from; u < stop; u++) {
                weights.clear();
                memory.features(s, u, weights);
                int[] sums = weights.sums();
                for (int label = 0; label < N; label++) {
                    again[u * N + label] += sums[N + label] * model.scale();
                }
            }
            if (stop > from) {
                second.decode(again, from, stop - from, labels);
                read(s, from, stop, labels, again, names);
            }
        }
        return names;
    }

    /** What part of the names that the chain is so sure of are right, by the stories kept apart from training. */
    private static double calibrated(double sure) {
        double bounded = Math.max(1e-6, Math.min(1 - 1e-6, sure));
        double odds = StrictMath.log(bounded / (1 - bounded));
        return 1 / (1 + Chain.exp(-(SLOPE * odds + OFFSET)));
    }

    private void read(int sentence, int from, int stop, byte[] labels, float[] scores, List<TaggedName> names) {
        boolean summed = false;
        for (int u = from; u < stop; u++) {
            if (labels[u] == Labels.OUTSIDE) {
                continue;
            }
            int end = u + 1;
            while (end < stop
                    && Labels.place(labels[end - 1]) != Labels.LAST
                    && Labels.place(labels[end - 1]) != Labels.ONLY) {
                end++;
            }
            if (!summed) {
                second.sum(scores, from, stop - from);
                summed = true;
            }
            int type = Labels.type(labels[u]);
            double sure = second.probabilityOfName(u - from, end - from, type);
            names.add(new TaggedName(sentence, u, end, Labels.TYPES[type], calibrated(sure)));
            u = end - 1;
        }
    }
}
