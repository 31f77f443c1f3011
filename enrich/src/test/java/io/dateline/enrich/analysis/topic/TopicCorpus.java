package io.dateline.enrich.analysis.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.boilerplate.RuleBoilerplateFinder;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Texts made into examples: the words that the model will know, how rare each is, and each text's features. */
final class TopicCorpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A word counts as known when so many of the texts have it, a phrase when so many of the labelled ones do. */
    private static final int LEAST_TEXTS = 2;

    private static final int LEAST_LABELLED_TEXTS = 4;

    /** What a concept's label and definition count as an example beside a story. */
    private static final double CONCEPT_WEIGHT = 0.05;

    private final StandardSegmenter segmenter = StandardSegmenter.load();
    private final MediaTopics vocabulary = MediaTopics.load();
    private final TopicLexicon lexicon = TopicLexicon.load(vocabulary);
    private final RuleBoilerplateFinder boilerplate = RuleBoilerplateFinder.load(segmenter, Gazetteer.load()::isPlace);
    private final Map<String, StoryWords> stories = new LinkedHashMap<>();
    private final Map<Integer, Integer> features = new HashMap<>();
    private final List<Long> words = new ArrayList<>();
    private final WordVectors vectors;
    private float[] idf;

    /** @param vectors what the teacher says that words mean */
    TopicCorpus(WordVectors vectors) {
        this.vectors = vectors;
    }

    TopicLexicon lexicon() {
        return lexicon;
    }

    MediaTopics vocabulary() {
        return vocabulary;
    }

    WordVectors vectors() {
        return vectors;
    }

    /** Reads texts, JSON lines {"id", "text"}, all but some. */
    void read(Path file, Set<String> without) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode node = JSON.readTree(line);
            String id = node.get("id").asText();
            if (!without.contains(id)) {
                stories.put(id, words(node.get("text").asText()));
            }
        }
    }

    private StoryWords words(String text) {
        SegmentedText segmented = segmenter.segment(text);
        return StoryWords.of(null, segmented, boilerplate.find(segmented).bareSpans());
    }

    /** Decides which words the model will know, from the texts read so far and the teacher's words. */
    void chooseWords(Set<String> labelled) {
        Map<Long, int[]> seen = new TreeMap<>();
        stories.forEach((id, story) -> {
            Set<Long> mine = new LinkedHashSet<>();
            Set<Long> phrases = new LinkedHashSet<>();
            WordCounts.of(story, key -> {
                mine.add(key);
                return -1;
            });
            for (int slot = 1; slot < story.size(); slot++) {
                if (story.folded(slot) != 0 && story.folded(slot - 1) != 0) {
                    phrases.add(Words.join(story.folded(slot - 1), story.folded(slot)));
                }
            }
            for (long key : mine) {
                int[] counts = seen.computeIfAbsent(key, none -> new int[3]);
                counts[0]++;
                counts[1] += labelled.contains(id) ? 1 : 0;
                counts[2] |= phrases.contains(key) ? 1 : 0;
            }
        });
        vectors.byWord().keySet().forEach(word -> seen.computeIfAbsent(word, none -> new int[3]));
        List<Float> rarity = new ArrayList<>();
        seen.forEach((key, counts) -> {
            boolean known = counts[2] == 1
                    ? counts[1] >= LEAST_LABELLED_TEXTS
                    : counts[0] >= LEAST_TEXTS || vectors.byWord().containsKey(key);
            if (known && features.putIfAbsent(TopicModel.key(key), words.size()) == null) {
                words.add(key);
                rarity.add((float) Math.max(0.3, Math.log((stories.size() + 1) / (counts[0] + 0.5))));
            }
        });
        idf = new float[rarity.size()];
        for (int i = 0; i < idf.length; i++) {
            idf[i] = rarity.get(i);
        }
    }

    /** The words and phrases that the model knows. */
    List<Long> words() {
        return words;
    }

    float idf(int feature) {
        return idf[feature];
    }

    /** A text that was read, as an example. */
    TopicExample example(String id, TopicLabels labels) {
        return example(id, labels, 1, stories.get(id));
    }

    /** Each active concept of a table with definitions as an example of itself and of what stands above it. */
    List<TopicExample> concepts(Path table) throws IOException {
        List<TopicExample> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(table, StandardCharsets.UTF_8);
        List<String> columns = Arrays.asList(lines.get(0).split("\t"));
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split("\t", -1);
            MediaTopic topic = vocabulary.byCode(row[columns.indexOf("id")]).orElseThrow();
            if (!topic.isActive()) {
                continue;
            }
            String label = row[columns.indexOf("label_en")];
            StoryWords words = words(label + ". " + label + ". " + row[columns.indexOf("definition_en")]);
            List<MediaTopic> chain = new ArrayList<>(List.of(topic));
            chain.addAll(vocabulary.ancestors(topic));
            String top = chain.get(chain.size() - 1).code();
            Set<String> second = chain.size() < 2
                    ? Set.of()
                    : Set.of(chain.get(chain.size() - 2).code());
            examples.add(example(topic.code(), new TopicLabels(top, Set.of(top), second), CONCEPT_WEIGHT, words));
        }
        return examples;
    }

    private TopicExample example(String id, TopicLabels labels, double weight, StoryWords story) {
        WordCounts counts = WordCounts.of(story, key -> features.getOrDefault(TopicModel.key(key), -1));
        Map<Integer, Float> found = new TreeMap<>();
        double square = 0;
        for (int slot = 0; slot < counts.slots(); slot++) {
            int feature = counts.featureIn(slot);
            if (feature >= 0) {
                float value = counts.valueIn(slot) * idf[feature];
                found.put(feature, value);
                square += value * value;
            }
        }
        float norm = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
        int[] ids = new int[found.size()];
        float[] values = new float[found.size()];
        float[] meaning = new float[vectors.dimensions()];
        int n = 0;
        for (Map.Entry<Integer, Float> entry : found.entrySet()) {
            ids[n] = entry.getKey();
            values[n] = entry.getValue() * norm;
            float[] vector = vectors.byWord().get(words.get(ids[n]));
            for (int i = 0; vector != null && i < meaning.length; i++) {
                meaning[i] += values[n] * vector[i];
            }
            n++;
        }
        double[] evidence = TopicEvidence.of(lexicon, story);
        return new TopicExample(
                id,
                source(id),
                labels,
                weight,
                ids,
                values,
                meaning,
                TopicModel.lexiconFeatures(evidence, story.length()));
    }

    /** Whose story it is: what stands in an id before its number or date. */
    static String source(String id) {
        int end = id.lastIndexOf('_');
        if (end > 0 && id.substring(end + 1).chars().allMatch(Character::isDigit)) {
            return id.substring(0, end);
        }
        int first = id.indexOf('_');
        return first < 0 ? id : id.substring(0, first);
    }
}
