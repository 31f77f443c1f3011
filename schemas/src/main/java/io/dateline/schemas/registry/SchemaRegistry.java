package io.dateline.schemas.registry;

import org.apache.avro.Schema;

/**
 * What the serdes need of a schema registry. Implementations cache, are thread-safe, and tell apart the two ways to
 * fail: {@link SchemaRegistryException} says the registry answered "no" (asking again won't help), {@link
 * SchemaRegistryUnavailableException} says that it did not answer.
 */
public interface SchemaRegistry {

    /** The id of a schema under a subject. Registers it first where the configuration allows that. */
    int idOf(String subject, Schema schema);

    /** The schema with an id. */
    Schema schemaOf(int id);

    /** Makes the registry hold every later version of the subject to Avro's FULL_TRANSITIVE compatibility. */
    void requireFullTransitive(String subject);

    /**
     * Asks the registry for something that it has to look up now, past every cache: returns when it answers, be it "no".
     *
     * @throws SchemaRegistryUnavailableException when it does not
     */
    void reach();
}
