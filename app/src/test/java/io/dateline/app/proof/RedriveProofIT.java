package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.app.redrive.LetterFilter;
import io.dateline.app.redrive.Redriver;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichService;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 6: what is sent back after a fix gives what a run gives that never failed; sending back again adds nothing. */
class RedriveProofIT {
    private static final int LINES = Scale.of(200, 4_000);

    private static final double BYTES_A_SECOND = 2_000;

    /** Longest time that a redrive goes on before it is looked at again. */
    private static final int GLIMPSE_MS = 20;

    private final long seed = Scale.seed("redrive");

    /** Some stories make it fail, always: those with a word in them that stands in about every third story. */
    private static final String TRIGGER = "smelter";

    @Test
    void afterAFixRedriveGivesWhatNeverFailingGivesThoughItIsKilledHalfWay(@TempDir Path directory) throws Exception {
        List<String> script = Script.ofStories(seed, "redriven", LINES);
        try (Rig rig = Rig.open(directory)) {
            Redriver redriver = new Redriver(rig.settings(), rig.client(), 3);
            rig.startIngest();
            rig.child("sink", "sink-of-redrive");
            Service broken = enrich(rig, true);
            rig.feeder().send(script, 100);
            int failed = awaitLetters(rig, 1, script.size());
            assertThat(failed).isGreaterThan(LINES / 20);

            // Nothing is mended yet: each fails once more, and says so; but one that a newer version has overtaken is
            // late.
            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(failed, 0, 0, 0));
            int again = awaitLetters(rig, 2, script.size() + failed);
            assertThat(again).isBetween(1, failed);
            broken.close();
            enrich(rig, false);

            assertThat(again).as("more than go into one transaction").isGreaterThan(Redriver.LETTERS);
            killedHalfWay(rig);
            Redriver.Report rest = redriver.redrive(LetterFilter.ALL);
            int sentByTheKilled = rest.before() - failed;
            assertThat(sentByTheKilled).as("sent by the killed one").isPositive();
            assertThat(rest.sent()).as("left over by the killed one").isPositive();
            assertThat(rest.sent() + sentByTheKilled)
                    .as("each once, seed %d", seed)
                    .isEqualTo(again);
            long raw = rig.witness().read(NewsTopic.RAW).size();
            assertThat(raw).isEqualTo(script.size() + failed + again);

            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(0, 0, failed + again, 0));
            assertThat(rig.witness().read(NewsTopic.RAW))
                    .as("a second redrive adds nothing")
                    .hasSize((int) raw);

            Evidence never = Oracle.expect(firstOnly(rig, script.size()));
            Evidence found = awaitTables(rig, never);
            assertThat(found.differences(never)).as("seed %d", seed).isEmpty();
            System.out.printf(
                    "%d of %d failed, %d again; then sent back by a killed redrive %d, by the next %d%n",
                    failed, script.size(), again, sentByTheKilled, rest.sent());
        }
    }

    @Test
    void whatWasTriedTooOftenIsParkedAndFiltersLeaveTheRestAlone(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            enrich(rig, true);
            rig.feeder().send(Script.of(seed, "parked", 300), 50);
            int enrichLetters = awaitLetters(rig, 1, 0);
            Redriver redriver = new Redriver(rig.settings(), rig.client(), 2);
            List<Redriver.Shown> shown = new ArrayList<>();
            redriver.list(LetterFilter.ALL, (state, letter) -> shown.add(letter));
            int refused = shown.size() - enrichLetters;
            assertThat(refused).isPositive();
            assertThat(shown)
                    .filteredOn(letter -> letter.stage().equals("ingest"))
                    .allSatisfy(letter -> assertThat(letter.preview()).contains("-broken-"));

            LetterFilter ofEnrich = new LetterFilter("enrich", "IllegalState", null, null, null);
            assertThat(redriver.redrive(ofEnrich).sent()).isEqualTo(enrichLetters);
            int again = awaitLetters(rig, 2, 0);
            assertThat(redriver.redrive(ofEnrich)).isEqualTo(new Redriver.Report(0, again, enrichLetters, 0));

            // What the entrance refused is refused again, and counted.
            LetterFilter ofIngest = new LetterFilter("ingest", null, null, null, null);
            assertThat(redriver.redrive(ofIngest).sent()).isEqualTo(refused);
            assertThat(redriver.redrive(ofIngest)).isEqualTo(new Redriver.Report(0, refused, refused, 0));
        }
    }

    /** Enrich with an analysis that fails on some stories, or with the mended one. */
    private static Service enrich(Rig rig, boolean fails) throws InterruptedException {
        AnalysisModels models = AnalysisModels.load();
        Supplier<StoryAnalyzer> analyzers = () -> {
            StoryAnalyzer analyzer = models.newAnalyzer();
            return story -> {
                if (fails && story.text().contains(TRIGGER)) {
                    throw new IllegalStateException("a bug that is still in it");
                }
                return analyzer.analyze(story);
            };
        };
        Service service = rig.keep(new EnrichService(
                rig.settings(),
                rig.client(),
                new LiveKnowledge(models.knowledge(), 0),
                analyzers,
                EnrichCommand.provenance(models),
                rig.telemetry()));
        service.start();
        return service;
    }

    /**
     * A redrive in a process of its own, killed when it has sent something and not all. The broker takes its time with it, and
     * from where it begins to send it goes on in glimpses: it stands still while it is looked at, so that however long a look
     * takes, it is not done before anybody sees that it has begun.
     */
    private void killedHalfWay(Rig rig) throws Exception {
        Random random = Scale.random(seed, "kill redrive");
        long before = sentBack(rig);
        slowDown(rig, "slow-redrive");
        try (Admin admin = Admin.create(rig.settings().kafka())) {
            TransactionDescription last = transactions(admin);
            Part redrive = rig.keep(Part.start(
                    "redrive",
                    List.of("redrive", "--max-attempts", "3"),
                    Map.of(
                            "kafka.client.id",
                            "slow-redrive",
                            // It stands still for most of the time.
                            "kafka.transaction.timeout.ms",
                            "600000",
                            "kafka.bootstrap.servers",
                            rig.addresses().get("kafka.bootstrap.servers"),
                            "schema.registry.url",
                            rig.addresses().get("schema.registry.url"))));
            while (redrive.isAlive() && transactions(admin).equals(last)) {
                Thread.sleep(1);
            }
            redrive.freeze();
            while (redrive.isAlive() && sentBack(rig) == before) {
                redrive.thaw();
                Thread.sleep(1 + random.nextInt(GLIMPSE_MS));
                redrive.freeze();
            }
            redrive.kill();
        }
    }

    /** Changes when a redrive has made sure that it is alone, before it sends the first letter. */
    private static TransactionDescription transactions(Admin admin) throws Exception {
        String id = Redriver.TRANSACTIONAL_ID;
        return admin.describeTransactions(List.of(id)).description(id).get();
    }

    private static void slowDown(Rig rig, String clientId) throws Exception {
        ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId));
        ClientQuotaAlteration.Op slow = new ClientQuotaAlteration.Op("producer_byte_rate", BYTES_A_SECOND);
        try (Admin admin = Admin.create(rig.settings().kafka())) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(slow))))
                    .all()
                    .get();
        }
    }

    private static long sentBack(Rig rig) {
        return rig.witness().read("dateline-redrive-ledger").size();
    }

    /**
     * Waits until nothing more is handled, for some seconds, and gives the number of letters of that attempt.
     *
     * @param handled how many raw records there are at least to be handled
     */
    private static int awaitLetters(Rig rig, int attempt, int handled) throws InterruptedException {
        Witness witness = rig.witness();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Scale.of(120, 600));
        long before = -1;
        while (System.nanoTime() < end) {
            long now = witness.read(NewsTopic.DEAD_LETTERS).size()
                    + witness.read(NewsTopic.VERSIONS).size();
            if (now == before && now >= handled && letters(witness, attempt) > 0) {
                return (int) letters(witness, attempt);
            }
            before = now;
            Thread.sleep(3_000);
        }
        throw new AssertionError("not all handled");
    }

    private static long letters(Witness witness, int attempt) {
        return witness.read(NewsTopic.DEAD_LETTERS).stream()
                .filter(letter -> "enrich".equals(DeadLetter.read(letter.headers(), DeadLetter.STAGE)))
                .filter(letter ->
                        Integer.toString(attempt).equals(DeadLetter.read(letter.headers(), DeadLetter.ATTEMPT)))
                .count();
    }

    /** The stories as they were sent, without what was sent back. */
    private static List<RawArticle> firstOnly(Rig rig, int count) {
        AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, rig.client());
        List<RawArticle> stories = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(NewsTopic.RAW)) {
            if (message.headers().lastHeader(DeadLetter.ATTEMPT) == null) {
                stories.add(serde.deserializer().deserialize(message.topic(), message.value()));
            }
        }
        assertThat(stories).hasSize(count);
        return stories;
    }

    /** What is served in the end: tables and compacted topics. How it came about, on the ledger, is another story. */
    private static Evidence awaitTables(Rig rig, Evidence expected) throws InterruptedException {
        Set<String> history = Set.of(Lines.LEDGER, Lines.DB_LEDGER, Lines.ENRICHED);
        expected.sections().keySet().removeAll(history);
        Evidence found = null;
        for (int look = 0; look < 100; look++) {
            found = rig.witness().observe();
            found.sections().keySet().removeAll(new HashSet<>(history));
            if (found.differences(expected).isEmpty()) {
                return found;
            }
            Thread.sleep(500);
        }
        return found;
    }
}
