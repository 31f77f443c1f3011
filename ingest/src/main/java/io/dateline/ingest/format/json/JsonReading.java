package io.dateline.ingest.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import java.io.IOException;

/**
 * Reads JSON within limits: strictly at first; what is ill-formed in ways that are harmless (raw line breaks in strings,
 * a comma too many, comments, a key twice) a second time, leniently, with a note. Thread-safe.
 */
final class JsonReading {
    private static final int MAX_NUMBER = 1000;
    private static final int MAX_MESSAGE = 160;

    private final ObjectMapper strict;
    private final ObjectMapper lenient;

    JsonReading(Limits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxDocumentBytes())
                .maxNumberLength(MAX_NUMBER)
                .build();
        strict = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        lenient = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(
                        JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                        JsonReadFeature.ALLOW_TRAILING_COMMA,
                        JsonReadFeature.ALLOW_JAVA_COMMENTS,
                        JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                        JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                        JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
                .build();
    }

    /** Takes the values of a document one at a time. */
    interface Values {
        /**
         * @param value what was read
         * @param from its first character in the text
         * @param to one past its last
         * @param note what had to be overlooked in the document; null for nothing
         */
        void accept(JsonNode value, int from, int to, String note);
    }

    /**
     * Reads every value of a document: one, several one after the other, or the elements of an array on its own.
     *
     * @return null when all of it was read; else what is wrong, after the values before that were handed over
     */
    Refused read(String text, Values values) {
        Progress progress = new Progress(text, values);
        try {
            progress.run(strict, null);
            return null;
        } catch (IOException e) {
            try {
                progress.run(lenient, "The JSON is ill-formed and was read leniently: " + message(e));
                return null;
            } catch (IOException again) {
                return refusal(again);
            }
        }
    }

    /** Is the text one JSON object and nothing else? */
    boolean isOneObject(String text) {
        try (JsonParser json = lenient.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** How far a document has been read, so that a second, lenient reading hands over nothing twice. */
    private static final class Progress {
        private final String text;
        private final Values values;
        private int delivered;

        Progress(String text, Values values) {
            this.text = text;
            this.values = values;
        }

        void run(ObjectMapper mapper, String note) throws IOException {
            int index = 0;
            try (JsonParser json = mapper.createParser(text)) {
                boolean inArray = false;
                while (json.nextToken() != null) {
                    JsonToken token = json.currentToken();
                    if (!inArray && token == JsonToken.START_ARRAY) {
                        inArray = true;
                    } else if (inArray && token == JsonToken.END_ARRAY) {
                        inArray = false;
                    } else {
                        int from = (int) json.currentTokenLocation().getCharOffset();
                        JsonNode value = mapper.readTree(json);
                        int to = (int) json.currentLocation().getCharOffset();
                        if (index++ >= delivered) {
                            delivered++;
                            values.accept(value, from, Math.min(to, text.length()), note);
                        }
                    }
                }
                if (inArray) {
                    throw new com.fasterxml.jackson.core.io.JsonEOFException(
                            json, JsonToken.NOT_AVAILABLE, "the array has no end");
                }
            }
        }
    }

    private static Refused refusal(IOException e) {
        if (e instanceof StreamConstraintsException) {
            boolean depth = e.getMessage().contains("nesting depth");
            return Refused.of(
                    depth ? RefusalCode.TOO_DEEP : RefusalCode.MALFORMED, "JSON beyond the limits: " + message(e));
        }
        return Refused.of(RefusalCode.MALFORMED, "broken JSON: " + message(e));
    }

    /** Jackson's words for what is wrong, and where. */
    private static String message(IOException e) {
        if (!(e instanceof JsonProcessingException json)) {
            return e.getClass().getSimpleName();
        }
        String what =
                e instanceof MismatchedInputException ? "a key occurs twice in one object" : json.getOriginalMessage();
        // Where an object began is said in the parser's own terms.
        int begin = what.indexOf(" (start marker at");
        what = begin < 0 ? what : what.substring(0, begin);
        String bounded = what.length() <= MAX_MESSAGE ? what : what.substring(0, MAX_MESSAGE) + "…";
        return json.getLocation() == null
                ? bounded
                : "line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ": " + bounded;
    }
}
