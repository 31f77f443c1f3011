package io.dateline.enrich.analysis.knowledge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.dateline.schemas.EntityType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of a file of knowledge: a JSON object with the fields of {@link KnowledgeEntry} by name, of which {@code id},
 * {@code name} and {@code type} have to be there, or {@code {"id": …, "deleted": true}}. The file that ships, files that
 * users load and files that are extracted from Wikidata are all of this form.
 *
 * @param id which entry the line is about
 * @param entry the entry; null where the line says that it is deleted
 */
public record KnowledgeLine(String id, KnowledgeEntry entry) {
    /** The prior of an entry whose line gives none. */
    public static final double DEFAULT_PRIOR = 0.3;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static KnowledgeLine read(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            Fields fields = new Fields();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(json.currentName(), json);
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return fields.line();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The line of an entry: always the same for the same entry; fields that say nothing are left out. */
    public static String write(KnowledgeEntry entry) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", entry.id());
            if (entry.wikidataId() != null && !entry.wikidataId().equals(entry.id())) {
                json.writeStringField("wikidataId", entry.wikidataId());
            }
            json.writeStringField("name", entry.name());
            json.writeStringField("type", entry.type().name());
            writeNames(json, "aliases", entry.aliases());
            writeNames(json, "shortNames", entry.shortNames());
            if (!entry.description().isEmpty()) {
                json.writeStringField("description", entry.description());
            }
            json.writeNumberField("prior", entry.prior());
            if (entry.country() != null) {
                json.writeStringField("country", entry.country());
            }
            writeNames(json, "context", entry.context());
            if (entry.hidden()) {
                json.writeBooleanField("hidden", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return line.toString();
    }

    private static void writeNames(JsonGenerator json, String field, List<String> names) throws IOException {
        if (!names.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
    }

    /** What has been read of a line. */
    private static final class Fields {
        private String id;
        private String wikidataId;
        private String name;
        private List<String> aliases = List.of();
        private List<String> shortNames = List.of();
        private EntityType type;
        private String description;
        private double prior = DEFAULT_PRIOR;
        private String country;
        private List<String> context = List.of();
        private boolean hidden;
        private boolean deleted;

        void read(String field, JsonParser json) throws IOException {
            JsonToken token = json.nextToken();
            switch (field) {
                case "id" -> id = text(field, token, json);
                case "wikidataId" -> wikidataId = text(field, token, json);
                case "name" -> name = text(field, token, json);
                case "aliases" -> aliases = texts(field, token, json);
                case "shortNames" -> shortNames = texts(field, token, json);
                case "type" -> type = type(text(field, token, json));
                case "description" -> description = text(field, token, json);
                case "prior" -> prior = number(field, token, json);
                case "country" -> country = text(field, token, json);
                case "context" -> context = texts(field, token, json);
                case "hidden" -> hidden = flag(field, token, json);
                case "deleted" -> deleted = flag(field, token, json);
                default -> throw new IllegalArgumentException(field + ": no such field");
            }
        }

        KnowledgeLine line() {
            if (deleted) {
                if (id == null || id.isBlank()) {
                    throw new IllegalArgumentException("id: missing or blank");
                }
                return new KnowledgeLine(id, null);
            }
            if (type == null) {
                throw new IllegalArgumentException("type: missing, one of " + Arrays.toString(EntityType.values()));
            }
            String wikidata = wikidataId == null && id != null && id.matches("Q[1-9][0-9]*") ? id : wikidataId;
            return new KnowledgeLine(
                    id,
                    new KnowledgeEntry(
                            id,
                            wikidata,
                            name,
                            aliases,
                            shortNames,
                            type,
                            description,
                            prior,
                            country,
                            context,
                            hidden));
        }

        private static EntityType type(String symbol) {
            try {
                return symbol == null ? null : EntityType.valueOf(symbol);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "type: \"" + symbol + "\" is none of " + Arrays.toString(EntityType.values()), e);
            }
        }

        private static String text(String field, JsonToken token, JsonParser json) throws IOException {
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException(field + ": has to be a string");
            }
            return json.getText();
        }

        private static List<String> texts(String field, JsonToken token, JsonParser json) throws IOException {
            if (token != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException(field + ": has to be an array of strings");
            }
            List<String> texts = new ArrayList<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                if (next != JsonToken.VALUE_STRING) {
                    throw new IllegalArgumentException(field + ": has to be an array of strings");
                }
                texts.add(json.getText());
            }
            return texts;
        }

        private static double number(String field, JsonToken token, JsonParser json) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
                throw new IllegalArgumentException(field + ": has to be a number");
            }
            return json.getDoubleValue();
        }

        private static boolean flag(String field, JsonToken token, JsonParser json) throws IOException {
            if (!token.isBoolean()) {
                throw new IllegalArgumentException(field + ": has to be true or false");
            }
            return json.getBooleanValue();
        }
    }
}
