package io.dateline.enrich.topology;

import io.dateline.enrich.duplicate.ComparableText;
import io.dateline.enrich.duplicate.LikenessNote;
import io.dateline.enrich.duplicate.SameStory;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds out which served stories say the same, by notes between them, each handled where the story that it is for has its
 * state: what is compared is what is served now. A story that turns out to be a duplicate, or to be none any more, is sent
 * again, complete.
 *
 * <p>Both of a pair come to the same whichever was handled first, and whatever happened to either meanwhile: a verdict on a
 * text that has changed is asked for again, and a story that is gone says so.
 */
final class RelateStories implements Processor<String, LikenessNote, Object, Object> {
    private final Duration window;
    private final Serializer<EnrichedArticle> serializer;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, StoryState> lives;
    private KeyValueStore<String, EnrichedArticle> served;
    private Likenesses likenesses;

    /** @param window stories that came further apart are not the same */
    RelateStories(Duration window, Serializer<EnrichedArticle> serializer, Outcomes outcomes) {
        this.serializer = serializer;
        this.window = window;
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        served = newContext.getStateStore(EnrichTopology.SERVED_STORE);
        likenesses = new Likenesses(newContext, window);
    }

    @Override
    public void process(Record<String, LikenessNote> arrived) {
        Record<String, LikenessNote> message = Likenesses.inStoryTime(arrived);
        LikenessNote note = message.value();
        EnrichedArticle article = served.get(note.getArticleId());
        if (article == null) {
            tellThatItIsGone(message, note);
            return;
        }
        Instant since = lives.get(note.getArticleId()).getServedSince();
        switch (note.getKind()) {
            case CANDIDATE -> {
                if (likenesses.mayCompare(note.getArticleId())) {
                    likenesses.ask(message, article, since, ComparableText.of(article), note.getOther());
                } else {
                    outcomes.notCompared();
                }
            }
            case COMPARE -> {
                boolean alike = isAlike(article, since, note);
                outcomes.compared(alike);
                likenesses.remember(note.getArticleId(), note.getOther(), note.getSince(), alike);
                likenesses.answer(message, note, since, alike);
            }
            case VERDICT -> {
                String text = ComparableText.of(article);
                if (Likenesses.fingerprint(text) == note.getFingerprint()) {
                    likenesses.remember(note.getArticleId(), note.getOther(), note.getSince(), note.getAlike());
                } else {
                    likenesses.ask(message, article, since, text, note.getOther());
                }
            }
            case GONE -> likenesses.remember(note.getArticleId(), note.getOther(), since, false);
        }
        sendAgainIfChanged(message, article, since);
    }

    private boolean isAlike(EnrichedArticle article, Instant since, LikenessNote note) {
        if (Duration.between(since, note.getSince()).abs().compareTo(window) > 0) {
            return false;
        }
        String text = ComparableText.of(article);
        // The very same text is sent often, and needs no look into it: whatever asks has words enough to be in a band.
        return text.equals(note.getText()) || SameStory.isTold(text, note.getText());
    }

    /** The other has to forget it, unless it has said the same itself. */
    private void tellThatItIsGone(Record<String, LikenessNote> message, LikenessNote note) {
        switch (note.getKind()) {
            case COMPARE -> likenesses.gone(message, note.getArticleId(), note.getOther());
            case VERDICT -> {
                if (note.getAlike()) {
                    likenesses.gone(message, note.getArticleId(), note.getOther());
                }
            }
            case CANDIDATE, GONE -> {
                // Nobody counts on it.
            }
        }
    }

    private void sendAgainIfChanged(Record<String, LikenessNote> message, EnrichedArticle article, Instant since) {
        String earliest = likenesses.earliest(article.getArticleId(), since);
        if (Objects.equals(earliest, article.getDuplicateOf())) {
            return;
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        EnrichedArticle next =
                EnrichedArticle.newBuilder(article).setDuplicateOf(earliest).build();
        served.put(article.getArticleId(), next);
        outcomes.nearDuplicate(earliest != null);
        context.forward(
                new Record<>(
                        article.getArticleId(),
                        serializer.serialize(NewsTopic.ENRICHED.topicName(), next),
                        message.timestamp(),
                        DeadLetter.ownOf(message.headers())),
                EnrichTopology.WRITE_ENRICHED);
        context.forward(
                new Record<>(
                        article.getArticleId(),
                        VersionLedger.nearDuplicate(next, now),
                        message.timestamp(),
                        DeadLetter.ownOf(message.headers())),
                EnrichTopology.WRITE_VERSIONS);
    }
}
