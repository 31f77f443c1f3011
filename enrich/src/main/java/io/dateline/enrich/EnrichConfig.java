package io.dateline.enrich;

import io.dateline.enrich.life.StoryLife;
import io.dateline.schemas.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Configuration of the enrich part. Immutable.
 *
 * @param applicationId consumer group, and prefix of the transactional ids and internal topics
 * @param stateDirectory where state stores are kept; made when missing, rebuilt from Kafka when lost
 * @param threads threads that process partitions
 * @param commitInterval how often a transaction is committed: what consumers wait at most on top of the work itself
 * @param embargoes what to do with stories under an embargo
 * @param retention how long a story is remembered that there is no news of
 * @param duplicateWindow stories that came further apart are not taken for duplicates of each other; zero: none are
 * @param outputPrefix before the names of the topics that are written to; empty for those that are served
 * @param mostKnowledge entries that users may bring to the knowledge base
 * @param analysisBudget processor time that the analysis of one story may take
 */
public record EnrichConfig(
        String applicationId,
        Path stateDirectory,
        int threads,
        Duration commitInterval,
        StoryLife.Embargoes embargoes,
        Duration retention,
        Duration duplicateWindow,
        String outputPrefix,
        Duration analysisBudget,
        int mostKnowledge) {
    static final String PREFIX = "enrich.";

    /** Every key, its default, unit and check. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "enrich.analysis.budget.ms",
                    ConfigDef.Type.LONG,
                    10_000L,
                    ConfigDef.Range.between(100, 120_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds of processor time that the analysis of one story may take. One that takes more goes to the"
                            + " dead letters.")
            .define(
                    "enrich.application.id",
                    ConfigDef.Type.STRING,
                    "dateline-enrich",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.MEDIUM,
                    "Consumer group, and prefix of transactional ids and internal topics. Another one starts from the beginning.")
            .define(
                    "enrich.output.prefix",
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.Importance.LOW,
                    "Put before the names of the topics that are written to, to process again beside what is served. See"
                            + " dateline reprocess.")
            .define(
                    "enrich.state.dir",
                    ConfigDef.Type.STRING,
                    ".dateline/enrich",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.HIGH,
                    "Directory of the state stores. Rebuilt from Kafka when lost.")
            .define(
                    "enrich.threads",
                    ConfigDef.Type.INT,
                    2,
                    ConfigDef.Range.between(1, 256),
                    ConfigDef.Importance.HIGH,
                    "Threads that process partitions; more than there are partitions stay idle.")
            .define(
                    "enrich.commit.interval.ms",
                    ConfigDef.Type.LONG,
                    100L,
                    ConfigDef.Range.between(10, 60_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds between commits of a transaction: what consumers wait at most on top of the work.")
            .define(
                    "enrich.embargoes",
                    ConfigDef.Type.STRING,
                    "hold",
                    ConfigDef.ValidString.in("hold", "pass"),
                    ConfigDef.Importance.MEDIUM,
                    "hold: serve stories only when their embargo has passed. pass: serve them at once, embargo marked.")
            .define(
                    "enrich.knowledge.entries.max",
                    ConfigDef.Type.INT,
                    500_000,
                    ConfigDef.Range.between(0, 10_000_000),
                    ConfigDef.Importance.LOW,
                    "Entries of the knowledge base that users may bring; further ones are not taken over. About 1 KB of heap"
                            + " each.")
            .define(
                    "enrich.retention.days",
                    ConfigDef.Type.INT,
                    365,
                    ConfigDef.Range.between(1, 3650),
                    ConfigDef.Importance.MEDIUM,
                    "Days without news after which a story's life is forgotten. A version that comes later is taken for the"
                            + " first, and a kill takes back less: see docs/story-life.md.")
            .define(
                    "enrich.duplicates.days",
                    ConfigDef.Type.INT,
                    3,
                    ConfigDef.Range.between(0, 30),
                    ConfigDef.Importance.MEDIUM,
                    "Days within which a story that says what another one said is taken for its duplicate; 0: duplicates are"
                            + " not looked for.");

    /** Reads and checks the keys that begin with {@code enrich.}. */
    public static EnrichConfig from(Settings settings) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        return new EnrichConfig(
                values.getString("enrich.application.id"),
                Path.of(values.getString("enrich.state.dir")),
                values.getInt("enrich.threads"),
                Duration.ofMillis(values.getLong("enrich.commit.interval.ms")),
                StoryLife.Embargoes.valueOf(values.getString("enrich.embargoes").toUpperCase(Locale.ROOT)),
                Duration.ofDays(values.getInt("enrich.retention.days")),
                Duration.ofDays(values.getInt("enrich.duplicates.days")),
                values.getString("enrich.output.prefix"),
                Duration.ofMillis(values.getLong("enrich.analysis.budget.ms")),
                values.getInt("enrich.knowledge.entries.max"));
    }
}
