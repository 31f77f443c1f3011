package io.dateline.enrich.duplicate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labelled pairs of invented stories. A file has stories ({@code #story NAME} and the text) and pairs ({@code #pair LABEL
 * WHAT STORY [STORY]}): two stories, or one and what a desk made of it, in lines {@code operation|argument|argument}. Every
 * label but "other" stands for one story.
 */
final class LabelledPairs {
    private LabelledPairs() {}

    record Pair(String label, String what, String first, String second) {
        boolean isOneStory() {
            return !label.equals("other");
        }

        @Override
        public String toString() {
            return label + " " + what;
        }
    }

    static List<Pair> read(String resource) {
        Map<String, String> stories = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (String block : text(resource).split("(?m)^#")) {
            String[] lines = block.split("\n");
            String[] head = lines[0].split(" ");
            List<String> rest = Arrays.asList(lines).subList(1, lines.length);
            if (head[0].equals("story")) {
                stories.put(head[1], String.join("\n", rest).strip());
            } else if (head[0].equals("pair")) {
                String second = stories.get(head[head.length - 1]);
                for (String line : rest) {
                    second = line.isBlank() ? second : edited(second, line.split("\\|", -1));
                }
                pairs.add(new Pair(head[1], head[2], stories.get(head[3]), second));
            }
        }
        return pairs;
    }

    private static String edited(String text, String[] operation) {
        List<String> paragraphs = new ArrayList<>(List.of(text.split("\n\n")));
        switch (operation[0]) {
            case "replace" -> {
                if (!text.contains(operation[1])) {
                    throw new IllegalArgumentException("not in the story: " + operation[1]);
                }
                return text.replace(operation[1], operation[2]);
            }
            case "prepend" -> {
                return operation[1] + text;
            }
            case "append" -> paragraphs.add(operation[1]);
            case "insert" -> paragraphs.add(Integer.parseInt(operation[1]) - 1, operation[2]);
            case "drop" -> paragraphs.remove(Integer.parseInt(operation[1]) - 1);
            case "move" ->
                paragraphs.add(
                        Integer.parseInt(operation[2]) - 1, paragraphs.remove(Integer.parseInt(operation[1]) - 1));
            case "truncate" -> {
                return text.substring(0, Integer.parseInt(operation[1]));
            }
            case "upper" -> {
                return text.toUpperCase(Locale.ROOT);
            }
            case "strip" -> {
                return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
            }
            case "curly" -> {
                return text.replaceAll("\"(\\w)", "\u201c$1")
                        .replace("\"", "\u201d")
                        .replace("'", "\u2019");
            }
            case "wrap" -> {
                return text.replaceAll("(.{1," + operation[1] + "})(?:\\s+|$)", "$1\n");
            }
            default -> throw new IllegalArgumentException(operation[0]);
        }
        return String.join("\n\n", paragraphs);
    }

    private static String text(String resource) {
        try (InputStream in = LabelledPairs.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
