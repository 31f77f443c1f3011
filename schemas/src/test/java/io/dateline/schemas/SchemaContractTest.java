package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What holds for every schema on a topic. */
class SchemaContractTest {
    private final Map<String, Schema> named = new LinkedHashMap<>();

    SchemaContractTest() {
        for (NewsTopic topic : NewsTopic.values()) {
            topic.schema().ifPresent(this::collect);
        }
    }

    @Test
    void coversEveryRecordAndEnum() {
        assertThat(named.values().stream().map(Schema::getName))
                .contains(
                        "RawArticle", "EnrichedArticle", "QuoteRecord", "EntityMentionRecord", "Speaker", "EntityType");
    }

    @Test
    void everyTypeAndFieldSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (Schema schema : named.values()) {
            if (isBlank(schema.getDoc())) {
                silent.add(schema.getName());
            }
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> silent.add(schema.getName() + "." + field.name()));
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyEnumHasADefaultForSymbolsThatAReaderDoesNotKnow() {
        assertThat(named.values())
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .allSatisfy(schema ->
                        assertThat(schema.getEnumDefault()).as(schema.getName()).isNotNull());
    }

    @Test
    void aStatusThatAReaderDoesNotKnowIsNeverServed() {
        assertThat(ArticleStatus.SCHEMA$.getEnumDefault()).isEqualTo(ArticleStatus.WITHHELD.name());
    }

    @Test
    void everyTypeIsInOneNamespace() {
        assertThat(named.values())
                .allSatisfy(schema -> assertThat(schema.getNamespace()).isEqualTo("io.dateline.schemas"));
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> named.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }
}
