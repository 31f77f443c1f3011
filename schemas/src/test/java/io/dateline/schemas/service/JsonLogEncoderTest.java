package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogEncoderTest {
    private final JsonLogEncoder encoder = new JsonLogEncoder();
    private final LoggerContext context = new LoggerContext();

    @Test
    void keysOfAMessageAreFieldsOfTheirOwn() throws IOException {
        JsonNode line = encode("partition taken on topic={} partition={} ready={}", null, "news.quotes", 3, true);

        assertThat(line.get("message").asText()).isEqualTo("partition taken on");
        assertThat(line.get("topic").asText()).isEqualTo("news.quotes");
        assertThat(line.get("partition").isInt()).isTrue();
        assertThat(line.get("ready").isBoolean()).isTrue();
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo("test");
        assertThat(line.get("time").asText()).endsWith("Z");
    }

    @Test
    void aMessageOfAnotherMakeStaysWhole() throws IOException {
        assertThat(encode("[Consumer {}] it's {} of {}", null, "a", 1, 2)
                        .get("message")
                        .asText())
                .isEqualTo("[Consumer a] it's 1 of 2");
        assertThat(encode("a={} and then more", null, 1).get("message").asText())
                .isEqualTo("a=1 and then more");
        assertThat(encode("plain", null).get("message").asText()).isEqualTo("plain");
    }

    @Test
    void anExceptionComesWithItsStack() throws IOException {
        JsonNode line = encode("failed part={}", new IllegalStateException("because\nof this"), "sink");

        assertThat(line.get("part").asText()).isEqualTo("sink");
        assertThat(line.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: because\nof this")
                .contains("JsonLogEncoderTest");
    }

    @Test
    void aLineIsALineWhateverIsInIt() throws IOException {
        byte[] bytes = encoder.encode(event("refused reason={}", null, "two\nlines \u2028 \"and\" \u0000 🌍"));

        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(text).get("reason").asText())
                .isEqualTo("two\nlines \u2028 \"and\" \u0000 🌍");
    }

    @Test
    void aKeyThatIsTheLinesOwnIsToldApart() throws IOException {
        assertThat(encode("odd level={}", null, "deep").get("level_").asText()).isEqualTo("deep");
    }

    private JsonNode encode(String message, Throwable thrown, Object... values) throws IOException {
        return new ObjectMapper().readTree(encoder.encode(event(message, thrown, values)));
    }

    private LoggingEvent event(String message, Throwable thrown, Object... values) {
        return new LoggingEvent("encoder.test", context.getLogger("test"), Level.WARN, message, thrown, values);
    }
}
