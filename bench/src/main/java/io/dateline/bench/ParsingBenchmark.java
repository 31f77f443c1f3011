package io.dateline.bench;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of a story of some 600 words to its record, recognition of the format included; stories a second on one
 * thread. The first row is the baseline: reading the same bytes to a String.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ParsingBenchmark {
    private static final int STORIES = 64;
    private static final Instant RECEIVED = Instant.parse("2026-03-05T12:00:00Z");
    private static final String BASELINE = "bytes to a String";

    /** Format of the stories. */
    @Param({
        BASELINE,
        "text",
        "ninjs",
        "ninjs.gz",
        "newsml-g2",
        "newsml-1",
        "nitf",
        "rss",
        "atom",
        "html",
        "mail",
        "iptc7901",
        "anpa1312",
        "xml"
    })
    public String format;

    private WireInput[] inputs;
    private WireParsers parsers;
    private int next;

    /** Writes the stories, and sees to it that each is read as the format that it is in. */
    @Setup
    public void prepare() {
        StoryGenerator generator = new StoryGenerator(20261103L);
        parsers = StandardParsers.create();
        inputs = new WireInput[STORIES];
        boolean baseline = format.equals(BASELINE);
        for (int i = 0; i < STORIES; i++) {
            byte[] bytes = WireSamples.of(baseline ? "ninjs" : format, generator.body());
            inputs[i] = WireInput.of(bytes, Feed.named("bench"), RECEIVED);
            List<ParseResult> results = parsers.parseAll(inputs[i]);
            boolean read = results.size() == 1
                    && results.get(0) instanceof Parsed parsed
                    && (baseline || format.startsWith(parsed.article().getFormat()))
                    && parsed.article().getBody().length() > 1000;
            if (!read) {
                throw new IllegalStateException(format + " is not read as such: " + results);
            }
        }
    }

    /** One story. */
    @Benchmark
    public Object parse() {
        WireInput input = inputs[next++ % STORIES];
        return format.equals(BASELINE)
                ? new String(input.content().bytes(), StandardCharsets.UTF_8)
                : parsers.parseAll(input);
    }
}
