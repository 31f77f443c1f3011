package io.dateline.enrich.topology;

import io.dateline.enrich.life.ChangeKindRule;
import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.VersionOutcome;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Decides what an arriving version means, and what a held one means once its time has come. What consumers don't get to
 * see ends here, before any analysis.
 */
final class FollowStoryLife implements Processor<String, StoryInFlight, Object, Object> {
    private static final Duration LOOK_FOR_DUE = Duration.ofMillis(500);

    /** Stories released in one go; the rest a moment later, so that a thousand of them at noon don't block the stream. */
    private static final int RELEASED_AT_ONCE = 200;

    private static final Duration COUNT_HELD = Duration.ofSeconds(10);

    private static final Duration LOOK_FOR_OLD = Duration.ofMinutes(1);

    /**
     * When no story has come from one look to the next, so often, none is waited for: what is due by the clock is released.
     * Counted, and not told by the clock, which does not know how long a story takes.
     */
    private static final int QUIET_LOOKS = 2;

    private final StoryLife.Embargoes embargoes;
    private final Duration retention;
    private final Deserializer<RawArticle> deserializer;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, StoryState> lives;
    private HeldStories held;
    private HeldEndings endings;
    /** How many looks have found that no story had come since the one before. */
    private int quietLooks;
    /** Has a story come since the last look? */
    private boolean taken;
    /** The latest time of a story that was taken in. */
    private Instant latestCame = Instant.EPOCH;

    FollowStoryLife(
            StoryLife.Embargoes embargoes,
            Duration retention,
            Deserializer<RawArticle> deserializer,
            Outcomes outcomes) {
        this.outcomes = outcomes;
        this.embargoes = embargoes;
        this.retention = retention;
        this.deserializer = deserializer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        held = new HeldStories(
                newContext.getStateStore(EnrichTopology.HELD_STORE),
                newContext.getStateStore(EnrichTopology.DUE_STORE));
        endings = new HeldEndings(newContext, deserializer, outcomes);
        newContext.schedule(LOOK_FOR_DUE, PunctuationType.WALL_CLOCK_TIME, this::releaseDue);
        newContext.schedule(
                COUNT_HELD, PunctuationType.WALL_CLOCK_TIME, timestamp -> outcomes.holding(task(), held.about()));
        Retention old = new Retention(
                retention,
                lives,
                newContext.getStateStore(EnrichTopology.SERVED_STORE),
                newContext.getStateStore(EnrichTopology.LIKENESS_STORE),
                held);
        newContext.schedule(
                LOOK_FOR_OLD,
                PunctuationType.WALL_CLOCK_TIME,
                timestamp -> outcomes.forgotten(old.forget(Instant.ofEpochMilli(timestamp))));
    }

    @Override
    public void close() {
        outcomes.holding(task(), 0);
    }

    private String task() {
        return context.taskId().toString();
    }

    @Override
    public void process(Record<String, StoryInFlight> message) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        String articleId = message.key();
        Instant came = earlier(Instant.ofEpochMilli(message.timestamp()), now);
        taken = true;
        latestCame = came.isAfter(latestCame) ? came : latestCame;
        StoryState state = lives.get(articleId);
        if (state != null && state.getHeldVersion() != null) {
            release(articleId, held.takeDue(articleId, came), now);
            state = lives.get(articleId);
        }
        StoryLife.Step step = StoryLife.arrive(state, message.value().story(), came, now, embargoes);
        if (step.decision() instanceof Decision.Drop drop) {
            if (step.next() != null) {
                lives.put(articleId, step.next());
            }
            outcomes.dropped(drop.reason());
            record(message, VersionLedger.dropped(message.value().story(), drop, now));
            killOthers(message, drop);
        } else if (step.decision() instanceof Decision.Hold hold) {
            lives.put(articleId, step.next());
            endings.of(message, held.take(articleId), VersionOutcome.LATE, now);
            held.hold(message, hold.version(), hold.due());
            outcomes.held(hold);
            record(message, VersionLedger.held(message.value().story(), hold, now));
        } else {
            context.forward(message.withValue(message.value().with(step)), EnrichTopology.ANALYSE);
        }
    }

    /** What a kill names is killed though the kill itself comes late, or its story is killed already. */
    private void killOthers(Record<String, StoryInFlight> message, Decision.Drop drop) {
        RawArticle story = message.value().story();
        boolean known = drop.reason() == Decision.Reason.DUPLICATE;
        if (known || story.getSupersedes().isEmpty() || !ChangeKindRule.isKill(story)) {
            return;
        }
        Instant orderedAt = Instant.ofEpochMilli(message.timestamp());
        for (StoryCommand kill :
                KillsOfOthers.by(story.getArticleId(), story.getSupersedes(), story.getVersionCreated(), orderedAt)) {
            context.forward(
                    new Record<>(kill.getArticleId(), kill, message.timestamp(), DeadLetter.ownOf(message.headers())),
                    EnrichTopology.WRITE_COMMANDS);
        }
    }

    /**
     * While stories come, their times tell what is due: a newer version or a kill that came before the embargo ended counts
     * first, also when there is a backlog, or all is done again.
     */
    private void releaseDue(long timestamp) {
        Instant now = Instant.ofEpochMilli(timestamp);
        quietLooks = taken ? 0 : quietLooks + 1;
        taken = false;
        Instant until = quietLooks >= QUIET_LOOKS ? now : latestCame;
        for (KeyValue<String, HeldStory> due : held.takeDue(until, RELEASED_AT_ONCE)) {
            release(due.key, due.value, now);
        }
    }

    /** @param due null: nothing is */
    private void release(String articleId, HeldStory due, Instant now) {
        if (due == null) {
            return;
        }
        ReleasedStory released =
                ReleasedStory.of(articleId, due, lives.get(articleId), deserializer, due.getDue(), now);
        if (released != null) {
            context.forward(released.message(), EnrichTopology.ANALYSE);
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void record(Record<String, StoryInFlight> message, ArticleVersion version) {
        context.forward(
                new Record<>(message.key(), version, message.timestamp(), DeadLetter.ownOf(message.headers())),
                EnrichTopology.WRITE_VERSIONS);
    }
}
