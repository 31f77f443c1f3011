package io.dateline.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records for tests. */
public final class Samples {
    /** With milliseconds, so that a serde that drops them is seen. */
    public static final Instant RECEIVED = Instant.parse("2026-11-03T10:15:30.123Z");

    private Samples() {}

    /** A raw story with the given body, and its body as the original bytes. */
    public static RawArticle rawArticle(String body) {
        return RawArticle.newBuilder()
                .setArticleId("afp|story-1")
                .setProvider("afp")
                .setVersion(3L)
                .setStatus(ArticleStatus.USABLE)
                .setSupersedes(List.of("afp|story-0"))
                .setEmbargoedUntil(Instant.parse("2026-11-04T00:00:00Z"))
                .setHeadline("Größe matters – “quoted” 🌍")
                .setSubjects(
                        List.of(Subject.newBuilder().setCode("medtop:11000000").build()))
                .setBody(body)
                .setFormat("text")
                .setFeed("http")
                .setReceivedAt(RECEIVED)
                .setOriginal(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** A mention with every optional field absent. */
    public static EntityMentionRecord mention() {
        return EntityMentionRecord.newBuilder()
                .setMentionId("afp|story-1#Q42")
                .setArticleId("afp|story-1")
                .setVersion(1)
                .setPublishedAt(RECEIVED)
                .setEntityKey("Q42")
                .setName("Douglas Adams")
                .setType(EntityType.PERSON)
                .setMentions(List.of(new Mention(0, 13, "Douglas Adams")))
                .build();
    }
}
