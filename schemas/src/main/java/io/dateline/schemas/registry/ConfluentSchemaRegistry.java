package io.dateline.schemas.registry;

import io.dateline.schemas.NewsTopic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any registry that speaks Confluent's API, through Confluent's own client. The only class that knows where that client
 * comes from: a bundle on Maven Central that carries it under a relocated name, with a relocated Avro, so schemas cross
 * over as text. Thread-safe.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ConfluentSchemaRegistry.class);

    /** Confluent's key: comma-separated addresses of the registry. */
    public static final String URL = "schema.registry.url";

    /** Confluent's key: may a writer register its schema (default), or only look it up? */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    private static final String FULL_TRANSITIVE = "FULL_TRANSITIVE";
    private static final int SCHEMAS_PER_SUBJECT = 1000;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final String UNREADABLE = "Invalid schema";

    private final SchemaRegistryClient client;
    private final boolean autoRegister;
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    private interface Call<T> {
        T run() throws IOException, RestClientException;
    }

    ConfluentSchemaRegistry(SchemaRegistryClient client, boolean autoRegister) {
        this.client = client;
        this.autoRegister = autoRegister;
    }

    /**
     * Connects lazily: nothing is asked of the registry until the first call.
     *
     * @param configs Confluent's own keys: {@code schema.registry.url}, {@code auto.register.schemas}, {@code
     *     basic.auth.credentials.source}, {@code basic.auth.user.info}, {@code bearer.auth.token}, {@code
     *     schema.registry.ssl.*}, ...
     */
    public static ConfluentSchemaRegistry connect(Map<String, ?> configs) {
        Object url = configs.get(URL);
        if (url == null || url.toString().isBlank()) {
            throw new IllegalArgumentException(URL + " is missing");
        }
        List<String> urls = Arrays.stream(url.toString().split(","))
                .map(String::strip)
                .map(u -> u.endsWith("/") ? u.substring(0, u.length() - 1) : u)
                .toList();
        SchemaRegistryClient client = new CachedSchemaRegistryClient(
                urls, SCHEMAS_PER_SUBJECT, List.of(new AvroSchemaProvider()), configs, Map.of());
        Object register = configs.get(AUTO_REGISTER);
        return new ConfluentSchemaRegistry(client, register == null || Boolean.parseBoolean(register.toString()));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(
                new SubjectSchema(subject, schema),
                key -> ourOwn(() -> call("schema id of subject " + subject, () -> {
                    AvroSchema avro = new AvroSchema(WireSchema.of(schema).toString());
                    return autoRegister ? register(subject, avro) : client.getId(subject, avro);
                })));
    }

    /** What is refused of our own is not a record's fault. */
    private static <T> T ourOwn(Supplier<T> call) {
        try {
            return call.get();
        } catch (SchemaRegistryException e) {
            throw new SchemaRefusedException(e.getMessage(), e.getCause());
        }
    }

    /** A registry may refuse one of two who register the same at the same moment; then it is there. */
    private int register(String subject, AvroSchema schema) throws IOException, RestClientException {
        try {
            return client.register(subject, schema);
        } catch (RestClientException refused) {
            if (refused.getStatus() == CONFLICT) {
                try {
                    return client.getId(subject, schema);
                } catch (RestClientException isNotThere) {
                    refused.addSuppressed(isNotThere);
                }
            }
            throw refused;
        }
    }

    @Override
    public Schema schemaOf(int id) {
        return schemas.computeIfAbsent(
                id,
                key -> call(
                        "schema with id " + id,
                        () -> new SchemaParser()
                                .parse(client.getSchemaById(id).canonicalString())
                                .mainSchema()));
    }

    @Override
    public void requireFullTransitive(String subject) {
        call("compatibility of subject " + subject, () -> setCompatibility(subject));
    }

    /** Apicurio refuses one of two who set it for the first time at the same moment; the second time it is there to be set. */
    private String setCompatibility(String subject) throws IOException, RestClientException {
        try {
            return client.updateCompatibility(subject, FULL_TRANSITIVE);
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw e;
            }
        }
        return client.updateCompatibility(subject, FULL_TRANSITIVE);
    }

    /** A subject that every part may read; one that is not there yet is an answer, too. */
    @Override
    public void reach() {
        String subject = NewsTopic.RAW.subject();
        try {
            call("versions of subject " + subject, () -> client.getAllVersions(subject));
        } catch (SchemaRegistryException e) {
            LOG.debug("the registry answers, and says no", e);
        }
    }

    private static <T> T call(String what, Call<T> call) {
        try {
            return call.run();
        } catch (RestClientException e) {
            String answer = e.getStatus() + " to " + what + ": " + e.getMessage();
            if (isAboutTheSchema(e)) {
                throw new SchemaRegistryException("registry answered " + answer, e);
            }
            throw new SchemaRegistryUnavailableException("registry answered " + answer, e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith(UNREADABLE)) {
                // The client's way to say that it got a schema, but of another kind than Avro, or a broken one.
                throw new SchemaRegistryException("registry gave no Avro schema to " + what, e);
            }
            throw new SchemaRegistryUnavailableException("no answer from the registry to " + what, e);
        } catch (AvroRuntimeException e) {
            throw new SchemaRegistryException("registry gave no Avro schema to " + what, e);
        }
    }

    /**
     * Is it the schema, the subject or the id that was refused? Else it is who asks (401, 403), how much is asked (429),
     * where (404 without a registry's code: there is no registry) or the registry itself (5xx): no record is to blame.
     */
    private static boolean isAboutTheSchema(RestClientException e) {
        return switch (e.getStatus()) {
            case BAD_REQUEST, CONFLICT, UNPROCESSABLE -> true;
            case NOT_FOUND -> e.getErrorCode() / 100 == NOT_FOUND;
            default -> false;
        };
    }
}
