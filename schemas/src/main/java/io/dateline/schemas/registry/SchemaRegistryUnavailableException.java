package io.dateline.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry did not answer, is in trouble, or does not let us in (a wrong password is mended by who runs it, and
 * meanwhile no record is to blame). Try again later.
 */
public class SchemaRegistryUnavailableException extends RetriableException {
    public SchemaRegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
