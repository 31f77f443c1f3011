package io.dateline.enrich.topology;

import io.dateline.enrich.life.HeldStory;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.VersionOutcome;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes into the ledger what became of versions that were held and are not going to be served. */
final class HeldEndings {
    private final ProcessorContext<? super String, ? super ArticleVersion> context;
    private final Deserializer<RawArticle> stories;
    private final Outcomes outcomes;

    HeldEndings(
            ProcessorContext<? super String, ? super ArticleVersion> context,
            Deserializer<RawArticle> stories,
            Outcomes outcomes) {
        this.outcomes = outcomes;
        this.context = context;
        this.stories = stories;
    }

    /**
     * @param cause the record that ended it
     * @param held what was held; null when nothing was
     * @param outcome LATE when a newer version has come, CANCELLED for a kill
     */
    void of(Record<String, ?> cause, HeldStory held, VersionOutcome outcome, Instant now) {
        if (held == null) {
            return;
        }
        outcomes.heldInVain(outcome == VersionOutcome.CANCELLED);
        RawArticle story = stories.deserialize(NewsTopic.RAW.topicName(), HeldStories.bytes(held.getValue()));
        context.forward(
                new Record<>(
                        cause.key(),
                        VersionLedger.of(story, held.getVersion(), outcome, now).build(),
                        cause.timestamp(),
                        DeadLetter.ownOf(cause.headers())),
                EnrichTopology.WRITE_VERSIONS);
    }
}
