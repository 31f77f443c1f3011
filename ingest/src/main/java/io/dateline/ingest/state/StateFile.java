package io.dateline.ingest.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small JSON file that is there as a whole or not at all: written beside its place, forced to the disk, and moved there.
 * For one thread at a time.
 */
public final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    public StateFile(Path path) {
        this.path = path;
    }

    /** What is in it; null when it is not there, or is no JSON: then it is put aside, and its owner begins anew. */
    public JsonNode read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            JsonNode content = JSON.readTree(bytes);
            if (content != null && content.isObject()) {
                return content;
            }
        } catch (IOException e) {
            LOG.debug("state is no JSON", e);
        }
        Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
        Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("state can't be read, beginning anew file={} kept={}", path, aside);
        return null;
    }

    /** Puts it there, over what was. */
    public void write(JsonNode content) throws IOException {
        Files.createDirectories(path.getParent());
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
