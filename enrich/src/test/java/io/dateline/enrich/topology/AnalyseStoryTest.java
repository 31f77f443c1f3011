package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.enrich.RawStories;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.enrich.topology.StoryInFlight.Origin;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.RawArticle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is when a story can't be analysed: the story's, the store's, or the virtual machine's. */
class AnalyseStoryTest {
    private static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");
    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {3, (byte) 0xff};

    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final DeadlyRecords deadly = new DeadlyRecords();

    @ParameterizedTest
    @ValueSource(classes = {ProcessorStateException.class, InvalidStateStoreException.class})
    void aStoreThatFailsIsNotTheStorysFault(Class<? extends RuntimeException> failure) {
        AnalyseStory node = node(failing(failure), () -> nothingFound());

        assertThatThrownBy(() -> node.process(story(0))).isInstanceOf(failure);

        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void aStoryThatCantBeAnalysedIsBuried() {
        AnalyseStory node = node(empty(), () -> {
            throw new IllegalStateException("no");
        });

        node.process(story(0));

        assertThat(buriedWith()).containsExactly(IllegalStateException.class.getName());
    }

    @Test
    void codeThatIsNotThereBuriesTheStoryThatAskedForIt() {
        AnalyseStory node = node(empty(), () -> {
            throw new NoClassDefFoundError("io/dateline/Missing");
        });

        node.process(story(0));

        assertThat(buriedWith()).containsExactly(NoClassDefFoundError.class.getName());
    }

    @Test
    void memoryThatRunsOutEndsTheThreadAndTheStoryIsTriedAgain() {
        List<Integer> runs = new ArrayList<>();
        Supplier<Analysis> scarce = () -> {
            runs.add(runs.size());
            if (runs.size() < DeadlyRecords.MOST_DEATHS) {
                throw new OutOfMemoryError("Java heap space");
            }
            return nothingFound();
        };

        for (int death = 1; death < DeadlyRecords.MOST_DEATHS; death++) {
            AnalyseStory dying = node(empty(), scarce);
            assertThatThrownBy(() -> dying.process(story(0))).isInstanceOf(OutOfMemoryError.class);
        }
        node(empty(), scarce).process(story(0));

        assertThat(context.forwarded())
                .singleElement()
                .satisfies(forwarded -> assertThat(forwarded.childName()).contains(EnrichTopology.PUBLISH));
    }

    @Test
    void aStoryThatThreadsGoOnDyingAtIsBuriedUnread() {
        List<Origin> read = new ArrayList<>();
        for (int death = 0; death < DeadlyRecords.MOST_DEATHS; death++) {
            AnalyseStory dying = node(empty(), () -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertThatThrownBy(() -> dying.process(story(0))).isInstanceOf(OutOfMemoryError.class);
        }
        AnalyseStory after = node(empty(), () -> {
            read.add(null);
            return nothingFound();
        });

        after.process(story(0));
        assertThat(read).isEmpty();
        assertThat(buriedWith()).containsExactly(OutOfMemoryError.class.getName());

        after.process(story(1));
        assertThat(read).as("another story").hasSize(1);
    }

    @Test
    void anErrorInWhatComesAfterTheAnalysisCountsToo() {
        Origin place = new Origin("in", 0, 0);
        MockProcessorContext<Object, Object> full = new MockProcessorContext<>() {
            @Override
            public <K, V> void forward(Record<K, V> message, String childName) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        for (int death = 0; death < DeadlyRecords.MOST_DEATHS; death++) {
            assertThat(deadly.killerOf(place)).isNull();
            AnalyseStory node = node(full, empty(), () -> nothingFound());
            assertThatThrownBy(() -> node.process(story(0))).isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(deadly.killerOf(place)).isInstanceOf(OutOfMemoryError.class);
    }

    private AnalyseStory node(KeyValueStore<?, ?> served, Supplier<Analysis> analysis) {
        return node(context, served, analysis);
    }

    private AnalyseStory node(
            MockProcessorContext<Object, Object> of, KeyValueStore<?, ?> served, Supplier<Analysis> analysis) {
        of.setCurrentSystemTimeMs(NOW.toEpochMilli());
        of.addStateStore(served);
        AnalyseStory node = new AnalyseStory(
                story -> analysis.get(),
                ProvenanceStamp.of(List.of(), Map.of()),
                deadly,
                new Outcomes(new SimpleMeterRegistry()));
        node.init(of);
        return node;
    }

    /** Exceptions that the letters sent until now name. */
    private List<String> buriedWith() {
        return context.forwarded().stream()
                .filter(sent -> sent.childName().orElse("").equals(EnrichTopology.WRITE_DEAD_LETTERS))
                .peek(sent -> {
                    assertThat(sent.record().key()).isEqualTo(KEY);
                    assertThat(sent.record().value()).isEqualTo(VALUE);
                })
                .map(sent -> DeadLetter.read(sent.record().headers(), DeadLetter.EXCEPTION))
                .toList();
    }

    private static Record<String, StoryInFlight> story(long offset) {
        RawArticle raw = RawStories.story("s" + offset, 1, "A story.").build();
        StoryLife.Step step = StoryLife.arrive(null, raw, NOW, NOW, StoryLife.Embargoes.HOLD);
        StoryInFlight story = StoryInFlight.arrived(new Origin("in", 0, offset), KEY, VALUE, raw)
                .with(step);
        return new Record<>(raw.getArticleId(), story, NOW.toEpochMilli(), new RecordHeaders());
    }

    private static Analysis nothingFound() {
        return new Analysis("en", null, null, null, null, List.of(), List.of(), List.of(), List.of());
    }

    private static KeyValueStore<?, ?> empty() {
        return store(null);
    }

    /** As a store does whose disk fails. */
    private static KeyValueStore<?, ?> failing(Class<? extends RuntimeException> failure) {
        return store(failure);
    }

    private static KeyValueStore<?, ?> store(Class<? extends RuntimeException> failure) {
        return (KeyValueStore<?, ?>) Proxy.newProxyInstance(
                AnalyseStoryTest.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> EnrichTopology.SERVED_STORE;
                    case "get" -> {
                        if (failure != null) {
                            throw failure.getConstructor(String.class).newInstance("the disk is gone");
                        }
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
