package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.boilerplate.RuleBoilerplateFinder;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.EntityType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Trains the model that recognises names. Not a test. Arguments are {@code key=value}: {@code stories} (JSON lines, see
 * {@link LabelledStory}), {@code clusters}, {@code cities}, {@code out}, {@code version}, and settings such as {@code rounds}.
 */
final class TrainNames {
    private static final int N = Labels.COUNT;
    private static final int FOLDS = 4;

    private final Map<String, String> arguments;
    private final Segmenter segmenter = StandardSegmenter.load();
    private final BoilerplateFinder boilerplate = RuleBoilerplateFinder.load(segmenter, Gazetteer.load()::isPlace);
    private Lexicon lexicon;
    private WordClusters clusters;
    private final LongIntMap numbers = new LongIntMap(1 << 21);
    private final List<Long> keys = new ArrayList<>();

    /** A story ready to learn from: only sentences with a weight are learned. */
    private record Prepared(LabelledStory story, NameUnits units, DocumentView view, byte[] labels, float[] weights) {}

    private TrainNames(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    /** Trains, says how good the model is on the stories kept apart, and writes it. */
    public static void main(String[] args) throws IOException {
        Map<String, String> arguments = new HashMap<>();
        for (String arg : args) {
            arguments.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        new TrainNames(arguments).run();
    }

    private double number(String key, double otherwise) {
        return Double.parseDouble(arguments.getOrDefault(key, Double.toString(otherwise)));
    }

    private void run() throws IOException {
        LexiconBuilder builder = new LexiconBuilder(segmenter);
        lexicon = builder.build(arguments.containsKey("cities") ? Path.of(arguments.get("cities")) : null);
        clusters = LexiconBuilder.clusters(Path.of(arguments.get("clusters")));
        List<Prepared> learned = new ArrayList<>();
        List<Prepared> kept = new ArrayList<>();
        Augmentation augmentation = new Augmentation(20261126L);
        List<LabelledStory> stories = LabelledStory.read(Path.of(arguments.get("stories")));
        for (LabelledStory story : stories) {
            if (story.isForValidation()) {
                kept.add(prepare(story, null, 1));
            } else {
                learned.add(prepare(story, null, 1));
            }
        }
        if (number("augment", 1) > 0) {
            float weight = (float) number("augmentWeight", 0.4);
            for (LabelledStory story : stories) {
                if (!story.isForValidation()) {
                    Augmentation.Changed changed = augmentation.change(story, segmenter);
                    learned.add(prepare(changed.story(), changed.spans(), weight));
                }
            }
            List<String> people = stories.stream()
                    .filter(story -> !story.isForValidation())
                    .flatMap(story -> story.names().stream()
                            .filter(name -> name.type() == EntityType.PERSON)
                            .map(name -> story.text().substring(name.start(), name.end())))
                    .toList();
            WireCopy wire = new WireCopy(new Random(1996), builder.countries(), people, builder.cities());
            for (int i = 0; i < number("wire", 250); i++) {
                learned.add(prepare(wire.story(i), null, weight));
            }
        }
        System.err.printf("%d stories to learn, %d kept apart%n", learned.size(), kept.size());
        int cutoff = (int) number("cutoff", 2);
        List<int[][]> base = extract(learned, cutoff);
        System.err.printf("%d features%n", keys.size());
        ChainTraining.Settings settings = new ChainTraining.Settings(
                (int) number("rounds", 10),
                (float) number("step", 0.15),
                (float) number("decay", 0.002),
                (float) number("dropout", 0),
                7);

        ChainTraining first = train(examples(learned, base, -1), settings);
        evaluate("first reading", kept, first, null);
        if (number("second", 1) == 0) {
            return;
        }
        byte[][] read = jackknife(learned, base, settings);
        List<int[][]> extended = extend(learned, base, read, cutoff);
        System.err.printf("%d features in both readings%n", keys.size());
        ChainTraining second = train(examples(learned, extended, -1), settings);
        evaluate("second reading", kept, first, second);
        NameModel model = pack(first, second);
        evaluate("as packed", kept, model);
    }

    private Prepared prepare(LabelledStory story, List<LabelledStory.Name> spans, float weight) {
        NameUnits units = story.units(segmenter, boilerplate);
        float[] weights = new float[units.sentences()];
        for (int s = 0; s < weights.length; s++) {
            weights[s] = weight;
            if (spans != null && units.firstOf(s) < units.endOf(s)) {
                int start = units.start(units.firstOf(s));
                int end = units.end(units.endOf(s) - 1);
                weights[s] = spans.stream().anyMatch(n -> n.start() < end && start < n.end()) ? weight : 0;
            }
        }
        return new Prepared(story, units, new DocumentView(units, lexicon, clusters), story.labels(units), weights);
    }

    private static final class Collector implements FeatureSink {
        long[] features = new long[128];
        int size;
        /** Is the sentence learned from? */
        boolean counted;

        @Override
        public void add(long feature) {
            if (size == features.length) {
                features = Arrays.copyOf(features, size * 2);
            }
            features[size++] = NameModel.key(feature);
        }
    }

    /** The features of each unit of each story by number; rare ones are left out. */
    private List<int[][]> extract(List<Prepared> stories, int cutoff) {
        LongIntMap counts = new LongIntMap(1 << 22);
        Collector collector = new Collector();
        for (Prepared story : stories) {
            forUnits(
                    story,
                    collector,
                    (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                    (u, c) -> count(counts, c));
        }
        List<int[][]> all = new ArrayList<>();
        for (Prepared story : stories) {
            int[][] own = new int[story.units().size()][];
            forUnits(
                    story,
                    collector,
                    (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                    (u, c) -> own[u] = number(counts, c, cutoff));
            all.add(own);
        }
        return all;
    }

    private List<int[][]> extend(List<Prepared> stories, List<int[][]> base, byte[][] read, int cutoff) {
        LongIntMap counts = new LongIntMap(1 << 18);
        Collector collector = new Collector();
        for (int i = 0; i < stories.size(); i++) {
            StoryMemory memory = new StoryMemory(stories.get(i).view(), read[i]);
            forUnits(stories.get(i), collector, (s, u) -> memory.features(s, u, collector), (u, c) -> count(counts, c));
        }
        List<int[][]> all = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            StoryMemory memory = new StoryMemory(stories.get(i).view(), read[i]);
            int[][] own = new int[base.get(i).length][];
            int[][] before = base.get(i);
            forUnits(stories.get(i), collector, (s, u) -> memory.features(s, u, collector), (u, c) -> {
                int[] more = number(counts, c, cutoff);
                own[u] = Arrays.copyOf(before[u], before[u].length + more.length);
                System.arraycopy(more, 0, own[u], before[u].length, more.length);
            });
            all.add(own);
        }
        return all;
    }

    private interface PerUnit {
        void at(int sentence, int unit);
    }

    private interface Collected {
        void take(int unit, Collector collector);
    }

    private static void forUnits(Prepared story, Collector collector, PerUnit features, Collected then) {
        for (int s = 0; s < story.units().sentences(); s++) {
            for (int u = story.units().firstOf(s); u < story.units().endOf(s); u++) {
                collector.size = 0;
                collector.counted = story.weights()[s] > 0;
                features.at(s, u);
                then.take(u, collector);
            }
        }
    }

    private static void count(LongIntMap counts, Collector collector) {
        if (!collector.counted) {
            return;
        }
        for (int i = 0; i < collector.size; i++) {
            long key = collector.features[i];
            counts.put(key, Math.max(0, counts.get(key)) + 1);
        }
    }

    private int[] number(LongIntMap counts, Collector collector, int cutoff) {
        int[] own = new int[collector.size];
        int n = 0;
        for (int i = 0; i < collector.size; i++) {
            long key = collector.features[i];
            if (counts.get(key) >= cutoff) {
                int number = numbers.get(key);
                if (number == LongIntMap.NONE) {
                    number = keys.size();
                    keys.add(key);
                    numbers.put(key, number);
                }
                own[n++] = number;
            }
        }
        return Arrays.copyOf(own, n);
    }

    /** @param fold the fold to leave out; -1 for none */
    private List<ChainTraining.Example> examples(List<Prepared> stories, List<int[][]> features, int fold) {
        List<ChainTraining.Example> examples = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            Prepared story = stories.get(i);
            if (foldOf(story) == fold) {
                continue;
            }
            for (int s = 0; s < story.units().sentences(); s++) {
                int from = story.units().firstOf(s);
                int stop = story.units().endOf(s);
                if (stop > from && story.weights()[s] > 0) {
                    examples.add(new ChainTraining.Example(
                            i,
                            Arrays.copyOfRange(features.get(i), from, stop),
                            Arrays.copyOfRange(story.labels(), from, stop),
                            story.weights()[s]));
                }
            }
        }
        return examples;
    }

    /** A story and its changed copies are in one fold. */
    private static int foldOf(Prepared story) {
        String id = story.story().id();
        int mark = id.indexOf('#');
        return Math.floorMod((mark < 0 ? id : id.substring(0, mark)).hashCode(), FOLDS);
    }

    private ChainTraining train(List<ChainTraining.Example> examples, ChainTraining.Settings settings) {
        long began = System.nanoTime();
        ChainTraining training = new ChainTraining(keys.size(), settings);
        training.learn(examples);
        System.err.printf("  %d sentences, %.0f s%n", examples.size(), (System.nanoTime() - began) / 1e9);
        return training;
    }

    /** The labels that each story gets from weights learned without it. */
    private byte[][] jackknife(List<Prepared> stories, List<int[][]> features, ChainTraining.Settings settings) {
        byte[][] read = new byte[stories.size()][];
        int rounds = (int) number("foldRounds", Math.max(3, settings.rounds() / 2.0));
        ChainTraining.Settings fewer = new ChainTraining.Settings(
                rounds, settings.step(), settings.decay(), settings.dropout(), settings.seed());
        for (int fold = 0; fold < FOLDS; fold++) {
            ChainTraining without = train(examples(stories, features, fold), fewer);
            Chain chain = new Chain(without.transitions);
            for (int i = 0; i < stories.size(); i++) {
                if (foldOf(stories.get(i)) == fold) {
                    read[i] = decode(without, chain, stories.get(i), features.get(i));
                }
            }
        }
        return read;
    }

    private static byte[] decode(ChainTraining weights, Chain chain, Prepared story, int[][] features) {
        byte[] labels = new byte[features.length];
        for (int s = 0; s < story.units().sentences(); s++) {
            int from = story.units().firstOf(s);
            int stop = story.units().endOf(s);
            byte[] own = weights.decode(chain, Arrays.copyOfRange(features, from, stop));
            System.arraycopy(own, 0, labels, from, own.length);
        }
        return labels;
    }

    private void evaluate(String what, List<Prepared> stories, ChainTraining first, ChainTraining second) {
        Collector collector = new Collector();
        Score score = new Score();
        Chain chain = new Chain(first.transitions);
        Chain again = second == null ? null : new Chain(second.transitions);
        for (Prepared story : stories) {
            int[][] features = new int[story.units().size()][];
            forUnits(
                    story,
                    collector,
                    (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                    (u, c) -> features[u] = knownOf(c));
            byte[] labels = decode(first, chain, story, features);
            if (second != null) {
                StoryMemory memory = new StoryMemory(story.view(), labels.clone());
                forUnits(story, collector, (s, u) -> memory.features(s, u, collector), (u, c) -> {
                    int[] more = knownOf(c);
                    int before = features[u].length;
                    features[u] = Arrays.copyOf(features[u], before + more.length);
                    System.arraycopy(more, 0, features[u], before, more.length);
                });
                labels = decode(second, again, story, features);
            }
            score.add(story.story(), names(story.units(), labels));
        }
        System.err.printf("%s: %s%n", what, score);
    }

    private int[] knownOf(Collector collector) {
        int[] own = new int[collector.size];
        int n = 0;
        for (int i = 0; i < collector.size; i++) {
            int number = numbers.get(collector.features[i]);
            if (number != LongIntMap.NONE) {
                own[n++] = number;
            }
        }
        return Arrays.copyOf(own, n);
    }

    private static Set<LabelledStory.Name> names(NameUnits units, byte[] labels) {
        Set<LabelledStory.Name> names = new HashSet<>();
        for (int u = 0; u < labels.length; u++) {
            if (labels[u] != Labels.OUTSIDE) {
                int end = u + 1;
                while (Labels.place(labels[end - 1]) != Labels.LAST && Labels.place(labels[end - 1]) != Labels.ONLY) {
                    end++;
                }
                EntityType type = Labels.TYPES[Labels.type(labels[u])];
                names.add(new LabelledStory.Name(units.start(u), units.end(end - 1), type));
                u = end - 1;
            }
        }
        return names;
    }

    private void evaluate(String what, List<Prepared> stories, NameModel model) {
        Score score = new Score();
        NameTagger tagger = model.newTagger(TimeBudget.unlimited());
        for (Prepared story : stories) {
            Set<LabelledStory.Name> names = new HashSet<>();
            for (TaggedName name : tagger.tag(story.units())) {
                names.add(new LabelledStory.Name(
                        story.units().start(name.firstUnit()), story.units().end(name.endUnit() - 1), name.type()));
            }
            score.add(story.story(), names);
        }
        System.err.printf("%s: %s%n", what, score);
    }

    /** Packs both readings into bytes; rows whose weights all vanish are left out. */
    private NameModel pack(ChainTraining first, ChainTraining second) throws IOException {
        float scale = (float) number("scale", 0.02);
        long[] sorted = keys.stream().mapToLong(Long::longValue).sorted().toArray();
        long[] used = new long[sorted.length];
        byte[] weights = new byte[sorted.length * 2 * N];
        int n = 0;
        for (long key : sorted) {
            int number = numbers.get(key);
            boolean any = false;
            for (int label = 0; label < N; label++) {
                int at = number * N + label;
                byte a = at < first.weights.length ? packed(first.weights[at], scale) : 0;
                byte b = packed(second.weights[at], scale);
                weights[n * 2 * N + label] = a;
                weights[n * 2 * N + N + label] = b;
                any |= a != 0 || b != 0;
            }
            if (any) {
                used[n++] = key;
            }
        }
        long[] rows = Arrays.copyOf(used, n);
        byte[] packed = Arrays.copyOf(weights, n * 2 * N);
        float[][] transitions = {first.transitions, second.transitions};
        Path out = Path.of(arguments.get("out"));
        String version = arguments.getOrDefault("version", "0");
        try (OutputStream stream = Files.newOutputStream(out)) {
            NameModel.write(stream, version, lexicon, clusters, rows, packed, scale, transitions);
        }
        System.err.printf("%d rows, %.2f MB%n", n, Files.size(out) / 1e6);
        try (var in = Files.newInputStream(out)) {
            return NameModel.read(in);
        }
    }

    private static byte packed(float weight, float scale) {
        int rounded = Math.round(weight / scale);
        return (byte) Math.max(-127, Math.min(127, rounded));
    }

    /** Counts what is right, by type. */
    private static final class Score {
        private final int[] right = new int[Labels.TYPES.length];
        private final int[] found = new int[Labels.TYPES.length];
        private final int[] there = new int[Labels.TYPES.length];

        void add(LabelledStory story, Set<LabelledStory.Name> names) {
            Set<LabelledStory.Name> gold = new HashSet<>(story.names());
            for (int t = 0; t < Labels.TYPES.length; t++) {
                EntityType type = Labels.TYPES[t];
                for (LabelledStory.Name name : names) {
                    found[t] += name.type() == type ? 1 : 0;
                    right[t] += name.type() == type && gold.contains(name) ? 1 : 0;
                }
                for (LabelledStory.Name name : gold) {
                    there[t] += name.type() == type ? 1 : 0;
                }
            }
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder();
            int r = 0;
            int f = 0;
            int g = 0;
            for (int t = 0; t < Labels.TYPES.length; t++) {
                out.append("%s %.3f  ".formatted(Labels.TYPES[t], 2.0 * right[t] / (found[t] + there[t])));
                if (Labels.TYPES[t] != EntityType.MISC) {
                    r += right[t];
                    f += found[t];
                    g += there[t];
                }
            }
            return out + "three: P %.4f R %.4f F1 %.4f".formatted(r / (double) f, r / (double) g, 2.0 * r / (f + g));
        }
    }
}
