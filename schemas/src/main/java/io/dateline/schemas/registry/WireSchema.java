package io.dateline.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** A generated record's schema as it stands in the registry: without the properties that only Java code generation needs. */
public final class WireSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JAVA_STRING = "avro.java.string";

    private WireSchema() {}

    /** The same schema without {@code avro.java.string}. */
    public static Schema of(Schema schema) {
        try {
            return new SchemaParser()
                    .parse(JSON.writeValueAsString(strip(JSON.readTree(schema.toString()))))
                    .mainSchema();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema " + schema.getFullName() + " has no JSON form", e);
        }
    }

    private static JsonNode strip(JsonNode node) {
        if (node instanceof ObjectNode object && object.has(JAVA_STRING)) {
            object.remove(JAVA_STRING);
            if (object.size() == 1 && object.has("type")) {
                return object.get("type");
            }
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(strip(entry.getValue())));
        } else if (node.isArray()) {
            ArrayNode array = (ArrayNode) node;
            for (int i = 0; i < array.size(); i++) {
                array.set(i, strip(array.get(i)));
            }
        }
        return node;
    }
}
