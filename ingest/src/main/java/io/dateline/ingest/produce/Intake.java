package io.dateline.ingest.produce;

import io.dateline.ingest.observe.IngestMeters;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Parses an input and puts what is in it on Kafka: every item ends as exactly one outcome. All entrances go through here.
 * Thread-safe.
 */
public final class Intake {
    private static final String STAGE = "ingest";

    /** W3C trace context: carried from the entrance to the end. */
    private static final String TRACEPARENT = "traceparent";

    /** Headers of a dead letter that say how its bytes came in, so that they can be sent in again in the same way. */
    public static final String MEDIA_TYPE = "ingest.media-type";

    public static final String FILE_NAME = "ingest.file-name";
    public static final String PROVIDER = "ingest.provider";
    public static final String ZONE = "ingest.zone";

    /** The providers that the sender might send for, parted by commas; not there for one that might send for any. */
    public static final String ALLOWED = "ingest.allowed-providers";

    /**
     * Headers of a dead letter whose value is not all that was refused, but its beginning, or nothing: the number of bytes
     * of the input that it came in, and their SHA-256 in hexadecimal. Either is missing where nobody has read that far.
     */
    public static final String CUT = "ingest.cut";

    public static final String INPUT_BYTES = "ingest.input-bytes";
    public static final String INPUT_SHA256 = "ingest.input-sha256";

    /** Outcomes that a report names one by one; of more it tells the numbers. */
    public static final int NAMED_OUTCOMES = 10_000;

    /** Room in a dead letter for its key and headers. */
    private static final int LETTER_OVERHEAD = 64 * 1024;

    /** What a letter has of bytes that are too many for it. */
    private static final int BEGINNING = 64 * 1024;

    private final WireParsers parsers;
    private final ArticleProducer producer;
    private final Limits limits;
    private final IngestMeters meters;
    private final InstantSource clock;

    public Intake(
            WireParsers parsers, ArticleProducer producer, Limits limits, IngestMeters meters, InstantSource clock) {
        this.parsers = parsers;
        this.producer = producer;
        this.limits = limits;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What became of an input.
     *
     * @param outcomes in the input's order, {@link #NAMED_OUTCOMES} at most
     */
    public record Report(long accepted, long refused, List<Outcome> outcomes) {}

    /**
     * An input as it stands at an entrance.
     *
     * @param mediaType as declared, or null
     * @param fileName or null
     * @param traceparent W3C trace context, or null
     */
    public record Delivery(Content content, String mediaType, String fileName, Feed feed, String traceparent) {}

    /**
     * Takes an input. Returns once all of it is under way.
     *
     * @return completes when everything in it is acknowledged; fails when Kafka did not take all of it before this was
     *     closed
     * @throws TimeoutException when not all of it is under way by the deadline; some may be, and may arrive
     * @throws Content.UnreadableException when the content can't be read
     */
    public CompletableFuture<Report> take(Delivery delivery, Deadline deadline)
            throws InterruptedException, TimeoutException {
        return take(delivery, result -> true, deadline);
    }

    /**
     * The same, without the items that an entrance has had before. These have no outcome in the report, and are counted
     * as unchanged.
     */
    public CompletableFuture<Report> take(Delivery delivery, Predicate<ParseResult> isNew, Deadline deadline)
            throws InterruptedException, TimeoutException {
        return each(
                delivery,
                deadline,
                taking -> parsers.parse(taking.input, result -> {
                    if (isNew.test(result)) {
                        taking.item(result);
                    } else {
                        meters.unchanged(delivery.feed().name());
                    }
                }));
    }

    /**
     * Refuses an input that its entrance can't hand to a parser, in the way in which a parser does: its bytes are kept as
     * they came in.
     *
     * @return as of an input that was taken, with one outcome
     * @throws TimeoutException when the letter is not under way by the deadline
     */
    public CompletableFuture<Report> refuse(Delivery delivery, RefusalCode code, String reason, Deadline deadline)
            throws InterruptedException, TimeoutException {
        return each(delivery, deadline, taking -> taking.item(Refused.of(code, reason)));
    }

    /** @param items hands over every item of the input */
    private CompletableFuture<Report> each(Delivery delivery, Deadline deadline, Consumer<Taking> items)
            throws InterruptedException, TimeoutException {
        Instant now = clock.instant();
        WireInput input = new WireInput(
                delivery.content(), delivery.mediaType(), delivery.fileName(), delivery.feed(), now, limits);
        meters.input(input.feed().name(), input.content().size());
        Taking taking = new Taking(input, delivery.traceparent(), now, deadline);
        try {
            items.accept(taking);
        } catch (Interruption e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw timeout;
            }
            throw (InterruptedException) e.getCause();
        }
        return taking.report();
    }

    /**
     * Notes an input that its entrance does not read because it is too large: a letter without its bytes.
     *
     * @param delivery of which the content is left alone
     * @param size as announced; -1 when it was not
     * @return completes when the letter is acknowledged
     * @throws TimeoutException when it is not under way by the deadline
     */
    public CompletableFuture<?> tooLarge(Delivery delivery, long size, String reason, Deadline deadline)
            throws InterruptedException, TimeoutException {
        Instant now = clock.instant();
        WireInput input = new WireInput(
                Content.of(new byte[0]), delivery.mediaType(), delivery.fileName(), delivery.feed(), now, limits);
        Headers cut = new RecordHeaders();
        put(cut, CUT, "unread");
        put(cut, INPUT_BYTES, size < 0 ? null : Long.toString(size));
        Refused refusal = new Refused(RefusalCode.TOO_LARGE, reason, null, new byte[0], null, true);
        meters.refused(input.feed().name());
        return new Taking(input, delivery.traceparent(), now, deadline).refuse(refusal, cut);
    }

    /** Carries a checked exception through a parser. */
    private static final class Interruption extends RuntimeException {
        Interruption(Exception cause) {
            super(null, cause, false, false);
        }
    }

    /** One input on its way. Items are handed over by one thread; acknowledgements come from others. */
    private final class Taking {
        private final WireInput input;
        private final String traceparent;
        private final Instant now;
        private final Deadline deadline;
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final List<CompletableFuture<Outcome>> named = new ArrayList<>();
        private String digest;
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        Taking(WireInput input, String traceparent, Instant now, Deadline deadline) {
            this.input = input;
            this.traceparent = traceparent;
            this.now = now;
            this.deadline = deadline;
        }

        void item(ParseResult result) {
            long begun = System.nanoTime();
            CompletableFuture<Outcome> outcome;
            try {
                outcome = result instanceof ParseResult.Parsed parsed ? accept(parsed) : refuse((Refused) result);
            } catch (InterruptedException | TimeoutException e) {
                meters.unstored(input.feed().name());
                throw new Interruption(e);
            }
            outcome.whenComplete((known, failure) -> count(known, begun));
            if (named.size() < NAMED_OUTCOMES) {
                named.add(outcome);
            }
            CompletableFuture<?> before = last;
            last = before.isDone() && !before.isCompletedExceptionally()
                    ? outcome
                    : CompletableFuture.allOf(before, outcome);
        }

        private void count(Outcome known, long begun) {
            String feed = input.feed().name();
            if (known == null) {
                meters.unstored(feed);
            } else if (known instanceof Outcome.Accepted) {
                meters.accepted(feed, Duration.ofNanos(System.nanoTime() - begun));
            } else {
                meters.refused(feed);
            }
        }

        private CompletableFuture<Outcome> accept(ParseResult.Parsed parsed)
                throws InterruptedException, TimeoutException {
            RawArticle article = parsed.article();
            return producer.send(article, traceHeader(), deadline)
                    .<Outcome>thenApply(sent -> {
                        accepted.incrementAndGet();
                        return new Outcome.Accepted(article.getArticleId(), article.getVersion(), parsed.where());
                    })
                    .exceptionallyComposeAsync(failure -> {
                        if (!isTooLarge(failure)) {
                            return CompletableFuture.failedFuture(failure);
                        }
                        return refuseLater(new Refused(
                                RefusalCode.TOO_LARGE,
                                "with its parsed fields it is larger than a record may be",
                                article.getArticleId(),
                                bytes(article.getOriginal()),
                                article.getFormat()));
                    });
        }

        private CompletableFuture<Outcome> refuseLater(Refused refusal) {
            try {
                return refuse(refusal);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            } catch (TimeoutException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private CompletableFuture<Outcome> refuse(Refused refusal) throws InterruptedException, TimeoutException {
            Content whole = refusal.original() == null ? input.content() : Content.of(refusal.original());
            boolean fits = whole.size() <= NewsTopic.MAX_RECORD_BYTES - LETTER_OVERHEAD;
            if (fits && !refusal.isCut()) {
                return refuse(refusal.at(refusal.where(), whole.bytes()), new RecordHeaders());
            }
            // Larger than a record can be, or than was read: the entrance keeps the bytes (done/, failed/), or the
            // sender does. The letter says of what it is the beginning.
            Headers cut = new RecordHeaders();
            put(cut, CUT, "beginning");
            put(cut, INPUT_BYTES, Long.toString(input.content().size()));
            put(cut, INPUT_SHA256, sha256());
            return refuse(refusal.atBeginning(refusal.where(), whole.head(BEGINNING)), cut);
        }

        /** @param more headers beside those that every letter has */
        private CompletableFuture<Outcome> refuse(Refused refusal, Headers more)
                throws InterruptedException, TimeoutException {
            byte[] key = input.fileName() == null ? null : input.fileName().getBytes(StandardCharsets.UTF_8);
            String reason = (refusal.where() == null ? "" : refusal.where() + ": ")
                    + refusal.reason()
                    + (refusal.isCut() ? " (not all of its bytes are in here)" : "");
            DeadLetter letter = DeadLetter.refused(
                    STAGE, input.feed().name(), refusal.code().text(), reason, now);
            Headers headers = letterHeaders();
            more.forEach(headers::add);
            return producer.refuse(key, refusal.original(), letter, headers, deadline)
                    .thenApply(sent -> {
                        refused.incrementAndGet();
                        meters.failure(refusal.format(), refusal.code().text());
                        return new Outcome.Refused(refusal.code(), refusal.reason(), refusal.where());
                    });
        }

        /** Of the whole input; read once. */
        private String sha256() {
            if (digest == null) {
                digest = input.content().sha256();
            }
            return digest;
        }

        private Headers traceHeader() {
            Headers headers = new RecordHeaders();
            put(headers, TRACEPARENT, traceparent);
            return headers;
        }

        private Headers letterHeaders() {
            Headers headers = traceHeader();
            put(headers, MEDIA_TYPE, input.mediaType());
            put(headers, FILE_NAME, input.fileName());
            put(headers, PROVIDER, input.feed().provider());
            put(
                    headers,
                    ZONE,
                    input.feed().zone() == null ? null : input.feed().zone().getId());
            if (!input.feed().allowed().areAny()) {
                put(headers, ALLOWED, String.join(",", input.feed().allowed().names()));
            }
            return headers;
        }

        CompletableFuture<Report> report() {
            return last.thenApply(done -> {
                List<Outcome> outcomes = new ArrayList<>(named.size());
                named.forEach(outcome -> outcomes.add(outcome.join()));
                return new Report(accepted.get(), refused.get(), outcomes);
            });
        }
    }

    private static void put(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RecordTooLargeException;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
