package io.dateline.enrich.record;

import io.dateline.schemas.ModelVersion;
import io.dateline.schemas.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What makes the records of one running enricher: the same for all of them, but for the time.
 *
 * @param enricherVersion version of this software
 * @param models models and tables that take part, in a fixed order
 * @param configHash hash of the settings that bear on the output
 */
public record ProvenanceStamp(String enricherVersion, List<ModelVersion> models, String configHash) {
    private static final String VERSION_RESOURCE = "/io/dateline/enrich/version.properties";
    private static final int HASH_BYTES = 8;

    public ProvenanceStamp {
        models = List.copyOf(models);
    }

    /** The stamp of this build. */
    public static ProvenanceStamp of(List<ModelVersion> models, Map<String, String> settings) {
        return new ProvenanceStamp(buildVersion(), models, hash(settings));
    }

    /** With further models, that may change while an enricher runs. */
    public ProvenanceStamp with(List<ModelVersion> more) {
        List<ModelVersion> all = new ArrayList<>(models);
        all.addAll(more);
        return new ProvenanceStamp(enricherVersion, all, configHash);
    }

    /** As it goes into a record made now. */
    public Provenance at(Instant now) {
        return new Provenance(enricherVersion, models, configHash, now);
    }

    private static String buildVersion() {
        try (InputStream in = ProvenanceStamp.class.getResourceAsStream(VERSION_RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(VERSION_RESOURCE, e);
        }
    }

    private static String hash(Map<String, String> settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(settings)
                    .forEach(
                            (key, value) -> digest.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
