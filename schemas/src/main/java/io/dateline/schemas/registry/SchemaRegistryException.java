package io.dateline.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered, and the answer is no: unknown id, incompatible schema. Final. */
public class SchemaRegistryException extends SerializationException {
    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
