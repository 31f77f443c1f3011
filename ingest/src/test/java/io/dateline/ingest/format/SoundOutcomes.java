package io.dateline.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What holds for every input, whatever was done to it: stories and refusals come out, at least one of them, each of them
 * sound, within a second of the processor's time, and in bounded memory. For one thread.
 */
final class SoundOutcomes {
    /** A hang on a busy machine; the second is counted in processor time. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();
    /** Another second for 50 MB: reading as much takes its time, before the JVM is warm above all. */
    private static final long NANOS_FOR_A_BYTE = 20;

    private static final long MOST_ALLOCATED = 256L << 20;
    private static final long MOST_FOR_A_BYTE = 16;

    private final WireParsers parsers = StandardParsers.create();
    private final AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, new InMemorySchemaRegistry());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The outcomes; an AssertionError where one of the promises is broken. */
    List<ParseResult> of(WireInput input) {
        List<ParseResult> results = assertTimeoutPreemptively(HANG, () -> timed(input));
        assertThat(results).isNotEmpty();
        results.forEach(this::assertSound);
        return results;
    }

    private List<ParseResult> timed(WireInput input) {
        long id = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(id);
        long start = threads.getCurrentThreadCpuTime();
        List<ParseResult> results = parsers.parseAll(input);
        assertThat(threads.getCurrentThreadCpuTime() - start)
                .as("nanoseconds of processor time")
                .isLessThan(MOST_NANOS + NANOS_FOR_A_BYTE * input.content().size());
        assertThat(threads.getThreadAllocatedBytes(id) - allocated)
                .as("bytes allocated")
                .isLessThan(MOST_ALLOCATED + MOST_FOR_A_BYTE * input.content().size());
        return results;
    }

    private void assertSound(ParseResult result) {
        if (result instanceof ParseResult.Refused refused) {
            assertThat(refused.code()).as(refused.reason()).isNotEqualTo(RefusalCode.INTERNAL);
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        RawArticle article = ((ParseResult.Parsed) result).article();
        assertThat(article.getArticleId())
                .startsWith(article.getProvider() + "|")
                .hasSizeGreaterThan(article.getProvider().length() + 1);
        assertThat(article.getProvider()).isNotBlank();
        assertThat(article.getBody()).doesNotContain("\r", "\n\n\n", "\u0000", "\u00ad");
        assertThat(article.getBody().codePoints())
                .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0xD800 && c <= 0xDFFF);
        if (article.getEmbargoedUntil() != null) {
            assertThat(article.getEmbargoText()).isNotNull();
        }
        assertThat(serde.serializer().serialize("news.articles.raw", article)).isNotEmpty();
    }
}
