package io.dateline.ingest;

import io.dateline.schemas.config.Settings;
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
 */
public record IngestConfig(
        String provider,
        ZoneId zone,
        Map<String, ZoneId> zones,
        int inFlightRecords,
        long inFlightBytes,
        Http http,
        Watch watch) {
    static final String PREFIX = "ingest.";
    private static final int MIB = 1024 * 1024;
    private static final int MAX_PORT = 65_535;

    /**
     * The HTTP entrance.
     *
     * @param token bearer token that callers have to show; null for none
     * @param maxBytes largest request body
     * @param timeout how long a caller is kept waiting for the acknowledgement
     */
    public record Http(String host, int port, Password token, int maxBytes, Duration timeout) {}

    /**
     * The watched directories.
     *
     * @param interval between two looks
     */
    public record Watch(List<Directory> directories, Duration interval) {}

    /**
     * A watched directory.
     *
     * @param provider who delivers there; null for {@code ingest.provider}
     */
    public record Directory(Path path, String provider) {}

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
                    "Bearer token that callers have to show; empty for none. Belongs into the environment.")
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
                    "Milliseconds that a caller is kept waiting for Kafka's acknowledgement before it gets 503.")
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
                    "Milliseconds between two looks into a watched directory. A file is taken when two looks find it alike.");

    /** Reads and checks the keys that begin with {@code ingest.}. */
    public static IngestConfig from(Settings settings) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        Password token = values.getPassword("ingest.http.token");
        Http http = new Http(
                values.getString("ingest.http.host"),
                values.getInt("ingest.http.port"),
                token.value().isEmpty() ? null : token,
                values.getInt("ingest.http.max.bytes"),
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
                        Duration.ofMillis(values.getLong("ingest.watch.interval.ms"))));
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

    private static ZoneId zone(String key, String name) {
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
