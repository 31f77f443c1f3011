package io.dateline.enrich;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Raw stories for tests: complete, and different only in what a test says. */
public final class RawStories {
    public static final Instant RECEIVED = Instant.parse("2026-11-03T10:15:30.123Z");

    private RawStories() {}

    /** A usable story of one paragraph without a version. */
    public static RawArticle.Builder story(String id, String body) {
        return RawArticle.newBuilder()
                .setArticleId(RecordKeys.articleId("acme", id))
                .setProvider("acme")
                .setStatus(ArticleStatus.USABLE)
                .setHeadline("Headline of " + id)
                .setBody(body)
                .setFormat("ndjson")
                .setFeed("test")
                .setReceivedAt(RECEIVED)
                .setOriginal(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with a version number. */
    public static RawArticle.Builder story(String id, long version, String body) {
        return story(id, body).setVersion(version);
    }
}
