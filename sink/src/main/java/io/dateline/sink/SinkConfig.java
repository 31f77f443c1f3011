package io.dateline.sink;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Configuration of the sink. Immutable; printing it shows no password.
 *
 * @param jdbcUrl the database, as the PostgreSQL driver writes it
 * @param jdbcUser role that owns the tables
 * @param jdbcPassword its password; empty for none
 * @param groupId consumer group, and the name under which offsets are kept in the database
 * @param threads consumers in this process, each with a connection of its own
 * @param batchRecords most records in one transaction
 * @param batchBytes most bytes of records in one transaction; a single larger record is a batch by itself
 * @param poll how long to wait for records at a time
 * @param firstBackoff first pause when something is down
 * @param longestBackoff longest pause when something is down
 * @param connectTimeout how long to wait for a connection to the database
 * @param statementTimeout how long to wait for the database's answer to one statement
 * @param keepKilledText whether the history keeps headline and text of killed versions
 */
public record SinkConfig(
        String jdbcUrl,
        String jdbcUser,
        Password jdbcPassword,
        String groupId,
        int threads,
        int batchRecords,
        int batchBytes,
        Duration poll,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration connectTimeout,
        Duration statementTimeout,
        boolean keepKilledText) {
    /** What every key of the sink begins with. */
    static final String PREFIX = "sink.";

    private static final String URL_START = "jdbc:postgresql:";

    /** Every key, its default, unit and check. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "sink.jdbc.url",
                    ConfigDef.Type.STRING,
                    "jdbc:postgresql://127.0.0.1:5433/dateline",
                    ConfigDef.LambdaValidator.with(SinkConfig::checkUrl, () -> URL_START + "//host:port/database"),
                    ConfigDef.Importance.HIGH,
                    "The database. Without the password: addresses are logged.")
            .define(
                    "sink.jdbc.user",
                    ConfigDef.Type.STRING,
                    "dateline",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.HIGH,
                    "Role that owns the tables; it makes and alters them at the start.")
            .define(
                    "sink.jdbc.password",
                    ConfigDef.Type.PASSWORD,
                    "",
                    ConfigDef.Importance.HIGH,
                    "The role's password; empty for none.")
            .define(
                    "sink.group.id",
                    ConfigDef.Type.STRING,
                    "dateline-sink",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.MEDIUM,
                    "Consumer group, and name of the offsets in the database. Another one starts from the beginning.")
            .define(
                    "sink.threads",
                    ConfigDef.Type.INT,
                    2,
                    ConfigDef.Range.between(1, 64),
                    ConfigDef.Importance.HIGH,
                    "Consumers in this process, each with a database connection, beside one or two for all; more than there are partitions stay idle.")
            .define(
                    "sink.batch.records",
                    ConfigDef.Type.INT,
                    500,
                    ConfigDef.Range.between(1, 100_000),
                    ConfigDef.Importance.MEDIUM,
                    "Most records in one transaction.")
            .define(
                    "sink.batch.bytes",
                    ConfigDef.Type.INT,
                    8 * 1024 * 1024,
                    ConfigDef.Range.between(1024, 256 * 1024 * 1024),
                    ConfigDef.Importance.MEDIUM,
                    "Most bytes of records in one transaction; a single larger record (up to "
                            + NewsTopic.MAX_RECORD_BYTES + ") is a batch by itself.")
            .define(
                    "sink.poll.ms",
                    ConfigDef.Type.LONG,
                    500L,
                    ConfigDef.Range.between(1, 60_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds to wait for records at a time. What has come is never held back.")
            .define(
                    "sink.backoff.first.ms",
                    ConfigDef.Type.LONG,
                    200L,
                    ConfigDef.Range.between(1, 60_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds of the first pause when something is down; each next one is twice as long.")
            .define(
                    "sink.backoff.longest.ms",
                    ConfigDef.Type.LONG,
                    20_000L,
                    ConfigDef.Range.between(1, 600_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds of the longest pause when something is down.")
            .define(
                    "sink.connect.timeout.ms",
                    ConfigDef.Type.LONG,
                    5_000L,
                    ConfigDef.Range.between(250, 60_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds to wait for a connection to the database.")
            .define(
                    "sink.statement.timeout.ms",
                    ConfigDef.Type.LONG,
                    60_000L,
                    ConfigDef.Range.between(1_000, 240_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds to wait for the database's answer to one statement, before the connection counts as"
                            + " lost. Less than Kafka's max.poll.interval.ms (300000).")
            .define(
                    "sink.keep.killed.text",
                    ConfigDef.Type.BOOLEAN,
                    false,
                    ConfigDef.Importance.MEDIUM,
                    "Keep headline and text of killed versions in article_versions. They are never served either way.");

    /** Reads and checks the keys that begin with {@code sink.}. */
    public static SinkConfig from(Settings settings) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        SinkConfig config = new SinkConfig(
                values.getString("sink.jdbc.url"),
                values.getString("sink.jdbc.user"),
                values.getPassword("sink.jdbc.password"),
                values.getString("sink.group.id"),
                values.getInt("sink.threads"),
                values.getInt("sink.batch.records"),
                values.getInt("sink.batch.bytes"),
                Duration.ofMillis(values.getLong("sink.poll.ms")),
                Duration.ofMillis(values.getLong("sink.backoff.first.ms")),
                Duration.ofMillis(values.getLong("sink.backoff.longest.ms")),
                Duration.ofMillis(values.getLong("sink.connect.timeout.ms")),
                Duration.ofMillis(values.getLong("sink.statement.timeout.ms")),
                values.getBoolean("sink.keep.killed.text"));
        if (config.longestBackoff.compareTo(config.firstBackoff) < 0) {
            throw new ConfigException("sink.backoff.longest.ms is shorter than sink.backoff.first.ms");
        }
        return config;
    }

    /** The messages don't repeat the value: it may hold a password. */
    private static void checkUrl(String key, Object value) {
        String url = String.valueOf(value).strip();
        if (!url.startsWith(URL_START)) {
            throw new ConfigException(key + " does not begin with " + URL_START);
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new ConfigException(key + " holds a password, and addresses are logged: use sink.jdbc.password");
        }
    }
}
