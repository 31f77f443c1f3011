package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {
    private static final Instant FIRST = Instant.parse("2026-11-03T10:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-03T11:00:00Z");

    private final DeadLetter letter =
            DeadLetter.of("enrich", "read-raw", "news.articles.raw", 2, 17, new IllegalStateException("odd"), FIRST);

    @Test
    void saysWhereWhyAndHowOften() {
        Headers headers = letter.toHeaders(new RecordHeaders());

        assertThat(DeadLetter.read(headers, DeadLetter.STAGE)).isEqualTo("enrich");
        assertThat(DeadLetter.read(headers, DeadLetter.NODE)).isEqualTo("read-raw");
        assertThat(DeadLetter.read(headers, DeadLetter.TOPIC)).isEqualTo("news.articles.raw");
        assertThat(DeadLetter.read(headers, DeadLetter.PARTITION)).isEqualTo("2");
        assertThat(DeadLetter.read(headers, DeadLetter.OFFSET)).isEqualTo("17");
        assertThat(DeadLetter.read(headers, DeadLetter.EXCEPTION)).isEqualTo("java.lang.IllegalStateException");
        assertThat(DeadLetter.read(headers, DeadLetter.MESSAGE)).isEqualTo("odd");
        assertThat(DeadLetter.read(headers, DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(DeadLetter.read(headers, DeadLetter.FIRST_FAILURE)).isEqualTo("2026-11-03T10:00:00Z");
        assertThat(DeadLetter.read(headers, DeadLetter.LAST_FAILURE)).isEqualTo("2026-11-03T10:00:00Z");
    }

    @Test
    void aRecordIsInItsLetterByteForByte() {
        byte[] key = bytes("key");
        byte[] value = new byte[16 * 1024 * 1024];

        DeadLetter.Content content =
                letter.contentFor(key, value, new RecordHeaders().add("traceparent", bytes("00-1-2-01")));

        assertThat(content.key()).isSameAs(key);
        assertThat(content.value()).isSameAs(value);
        assertThat(DeadLetter.read(content.headers(), "traceparent")).isEqualTo("00-1-2-01");
        assertThat(content.headers().lastHeader(DeadLetter.LEFT_BEHIND)).isNull();
    }

    @Test
    void aRecordLargerThanALetterMayBeIsToldOf() {
        Headers once = letter.toHeaders(new RecordHeaders()).add("traceparent", bytes("00-1-2-01"));

        DeadLetter.Content content = letter.contentFor(bytes("key"), new byte[20_000_000], once);

        assertThat(content.key()).isEqualTo(bytes("key"));
        assertThat(content.value()).isNull();
        assertThat(DeadLetter.read(content.headers(), DeadLetter.LEFT_BEHIND)).isEqualTo("20000000");
        assertThat(DeadLetter.read(content.headers(), DeadLetter.ATTEMPT)).isEqualTo("2");
        assertThat(DeadLetter.read(content.headers(), DeadLetter.TOPIC)).isEqualTo("news.articles.raw");
        assertThat(DeadLetter.read(content.headers(), DeadLetter.OFFSET)).isEqualTo("17");
    }

    @Test
    void headersAndKeysCountToo() {
        byte[] large = new byte[20_000_000];

        DeadLetter.Content ofHeaders = letter.contentFor(null, bytes("v"), new RecordHeaders().add("h", large));
        DeadLetter.Content ofKey = letter.contentFor(large, bytes("v"), new RecordHeaders());

        assertThat(DeadLetter.bytesOf(ofHeaders.key(), ofHeaders.value(), ofHeaders.headers()))
                .isLessThan(2_000);
        assertThat(DeadLetter.read(ofHeaders.headers(), DeadLetter.LEFT_BEHIND)).isEqualTo("1");
        assertThat(ofKey.key()).isNull();
        assertThat(ofKey.value()).isNull();
    }

    @Test
    void aSecondFailureCountsUpAndKeepsTheFirstTime() {
        Headers once = letter.toHeaders(new RecordHeaders());

        Headers twice = DeadLetter.of("sink", "write", "news.quotes", 0, 1, new RuntimeException("again"), SECOND)
                .toHeaders(once);

        assertThat(DeadLetter.read(twice, DeadLetter.ATTEMPT)).isEqualTo("2");
        assertThat(DeadLetter.read(twice, DeadLetter.FIRST_FAILURE)).isEqualTo("2026-11-03T10:00:00Z");
        assertThat(DeadLetter.read(twice, DeadLetter.LAST_FAILURE)).isEqualTo("2026-11-03T11:00:00Z");
        assertThat(DeadLetter.read(twice, DeadLetter.STAGE)).isEqualTo("sink");
        assertThat(twice.headers(DeadLetter.STAGE)).hasSize(1);
        assertThat(twice.headers(DeadLetter.ATTEMPT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"nonsense, 2", "'', 2", "-7, 2", "0, 2", "5, 6", "2147483647, 2147483647", "99999999999, 2"})
    void anAttemptThatCannotBeReadCountsAsTheFirst(String earlier, String now) {
        Headers foreign = new RecordHeaders().add(DeadLetter.ATTEMPT, bytes(earlier));

        assertThat(DeadLetter.read(letter.toHeaders(foreign), DeadLetter.ATTEMPT))
                .isEqualTo(now);
    }

    @Test
    void aFirstFailureThatIsNoTimeIsReplaced() {
        Headers foreign = new RecordHeaders().add(DeadLetter.FIRST_FAILURE, bytes("x".repeat(100_000)));

        assertThat(DeadLetter.read(letter.toHeaders(foreign), DeadLetter.FIRST_FAILURE))
                .isEqualTo("2026-11-03T10:00:00Z");
    }

    @Test
    void theRecordsOwnHeadersStayByteForByteAndInOrder() {
        byte[] notUtf8 = {(byte) 0xff, 0, (byte) 0xc3, 0x28};
        Headers own = new RecordHeaders()
                .add("traceparent", bytes("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .add("odd", notUtf8)
                .add("odd", new byte[0])
                .add("none", null);

        Headers headers = letter.toHeaders(own);

        assertThat(headers.toArray()).startsWith(own.toArray());
        assertThat(headers.headers("odd")).extracting(Header::value).containsExactly(notUtf8, new byte[0]);
        assertThat(headers.lastHeader("none").value()).isNull();
        assertThat(own.toArray()).hasSize(4);
    }

    @Test
    void boundsWhatItTellsWithoutBreakingACharacter() {
        String message = "x".repeat(DeadLetter.MAX_TEXT - 1) + "🌍 and so on";

        String told = DeadLetter.read(
                DeadLetter.refused("ingest", "http", "INVALID", message, FIRST).toHeaders(new RecordHeaders()),
                DeadLetter.MESSAGE);

        assertThat(told).isEqualTo("x".repeat(DeadLetter.MAX_TEXT - 1) + "…");
    }

    @Test
    void aRefusalAtAnEntranceHasNoTopic() {
        Headers headers =
                DeadLetter.refused("ingest", "http", "INVALID", null, FIRST).toHeaders(new RecordHeaders());

        assertThat(DeadLetter.read(headers, DeadLetter.TOPIC)).isNull();
        assertThat(DeadLetter.read(headers, DeadLetter.OFFSET)).isNull();
        assertThat(DeadLetter.read(headers, DeadLetter.MESSAGE)).isEmpty();
    }

    @Test
    void headersThatAreNotUtf8AreReadWithoutFailing() {
        Headers headers = new RecordHeaders().add(DeadLetter.NODE, new byte[] {(byte) 0xff, 'a'});

        assertThat(DeadLetter.read(headers, DeadLetter.NODE)).endsWith("a");
        assertThat(DeadLetter.read(headers.add(DeadLetter.NODE, null), DeadLetter.NODE))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
