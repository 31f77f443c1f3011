package io.dateline.enrich.topology;

import io.dateline.enrich.duplicate.BandEntry;
import io.dateline.enrich.duplicate.BandOperation;
import io.dateline.enrich.duplicate.ComparableText;
import io.dateline.enrich.duplicate.LikeStory;
import io.dateline.enrich.duplicate.Likeness;
import io.dateline.enrich.duplicate.LikenessNote;
import io.dateline.enrich.duplicate.NoteKind;
import io.dateline.enrich.duplicate.Sketch;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What stories know of being alike. Each keeps the stories that say the same as it does; the earliest that came before it
 * is what it is a duplicate of. Of two stories both know, or will once the notes between them have arrived.
 */
final class Likenesses {
    /** Stories remembered as alike to one; those that came last are left out. */
    private static final int REMEMBERED = 64;

    /**
     * Candidates that the text of a version is compared with. A story that is one of many made from one template has more;
     * further ones are left out, so that no story costs more than so many comparisons.
     */
    static final int COMPARED = 6;

    /**
     * How much later than the story that is its cause a note is dated. A task takes the record with the earliest time first,
     * so stories don't wait for notes: these have their turn when no story waits. Less than the hour by which a broker
     * accepts records from the future.
     */
    private static final Duration GIVE_WAY = Duration.ofMinutes(30);

    private static final Comparator<LikeStory> EARLIER =
            Comparator.comparing(LikeStory::getSince).thenComparing(LikeStory::getArticleId);

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<String, Likeness> store;
    private final boolean lookedFor;

    /** @param window stories that came further apart are not looked at; zero: none are */
    Likenesses(ProcessorContext<Object, Object> context, Duration window) {
        this.lookedFor = !window.isZero();
        this.context = context;
        this.store = context.getStateStore(EnrichTopology.LIKENESS_STORE);
    }

    /** Tells one text from another. */
    static long fingerprint(String text) {
        // FNV-1a over UTF-8: a chance of one in 2^64 that a verdict is taken for one on another version.
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        return hash;
    }

    /** The earliest story that says the same and came before this one; null when there is none. */
    String earliest(String articleId, Instant since) {
        Likeness known = store.get(articleId);
        LikeStory self = new LikeStory(articleId, since);
        return known == null
                ? null
                : known.getAlike().stream()
                        .filter(other -> EARLIER.compare(other, self) < 0)
                        .min(EARLIER)
                        .map(LikeStory::getArticleId)
                        .orElse(null);
    }

    /**
     * A version is served: others may be like it, and those that were are asked whether they still are.
     *
     * @param previous what was served of the story until now; null: nothing
     */
    void served(Record<?, ?> cause, EnrichedArticle previous, EnrichedArticle article, Instant since) {
        if (!lookedFor) {
            return;
        }
        String articleId = article.getArticleId();
        String text = ComparableText.of(article);
        Sketch sketch = Sketch.of(text);
        if (previous != null) {
            String before = ComparableText.of(previous);
            if (before.equals(text)) {
                return;
            }
            leave(cause, articleId, Sketch.of(before), sketch);
        }
        ByteBuffer bytes = sketch.toBytes();
        for (int band : sketch.bands()) {
            forward(cause, band, new BandEntry(BandOperation.PUT, articleId, since, bytes), EnrichTopology.WRITE_BANDS);
        }
        Likeness known = store.get(articleId);
        if (known != null) {
            store.put(articleId, new Likeness(0, known.getAlike()));
            known.getAlike().forEach(other -> ask(cause, article, since, text, other.getArticleId()));
        }
    }

    /**
     * Nothing of the story is served any more.
     *
     * @param previous what was served of it until now; null: nothing
     */
    void takenBack(Record<?, ?> cause, EnrichedArticle previous) {
        if (previous == null) {
            return;
        }
        String articleId = previous.getArticleId();
        if (lookedFor) {
            leave(cause, articleId, Sketch.of(ComparableText.of(previous)), Sketch.of(""));
        }
        Likeness known = store.delete(articleId);
        if (known != null) {
            known.getAlike().forEach(other -> gone(cause, articleId, other.getArticleId()));
        }
    }

    /** May the text of a story that is served be sent to one more that may say the same? Counts that it is. */
    boolean mayCompare(String articleId) {
        Likeness known = store.get(articleId);
        int compared = known == null ? 0 : known.getCompared();
        if (compared >= COMPARED) {
            return false;
        }
        store.put(articleId, new Likeness(compared + 1, known == null ? List.of() : known.getAlike()));
        return true;
    }

    /** Asks another story whether it says the same. */
    void ask(Record<?, ?> cause, EnrichedArticle article, Instant since, String text, String other) {
        note(
                cause,
                LikenessNote.newBuilder()
                        .setArticleId(other)
                        .setKind(NoteKind.COMPARE)
                        .setOther(article.getArticleId())
                        .setSince(since)
                        .setText(text)
                        .setFingerprint(fingerprint(text))
                        .build());
    }

    /** Tells another story what a comparison with its text came to. */
    void answer(Record<?, ?> cause, LikenessNote question, Instant since, boolean alike) {
        note(
                cause,
                LikenessNote.newBuilder()
                        .setArticleId(question.getOther())
                        .setKind(NoteKind.VERDICT)
                        .setOther(question.getArticleId())
                        .setSince(since)
                        .setFingerprint(question.getFingerprint())
                        .setAlike(alike)
                        .build());
    }

    /** Tells another story that this one is not served. */
    void gone(Record<?, ?> cause, String articleId, String other) {
        note(
                cause,
                LikenessNote.newBuilder()
                        .setArticleId(other)
                        .setKind(NoteKind.GONE)
                        .setOther(articleId)
                        .build());
    }

    /** Remembers whether another story says the same. */
    void remember(String articleId, String other, Instant since, boolean alike) {
        Likeness known = store.get(articleId);
        List<LikeStory> before = known == null ? List.of() : known.getAlike();
        List<LikeStory> stories = new ArrayList<>(before);
        stories.removeIf(story -> story.getArticleId().equals(other));
        if (alike) {
            stories.add(new LikeStory(other, since));
            stories.sort(EARLIER);
            if (stories.size() > REMEMBERED) {
                stories.remove(REMEMBERED);
            }
        }
        if (!stories.equals(before)) {
            store.put(articleId, new Likeness(known == null ? 0 : known.getCompared(), stories));
        }
    }

    /** Leaves the bands of a sketch that the next one is not in. */
    private void leave(Record<?, ?> cause, String articleId, Sketch sketch, Sketch next) {
        BandEntry entry = new BandEntry(BandOperation.REMOVE, articleId, Instant.EPOCH, ByteBuffer.allocate(0));
        for (int band : sketch.bands()) {
            if (!next.isIn(band)) {
                forward(cause, band, entry, EnrichTopology.WRITE_BANDS);
            }
        }
    }

    /** A note, dated so that it gives way to stories; {@link #inStoryTime} takes that back. */
    static Record<Object, Object> noteRecord(Record<?, ?> cause, LikenessNote note) {
        return new Record<>(
                note.getArticleId(), note, cause.timestamp() + GIVE_WAY.toMillis(), DeadLetter.ownOf(cause.headers()));
    }

    /** A note with the time of the story that is its cause. */
    static Record<String, LikenessNote> inStoryTime(Record<String, LikenessNote> note) {
        return note.withTimestamp(Math.max(0, note.timestamp() - GIVE_WAY.toMillis()));
    }

    private void note(Record<?, ?> cause, LikenessNote note) {
        context.forward(noteRecord(cause, note), EnrichTopology.WRITE_NOTES);
    }

    private void forward(Record<?, ?> cause, Object key, Object value, String sink) {
        context.forward(new Record<>(key, value, cause.timestamp(), DeadLetter.ownOf(cause.headers())), sink);
    }
}
