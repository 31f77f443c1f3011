package io.dateline.schemas.registry;

/**
 * The registry does not take, or does not know, a schema that this program writes with: it would break compatibility, or an
 * administrator has not registered it yet. No record is to blame; all of them wait until somebody has seen to it.
 */
public final class SchemaRefusedException extends SchemaRegistryException {
    public SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
