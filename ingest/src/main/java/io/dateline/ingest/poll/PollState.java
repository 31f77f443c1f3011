package io.dateline.ingest.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a polled feed from one poll to the next and over a restart: what the server wants to hear, and the
 * items that were taken in, as digests; addresses too, for they may hold keys. An item is forgotten a month after it was last in the feed, or when there are more
 * than {@value #MOST_ITEMS} of later ones. For one thread.
 */
final class PollState {
    static final int MOST_ITEMS = 20_000;
    private static final Duration KEPT = Duration.ofDays(30);

    private final StateFile file;
    private final String address;
    private final Map<String, Instant> items = new LinkedHashMap<>();
    private Fetched.Tag tag = Fetched.Tag.NONE;
    private String document;
    private String movedTo;

    private PollState(StateFile file, String address) {
        this.file = file;
        this.address = Digests.of(address);
    }

    /**
     * Reads what was kept. Tags are of an address: when the feed has another one now, they don't count. Items do.
     *
     * @throws IOException when it is there and can't be read from the disk
     */
    static PollState read(StateFile file, String address) throws IOException {
        PollState state = new PollState(file, address);
        JsonNode kept = file.read();
        if (kept == null) {
            return state;
        }
        if (state.address.equals(text(kept, "address"))) {
            state.tag = new Fetched.Tag(text(kept, "etag"), text(kept, "lastModified"));
            state.document = text(kept, "document");
            state.movedTo = text(kept, "movedTo");
        }
        kept.path("items")
                .properties()
                .forEach(item -> state.items.put(
                        item.getKey(), Instant.ofEpochSecond(item.getValue().asLong())));
        return state;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.get(name).asText() : null;
    }

    Fetched.Tag tag() {
        return tag;
    }

    /** Is this the document of the last poll, byte for byte? */
    boolean isLast(String digest) {
        return digest.equals(document);
    }

    /** Was this item taken in? */
    boolean knows(String digest) {
        return items.containsKey(digest);
    }

    /** Is it news that the feed has moved there for good? */
    boolean isNewPlace(String place) {
        return place != null && !Digests.of(place).equals(movedTo);
    }

    /**
     * A document has been taken in, and all of it is on Kafka.
     *
     * @param seen digests of all items in it
     */
    void taken(Fetched.Tag newTag, String digest, String place, Set<String> seen, Instant now) throws IOException {
        tag = newTag;
        document = digest;
        movedTo = place == null ? null : Digests.of(place);
        for (String item : seen) {
            // Out and in again: the order is that of the last sight.
            items.remove(item);
            items.put(item, now);
        }
        Iterator<Instant> oldest = items.values().iterator();
        while (oldest.hasNext()) {
            Instant last = oldest.next();
            if (last.equals(now) || items.size() <= MOST_ITEMS && last.isAfter(now.minus(KEPT))) {
                break;
            }
            oldest.remove();
        }
        write();
    }

    private void write() throws IOException {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("address", address);
        content.put("etag", tag.etag());
        content.put("lastModified", tag.lastModified());
        content.put("document", document);
        content.put("movedTo", movedTo);
        ObjectNode list = content.putObject("items");
        items.forEach((digest, seen) -> list.put(digest, seen.getEpochSecond()));
        file.write(content);
    }
}
