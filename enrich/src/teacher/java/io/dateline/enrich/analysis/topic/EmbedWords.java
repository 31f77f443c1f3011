package io.dateline.enrich.analysis.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15.BgeSmallEnV15EmbeddingModel;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks the teacher, a sentence-embedding model, what single words mean, and writes {@link WordVectors} for the trainer.
 * Only when training: neither this nor the teacher is in what ships. Words are those that the texts have twice or more,
 * and the whole words of the teacher's own vocabulary.
 *
 * <p>Arguments: the file to write, the folder of labels, and files of texts, JSON lines {"id", "text"}; texts labelled
 * for validation are left out.
 */
final class EmbedWords {
    private static final String TOKENIZER = "/bge-small-en-v1.5-tokenizer.json";
    private static final int LEAST_TIMES = 2;

    private final ObjectMapper json = new ObjectMapper();
    private final StandardSegmenter segmenter = StandardSegmenter.load();

    /** By a word's number, how often each way of writing it was met. */
    private final Map<Long, Map<String, Integer>> written = new TreeMap<>();

    private EmbedWords() {}

    public static void main(String[] args) throws IOException {
        EmbedWords words = new EmbedWords();
        Set<String> without = TopicLabels.read(Path.of(args[1]).resolve("validation.jsonl")).keySet();
        for (int i = 2; i < args.length; i++) {
            words.read(Path.of(args[i]), without);
        }
        words.write(Path.of(args[0]));
    }

    private void read(Path file, Set<String> without) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode node = json.readTree(line);
            if (!without.contains(node.get("id").asText())) {
                SegmentedText text = segmenter.segment(node.get("text").asText());
                for (int i = 0; i < text.tokens(); i++) {
                    if (text.kind(i) == TokenKind.WORD) {
                        add(text.lower(i), 1);
                    }
                }
            }
        }
    }

    private void add(String word, int times) {
        long[] found = new long[2];
        Words.walk(word, (folded, acronym) -> {
            found[0] = folded;
            found[1]++;
        });
        if (found[1] == 1) {
            written.computeIfAbsent(found[0], none -> new TreeMap<>()).merge(word, times, Integer::sum);
        }
    }

    private void write(Path file) throws IOException {
        written.values().removeIf(ways -> ways.values().stream().mapToInt(n -> n).sum() < LEAST_TIMES);
        try (InputStream in = EmbedWords.class.getResourceAsStream(TOKENIZER)) {
            Iterator<String> own = json.readTree(in).get("model").get("vocab").fieldNames();
            while (own.hasNext()) {
                String word = own.next();
                if (word.matches("[a-z][a-z0-9]+")) {
                    add(word, 0);
                }
            }
        }
        EmbeddingModel teacher = new BgeSmallEnV15EmbeddingModel();
        Map<Long, float[]> vectors = new TreeMap<>();
        for (Map.Entry<Long, Map<String, Integer>> entry : written.entrySet()) {
            String word = entry.getValue().entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            vectors.put(entry.getKey(), teacher.embed(word).content().vector());
            if (vectors.size() % 1000 == 0) {
                System.err.printf("%d of %d words%n", vectors.size(), written.size());
            }
        }
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            WordVectors.write(vectors, teacher.dimension(), out);
        }
    }
}
