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
import java.util.function.Predicate;

/**
 * Trains the model that recognises names. Not a test. Arguments are {@code key=value}: {@code stories} (JSON lines, see
 * {@link LabelledStory}), {@code clusters} (without it, those of the model that ships), {@code cities}, {@code brands},
 * {@code out}, {@code version}, {@code kept} ({@code stories} or whole {@code sources} kept apart), and settings such as
 * {@code rounds}.
 */
final class TrainNames {
    private static final int N = Labels.COUNT;
    private static final int FOLDS = 4;

    private final Map<String, String> arguments;
    private final Segmenter segmenter = StandardSegmenter.load();
    private final BoilerplateFinder boilerplate = RuleBoilerplateFinder.load(segmenter, Gazetteer.load()::isPlace);
    private Lexicon lexicon;
    private WordClusters clusters;
    private FeatureTable table;

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
        lexicon = builder.build(path("cities"), path("brands"));
        clusters = arguments.containsKey("clusters")
                ? LexiconBuilder.clusters(path("clusters"))
                : NameModel.load().clusters();
        table = new FeatureTable(clusters);
        Predicate<LabelledStory> apart =
                arguments.getOrDefault("kept", "stories").equals("sources")
                        ? LabelledStory::isOfSourceKeptApart
                        : LabelledStory::isForValidation;
        List<LabelledStory> stories = new ArrayList<>();
        List<PreparedStory> kept = new ArrayList<>();
        for (LabelledStory story : LabelledStory.read(Path.of(arguments.get("stories")))) {
            if (apart.test(story)) {
                kept.add(prepare(story, null, 1, lexicon));
            } else {
                stories.add(story);
            }
        }
        List<PreparedStory> learned = new ArrayList<>();
        stories.forEach(story -> learned.add(prepare(story, null, 1, lexicon)));
        addCopies(stories, builder, learned);
        System.err.printf("%d stories to learn, %d kept apart%n", learned.size(), kept.size());
        List<PreparedStory> passages = passages("reference-passages.txt");
        List<PreparedStory> unseen = passages("reference-passages-unseen.txt");
        int cutoff = (int) number("cutoff", 2);
        List<int[][]> base = table.extract(learned, cutoff);
        System.err.printf("%d features%n", table.size());
        ChainTraining.Settings settings = new ChainTraining.Settings(
                (int) number("rounds", 10), (float) number("step", 0.15), (float) number("decay", 0.002), 7);

        ChainTraining first = train(examples(learned, base, -1), settings);
        evaluate("first reading", kept, first, null);
        evaluate("first reading, passages", passages, first, null);
        evaluate("first reading, unseen passages", unseen, first, null);
        if (number("second", 1) == 0) {
            return;
        }
        byte[][] read = jackknife(learned, base, settings);
        List<int[][]> extended = table.extend(learned, base, read, cutoff);
        System.err.printf("%d features in both readings%n", table.size());
        ChainTraining second = train(examples(learned, extended, -1), settings);
        evaluate("second reading", kept, first, second);
        evaluate("second reading, passages", passages, first, second);
        evaluate("second reading, unseen passages", unseen, first, second);
        NameModel model = pack(first, second);
        evaluate("as packed", kept, model);
        evaluate("as packed, passages", passages, model);
        evaluate("as packed, unseen passages", unseen, model);
    }

    private List<PreparedStory> passages(String resource) {
        return LabelledStory.readPassages(resource).stream()
                .map(passage -> prepare(passage, null, 1, lexicon))
                .toList();
    }

    private Path path(String key) {
        return arguments.containsKey(key) ? Path.of(arguments.get(key)) : null;
    }

    /** Adds changed copies of the stories, and copy of kinds that they lack. */
    private void addCopies(List<LabelledStory> stories, LexiconBuilder builder, List<PreparedStory> learned) {
        List<String> people = new ArrayList<>(builder.persons());
        stories.forEach(story -> story.names().stream()
                .filter(name -> name.type() == EntityType.PERSON)
                .forEach(name -> people.add(story.text().substring(name.start(), name.end()))));
        float weight = (float) number("augmentWeight", 0.4);
        if (weight > 0) {
            Augmentation augmentation = new Augmentation(20261126L);
            for (LabelledStory story : stories) {
                Augmentation.Changed changed = augmentation.change(story, segmenter);
                learned.add(prepare(changed.story(), changed.spans(), weight, lexicon));
            }
        }
        WireCopy wire = new WireCopy(new Random(1996), builder.countries(), people, builder.cities());
        for (int i = 0; i < number("wire", 250); i++) {
            learned.add(prepare(wire.story(i), null, (float) number("wireWeight", 0.4), lexicon));
        }
        NameMaker maker =
                new NameMaker(new Random(411), people, builder.organisations(), builder.countries(), builder.cities());
        Lexicon withoutNames = builder.withoutNames();
        float renamedWeight = (float) number("renamedWeight", 0.3);
        if (renamedWeight > 0) {
            Renaming renaming = new Renaming(maker, builder.countries());
            for (LabelledStory story : stories) {
                Augmentation.Changed renamed = renaming.rename(story);
                Lexicon seen = maker.chance(number("unknown", 0.5)) ? withoutNames : lexicon;
                learned.add(prepare(renamed.story(), renamed.spans(), renamedWeight, seen));
            }
        }
        EncyclopediaCopy reference = new EncyclopediaCopy(maker);
        for (int i = 0; i < number("reference", 600); i++) {
            Lexicon seen = maker.chance(number("unknown", 0.5)) ? withoutNames : lexicon;
            learned.add(prepare(reference.story(i), null, (float) number("referenceWeight", 0.3), seen));
        }
    }

    private PreparedStory prepare(LabelledStory story, List<LabelledStory.Name> spans, float weight, Lexicon known) {
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
        return new PreparedStory(story, units, new DocumentView(units, known, clusters), story.labels(units), weights);
    }

    /** @param fold the fold to leave out; -1 for none */
    private List<ChainTraining.Example> examples(List<PreparedStory> stories, List<int[][]> features, int fold) {
        List<ChainTraining.Example> examples = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            PreparedStory story = stories.get(i);
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
    private static int foldOf(PreparedStory story) {
        String id = story.story().id();
        int mark = id.indexOf('#');
        return Math.floorMod((mark < 0 ? id : id.substring(0, mark)).hashCode(), FOLDS);
    }

    private ChainTraining train(List<ChainTraining.Example> examples, ChainTraining.Settings settings) {
        long began = System.nanoTime();
        ChainTraining training = new ChainTraining(table.size(), settings);
        training.learn(examples);
        System.err.printf("  %d sentences, %.0f s%n", examples.size(), (System.nanoTime() - began) / 1e9);
        return training;
    }

    /** The labels that each story gets from weights learned without it. */
    private byte[][] jackknife(List<PreparedStory> stories, List<int[][]> features, ChainTraining.Settings settings) {
        byte[][] read = new byte[stories.size()][];
        int rounds = (int) number("foldRounds", Math.max(3, settings.rounds() / 2.0));
        ChainTraining.Settings fewer =
                new ChainTraining.Settings(rounds, settings.step(), settings.decay(), settings.seed());
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

    private static byte[] decode(ChainTraining weights, Chain chain, PreparedStory story, int[][] features) {
        byte[] labels = new byte[features.length];
        for (int s = 0; s < story.units().sentences(); s++) {
            int from = story.units().firstOf(s);
            int stop = story.units().endOf(s);
            byte[] own = weights.decode(chain, Arrays.copyOfRange(features, from, stop));
            System.arraycopy(own, 0, labels, from, own.length);
        }
        return labels;
    }

    private void evaluate(String what, List<PreparedStory> stories, ChainTraining first, ChainTraining second) {
        NameScore score = new NameScore();
        Chain chain = new Chain(first.transitions);
        Chain again = second == null ? null : new Chain(second.transitions);
        for (PreparedStory story : stories) {
            int[][] features = table.known(story);
            byte[] labels = decode(first, chain, story, features);
            if (second != null) {
                StoryMemory memory = new StoryMemory(story.view(), labels.clone());
                features = table.known(story, memory, features);
                labels = decode(second, again, story, features);
            }
            score.add(story.story(), names(story.units(), labels));
        }
        System.err.printf("%s: %s%n", what, score);
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

    private void evaluate(String what, List<PreparedStory> stories, NameModel model) {
        NameScore score = new NameScore();
        NameTagger tagger = model.newTagger(TimeBudget.unlimited());
        for (PreparedStory story : stories) {
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
        long[] sorted = table.sortedKeys();
        long[] used = new long[sorted.length];
        byte[] weights = new byte[sorted.length * 2 * N];
        int n = 0;
        for (long key : sorted) {
            int number = table.number(key);
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
}
