package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.StoryState;
import io.dateline.enrich.record.EnrichedArticles;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Provenance;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Makes the record to publish. A version whose text is that of the one before keeps its annotations. A story that can't be
 * analysed goes to the dead letters, and the next one is handled. One at which the virtual machine fails ends the thread,
 * as it may be innocent of it; one at which that happens again and again goes to the dead letters unread.
 */
final class AnalyseStory implements Processor<String, StoryInFlight, Object, Object> {
    private final StoryAnalyzer analyzer;
    private final ProvenanceStamp stamp;
    private final DeadlyRecords deadly;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, EnrichedArticle> served;
    private KeyValueStore<String, StoryState> lives;
    private DeadLetters deadLetters;

    /** @param deadly shared by all threads: it outlives them */
    AnalyseStory(StoryAnalyzer analyzer, ProvenanceStamp stamp, DeadlyRecords deadly, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.deadly = deadly;
        this.analyzer = analyzer;
        this.stamp = stamp;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        served = newContext.getStateStore(EnrichTopology.SERVED_STORE);
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        deadLetters = new DeadLetters(newContext, EnrichTopology.ANALYSE, outcomes);
    }

    @Override
    public void process(Record<String, StoryInFlight> message) {
        StoryInFlight story = message.value();
        Throwable killer = deadly.killerOf(story.origin());
        if (killer != null) {
            bury(message, killer);
            return;
        }
        try {
            handle(message);
        } catch (Error e) {
            deadly.killed(story.origin(), e);
            throw e;
        }
        deadly.passed(story.origin());
    }

    private void handle(Record<String, StoryInFlight> message) {
        StoryInFlight story = message.value();
        EnrichedArticle enriched;
        try {
            enriched = enrich(story);
        } catch (RuntimeException | Error e) {
            if (!Failures.isBadRecord(e)) {
                throw e;
            }
            bury(message, e);
            return;
        }
        context.forward(
                new Record<>(message.key(), story.with(enriched), message.timestamp(), message.headers()),
                EnrichTopology.PUBLISH);
    }

    private void bury(Record<String, StoryInFlight> message, Throwable failure) {
        StoryInFlight story = message.value();
        story.forgetIfReleased(lives, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        deadLetters.send(story.origin(), story.key(), story.value(), message.headers(), message.timestamp(), failure);
    }

    private EnrichedArticle enrich(StoryInFlight story) {
        Provenance provenance = stamp.with(analyzer.refresh()).at(Instant.ofEpochMilli(context.currentSystemTimeMs()));
        Decision decision = story.step().decision();
        if (decision instanceof Decision.Serve serve) {
            EnrichedArticle before = served.get(story.story().getArticleId());
            if (EnrichedArticles.hasSameContent(before, story.story(), provenance)) {
                return EnrichedArticles.metadataOnly(
                        story.story(), before, serve.version(), serve.changeKind(), provenance);
            }
            Analysis analysis = analyzer.analyze(EnrichedArticles.storyOf(story.story()));
            return EnrichedArticles.served(story.story(), analysis, serve.version(), serve.changeKind(), provenance);
        }
        if (decision instanceof Decision.Cancel cancel) {
            return EnrichedArticles.takenBack(
                    story.story(), ArticleStatus.CANCELED, cancel.version(), ChangeKind.CANCELLATION, provenance);
        }
        if (decision instanceof Decision.TakeBack takeBack) {
            return EnrichedArticles.takenBack(
                    story.story(), ArticleStatus.WITHHELD, takeBack.version(), takeBack.changeKind(), provenance);
        }
        throw new IllegalStateException("nothing to publish for " + decision);
    }
}
