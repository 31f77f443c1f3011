package io.dateline.app.redrive;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.Providers;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Takes what an entrance refused once more, in the way that it came: by today's parsers, as the same file, of the same
 * feed. What is refused again becomes a letter again, with one attempt more. For one thread.
 */
final class EntranceAgain {
    private static final String TRACEPARENT = "traceparent";

    private final WireParsers parsers = StandardParsers.create();
    private final AvroSerde<RawArticle> serde;
    private final Map<String, Providers> bounds;

    /** @param bounds whose stories may be sent with a feed's token, by the feed's name */
    EntranceAgain(SchemaRegistry registry, Map<String, Providers> bounds) {
        this.bounds = bounds;
        this.serde = AvroSerde.of(RawArticle.class, registry);
    }

    /**
     * What becomes of a refused input: raw stories, and letters.
     *
     * @throws Redriver.UnsendableException when its bytes are not in the letter: they were too many
     */
    List<ProducerRecord<byte[], byte[]>> take(Letter letter) {
        Headers headers = letter.source().headers();
        byte[] bytes = letter.source().value();
        if (bytes == null || bytes.length == 0 || headers.lastHeader(Intake.CUT) != null) {
            throw new Redriver.UnsendableException("its bytes are not in the letter");
        }
        Feed feed = new Feed(
                letter.node().isBlank() ? "redrive" : letter.node(),
                DeadLetter.read(headers, Intake.PROVIDER),
                zone(DeadLetter.read(headers, Intake.ZONE)),
                allowed(letter));
        Instant now = Instant.now();
        WireInput input = WireInput.of(bytes, feed, now)
                .withMediaType(DeadLetter.read(headers, Intake.MEDIA_TYPE))
                .withFileName(DeadLetter.read(headers, Intake.FILE_NAME));
        List<ProducerRecord<byte[], byte[]>> outcome = new ArrayList<>();
        parsers.parse(
                input,
                result -> outcome.add(
                        result instanceof ParseResult.Parsed parsed
                                ? accepted(parsed.article(), headers)
                                : refused((ParseResult.Refused) result, letter, feed, now)));
        return outcome;
    }

    private ProducerRecord<byte[], byte[]> accepted(RawArticle story, Headers headers) {
        Headers trace = new RecordHeaders();
        if (headers.lastHeader(TRACEPARENT) != null) {
            trace.add(headers.lastHeader(TRACEPARENT));
        }
        String topic = NewsTopic.RAW.topicName();
        return new ProducerRecord<>(
                topic,
                null,
                story.getArticleId().getBytes(StandardCharsets.UTF_8),
                serde.serializer().serialize(topic, story),
                trace);
    }

    private static ProducerRecord<byte[], byte[]> refused(
            ParseResult.Refused refusal, Letter letter, Feed feed, Instant now) {
        DeadLetter again = DeadLetter.refused(
                letter.stage(),
                feed.name(),
                refusal.code().text(),
                (refusal.where() == null ? "" : refusal.where() + ": ") + refusal.reason(),
                now);
        byte[] bytes = refusal.original() == null ? letter.source().value() : refusal.original();
        return new ProducerRecord<>(
                NewsTopic.DEAD_LETTERS.topicName(),
                null,
                letter.source().key(),
                bytes,
                again.toHeaders(letter.source().headers()));
    }

    /** What the sender may send for: as it is configured today, else as it was then. */
    private Providers allowed(Letter letter) {
        String then = DeadLetter.read(letter.source().headers(), Intake.ALLOWED);
        if (then == null) {
            return Providers.ANY;
        }
        Providers today = bounds.get(letter.node().substring(letter.node().indexOf(':') + 1));
        return today == null ? Providers.of(List.of(then.split(","))) : today;
    }

    private static ZoneId zone(String id) {
        try {
            return id == null ? null : ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
