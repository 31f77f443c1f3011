package io.dateline.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/** The registry did not answer, or answered that it is in trouble. The record is not to blame; try again later. */
public class SchemaRegistryUnavailableException extends RetriableException {
    public SchemaRegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
