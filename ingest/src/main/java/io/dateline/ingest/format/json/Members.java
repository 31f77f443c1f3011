package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What ninjs wrote as an object with names of its own up to 1.x, and as an array of named objects from 2.0 on. */
final class Members {
    private Members() {}

    /** Members with their names. */
    static List<Map.Entry<String, JsonNode>> named(JsonNode node) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        if (node == null) {
            return members;
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (element.isObject()) {
                    String name = Fields.of(element).text("name", "role", "rel");
                    members.add(Map.entry(name == null ? "association" : name, element));
                }
            }
        } else {
            node.properties().forEach(entry -> {
                // Superdesk and others write several under one name.
                Iterable<JsonNode> values = entry.getValue().isArray() ? entry.getValue() : List.of(entry.getValue());
                for (JsonNode value : values) {
                    if (value.isObject()) {
                        members.add(Map.entry(entry.getKey(), value));
                    }
                }
            });
        }
        return members;
    }

    /** The other identifiers of an item by role, in the order given. */
    static Map<String, String> alternativeIds(Fields item) {
        Map<String, String> ids = new LinkedHashMap<>();
        JsonNode node = item.node("altids");
        if (node != null && node.isArray()) {
            for (JsonNode element : node) {
                if (element.isObject()) {
                    Fields fields = Fields.of(element);
                    String role = fields.text("role", "name");
                    put(ids, role == null ? "" : role, fields.text("value", "id"));
                }
            }
        } else if (node != null) {
            node.properties().forEach(entry -> put(ids, entry.getKey(), Fields.textOf(entry.getValue())));
        }
        return ids;
    }

    private static void put(Map<String, String> ids, String role, String id) {
        if (id != null) {
            ids.putIfAbsent(role.toLowerCase(Locale.ROOT), id);
        }
    }
}
