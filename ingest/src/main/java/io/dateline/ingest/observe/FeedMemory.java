package io.dateline.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps over a restart how long feeds are usually silent. Losing it costs a day of learning anew, so nothing waits for it
 * and no failure of the disk stops a story. For one thread at a time.
 */
public final class FeedMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FeedMemory.class);

    private final StateFile file;
    private boolean failed;

    /** @param directory where ingest keeps its state */
    public FeedMemory(Path directory) {
        this.file = new StateFile(directory.resolve("feeds.json"));
    }

    /** Gives a book what was kept. */
    public void recall(FeedBook book) {
        Map<String, FeedPulse.Memory> memories = new HashMap<>();
        try {
            JsonNode kept = file.read();
            if (kept != null) {
                kept.properties().forEach(feed -> memories.put(feed.getKey(), memory(feed.getValue())));
            }
        } catch (IOException | DateTimeException e) {
            LOG.warn("what was learned of feeds is lost cause={}", e.toString());
            return;
        }
        book.recall(memories);
    }

    /** Keeps what a book knows now. */
    public void keep(FeedBook book) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        book.memories().forEach((name, memory) -> {
            ArrayNode weights = content.putObject(name)
                    .put("since", memory.since().toString())
                    .put("at", memory.at().toString())
                    .put("gaps", memory.gaps())
                    .putArray("weights");
            for (double weight : memory.weights()) {
                weights.add(Math.round(weight * 1000) / 1000.0);
            }
        });
        try {
            file.write(content);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("what is learned of feeds can't be kept cause={}", e.toString());
            }
            failed = true;
        }
    }

    private static FeedPulse.Memory memory(JsonNode kept) {
        JsonNode list = kept.path("weights");
        double[] weights = new double[list.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(0, list.get(i).asDouble());
        }
        return new FeedPulse.Memory(
                Instant.parse(kept.path("since").asText()),
                kept.path("gaps").asLong(),
                weights,
                Instant.parse(kept.path("at").asText()));
    }
}
