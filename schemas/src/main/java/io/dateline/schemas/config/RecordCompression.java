package io.dateline.schemas.config;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How producers compress records unless {@code kafka.compression.type} says otherwise: with gzip, the one codec that
 * clients in every language read without a plug-in, and quickly. See docs/decisions/0004-gzip.md.
 */
public final class RecordCompression {
    /** The last of zlib's levels that don't look for a longer match once they have one. */
    private static final int LEVEL = 3;

    private RecordCompression() {}

    /** For a producer, to be put before what the user sets. */
    public static Map<String, Object> properties() {
        return Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip", ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, LEVEL);
    }
}
