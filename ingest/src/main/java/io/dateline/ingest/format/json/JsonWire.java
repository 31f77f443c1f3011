package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stories in JSON: one object, several, an array, an envelope such as {@code {"items": […]}}, or one a line (NDJSON, of
 * any length). Each object is read by the shape it shows the most signs of. A line that is broken is one refusal; the
 * next is read.
 *
 * <p>A story's original bytes are its line, or its part of the document; for an envelope, its object written anew.
 */
public final class JsonWire implements WireParser {
    private static final List<JsonShape> SHAPES =
            List.of(new DigitalwiresShape(), new ApMediaShape(), new NinjsShape(), new SimpleShape());
    private static final List<String> ENVELOPES =
            List.of("items", "item", "articles", "stories", "news", "results", "entries", "docs", "data", "response");
    private static final int MAX_ENVELOPES = 3;
    private static final int MIN_SIGNS = 2;

    private final Map<Limits, JsonReading> readings = new ConcurrentHashMap<>();

    @Override
    public String format() {
        return "json";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Confidence sniff(WireHead head) {
        String text = head.trimmed();
        int second = 1;
        while (second < text.length() && Character.isWhitespace(text.charAt(second))) {
            second++;
        }
        char next = second < text.length() ? text.charAt(second) : '\0';
        boolean named = head.mediaType().contains("json")
                || head.fileName().endsWith("json")
                || head.fileName().endsWith(".jsonl");
        return switch (head.firstChar()) {
            case '{' -> next == '"' || next == '}' ? Confidence.CERTAIN : named ? Confidence.LIKELY : Confidence.NONE;
            case '[' ->
                next == '{' || next == '[' || next == ']'
                        ? Confidence.CERTAIN
                        : named ? Confidence.LIKELY : Confidence.NONE;
            case '<' -> Confidence.NONE;
            default -> named && !head.looksBinary() ? Confidence.POSSIBLE : Confidence.NONE;
        };
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        JsonReading reading = readings.computeIfAbsent(input.limits(), JsonReading::new);
        Content content = wideToUtf8(input);
        try (InputStream in = content.open()) {
            ByteLines lines = new ByteLines(in, input.limits().maxStoryBytes());
            if (isLines(lines, input, reading)) {
                lines(content, input, reading, sink);
                return;
            }
        } catch (IOException e) {
            throw new Content.UnreadableException("input can't be read", e);
        }
        document(content, input, reading, sink);
    }

    /** One object a line? By the first two lines that are not blank. */
    private static boolean isLines(ByteLines lines, WireInput input, JsonReading reading) throws IOException {
        String first = decoded(lines.nextNotBlank());
        if (first == null || !first.startsWith("{")) {
            return false;
        }
        ByteLines.Line second = lines.nextNotBlank();
        if (second == null) {
            return false;
        }
        if (reading.isOneObject(first)) {
            return true;
        }
        // The first line may be the broken one. In a document that is indented no second line begins so.
        String name = input.fileName() == null ? "" : input.fileName();
        boolean named = name.endsWith(".ndjson")
                || name.endsWith(".jsonl")
                || input.mediaType() != null && input.mediaType().contains("ndjson");
        return named || reading.isOneObject(decoded(second));
    }

    private static String decoded(ByteLines.Line line) {
        return line == null ? null : Charsets.decode(line.bytes(), null).text().strip();
    }

    private static Content wideToUtf8(WireInput input) {
        Content content = input.content();
        Charsets.Decoded head = Charsets.decode(content.head(256), input.mediaType());
        boolean wide = head.charset().name().startsWith("UTF-16")
                || head.charset().name().startsWith("UTF-32");
        if (!wide || content.size() > input.limits().maxDocumentBytes()) {
            return content;
        }
        String text = Charsets.decode(content.bytes(), input.mediaType()).text();
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void lines(Content content, WireInput input, JsonReading reading, ParseSink sink)
            throws IOException {
        try (InputStream in = content.open()) {
            ByteLines lines = new ByteLines(in, input.limits().maxStoryBytes());
            ByteLines.Line line = lines.nextNotBlank();
            while (line != null) {
                line(line, input, reading, sink);
                line = lines.nextNotBlank();
            }
        }
    }

    private static void line(ByteLines.Line line, WireInput input, JsonReading reading, ParseSink sink) {
        String where = "line " + line.number();
        if (line.isCut()) {
            sink.accept(Refused.of(
                            RefusalCode.TOO_LARGE,
                            "a line of more than the " + input.limits().maxStoryBytes()
                                    + " bytes that a story may have")
                    .atBeginning(where, line.bytes()));
            return;
        }
        Charsets.Decoded decoded = Charsets.decode(line.bytes(), input.mediaType());
        int[] values = new int[1];
        Refused refused = reading.read(decoded.text(), (value, from, to, note) -> {
            values[0]++;
            story(value, line.bytes(), where, decoded.notes(), note, input, sink, 0);
        });
        if (refused != null) {
            sink.accept(refused.at(where, line.bytes()));
        } else if (values[0] == 0) {
            sink.accept(Refused.of(RefusalCode.NO_STORY, "nothing in it").at(where, line.bytes()));
        }
    }

    private static void document(Content content, WireInput input, JsonReading reading, ParseSink sink) {
        if (content.size() > input.limits().maxDocumentBytes()) {
            sink.accept(Refused.of(
                    RefusalCode.TOO_LARGE,
                    content.size() + " bytes of JSON in one piece, and no more than "
                            + input.limits().maxDocumentBytes() + " are read; one story a line has no such limit"));
            return;
        }
        Charsets.Decoded decoded = Charsets.decode(content.bytes(), input.mediaType());
        String text = decoded.text();
        int begin = text.length() - text.stripLeading().length();
        int end = text.stripTrailing().length();
        int[] values = new int[1];
        Refused refused = reading.read(text, (value, from, to, note) -> {
            values[0]++;
            boolean whole = from <= begin && to >= end;
            byte[] bytes = whole ? null : text.substring(from, to).getBytes(decoded.charset());
            String where = whole ? null : "item " + values[0];
            story(value, bytes, where, decoded.notes(), note, input, sink, 0);
        });
        if (refused != null) {
            sink.accept(values[0] == 0 ? refused : refused.at("after item " + values[0], null));
        }
    }

    /** @param bytes the story's own; null when they are the whole input */
    private static void story(
            JsonNode value,
            byte[] bytes,
            String where,
            List<String> charsetNotes,
            String note,
            WireInput input,
            ParseSink sink,
            int depth) {
        if (!value.isObject()) {
            sink.accept(Refused.of(RefusalCode.NO_STORY, "not an object but " + value.getNodeType())
                    .at(where, bytes));
            return;
        }
        Fields fields = Fields.of(value);
        JsonShape shape = shapeOf(fields);
        int signs = shape.signs(fields);
        if (signs < MIN_SIGNS && depth < MAX_ENVELOPES) {
            List<JsonNode> inner = envelope(fields);
            if (!inner.isEmpty()) {
                int number = 0;
                for (JsonNode element : inner) {
                    number++;
                    String place = (where == null ? "" : where + ", ") + "item " + number;
                    byte[] own = element.toString().getBytes(StandardCharsets.UTF_8);
                    story(element, own, place, charsetNotes, note, input, sink, depth + 1);
                }
                return;
            }
        }
        if (signs == 0) {
            sink.accept(Refused.of(RefusalCode.NO_STORY, "an object with none of a story's fields")
                    .at(where, bytes));
            return;
        }
        ArticleDraft draft = ArticleDraft.of(input, shape.format())
                .original(bytes)
                .mediaType(input.mediaType() == null ? "application/json" : null);
        charsetNotes.forEach(draft::note);
        if (note != null) {
            draft.note(note);
        }
        shape.fill(fields, draft);
        ParseResult result = draft.build();
        sink.accept(result instanceof Refused refused ? refused.at(where, bytes) : result);
    }

    private static JsonShape shapeOf(Fields fields) {
        JsonShape best = SHAPES.get(0);
        int most = -1;
        for (JsonShape shape : SHAPES) {
            int signs = shape.signs(fields);
            if (signs > most) {
                best = shape;
                most = signs;
            }
        }
        return best;
    }

    private static List<JsonNode> envelope(Fields fields) {
        for (String name : ENVELOPES) {
            List<JsonNode> inner =
                    fields.elements(name).stream().filter(JsonNode::isObject).toList();
            if (!inner.isEmpty()) {
                return inner;
            }
        }
        return List.of();
    }
}
