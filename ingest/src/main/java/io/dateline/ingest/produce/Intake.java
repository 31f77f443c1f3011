package io.dateline.ingest.produce;

import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Parses an input and puts what is in it on Kafka: every item ends as exactly one outcome. All entrances go through here.
 * Thread-safe.
 */
public final class Intake {
    private static final String STAGE = "ingest";

    /** Outcomes that a report names one by one; of more it tells the numbers. */
    public static final int NAMED_OUTCOMES = 10_000;

    private final WireParsers parsers;
    private final ArticleProducer producer;
    private final Limits limits;
    private final InstantSource clock;

    public Intake(WireParsers parsers, ArticleProducer producer, Limits limits, InstantSource clock) {
        this.parsers = parsers;
        this.producer = producer;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What became of an input.
     *
     * @param outcomes in the input's order, {@link #NAMED_OUTCOMES} at most
     */
    public record Report(long accepted, long refused, List<Outcome> outcomes) {}

    /**
     * Takes an input.
     *
     * @param mediaType as declared, or null
     * @param fileName or null
     * @param traceparent W3C trace context, or null
     * @return completes when everything in it is acknowledged; fails when Kafka did not take all of it before this was
     *     closed
     */
    public CompletableFuture<Report> take(
            Content content, String mediaType, String fileName, Feed feed, String traceparent)
            throws InterruptedException {
        Instant now = clock.instant();
        WireInput input = new WireInput(content, mediaType, fileName, feed, now, limits);
        Taking taking = new Taking(input, traceparent, now);
        try {
            parsers.parse(input, taking::item);
        } catch (CancellationException e) {
            throw (InterruptedException) e.getCause();
        }
        return taking.report();
    }

    /** One input on its way. Items are handed over by one thread; acknowledgements come from others. */
    private final class Taking {
        private final WireInput input;
        private final String traceparent;
        private final Instant now;
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final List<CompletableFuture<Outcome>> named = new ArrayList<>();
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        Taking(WireInput input, String traceparent, Instant now) {
            this.input = input;
            this.traceparent = traceparent;
            this.now = now;
        }

        void item(ParseResult result) {
            CompletableFuture<Outcome> outcome;
            try {
                outcome = result instanceof ParseResult.Parsed parsed
                        ? accept(parsed.article())
                        : refuse((ParseResult.Refused) result);
            } catch (InterruptedException e) {
                CancellationException stop = new CancellationException();
                stop.initCause(e);
                throw stop;
            }
            if (named.size() < NAMED_OUTCOMES) {
                named.add(outcome);
            }
            CompletableFuture<?> before = last;
            last = before.isDone() && !before.isCompletedExceptionally()
                    ? outcome
                    : CompletableFuture.allOf(before, outcome);
        }

        private CompletableFuture<Outcome> accept(RawArticle article) throws InterruptedException {
            return producer.send(article, traceparent)
                    .<Outcome>thenApply(sent -> {
                        accepted.incrementAndGet();
                        return new Outcome.Accepted(article.getArticleId(), article.getVersion());
                    })
                    .exceptionallyComposeAsync(failure -> {
                        if (!isTooLarge(failure)) {
                            return CompletableFuture.failedFuture(failure);
                        }
                        return refuseLater(new ParseResult.Refused(
                                RefusalCode.TOO_LARGE,
                                "with its parsed fields it is larger than a record may be",
                                article.getArticleId(),
                                bytes(article.getOriginal())));
                    });
        }

        private CompletableFuture<Outcome> refuseLater(ParseResult.Refused refusal) {
            try {
                return refuse(refusal);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
        }

        private CompletableFuture<Outcome> refuse(ParseResult.Refused refusal) throws InterruptedException {
            byte[] key = input.fileName() == null ? null : input.fileName().getBytes(StandardCharsets.UTF_8);
            byte[] original = refusal.original() != null ? refusal.original() : wholeInput();
            String reason = (refusal.where() == null ? "" : refusal.where() + ": ") + refusal.reason();
            DeadLetter letter = DeadLetter.refused(
                    STAGE, input.feed().name(), refusal.code().text(), reason, now);
            Outcome outcome = new Outcome.Refused(refusal.code().text(), refusal.reason(), refusal.where());
            return producer.refuse(key, original, letter, traceparent)
                    .exceptionallyComposeAsync(failure -> {
                        if (!isTooLarge(failure)) {
                            return CompletableFuture.failedFuture(failure);
                        }
                        // Larger than a record can be: the entrance keeps the bytes (failed/), the letter says so.
                        return headerOnly(key, letter, original.length);
                    })
                    .thenApply(sent -> {
                        refused.incrementAndGet();
                        return outcome;
                    });
        }

        private CompletableFuture<Void> headerOnly(byte[] key, DeadLetter letter, long size) {
            DeadLetter bodiless = DeadLetter.refused(
                    letter.stage(),
                    letter.node(),
                    letter.exception(),
                    letter.message() + " (" + size + " bytes, too many for a record: they stay at the entrance)",
                    now);
            try {
                return producer.refuse(key, new byte[0], bodiless, traceparent);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Of an input that no record can hold, no more than shows that. */
        private byte[] wholeInput() {
            return input.content().size() <= limits.maxDocumentBytes()
                    ? input.content().bytes()
                    : input.content().head(limits.maxDocumentBytes());
        }

        CompletableFuture<Report> report() {
            return last.thenApply(done -> {
                List<Outcome> outcomes = new ArrayList<>(named.size());
                named.forEach(outcome -> outcomes.add(outcome.join()));
                return new Report(accepted.get(), refused.get(), outcomes);
            });
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
