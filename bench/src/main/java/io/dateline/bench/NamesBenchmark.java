package io.dateline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.entity.EntityModel;
import io.dateline.enrich.analysis.entity.EntityRecognizer;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameModel;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.pos.PartOfSpeechTagger;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
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
 * Names recognised and brought together in a story of some 600 words that is cut into tokens already, beside what Apache
 * OpenNLP's name finder takes for the recognition alone. That is trained in the setup: on marked stories from a file, or,
 * without one, on generated stories with the names that our own recogniser finds in them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class NamesBenchmark {
    private static final int STORIES = 64;

    /** JSON lines {"id", "text", "entities": [{"start", "end", "type"}]} to train the other on and to run both on; or none. */
    @Param("")
    public String stories;

    private SegmentedText[] texts;
    private PosTags[] tags;
    private String[][][] sentences;
    private EntityRecognizer recognizer;
    private NameFinderME finder;
    private int next;

    /** Loads ours, trains the other. */
    @Setup
    public void prepare() throws IOException {
        Segmenter segmenter = StandardSegmenter.load();
        PartOfSpeechTagger tagger = OpenNlpPosModel.load().newTagger(TimeBudget.unlimited());
        recognizer = EntityModel.load(NameModel.load(), Gazetteer.load())
                .newRecognizer(NameKnowledge.NONE, TimeBudget.unlimited());
        List<SegmentedText> all = new ArrayList<>();
        List<NameSample> samples = new ArrayList<>();
        if (stories.isEmpty()) {
            StoryGenerator generator = new StoryGenerator(20261126L);
            for (int i = 0; i < 4 * STORIES; i++) {
                SegmentedText text = segmenter.segment(generator.body());
                StoryEntities found = recognizer.recognize(text, tagger.tag(text), null);
                List<Span> spans = new ArrayList<>();
                List<String> types = new ArrayList<>();
                for (EntityAnnotation entity : found.entities()) {
                    entity.mentions().forEach(mention -> {
                        spans.add(mention);
                        types.add(entity.type().name());
                    });
                }
                all.add(text);
                samples(text, spans, types, samples);
            }
        } else {
            ObjectMapper json = new ObjectMapper();
            for (String line : Files.readAllLines(Path.of(stories))) {
                JsonNode story = json.readTree(line);
                String raw = story.get("text").asText();
                List<Span> spans = new ArrayList<>();
                List<String> types = new ArrayList<>();
                for (JsonNode entity : story.get("entities")) {
                    spans.add(new Span(
                            raw.offsetByCodePoints(0, entity.get("start").asInt()),
                            raw.offsetByCodePoints(0, entity.get("end").asInt())));
                    types.add(entity.get("type").asText());
                }
                SegmentedText text = segmenter.segment(raw);
                all.add(text);
                samples(text, spans, types, samples);
            }
        }
        TrainingParameters parameters = TrainingParameters.defaultParams();
        try (ObjectStream<NameSample> stream = ObjectStreamUtils.createObjectStream(samples)) {
            finder =
                    new NameFinderME(NameFinderME.train("eng", null, stream, parameters, new TokenNameFinderFactory()));
        }
        int count = Math.min(STORIES, all.size());
        texts = all.subList(0, count).toArray(new SegmentedText[0]);
        tags = new PosTags[count];
        sentences = new String[count][][];
        for (int i = 0; i < count; i++) {
            tags[i] = tagger.tag(texts[i]);
            sentences[i] = new String[texts[i].sentences()][];
            for (int s = 0; s < sentences[i].length; s++) {
                sentences[i][s] = words(texts[i], s);
            }
        }
    }

    private static String[] words(SegmentedText text, int sentence) {
        String[] words = new String[text.endToken(sentence) - text.firstToken(sentence)];
        for (int t = 0; t < words.length; t++) {
            words[t] = text.word(text.firstToken(sentence) + t);
        }
        return words;
    }

    private static void samples(SegmentedText text, List<Span> spans, List<String> types, List<NameSample> samples) {
        for (int s = 0; s < text.sentences(); s++) {
            int first = text.firstToken(s);
            int end = text.endToken(s);
            List<opennlp.tools.util.Span> names = new ArrayList<>();
            for (int i = 0; i < spans.size(); i++) {
                int from = text.tokenAt(spans.get(i).start());
                int to = text.tokenAt(spans.get(i).end() - 1) + 1;
                boolean free = names.isEmpty() || names.get(names.size() - 1).getEnd() + first <= from;
                if (from >= first && to <= end && from < to && free) {
                    names.add(new opennlp.tools.util.Span(from - first, to - first, types.get(i)));
                }
            }
            if (end > first) {
                samples.add(new NameSample(words(text, s), names.toArray(new opennlp.tools.util.Span[0]), s == 0));
            }
        }
    }

    /** Ours: recognition in two readings, and resolution. */
    @Benchmark
    public StoryEntities dateline() {
        int i = next++ % texts.length;
        return recognizer.recognize(texts[i], tags[i], null);
    }

    /** Apache OpenNLP's name finder: recognition alone. */
    @Benchmark
    public int openNlp() {
        int found = 0;
        for (String[] sentence : sentences[next++ % sentences.length]) {
            found += finder.find(sentence).length;
        }
        finder.clearAdaptiveData();
        return found;
    }
}
