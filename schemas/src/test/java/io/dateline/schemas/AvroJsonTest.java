package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesFieldsByNameEnumsAsSymbolsInstantsAsIsoAndBytesAsBase64() throws Exception {
        JsonNode json = JSON.readTree(AvroJson.toJson(Samples.rawArticle("body\n\n\"quoted\" \u0007")));

        assertThat(json.get("articleId").asText()).isEqualTo("afp|story-1");
        assertThat(json.get("version").asLong()).isEqualTo(3);
        assertThat(json.get("status").asText()).isEqualTo("USABLE");
        assertThat(json.get("changeKind").isNull()).isTrue();
        assertThat(json.get("receivedAt").asText()).isEqualTo("2026-11-03T10:15:30.123Z");
        assertThat(json.get("embargoedUntil").asText()).isEqualTo("2026-11-04T00:00:00Z");
        assertThat(json.get("headline").asText()).isEqualTo("Größe matters – “quoted” 🌍");
        assertThat(json.get("body").asText()).isEqualTo("body\n\n\"quoted\" \u0007");
        assertThat(json.get("subjects").get(0).get("code").asText()).isEqualTo("medtop:11000000");
        assertThat(Base64.getDecoder().decode(json.get("original").asText()))
                .isEqualTo("body\n\n\"quoted\" \u0007".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesEveryFieldOnceInTheSchemasOrder() throws Exception {
        RawArticle article = Samples.rawArticle("body");
        JsonNode json = JSON.readTree(AvroJson.toJson(article));

        assertThat(List.copyOf(json.properties()).stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(article.getSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void isOneLineAndLeavesTheRecordAsItWas() {
        RawArticle article = Samples.rawArticle("one\ntwo");
        ByteBuffer original = article.getOriginal();

        String first = AvroJson.toJson(article);

        assertThat(first).doesNotContain("\n").doesNotContain("\r");
        assertThat(original.remaining()).isEqualTo(7);
        assertThat(AvroJson.toJson(article)).isEqualTo(first);
    }

    @Test
    void writesNumbersAsNumbers() throws Exception {
        EntityMentionRecord mention = Samples.mention();
        mention.setSalience(0.25);

        JsonNode json = JSON.readTree(AvroJson.toJson(mention));

        assertThat(json.get("salience").isDouble()).isTrue();
        assertThat(json.get("salience").asDouble()).isEqualTo(0.25);
        assertThat(json.get("mentions").get(0).get("end").isInt()).isTrue();
        assertThat(json.get("wikidataId").isNull()).isTrue();
        assertThat(json.get("aliases").isEmpty()).isTrue();
    }
}
