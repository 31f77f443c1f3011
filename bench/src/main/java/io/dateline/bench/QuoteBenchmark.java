package io.dateline.bench;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.entity.EntityModel;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameModel;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.quote.ModelQuoteFinder;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
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
 * Quotes alone, with tokens, parts of speech and entities given, by size of the text: it has to grow no faster than the
 * text does, whatever the text is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QuoteBenchmark {
    /** What the text is made of. */
    public enum Kind {
        /** Stories of the generator. */
        STORIES,
        /** Nothing but quotation marks. */
        MARKS,
        /** Attributions without end, in one sentence. */
        ONE_SENTENCE
    }

    /** What the text is made of. */
    @Param
    public Kind kind;

    /** How many chars it has; 4,000 are a story of some 600 words. */
    @Param({"4000", "64000", "256000", "1000000"})
    public int size;

    private final ModelQuoteFinder finder = ModelQuoteFinder.load();
    private SegmentedText text;
    private PosTags tags;
    private StoryEntities entities;

    /** Makes the text and what is given. */
    @Setup
    public void prepare() {
        text = StandardSegmenter.load().segment(text());
        tags = OpenNlpPosModel.load().newTagger(TimeBudget.unlimited()).tag(text);
        entities = kind == Kind.STORIES
                ? EntityModel.load(NameModel.load(), Gazetteer.load())
                        .newRecognizer(NameKnowledge.NONE, TimeBudget.unlimited())
                        .recognize(text, tags, null)
                : StoryEntities.NONE;
    }

    private String text() {
        if (kind != Kind.STORIES) {
            String unit = kind == Kind.MARKS ? "\"" : "she said it rained, and \"it was cold\", he said, ";
            return unit.repeat(size / unit.length() + 1).substring(0, size);
        }
        StoryGenerator generator = new StoryGenerator(20261126L);
        StringBuilder stories = new StringBuilder();
        while (stories.length() < size) {
            stories.append(generator.body()).append("\n\n");
        }
        return stories.substring(0, size);
    }

    /** Finds the quotes. */
    @Benchmark
    public List<QuoteAnnotation> quotes() {
        return finder.find(text, tags, entities, TimeBudget.unlimited());
    }
}
