package io.dateline.ingest.format.mail;

import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Takes a message apart within limits. For one message; not thread-safe. */
final class MailReader {
    /** Parts that are looked at. */
    static final int MAX_PARTS = 1000;
    /** Multiparts and messages within each other. */
    static final int MAX_DEPTH = 30;

    private static final int MAX_FIELDS = 10_000;
    private static final int MAX_FIELD = 1024 * 1024;
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(MAX_FIELDS)
            .setMaxHeaderLen(MAX_FIELD)
            .setMaxContentLen(-1)
            .build();
    private static final int MAX_PREAMBLE = 1024 * 1024;
    private static final Set<String> ENCODINGS = Set.of(
            "", "7bit", "8bit", "binary", "base64", "quoted-printable", "7-bit", "8-bit", "none", "utf-8", "us-ascii");

    private final Consumer<String> notes;
    private final Deque<MailPart> open = new ArrayDeque<>();
    private MailPart root;
    private int parts;
    private Refused refusal;

    private MailReader(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * What became of a message.
     *
     * @param mail the tree, as far as it goes when the message is broken; null when it is refused
     * @param refusal why it is; null when it is not
     */
    record Outcome(MailPart mail, Refused refusal) {}

    /** Takes a message apart. */
    static Outcome read(byte[] message, Consumer<String> notes) {
        MailReader reader = new MailReader(notes);
        reader.run(message);
        return reader.refusal == null ? new Outcome(reader.root, null) : new Outcome(null, reader.refusal);
    }

    private void run(byte[] message) {
        MimeTokenStream stream = new MimeTokenStream(
                LIMITS,
                DecodeMonitor.SILENT,
                new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        stream.setRecursionMode(RecursionMode.M_RECURSE);
        stream.parse(new ByteArrayInputStream(message));
        try {
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (!take(stream, state)) {
                    stream.stop();
                    return;
                }
            }
        } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
            refusal = Refused.of(
                    RefusalCode.TOO_LARGE,
                    "a header of more than " + MAX_FIELDS + " fields or a field of more than " + MAX_FIELD + " bytes");
        } catch (MimeException | IOException e) {
            notes.accept("The mail's structure is broken; what could be read was.");
        }
    }

    /** False when there is enough of it. */
    private boolean take(MimeTokenStream stream, EntityState state) throws IOException {
        switch (state) {
            case T_START_MESSAGE, T_START_BODYPART -> {
                if (parts++ >= MAX_PARTS) {
                    notes.accept("The mail has more than " + MAX_PARTS + " parts; the others were not looked at.");
                    return false;
                }
                if (open.size() >= MAX_DEPTH) {
                    refusal = Refused.of(RefusalCode.TOO_DEEP, "parts within parts beyond " + MAX_DEPTH);
                    return false;
                }
                boolean message = state == EntityState.T_START_MESSAGE;
                MailPart part = new MailPart(message);
                if (message && root != null) {
                    open.peek().holdsMessage();
                }
                if (root == null) {
                    root = part;
                } else {
                    open.peek().children().add(part);
                }
                open.push(part);
            }
            case T_FIELD -> open.peek().headers().add(stream.getField());
            case T_END_HEADER -> {
                // The descriptor is there from the next state on.
            }
            case T_START_MULTIPART -> open.peek().describe(description(stream));
            case T_BODY -> {
                open.peek().describe(description(stream));
                try (InputStream body = stream.getDecodedInputStream()) {
                    open.peek().content(body.readAllBytes());
                }
            }
            case T_PREAMBLE -> open.peek().preamble(stream.getInputStream().readNBytes(MAX_PREAMBLE));
            case T_END_MESSAGE, T_END_BODYPART -> open.pop();
            default -> {
                // Epilogues and ends of multiparts hold nothing.
            }
        }
        return true;
    }

    private MailPart.Description description(MimeTokenStream stream) {
        MaximalBodyDescriptor descriptor = (MaximalBodyDescriptor) stream.getBodyDescriptor();
        Map<String, String> parameters = descriptor.getContentTypeParameters();
        String name = descriptor.getContentDispositionFilename();
        name = name == null ? parameters.get("name") : name;
        String disposition = descriptor.getContentDispositionType();
        String id = descriptor.getContentId();
        String encoding = descriptor.getTransferEncoding();
        return new MailPart.Description(
                descriptor.getMimeType().toLowerCase(Locale.ROOT),
                parameters.get("charset"),
                disposition == null ? "" : disposition.toLowerCase(Locale.ROOT),
                name == null || name.isBlank() ? null : fileName(MailHeaders.decoded(name)),
                id == null || id.isBlank() ? null : id.strip().replace("<", "").replace(">", ""),
                "flowed".equalsIgnoreCase(parameters.get("format")),
                "yes".equalsIgnoreCase(parameters.get("delsp")),
                encoding == null || ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT)));
    }

    private static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** The message with a content type in front that names the boundary that its text shows; null when it shows none. */
    static byte[] withFoundBoundary(byte[] message, byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MAX_PREAMBLE), StandardCharsets.ISO_8859_1);
        int at = text.startsWith("--") ? 0 : text.indexOf("\n--") + 1;
        if (at == 0 && !text.startsWith("--")) {
            return null;
        }
        int end = text.indexOf('\n', at);
        String boundary = end < 0 ? "" : text.substring(at + 2, end).strip();
        boolean usable = boundary.length() > 3
                && boundary.length() <= 70
                && boundary.indexOf('"') < 0
                && boundary.indexOf(' ') < 0;
        if (!usable || text.indexOf("\n--" + boundary, end - 1) < 0) {
            return null;
        }
        byte[] line = ("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] mended = new byte[line.length + message.length];
        System.arraycopy(line, 0, mended, 0, line.length);
        System.arraycopy(message, 0, mended, line.length, message.length);
        return mended;
    }
}
