package io.dateline.bench;

import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The whole analysis of a story of some 600 words, beside the cheapest thing one can do with a text: split it at blanks. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class AnalysisBenchmark {
    private static final int STORIES = 64;

    private Story[] stories;
    private StoryAnalyzer analyzer;
    private int next;

    /** Makes the stories and loads the models. */
    @Setup
    public void prepare() {
        StoryGenerator generator = new StoryGenerator(20261103L);
        stories = new Story[STORIES];
        for (int i = 0; i < STORIES; i++) {
            stories[i] = Story.ofText(generator.body());
        }
        analyzer = AnalysisModels.load().newAnalyzer();
    }

    /** Everything that enrichment does with a text. */
    @Benchmark
    public Analysis analyse() {
        return analyzer.analyze(stories[next++ % STORIES]);
    }

    /** The baseline. */
    @Benchmark
    public int splitAtBlanks() {
        return new StringTokenizer(stories[next++ % STORIES].text()).countTokens();
    }
}
