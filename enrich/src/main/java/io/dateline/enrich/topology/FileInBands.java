package io.dateline.enrich.topology;

import io.dateline.enrich.duplicate.BandEntry;
import io.dateline.enrich.duplicate.BandOperation;
import io.dateline.enrich.duplicate.LikenessNote;
import io.dateline.enrich.duplicate.NoteKind;
import io.dateline.enrich.duplicate.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stories that have a band in common meet here: the newcomer is told of those that are worth comparing with. The index may
 * be behind; what it says is looked up with the stories themselves. A story leaves it when it is older than the newest by
 * more than the window: by the times of the records, never by the clock, so that a replay finds the same.
 */
final class FileInBands implements Processor<Long, BandEntry, String, LikenessNote> {
    /** Stories of one band whose sketches a newcomer's is held against, at most. */
    private static final int MET_IN_A_BAND = 256;

    /**
     * Stories of one band that a newcomer is told of, at most: those that have most in common with it, and of these the
     * earliest. Where many stories are made from one template, a bound to the comparisons.
     */
    private static final int TOLD_OF = 2;

    private static final Duration LOOK_FOR_OLD = Duration.ofMinutes(1);
    private static final int LOOKED_AT = 20_000;
    private static final char SEPARATOR = '#';
    private static final char BEHIND_SEPARATOR = SEPARATOR + 1;

    private final Duration window;
    private ProcessorContext<String, LikenessNote> context;
    private KeyValueStore<String, BandEntry> index;
    private Instant newest = Instant.MIN;
    private String nextLookedAt;

    /** @param window stories that came further apart are not compared */
    FileInBands(Duration window) {
        this.window = window;
    }

    @Override
    public void init(ProcessorContext<String, LikenessNote> newContext) {
        context = newContext;
        index = newContext.getStateStore(EnrichTopology.BAND_STORE);
        newContext.schedule(LOOK_FOR_OLD, PunctuationType.WALL_CLOCK_TIME, timestamp -> forgetOld());
    }

    @Override
    public void process(Record<Long, BandEntry> message) {
        BandEntry entry = message.value();
        String band = String.format("%016x", entry.getBand());
        String key = band + SEPARATOR + entry.getArticleId();
        if (entry.getOperation() == BandOperation.REMOVE) {
            index.delete(key);
            return;
        }
        Sketch sketch = new Sketch(entry.getSketch());
        List<BandEntry> met = new ArrayList<>();
        try (KeyValueIterator<String, BandEntry> others = index.range(band + SEPARATOR, band + BEHIND_SEPARATOR)) {
            for (int seen = 0; seen < MET_IN_A_BAND && others.hasNext(); seen++) {
                BandEntry other = others.next().value;
                if (!other.getArticleId().equals(entry.getArticleId())
                        && Likenesses.isWithin(window, entry.getSince(), other.getSince())
                        && sketch.meets(new Sketch(other.getSketch()), entry.getBand())) {
                    met.add(other);
                }
            }
        }
        met.sort(Comparator.comparingInt((BandEntry other) -> -sketch.inCommon(new Sketch(other.getSketch())))
                .thenComparing(BandEntry::getSince)
                .thenComparing(BandEntry::getArticleId));
        met.stream().limit(TOLD_OF).forEach(other -> tell(message, entry.getArticleId(), other));
        index.put(key, entry);
        Instant came = Instant.ofEpochMilli(message.timestamp());
        Instant since = entry.getSince().isBefore(came) ? entry.getSince() : came;
        newest = since.isAfter(newest) ? since : newest;
    }

    private void tell(Record<Long, BandEntry> message, String newcomer, BandEntry other) {
        LikenessNote note = LikenessNote.newBuilder()
                .setArticleId(newcomer)
                .setKind(NoteKind.CANDIDATE)
                .setOther(other.getArticleId())
                .setSince(other.getSince())
                .build();
        context.forward(new Record<>(newcomer, note, message.timestamp(), message.headers()));
    }

    private void forgetOld() {
        if (newest.equals(Instant.MIN)) {
            return;
        }
        Instant limit = newest.minus(window);
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, BandEntry> entries = index.range(nextLookedAt, null)) {
            nextLookedAt = null;
            for (int seen = 0; entries.hasNext(); seen++) {
                KeyValue<String, BandEntry> entry = entries.next();
                if (seen == LOOKED_AT) {
                    nextLookedAt = entry.key;
                    break;
                }
                if (entry.value.getSince().isBefore(limit)) {
                    old.add(entry.key);
                }
            }
        }
        old.forEach(index::delete);
    }
}
