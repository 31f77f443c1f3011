package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON object's fields, whichever way their names are spelled: {@code versionCreated}, {@code versioncreated} and
 * {@code version_created} are one. Wrong types are read as far as they make sense. Immutable.
 */
final class Fields {
    private static final String[] INNER = {"value", "literal", "name", "text", "by", "rendered", "main", "code", "uri"};

    private final Map<String, JsonNode> byName = new HashMap<>();

    private Fields(JsonNode object) {
        object.properties().forEach(entry -> byName.putIfAbsent(fold(entry.getKey()), entry.getValue()));
    }

    static Fields of(JsonNode object) {
        return new Fields(object);
    }

    /** Is there such a field with something in it? Names in lower case without dashes and underscores. */
    boolean has(String name) {
        JsonNode node = byName.get(name);
        return node != null
                && !node.isNull()
                && !(node.isTextual() && node.asText().isBlank());
    }

    /** The field, or null. */
    JsonNode node(String name) {
        JsonNode node = byName.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** The first of these fields that holds text, as text; null when none does. */
    String text(String... names) {
        for (String name : names) {
            String text = textOf(byName.get(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The objects in the first of these fields that has any: an array's elements, or the object itself. */
    List<Fields> objects(String... names) {
        List<Fields> objects = new ArrayList<>();
        for (String name : names) {
            elements(name).forEach(element -> {
                if (element.isObject()) {
                    objects.add(of(element));
                }
            });
            if (!objects.isEmpty()) {
                break;
            }
        }
        return objects;
    }

    /** Every text in the first of these fields that has any: a string, or an array of strings or objects. */
    List<String> texts(String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            elements(name).forEach(element -> {
                String text = textOf(element);
                if (text != null) {
                    texts.add(text);
                }
            });
            if (!texts.isEmpty()) {
                break;
            }
        }
        return texts;
    }

    /** An array's elements, or what is there instead of an array; nothing for null. */
    List<JsonNode> elements(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node);
        }
        List<JsonNode> elements = new ArrayList<>(node.size());
        node.forEach(elements::add);
        return elements;
    }

    static String textOf(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isValueNode()) {
            String text = node.asText();
            return text.isBlank() ? null : text;
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                String text = element.isArray() ? null : textOf(element);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
        Fields inner = of(node);
        for (String name : INNER) {
            JsonNode value = inner.node(name);
            if (value != null && value.isValueNode() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        return null;
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '$') {
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
