package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.StoryState;
import io.dateline.enrich.record.DerivedRecords;
import io.dateline.enrich.record.EnrichedArticles;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.VersionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Publishes a version in place of the one before it: the whole record; its quotes and mentions as far as they say
 * something new; a tombstone for each that no longer holds. All of it in one transaction with what is remembered, and
 * nothing before all of it is made: a story that can't be published goes to the dead letters, and no part of it elsewhere.
 */
final class PublishStory implements Processor<String, StoryInFlight, Object, Object> {
    /** Room for a record's key and headers. */
    private static final int OVERHEAD = 64 * 1024;

    private static final int LARGEST = NewsTopic.MAX_RECORD_BYTES - OVERHEAD;

    private final Serializer<EnrichedArticle> serializer;
    private final Deserializer<RawArticle> stories;
    private final Duration duplicateWindow;
    private final Outcomes outcomes;
    private final List<Consumer<ProcessorContext<Object, Object>>> ready = new ArrayList<>();
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, StoryState> lives;
    private KeyValueStore<String, EnrichedArticle> served;
    private HeldStories held;
    private HeldEndings endings;
    private Likenesses likenesses;
    private DeadLetters deadLetters;

    PublishStory(
            Serializer<EnrichedArticle> serializer,
            Deserializer<RawArticle> stories,
            Duration duplicateWindow,
            Outcomes outcomes) {
        this.duplicateWindow = duplicateWindow;
        this.stories = stories;
        this.outcomes = outcomes;
        this.serializer = serializer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        served = newContext.getStateStore(EnrichTopology.SERVED_STORE);
        held = new HeldStories(
                newContext.getStateStore(EnrichTopology.HELD_STORE),
                newContext.getStateStore(EnrichTopology.DUE_STORE));
        endings = new HeldEndings(newContext, stories, outcomes);
        likenesses = new Likenesses(newContext, duplicateWindow);
        deadLetters = new DeadLetters(newContext, EnrichTopology.PUBLISH, outcomes);
    }

    @Override
    public void process(Record<String, StoryInFlight> message) {
        StoryInFlight story = message.value();
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        ready.clear();
        EnrichedArticle previous = served.get(message.key());
        try {
            publish(message, previous, now);
        } catch (RuntimeException e) {
            if (!Failures.isBadRecord(e)) {
                throw e;
            }
            story.forgetIfReleased(lives, now);
            deadLetters.send(story.origin(), story.key(), story.value(), message.headers(), message.timestamp(), e);
            return;
        }
        // First what ends, then what counts: of two editions under one number, the last entry is that of the one that
        // counts.
        settleHeld(message, now);
        ready.forEach(output -> output.accept(context));
        remember(message, previous);
    }

    private void publish(Record<String, StoryInFlight> message, EnrichedArticle previous, Instant now) {
        String articleId = message.key();
        EnrichedArticle next = message.value().enriched();
        Instant since = message.value().step().next().getServedSince();
        next.setReplaces(EnrichedArticles.replacement(previous, next));
        // What the version before was found to be a duplicate of; with another text, that is looked into again.
        next.setDuplicateOf(next.getStatus() == ArticleStatus.USABLE ? likenesses.earliest(articleId, since) : null);
        forward(message, articleId, wire(next, message.headers()), EnrichTopology.WRITE_ENRICHED);
        replace(
                message,
                previous,
                next,
                DerivedRecords::quotes,
                DerivedRecords::saysTheSame,
                EnrichTopology.WRITE_QUOTES);
        replace(
                message,
                previous,
                next,
                DerivedRecords::mentions,
                DerivedRecords::saysTheSame,
                EnrichTopology.WRITE_MENTIONS);
        forward(
                message,
                articleId,
                VersionLedger.published(next, message.value().step().decision(), now),
                EnrichTopology.WRITE_VERSIONS);
        killOthers(message, next, now);
    }

    private void remember(Record<String, StoryInFlight> message, EnrichedArticle previous) {
        EnrichedArticle article = message.value().enriched();
        StoryState state = message.value().step().next();
        lives.put(message.key(), state);
        if (article.getStatus() == ArticleStatus.USABLE) {
            served.put(message.key(), article);
            likenesses.served(message, previous, article, state.getServedSince());
        } else {
            served.delete(message.key());
            likenesses.takenBack(message, previous);
        }
        outcomes.published(
                article, message.value().step().decision(), message.value().released());
    }

    /** What is held is what the story's state says, and nothing else. */
    private void settleHeld(Record<String, StoryInFlight> message, Instant now) {
        Long stays = message.value().step().next().getHeldVersion();
        Decision decision = message.value().step().decision();
        Long before = held.versionOf(message.key());
        boolean isHeldItself =
                decision instanceof Decision.TakeBack takeBack && stays != null && takeBack.version() == stays;
        if (before != null && (!before.equals(stays) || isHeldItself)) {
            VersionOutcome outcome =
                    decision instanceof Decision.Cancel ? VersionOutcome.CANCELLED : VersionOutcome.LATE;
            endings.of(message, held.take(message.key()), outcome, now);
        }
        if (isHeldItself) {
            held.hold(message, stays, null);
        }
    }

    /** One that is withheld replaces nothing yet. */
    private void killOthers(Record<String, StoryInFlight> message, EnrichedArticle article, Instant now) {
        if (article.getStatus() == ArticleStatus.WITHHELD) {
            return;
        }
        Instant releasedAt = message.value().releasedAt();
        // One that was released orders from then on, also for a replay: what came before had not been killed.
        Record<String, StoryInFlight> cause = releasedAt == null
                ? message
                : message.withTimestamp(
                        Math.max(message.timestamp(), Math.min(releasedAt.toEpochMilli(), now.toEpochMilli())));
        KillsOfOthers.by(
                        article.getArticleId(),
                        article.getSupersedes(),
                        article.getVersionCreated(),
                        Instant.ofEpochMilli(cause.timestamp()))
                .forEach(kill -> forward(cause, kill.getArticleId(), kill, EnrichTopology.WRITE_COMMANDS));
    }

    private <T> void replace(
            Record<String, StoryInFlight> message,
            EnrichedArticle previous,
            EnrichedArticle next,
            Function<EnrichedArticle, Map<String, T>> derive,
            BiPredicate<T, T> saysTheSame,
            String sink) {
        Map<String, T> sent = previous == null ? Map.of() : derive.apply(previous);
        Map<String, T> now = derive.apply(next);
        for (String key : sent.keySet()) {
            if (!now.containsKey(key)) {
                forward(message, key, null, sink);
            }
        }
        now.forEach((key, value) -> {
            T before = sent.get(key);
            if (before == null || !saysTheSame.test(before, value)) {
                forward(message, key, value, sink);
            }
        });
    }

    private void forward(Record<String, StoryInFlight> message, String key, Object value, String sink) {
        // That it had failed before is the raw record's story, not the consumers'.
        Record<Object, Object> output =
                new Record<>(key, value, message.timestamp(), DeadLetter.ownOf(message.headers()));
        ready.add(to -> to.forward(output, sink));
    }

    /** The record as it will be on its topic. It is the largest of those that are made of a story. */
    private byte[] wire(EnrichedArticle article, Headers headers) {
        byte[] wire = serializer.serialize(NewsTopic.ENRICHED.topicName(), article);
        long bytes = DeadLetter.bytesOf(null, wire, headers);
        if (bytes > LARGEST) {
            throw new RecordTooLargeException("an enriched story of " + bytes + " bytes; " + LARGEST + " fit");
        }
        return wire;
    }
}
