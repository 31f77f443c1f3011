package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.OrderedBy;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Stories of which something becomes by others, by people, or by time: copies on another wire, embargoes that end while
 * all goes on, kills and releases. They come in rounds, each when the one before has had its effect. With each goes what
 * the ledger must say of it: {@link Oracle} knows nothing of them.
 */
final class Kin {
    /** How all their ids begin. */
    static final String PREFIX = "kin";

    /** Of those whose way depends on when a copy is found, and only their end does not. */
    static final String BY_ANY_WAY = PREFIX + "|any-way-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COPIES = PREFIX + "-wire";
    private static final Duration SOON = Duration.ofSeconds(Scale.of(120, 300));
    private static final Duration SHORTEST_EMBARGO = Duration.ofSeconds(5);

    private final Rig rig;
    private final Feeder feeder;
    private final long seed;
    private final int each;
    private final Map<String, List<String>> expected = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private String embargo;

    /** @param each how many of each kind */
    Kin(Rig rig, long seed, int each) {
        this.rig = rig;
        this.feeder = new Feeder(rig.httpUrl(), null);
        this.seed = seed;
        this.each = each;
    }

    /** What comes before the embargoes end: when that is, is told by how fast things go here. */
    void beforeTheEmbargoEnds() throws Exception {
        long begun = System.nanoTime();
        each("origin-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("late-origin-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("any-way-origin-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        settle("originals");
        Duration pace = Duration.ofNanos(System.nanoTime() - begun);
        Instant end =
                Instant.now().plus(SHORTEST_EMBARGO).plus(pace.multipliedBy(4)).truncatedTo(ChronoUnit.MILLIS);
        embargo = end.toString();

        each("copy-", id -> add(story(COPIES, id, 1, textOf("origin-", id)), "1 SERVED", "1 NEAR_DUPLICATE"));
        each("late-copy-", id -> add(held(COPIES, id, 1, textOf("late-origin-", id)), "1 HELD"));
        each(
                "any-way-copy-",
                id -> add(story(PREFIX, id, 1, textOf("any-way-origin-", id)), "1 SERVED", "1 NEAR_DUPLICATE"));
        each("free-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("replaced-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("ended-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("higher-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("higher-", id -> add(held(PREFIX, id, 2, text(id + " 2")), "2 HELD"));
        each("early-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("unread-", id -> add(story(PREFIX, id, 1, text(id)).put("embargo", "Next Monday"), "1 HELD"));
        each("secret-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("freed-", id -> add(held(PREFIX, id, 1, text(id)), "1 HELD"));
        each("killed-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("person-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("early-kill-", id -> add(killOf(id, "awaited-"), "1 CANCELLED"));
        each("moved-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("mover-", id -> add(over(held(PREFIX, id, 1, text(id)), "moved-"), "1 HELD"));
        each("lost-", id -> add(story(PREFIX, id, 1, text(id)), "1 SERVED"));
        each("finder-", id -> add(over(withheld(id), "lost-"), "1 HELD"));
        settle("first versions");

        each("replaced-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "1 LATE", "2 SERVED"));
        each("ended-", id -> add(kill(id, 2), "1 CANCELLED", "2 CANCELLED"));
        each("secret-kill-", id -> add(killOf(id, "secret-"), "1 CANCELLED"));
        each("secret-", id -> expect(id, "1 CANCELLED", "1 CANCELLED"));
        each("killer-", id -> add(over(story(PREFIX, id, 1, text(id)), "killed-"), "1 SERVED"));
        each("killed-", id -> expect(id, "1 CANCELLED"));
        each("awaited-", id -> add(story(PREFIX, id, 1, text(id)), "1 CANCELLED"));
        each("moved-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("lost-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("any-way-origin-", id -> add(kill(id, 2), "2 CANCELLED"));
        each("any-way-copy-", id -> expect(id, "1 NEAR_DUPLICATE"));
        settle("second versions and kills");

        order(StoryOrder.KILL, "person-");
        each("person-", id -> expect(id, "1 CANCELLED"));
        order(StoryOrder.RELEASE, "early-");
        each("early-", id -> expect(id, "1 SERVED"));
        order(StoryOrder.RELEASE, "unread-");
        each("unread-", id -> expect(id, "1 SERVED"));
        order(StoryOrder.RELEASE, "finder-");
        each("finder-", id -> expect(id, "1 SERVED"));
        each("lost-", id -> expect(id, "2 CANCELLED"));
        settle("orders of people");
        assertThat(Instant.now()).as("all of it came before the embargo ended").isBefore(end);
    }

    /** What becomes of them when the embargoes end, and what comes then. */
    void afterTheEmbargoEnds() throws Exception {
        each("free-", id -> expect(id, "1 SERVED"));
        each("freed-", id -> expect(id, "1 SERVED"));
        each("higher-", id -> expect(id, "2 SERVED"));
        each("late-copy-", id -> expectOf(COPIES, id, "1 SERVED", "1 NEAR_DUPLICATE"));
        each("mover-", id -> expect(id, "1 SERVED"));
        each("moved-", id -> expect(id, "2 CANCELLED"));
        settle("what was released");

        each("free-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("freed-kill-", id -> add(killOf(id, "freed-"), "1 CANCELLED"));
        each("freed-", id -> expect(id, "1 CANCELLED"));
        each("killed-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("person-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("awaited-", id -> add(story(PREFIX, id, 2, text(id + " 2")), "2 SERVED"));
        each("moved-", id -> add(story(PREFIX, id, 3, text(id + " 3")), "3 SERVED"));
        each("lost-", id -> add(story(PREFIX, id, 3, text(id + " 3")), "3 SERVED"));
        settle("what came after all that");
    }

    /** How many entries the ledger has of them. */
    int entries() {
        return expected.values().stream().mapToInt(List::size).sum();
    }

    /** How many of these entries there may be more or less of. */
    int byAnyWay() {
        return 2 * each;
    }

    /** How often a version became this, after it had become that. */
    long turns(String from, String to) {
        return expected.values().stream()
                .flatMap(story -> IntStream.range(1, story.size())
                        .filter(i ->
                                story.get(i - 1).endsWith(from) && story.get(i).endsWith(to))
                        .mapToObj(story::get))
                .count();
    }

    /** Without what there may be more or less of: the records of stories whose way depends on when a copy is found. */
    static Evidence withoutTheWay(Evidence evidence) {
        Evidence ends = evidence.copy();
        for (String section : List.of(Lines.LEDGER, Lines.DB_LEDGER)) {
            ends.section(section).removeIf(line -> line.startsWith(BY_ANY_WAY) && line.contains("NEAR_DUPLICATE"));
        }
        List<String> enriched = ends.section(Lines.ENRICHED);
        Map<String, String> last = new TreeMap<>();
        enriched.stream().filter(Kin::isByAnyWay).forEach(line -> last.put(line.split("\t")[0], line));
        enriched.removeIf(Kin::isByAnyWay);
        enriched.addAll(last.values());
        return ends;
    }

    static boolean isByAnyWay(String line) {
        return line.startsWith(BY_ANY_WAY);
    }

    /** Sends the lines of this round, and waits until the ledger says what is expected of all so far. */
    private void settle(String what) throws Exception {
        feeder.send(lines, 20);
        lines.clear();
        try {
            await(what).atMost(SOON).until(() -> ledger().equals(expected));
        } catch (ConditionTimeoutException e) {
            assertThat(ledger()).as("%s, seed %d", what, seed).isEqualTo(expected);
        }
    }

    private Map<String, List<String>> ledger() {
        Map<String, List<String>> ledger = new TreeMap<>();
        AvroSerde<ArticleVersion> serde = AvroSerde.of(ArticleVersion.class, rig.client());
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(NewsTopic.VERSIONS)) {
            ArticleVersion entry = serde.deserializer().deserialize(message.topic(), message.value());
            if (entry.getArticleId().startsWith(PREFIX)) {
                ledger.computeIfAbsent(entry.getArticleId(), id -> new ArrayList<>())
                        .add(entry.getVersion() + " " + entry.getOutcome());
            }
        }
        return ledger;
    }

    /** As a person orders it. */
    private void order(StoryOrder order, String kind) throws InterruptedException, ExecutionException {
        AvroSerde<StoryCommand> serde = AvroSerde.of(StoryCommand.class, rig.client());
        try (KafkaProducer<String, StoryCommand> producer =
                new KafkaProducer<>(rig.settings().kafka(), new StringSerializer(), serde.serializer())) {
            for (int i = 0; i < each; i++) {
                String id = PREFIX + "|" + kind + i;
                StoryCommand command = StoryCommand.newBuilder()
                        .setArticleId(id)
                        .setOrder(order)
                        .setOrderedBy(OrderedBy.person("proof"))
                        .setOrderedAt(Instant.now())
                        .build();
                producer.send(new ProducerRecord<>(NewsTopic.COMMANDS.topicName(), id, command))
                        .get();
            }
        }
    }

    private interface Story {
        void of(String id);
    }

    private void each(String kind, Story story) {
        IntStream.range(0, each).forEach(i -> story.of(kind + i));
    }

    private void add(ObjectNode story, String... becomes) {
        lines.add(story.toString());
        String provider = story.get("provider").asText();
        String id = story.get("id").asText();
        rig.sent().apart(provider + "|" + id);
        expectOf(provider, id, becomes);
    }

    private void expect(String id, String... becomes) {
        expectOf(PREFIX, id, becomes);
    }

    private void expectOf(String provider, String id, String... becomes) {
        expected.computeIfAbsent(provider + "|" + id, story -> new ArrayList<>())
                .addAll(Arrays.asList(becomes));
    }

    private static ObjectNode story(String provider, String id, int version, String text) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("provider", provider)
                .put("version", version)
                .put("language", "en")
                .put("headline", "Report " + id)
                .put("body", text);
    }

    private ObjectNode held(String provider, String id, int version, String text) {
        return story(provider, id, version, text).put("embargo", embargo);
    }

    private ObjectNode withheld(String id) {
        return story(PREFIX, id, 1, text(id)).put("status", "withheld");
    }

    private static ObjectNode kill(String id, int version) {
        return story(PREFIX, id, version, "").put("status", "canceled");
    }

    /** A story that says nothing but that another one is killed. */
    private static ObjectNode killOf(String id, String kind) {
        return over(kill(id, 1), kind);
    }

    /** The story, in place of the one of this kind that has its number. */
    private static ObjectNode over(ObjectNode story, String kind) {
        ArrayNode others = story.putArray("supersedes");
        others.add(kind + numberOf(story.get("id").asText()));
        return story;
    }

    private String text(String id) {
        return Script.text(seed, id);
    }

    /** What the story of another kind says that has the same number. */
    private String textOf(String kind, String id) {
        return text(kind + numberOf(id));
    }

    private static String numberOf(String id) {
        return id.substring(id.lastIndexOf('-') + 1);
    }
}
