package io.dateline.bench;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real stories: all that the parsers of ingest read in the files of a directory, one after the other, and from the first
 * again. Embargoes and kills are left out, since what is held is not stored. Stories that come round again have their own
 * text for a neighbour, so near-duplicates cost more then than they do in life. Not thread-safe.
 */
final class StoriesOfDirectory implements StorySource {
    private static final String PROVIDER = "bench";

    private final List<RawArticle> stories;
    private int next;

    private StoriesOfDirectory(List<RawArticle> stories) {
        this.stories = stories;
    }

    /**
     * Reads all files of a directory and the ones in it.
     *
     * @throws IllegalArgumentException when there is no story in them that can be served
     */
    static StoriesOfDirectory read(Path directory) throws IOException {
        WireParsers parsers = StandardParsers.create();
        List<RawArticle> stories;
        try (Stream<Path> files = Files.walk(directory)) {
            stories = files.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> read(parsers, file))
                    .filter(story -> story.getStatus() == ArticleStatus.USABLE
                            && story.getEmbargoedUntil() == null
                            && story.getEmbargoText() == null
                            && !story.getBody().isBlank())
                    .toList();
        }
        if (stories.isEmpty()) {
            throw new IllegalArgumentException(directory + " holds no story that can be served");
        }
        return new StoriesOfDirectory(stories);
    }

    private static Stream<RawArticle> read(WireParsers parsers, Path file) {
        try {
            WireInput input = WireInput.of(Files.readAllBytes(file), Feed.named(PROVIDER), Instant.now());
            return parsers.parseAll(input).stream()
                    .filter(Parsed.class::isInstance)
                    .map(result -> ((Parsed) result).article());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RawArticle story(String id) {
        RawArticle story = stories.get(next++ % stories.size());
        // A story of its own each time: numbers, kills and headline marks of the original would make it a version of
        // another.
        return RawArticle.newBuilder(story)
                .setArticleId(RecordKeys.articleId(PROVIDER, id))
                .setProvider(PROVIDER)
                .setVersion(1L)
                .setSupersedes(List.of())
                .setReceivedAt(Instant.now())
                .build();
    }

    @Override
    public String toString() {
        return "from " + stories.size() + " real ones";
    }
}
