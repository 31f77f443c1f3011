package io.dateline.ingest;

import io.dateline.ingest.wire.Providers;
import io.dateline.schemas.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Configuration of the ingest part. Immutable.
 *
 * @param provider who sends, for stories that don't say so; null when unknown
 * @param zone in which times without one are read; null for UTC with a note in the story
 * @param zones the same for single providers, by their names in lower case
 * @param inFlightRecords records under way to Kafka, at most
 * @param inFlightBytes bytes of them, at most
 * @param http the HTTP entrance; null for none
 * @param watch watched directories
 * @param poll feeds that are polled
 * @param quiet when a feed counts as gone quiet
 * @param stateDirectory where is kept what has to outlive a restart
 */
public record IngestConfig(
        String provider,
        ZoneId zone,
        Map<String, ZoneId> zones,
        int inFlightRecords,
        long inFlightBytes,
        Http http,
        Watch watch,
        Poll poll,
        Quiet quiet,
        Path stateDirectory) {
    static final String PREFIX = "ingest.";
    private static final int MIB = 1024 * 1024;
    private static final int MAX_PORT = 65_535;

    /**
     * The HTTP entrance.
     *
     * @param token bearer token of callers that may send as any feed; null for none
     * @param tokens bearer tokens by the feed that they are for; with neither these nor {@code token} anybody may send
     * @param providers whose stories may be sent with a token, by the feed that it is for; any where a feed is not named
     * @param rate requests a second of one caller; 0 for no limit
     * @param maxBytes largest request body
     * @param maxConnections connections at a time
     * @param timeout how long a caller may take to send its body, and is kept waiting for the acknowledgement
     */
    public record Http(
            String host,
            int port,
            Password token,
            Map<String, Password> tokens,
            Map<String, Providers> providers,
            int rate,
            int maxBytes,
            int maxConnections,
            Duration timeout) {}

    /**
     * The watched directories.
     *
     * @param interval between two looks
     * @param rest how long a file has to stay as it is before it is taken
     */
    public record Watch(List<Directory> directories, Duration interval, Duration rest) {}

    /**
     * A watched directory.
     *
     * @param provider who delivers there; null for {@code ingest.provider}
     */
    public record Directory(Path path, String provider) {}

    /**
     * When a feed counts as gone quiet.
     *
     * @param floor a silence shorter than this is never strange
     * @param apprenticeship how long a feed is watched before it can be called quiet
     */
    public record Quiet(Duration floor, Duration apprenticeship) {}

    /**
     * RSS and Atom feeds that are polled.
     *
     * @param longestBackoff longest pause when a feed fails again and again
     * @param timeout for all of one request, body included
     * @param maxBytes largest document, unpacked
     * @param userAgent what publishers are told
     * @param threads feeds that are polled at a time
     */
    public record Poll(
            List<PolledFeed> feeds,
            Duration longestBackoff,
            Duration timeout,
            int maxBytes,
            String userAgent,
            int threads) {}

    /**
     * A polled feed.
     *
     * @param name of the feed, within the feeds that are polled
     * @param provider whose it is; null for {@code ingest.provider}
     * @param zone in which its times without one are read; null for the provider's
     */
    public record PolledFeed(String name, URI address, Duration interval, String provider, ZoneId zone) {}

    /** Every key, its default, unit and check. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "ingest.provider",
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Who sends, for stories that don't say so themselves.")
            .define(
                    "ingest.zone",
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Zone in which times without one are read, e.g. Europe/Paris. Empty: UTC, and the story's notes say so.")
            .define(
                    "ingest.zones",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Zones of single providers, over ingest.zone: PROVIDER=ZONE, parted by commas.")
            .define(
                    "ingest.inflight.records",
                    ConfigDef.Type.INT,
                    2000,
                    ConfigDef.Range.between(1, 1_000_000),
                    ConfigDef.Importance.LOW,
                    "Records under way to Kafka, at most; entrances wait beyond it.")
            .define(
                    "ingest.inflight.bytes",
                    ConfigDef.Type.LONG,
                    64L * MIB,
                    ConfigDef.Range.atLeast(MIB),
                    ConfigDef.Importance.LOW,
                    "Bytes under way to Kafka, at most.")
            .define(
                    "ingest.http.enabled",
                    ConfigDef.Type.BOOLEAN,
                    true,
                    ConfigDef.Importance.HIGH,
                    "Offer POST /v1/articles.")
            .define(
                    "ingest.http.host",
                    ConfigDef.Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.HIGH,
                    "Address that the HTTP entrance listens on. Set a token before it is anything but loopback.")
            .define(
                    "ingest.http.port",
                    ConfigDef.Type.INT,
                    8080,
                    ConfigDef.Range.between(0, MAX_PORT),
                    ConfigDef.Importance.HIGH,
                    "Port of the HTTP entrance; 0 for any free one.")
            .define(
                    "ingest.http.token",
                    ConfigDef.Type.PASSWORD,
                    "",
                    ConfigDef.Importance.HIGH,
                    "Bearer token of callers that may send as any feed; empty for none. Belongs into the environment.")
            .define(
                    "ingest.http.tokens",
                    ConfigDef.Type.PASSWORD,
                    "",
                    ConfigDef.Importance.HIGH,
                    "Bearer tokens of single feeds, as FEED=TOKEN with commas between. What is sent with one is that feed's. Belongs into the environment.")
            .define(
                    "ingest.http.providers",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.HIGH,
                    "Providers that the token of a feed may send for: FEED=PROVIDER, parted by commas; for several, the feed"
                            + " several times. What names another one, as its sender or among what it replaces or kills, is"
                            + " refused; stories that don't say whose they are, are the first one's. The token of a feed that"
                            + " is not named here may send for any provider.")
            .define(
                    "ingest.http.rate",
                    ConfigDef.Type.INT,
                    0,
                    ConfigDef.Range.between(0, 100_000),
                    ConfigDef.Importance.MEDIUM,
                    "Requests a second of one token, or of all callers together where there are no tokens; over it they get 429. 0 for no limit.")
            .define(
                    "ingest.http.max.connections",
                    ConfigDef.Type.INT,
                    1000,
                    ConfigDef.Range.between(1, 100_000),
                    ConfigDef.Importance.LOW,
                    "Connections at a time; further ones wait to be accepted.")
            .define(
                    "ingest.http.max.bytes",
                    ConfigDef.Type.INT,
                    10 * MIB,
                    ConfigDef.Range.between(1, 1024 * MIB),
                    ConfigDef.Importance.MEDIUM,
                    "Largest request body, in bytes.")
            .define(
                    "ingest.http.timeout.ms",
                    ConfigDef.Type.LONG,
                    30_000L,
                    ConfigDef.Range.between(100, 600_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds for a request: a body that takes longer to arrive gets 408, a story that Kafka has not acknowledged by then 503.")
            .define(
                    "ingest.watch.directories",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.HIGH,
                    "Directories to watch, parted by commas: PATH, or PROVIDER=PATH.")
            .define(
                    "ingest.watch.interval.ms",
                    ConfigDef.Type.LONG,
                    500L,
                    ConfigDef.Range.between(10, 3_600_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds between two looks into a watched directory.")
            .define(
                    "ingest.watch.rest.ms",
                    ConfigDef.Type.LONG,
                    2_000L,
                    ConfigDef.Range.between(0, 3_600_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds that a file's size and time have to stay the same before it is taken. More where senders"
                            + " pause while they write; less where they rename what is complete.")
            .define(
                    "ingest.poll.feeds",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.HIGH,
                    "RSS and Atom feeds to poll, parted by commas: NAME=ADDRESS, http or https. A comma in an address is %2C.")
            .define(
                    "ingest.poll.interval.ms",
                    ConfigDef.Type.LONG,
                    300_000L,
                    ConfigDef.Range.between(1_000, 86_400_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds between two polls of a feed; a tenth more or less by chance.")
            .define(
                    "ingest.poll.intervals",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Intervals of single feeds: NAME=MILLISECONDS, parted by commas.")
            .define(
                    "ingest.poll.providers",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Providers of single feeds, over ingest.provider: NAME=PROVIDER, parted by commas.")
            .define(
                    "ingest.poll.zones",
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.Importance.MEDIUM,
                    "Zones of single feeds, over their provider's: NAME=ZONE, parted by commas.")
            .define(
                    "ingest.poll.backoff.longest.ms",
                    ConfigDef.Type.LONG,
                    3_600_000L,
                    ConfigDef.Range.between(1_000, 604_800_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds of the longest pause after failures; they begin with the interval and double. A"
                            + " publisher's Retry-After may be longer, up to a day.")
            .define(
                    "ingest.poll.timeout.ms",
                    ConfigDef.Type.LONG,
                    30_000L,
                    ConfigDef.Range.between(100, 600_000),
                    ConfigDef.Importance.LOW,
                    "Milliseconds that one request may take, its body and redirects included.")
            .define(
                    "ingest.poll.max.bytes",
                    ConfigDef.Type.INT,
                    10 * MIB,
                    ConfigDef.Range.between(1, 64 * MIB),
                    ConfigDef.Importance.LOW,
                    "Largest document of a feed, in bytes, unpacked.")
            .define(
                    "ingest.poll.user.agent",
                    ConfigDef.Type.STRING,
                    "Dateline",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.LOW,
                    "What publishers are told who polls. Some want an address to write to in it.")
            .define(
                    "ingest.poll.threads",
                    ConfigDef.Type.INT,
                    4,
                    ConfigDef.Range.between(1, 64),
                    ConfigDef.Importance.LOW,
                    "Feeds that are polled at a time.")
            .define(
                    "ingest.quiet.after.ms",
                    ConfigDef.Type.LONG,
                    900_000L,
                    ConfigDef.Range.between(1_000, 604_800_000),
                    ConfigDef.Importance.MEDIUM,
                    "Milliseconds of silence that are never strange, however often a feed sends otherwise.")
            .define(
                    "ingest.quiet.learn.ms",
                    ConfigDef.Type.LONG,
                    86_400_000L,
                    ConfigDef.Range.between(1_000, 2_592_000_000L),
                    ConfigDef.Importance.LOW,
                    "Milliseconds that a feed is watched before it can be reported as gone quiet.")
            .define(
                    "ingest.state.dir",
                    ConfigDef.Type.STRING,
                    ".dateline/ingest",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.MEDIUM,
                    "Directory of what outlives a restart: what polled feeds have sent, and how often feeds send.");

    /** Reads and checks the keys that begin with {@code ingest.}. */
    public static IngestConfig from(Settings settings) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        Password token = values.getPassword("ingest.http.token");
        Map<String, Password> tokens = FeedTokens.tokens(values.getPassword(FeedTokens.TOKENS));
        Map<String, Providers> providers = FeedTokens.providers(values.getList(FeedTokens.PROVIDERS));
        FeedTokens.requireTokens(providers.keySet(), tokens.keySet());
        Http http = new Http(
                values.getString("ingest.http.host"),
                values.getInt("ingest.http.port"),
                token.value().isEmpty() ? null : token,
                tokens,
                providers,
                values.getInt("ingest.http.rate"),
                values.getInt("ingest.http.max.bytes"),
                values.getInt("ingest.http.max.connections"),
                Duration.ofMillis(values.getLong("ingest.http.timeout.ms")));
        return new IngestConfig(
                emptyToNull(values.getString("ingest.provider")),
                zone("ingest.zone", values.getString("ingest.zone")),
                zones(values.getList("ingest.zones")),
                values.getInt("ingest.inflight.records"),
                values.getLong("ingest.inflight.bytes"),
                values.getBoolean("ingest.http.enabled") ? http : null,
                new Watch(
                        values.getList("ingest.watch.directories").stream()
                                .filter(entry -> !entry.isBlank())
                                .map(IngestConfig::directory)
                                .toList(),
                        Duration.ofMillis(values.getLong("ingest.watch.interval.ms")),
                        Duration.ofMillis(values.getLong("ingest.watch.rest.ms"))),
                PolledFeeds.from(values),
                new Quiet(
                        Duration.ofMillis(values.getLong("ingest.quiet.after.ms")),
                        Duration.ofMillis(values.getLong("ingest.quiet.learn.ms"))),
                Path.of(values.getString("ingest.state.dir")));
    }

    /** Whose stories may be sent with a feed's token, by the feed's name; for those who don't know the tokens. */
    public static Map<String, Providers> providersOfFeeds(Settings settings) {
        return FeedTokens.providers(settings.values(DEFINITION, PREFIX).getList(FeedTokens.PROVIDERS));
    }

    private static Directory directory(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0
                ? new Directory(Path.of(entry.strip()), null)
                : new Directory(
                        Path.of(entry.substring(equals + 1).strip()),
                        emptyToNull(entry.substring(0, equals).strip()));
    }

    /** The zone in which times of a provider's stories are read, where they state none; null when nobody has said. */
    public ZoneId zoneOf(String sender) {
        return sender == null ? zone : zones.getOrDefault(sender.strip().toLowerCase(Locale.ROOT), zone);
    }

    private static Map<String, ZoneId> zones(List<String> entries) {
        Map<String, ZoneId> zones = new HashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("ingest.zones", entry, "is not PROVIDER=ZONE");
            }
            String provider = entry.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            zones.put(provider, zone("ingest.zones", entry.substring(equals + 1)));
        }
        return Map.copyOf(zones);
    }

    static ZoneId zone(String key, String name) {
        if (name.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new ConfigException(key, name, "is no time zone; write e.g. Europe/Paris or +02:00");
        }
    }

    private static String emptyToNull(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
