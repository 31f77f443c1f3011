package io.dateline.enrich.analysis.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A reader's labels of one story.
 *
 * @param primary code of the primary topic, or null for a text that is no story
 * @param top codes of all top-level topics that apply
 * @param second codes of the second-level topics
 */
record TopicLabels(String primary, Set<String> top, Set<String> second) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a file of labels, by story. */
    static Map<String, TopicLabels> read(Path file) {
        Map<String, TopicLabels> labels = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode node = JSON.readTree(line);
                JsonNode primary = node.get("primary");
                labels.put(
                        node.get("id").asText(),
                        new TopicLabels(
                                primary.isNull() ? null : primary.asText(),
                                codes(node.get("top")),
                                codes(node.get("second"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return labels;
    }

    private static Set<String> codes(JsonNode array) {
        Set<String> codes = new LinkedHashSet<>();
        array.forEach(code -> codes.add(code.asText()));
        return codes;
    }
}
