package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NewsTopicTest {
    private static final String DAYS_7 = "604800000";
    private static final String DAYS_365 = "31536000000";

    /** Other services have these in their code: a change here is a change for them. */
    @ParameterizedTest
    @CsvSource({
        "RAW, news.articles.raw, delete",
        "ENRICHED, news.articles.enriched, compact",
        "VERSIONS, news.articles.versions, delete",
        "COMMANDS, news.commands, delete",
        "QUOTES, news.quotes, compact",
        "MENTIONS, news.mentions, compact",
        "KNOWLEDGE, news.knowledge-base, compact",
        "DEAD_LETTERS, news.dead-letters, delete",
    })
    void namesAndCleanupAreWhatConsumersWereTold(NewsTopic topic, String name, String cleanup) {
        assertThat(topic.topicName()).isEqualTo(name);
        assertThat(topic.subject()).isEqualTo(name + "-value");
        assertThat(topic.configs()).containsEntry("cleanup.policy", cleanup);
    }

    @ParameterizedTest
    @EnumSource(NewsTopic.class)
    void keepsWhatItHoldsLongAndTakesTheLargestRecord(NewsTopic topic) {
        boolean compacted = topic.configs().get("cleanup.policy").equals("compact");
        int largest = topic == NewsTopic.DEAD_LETTERS ? NewsTopic.MAX_WRAPPED_BYTES : NewsTopic.MAX_RECORD_BYTES;

        assertThat(topic.configs())
                .containsEntry("max.message.bytes", Integer.toString(largest))
                .containsEntry(compacted ? "delete.retention.ms" : "retention.ms", compacted ? DAYS_7 : DAYS_365);
    }

    /** A dot and an underscore in topic names collide in Kafka's metrics. */
    @ParameterizedTest
    @EnumSource(NewsTopic.class)
    void namesHaveNoUnderscore(NewsTopic topic) {
        assertThat(topic.topicName()).matches("news(\\.[a-z-]+)+");
    }

    @ParameterizedTest
    @EnumSource(NewsTopic.class)
    void everyTopicButDeadLettersHasASchema(NewsTopic topic) {
        assertThat(topic.schema().isPresent()).isEqualTo(topic != NewsTopic.DEAD_LETTERS);
    }

    @Test
    void partitionsAndReplicationAreTheOperators() {
        NewTopic definition = NewsTopic.RAW.definition(12, (short) 3);

        assertThat(definition.name()).isEqualTo("news.articles.raw");
        assertThat(definition.numPartitions()).isEqualTo(12);
        assertThat(definition.replicationFactor()).isEqualTo((short) 3);
        assertThat(definition.configs()).isEqualTo(NewsTopic.RAW.configs());
    }
}
