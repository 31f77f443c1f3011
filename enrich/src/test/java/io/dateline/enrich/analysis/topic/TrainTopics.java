package io.dateline.enrich.analysis.topic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains the topic model. Not a test. What it is trained on, and how to run it, is in the model card beside the model.
 *
 * <p>Arguments: the folder of labels, the teacher's word vectors (see EmbedWords), a table of Media Topics with
 * definitions, the file to write, and files of texts, JSON lines {"id", "text"}. Texts labelled for validation are left
 * out of everything; unlabelled texts tell only how rare words are.
 */
final class TrainTopics {
    private static final int FOLDS = 5;

    /** A source with more stories than that is spread over the folds, story by story. */
    private static final int LARGE_SOURCE = 20;

    /** A second-level topic with fewer labelled stories is not learnt. */
    private static final int LEAST_STORIES = 3;

    private final TopicCorpus corpus;
    private final List<TopicExample> stories;
    private final List<TopicExample> concepts;
    private final List<String> tops;
    private final List<String> seconds;
    private final int[] parents;

    private TrainTopics(TopicCorpus corpus, List<TopicExample> stories, List<TopicExample> concepts) {
        this.corpus = corpus;
        this.stories = stories;
        this.concepts = concepts;
        this.tops = corpus.vocabulary().all().stream()
                .filter(topic -> topic.level() == 1)
                .map(MediaTopic::code)
                .sorted()
                .toList();
        Map<String, Long> counts = stories.stream()
                .flatMap(story -> story.labels().second().stream())
                .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
        counts.values().removeIf(count -> count < LEAST_STORIES);
        this.seconds = List.copyOf(counts.keySet());
        this.parents = seconds.stream()
                .mapToInt(code -> tops.indexOf(
                        corpus.vocabulary().byCode(code).orElseThrow().broader()))
                .toArray();
    }

    public static void main(String[] args) throws IOException {
        Path labels = Path.of(args[0]);
        Map<String, TopicLabels> train = TopicLabels.read(labels.resolve("train.jsonl"));
        TopicCorpus corpus = new TopicCorpus(WordVectors.read(Path.of(args[1])));
        for (int i = 4; i < args.length; i++) {
            corpus.read(
                    Path.of(args[i]),
                    TopicLabels.read(labels.resolve("validation.jsonl")).keySet());
        }
        corpus.chooseWords(train.keySet());
        List<TopicExample> stories = new ArrayList<>();
        train.forEach((id, label) -> stories.add(corpus.example(id, label)));
        TrainTopics training = new TrainTopics(corpus, stories, corpus.concepts(Path.of(args[2])));
        System.out.printf(
                "%d stories, %d concepts, %d words and phrases, %d second-level topics%n",
                stories.size(), training.concepts.size(), corpus.words().size(), training.seconds.size());
        TopicCalibration calibration = training.crossValidate();
        List<TopicExample> all = training.with(stories);
        TopicFit fit = TopicFit.of(all, TopicFit.kernel(all, all), training.tops, training.seconds);
        TopicModelFile.write(Path.of(args[3]), corpus, fit, calibration, training.tops, training.seconds);
    }

    private List<TopicExample> with(List<TopicExample> some) {
        List<TopicExample> all = new ArrayList<>(some);
        all.addAll(concepts);
        return all;
    }

    /** Scores the model on stories that it was not trained on, and fits to those scores what turns sums into chances. */
    private TopicCalibration crossValidate() {
        Map<String, Integer> folds = folds();
        Map<TopicExample, double[]> sums = new HashMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            List<TopicExample> fitted = with(stories.stream()
                    .filter(story -> folds.get(story.id()) != held)
                    .toList());
            TopicFit fit = TopicFit.of(fitted, TopicFit.kernel(fitted, fitted), tops, seconds);
            List<TopicExample> rest = stories.stream()
                    .filter(story -> folds.get(story.id()) == held)
                    .toList();
            double[][] products = TopicFit.kernel(rest, fitted);
            for (int i = 0; i < rest.size(); i++) {
                sums.put(rest.get(i), fit.sums(products[i]));
            }
        }
        return TopicCalibrator.fit(stories, sums, tops, seconds, parents);
    }

    /** Stories of one source are in one fold, so that the figures tell about sources that were not seen. */
    private Map<String, Integer> folds() {
        Map<String, List<String>> bySource = new TreeMap<>();
        Map<String, Long> sizes =
                stories.stream().collect(Collectors.groupingBy(TopicExample::source, Collectors.counting()));
        for (TopicExample story : stories) {
            String group = sizes.get(story.source()) > LARGE_SOURCE ? story.id() : story.source();
            bySource.computeIfAbsent(group, none -> new ArrayList<>()).add(story.id());
        }
        List<List<String>> groups = bySource.values().stream()
                .sorted(Comparator.comparingInt((List<String> group) -> -group.size())
                        .thenComparingInt(group -> group.get(0).hashCode()))
                .toList();
        int[] filled = new int[FOLDS];
        Map<String, Integer> folds = new HashMap<>();
        for (List<String> group : groups) {
            int least = IntStream.range(0, FOLDS)
                    .boxed()
                    .min(Comparator.comparingInt(fold -> filled[fold]))
                    .orElseThrow();
            filled[least] += group.size();
            group.forEach(id -> folds.put(id, least));
        }
        return folds;
    }
}
