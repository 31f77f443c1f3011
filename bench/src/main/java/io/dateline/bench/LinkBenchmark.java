package io.dateline.bench;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.entity.EntityModel;
import io.dateline.enrich.analysis.entity.EntityRecognizer;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.knowledge.CautiousLinker;
import io.dateline.enrich.analysis.knowledge.EntityLinker;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.knowledge.ShippedKnowledge;
import io.dateline.enrich.analysis.name.NameModel;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel;
import io.dateline.enrich.analysis.pos.PartOfSpeechTagger;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.EntityType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * Linking alone, with the entities given, of a story of some 600 words to the entries that ship; beside the usual baseline,
 * which reads no story: the likeliest entry that has the entity's name and its type.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LinkBenchmark {
    private static final int STORIES = 64;

    private final KnowledgeBase knowledge = ShippedKnowledge.load();
    private final EntityLinker linker = new CautiousLinker();
    private final List<String> texts = new ArrayList<>();
    private final List<List<EntityAnnotation>> entities = new ArrayList<>();
    private final Map<EntityType, Map<String, KnowledgeEntry>> likeliest = new EnumMap<>(EntityType.class);
    private int next;

    /** Makes the stories and finds the entities in them. */
    @Setup
    public void prepare() throws IOException {
        for (EntityType type : EntityType.values()) {
            likeliest.put(type, new HashMap<>());
        }
        try (InputStream in = ShippedKnowledge.class.getResourceAsStream("starter.jsonl")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> index(KnowledgeLine.read(line).entry()));
        }
        Segmenter segmenter = StandardSegmenter.load();
        PartOfSpeechTagger tagger = OpenNlpPosModel.load().newTagger(TimeBudget.unlimited());
        EntityRecognizer recognizer = EntityModel.load(NameModel.load(), Gazetteer.load())
                .newRecognizer(NameKnowledge.NONE, TimeBudget.unlimited());
        StoryGenerator generator = new StoryGenerator(20261126L);
        for (int i = 0; i < STORIES; i++) {
            SegmentedText text = segmenter.segment(generator.body());
            texts.add(text.text());
            entities.add(recognizer.recognize(text, tagger.tag(text), null).entities());
        }
    }

    /** Ours: by name, type and what the story says. */
    @Benchmark
    public List<KnowledgeEntry> dateline() {
        int i = next++ % STORIES;
        return linker.link(texts.get(i), entities.get(i), knowledge);
    }

    /** The baseline: by name and type as they are written, the likeliest. */
    @Benchmark
    public List<KnowledgeEntry> likeliest() {
        List<KnowledgeEntry> links = new ArrayList<>();
        for (EntityAnnotation entity : entities.get(next++ % STORIES)) {
            links.add(likeliest.get(entity.type()).get(entity.name()));
        }
        return links;
    }

    private void index(KnowledgeEntry entry) {
        Map<String, KnowledgeEntry> byName = likeliest.get(entry.type());
        Stream.of(List.of(entry.name()), entry.aliases(), entry.shortNames())
                .flatMap(List::stream)
                .forEach(name -> byName.merge(name, entry, (a, b) -> a.prior() >= b.prior() ? a : b));
    }
}
