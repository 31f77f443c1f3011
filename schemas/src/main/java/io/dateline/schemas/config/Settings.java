package io.dateline.schemas.config;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of a running Dateline: keys and values, from a properties file, then the environment, then the command
 * line, each over the one before. Immutable.
 *
 * <ul>
 *   <li>{@code kafka.*}: passed to every Kafka client without the prefix ({@code kafka.bootstrap.servers}).
 *   <li>{@code schema.registry.*}, {@code auto.register.schemas}, {@code basic.auth.*}, {@code bearer.auth.*}, ...:
 *       Confluent's own, passed to the registry's client.
 *   <li>{@code topics.*}: how topics are made, see {@link #topics()}.
 *   <li>{@code ingest.*}, {@code enrich.*}, {@code sink.*}: each part's own, see its config record.
 *   <li>{@code health.*}: see {@link io.dateline.schemas.service.HealthServer}.
 * </ul>
 *
 * In the environment a key is written {@code DATELINE_} and the key in capitals, dots as underscores:
 * {@code DATELINE_SINK_JDBC_PASSWORD} is {@code sink.jdbc.password}. Two underscores stand for one that is in the key.
 */
public final class Settings {
    /** What every variable of ours begins with. */
    public static final String ENVIRONMENT_PREFIX = "DATELINE_";

    /** Variables that begin so but are no settings: they are read by the launcher, the logging and `dateline feed`. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("DATELINE_BUILD", "DATELINE_JAVA_OPTS", "DATELINE_LOG_FORMAT", "DATELINE_LOG_LEVEL", "DATELINE_URL");

    /** Where Kafka is, unless {@code kafka.bootstrap.servers} says otherwise. */
    public static final String DEFAULT_BOOTSTRAP = "127.0.0.1:9092";

    /** Where the registry is, unless {@code schema.registry.url} says otherwise. */
    public static final String DEFAULT_REGISTRY = "http://127.0.0.1:8081";

    private static final String[] REGISTRY_PREFIXES = {
        "schema.registry.", "basic.auth.", "bearer.auth.", "auto.register.schemas"
    };
    private static final String[] PART_PREFIXES = {"ingest.", "enrich.", "sink.", "health."};
    private static final String KAFKA_PREFIX = "kafka.";
    private static final String TOPICS_PREFIX = "topics.";

    /** Keys of how topics are made. */
    public static final ConfigDef TOPICS = new ConfigDef()
            .define(
                    "topics.create",
                    ConfigDef.Type.BOOLEAN,
                    true,
                    ConfigDef.Importance.LOW,
                    "Make missing topics and register schemas at the start. Off where an administrator does it.")
            .define(
                    "topics.partitions",
                    ConfigDef.Type.INT,
                    NewsTopic.DEFAULT_PARTITIONS,
                    ConfigDef.Range.between(1, 1000),
                    ConfigDef.Importance.HIGH,
                    "Partitions of a topic that is made: the most instances of a part that can share the work.")
            .define(
                    "topics.replication.factor",
                    ConfigDef.Type.SHORT,
                    (short) -1,
                    ConfigDef.Importance.HIGH,
                    "Copies of each partition of a topic that is made; -1 for the broker's default.");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
        for (String key : this.values.keySet()) {
            if (!isKnownPrefix(key)) {
                throw new ConfigException(
                        "unknown setting " + key
                                + ": settings begin with kafka., schema.registry., topics., health., ingest., enrich. or sink.");
            }
        }
        values(TOPICS, TOPICS_PREFIX);
    }

    /** How topics are made. */
    public record Topics(boolean create, int partitions, short replicationFactor) {}

    /** Settings given in code, as tests do. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values);
    }

    /**
     * Reads settings.
     *
     * @param file a properties file in UTF-8; null for none
     * @param environment the process's environment; only variables that begin with {@code DATELINE_} count
     * @param overrides keys and values from the command line
     */
    public static Settings load(Path file, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigException("settings file " + file + " can't be read: " + e);
            }
            properties.forEach(
                    (key, value) -> values.put(key.toString(), value.toString().strip()));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !NOT_SETTINGS.contains(name)) {
                values.put(keyOf(name), value);
            }
        });
        values.putAll(overrides);
        return new Settings(values);
    }

    /** These settings with others over them. */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> merged = new HashMap<>(values);
        merged.putAll(overrides);
        return new Settings(merged);
    }

    /** Properties for a Kafka client; {@code bootstrap.servers} is always among them. */
    public Map<String, Object> kafka() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", DEFAULT_BOOTSTRAP);
        values.forEach((key, value) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                properties.put(key.substring(KAFKA_PREFIX.length()), value);
            }
        });
        return properties;
    }

    /** Properties for the registry's client, in Confluent's own keys; {@code schema.registry.url} is always among them. */
    public Map<String, String> registry() {
        Map<String, String> properties = new HashMap<>();
        properties.put(ConfluentSchemaRegistry.URL, DEFAULT_REGISTRY);
        values.forEach((key, value) -> {
            if (startsWithAny(key, REGISTRY_PREFIXES)) {
                properties.put(key, value);
            }
        });
        return properties;
    }

    /** How topics are made. */
    public Topics topics() {
        AbstractConfig config = values(TOPICS, TOPICS_PREFIX);
        return new Topics(
                config.getBoolean("topics.create"),
                config.getInt("topics.partitions"),
                config.getShort("topics.replication.factor"));
    }

    /**
     * The values of one part's keys, checked.
     *
     * @param definition every key of the part with its type, default, check and meaning
     * @param prefix what all of them begin with; a key with it that is not defined is an error
     * @throws ConfigException naming the key and what is wrong with its value
     */
    public AbstractConfig values(ConfigDef definition, String prefix) {
        Map<String, String> own = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                if (!definition.names().contains(key)) {
                    throw new ConfigException(
                            "unknown setting " + key + "; did you mean " + nearest(key, definition) + "?");
                }
                own.put(key, value);
            }
        });
        return new AbstractConfig(definition, own, false);
    }

    /** Keys only: values may be secret. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    private static String keyOf(String variable) {
        return variable.substring(ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("__", "\u0000")
                .replace('_', '.')
                .replace('\u0000', '_');
    }

    private static boolean isKnownPrefix(String key) {
        return key.startsWith(KAFKA_PREFIX)
                || key.startsWith(TOPICS_PREFIX)
                || startsWithAny(key, REGISTRY_PREFIXES)
                || startsWithAny(key, PART_PREFIXES);
    }

    private static boolean startsWithAny(String key, String[] prefixes) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String nearest(String key, ConfigDef definition) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : definition.names().stream().sorted().toList()) {
            int distance = editDistance(key, name);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best;
    }

    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
