package io.dateline.enrich.topology;

import io.dateline.enrich.duplicate.Band;
import io.dateline.enrich.duplicate.BandEntry;
import io.dateline.enrich.duplicate.BandMember;
import io.dateline.enrich.duplicate.BandMembers;
import io.dateline.enrich.duplicate.BandOperation;
import io.dateline.enrich.duplicate.LikenessNote;
import io.dateline.enrich.duplicate.NoteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * more than the window: by the times of the records, never by the clock, so that a replay finds the same. One read and one
 * write of the store for each story and band, both of bounded size.
 */
final class FileInBands implements Processor<Integer, BandEntry, Object, Object> {
    /** A part of the bands is looked at each time, so that no look holds stories up for long. */
    private static final Duration LOOK_FOR_OLD = Duration.ofSeconds(10);

    private static final int LOOKED_AT = 2_000;

    private final Duration window;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<Integer, Band> bands;
    private Instant newest = Instant.MIN;
    private Integer nextLookedAt;

    /** @param window stories that came further apart are not compared */
    FileInBands(Duration window, Outcomes outcomes) {
        this.window = window;
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        bands = newContext.getStateStore(EnrichTopology.BAND_STORE);
        newContext.schedule(LOOK_FOR_OLD, PunctuationType.WALL_CLOCK_TIME, timestamp -> forgetOld());
    }

    @Override
    public void process(Record<Integer, BandEntry> message) {
        int band = message.key();
        BandEntry entry = message.value();
        BandMembers members = new BandMembers(bands.get(band));
        if (entry.getOperation() == BandOperation.REMOVE) {
            members.remove(entry.getArticleId());
        } else {
            BandMember newcomer = new BandMember(entry.getArticleId(), entry.getSince(), entry.getSketch());
            for (BandMember other : members.worthComparing(band, newcomer, window)) {
                tell(message, entry.getArticleId(), other);
            }
            outcomes.filedInBand(members.isFull());
            members.put(newcomer);
            Instant came = Instant.ofEpochMilli(message.timestamp());
            Instant since = entry.getSince().isBefore(came) ? entry.getSince() : came;
            newest = since.isAfter(newest) ? since : newest;
        }
        store(band, members);
    }

    private void store(int band, BandMembers members) {
        if (members.isChanged()) {
            bands.put(band, members.band());
        }
    }

    private void tell(Record<Integer, BandEntry> message, String newcomer, BandMember other) {
        LikenessNote note = LikenessNote.newBuilder()
                .setArticleId(newcomer)
                .setKind(NoteKind.CANDIDATE)
                .setOther(other.getArticleId())
                .setSince(other.getSince())
                .build();
        context.forward(Likenesses.noteRecord(message, note));
    }

    private void forgetOld() {
        if (newest.equals(Instant.MIN)) {
            return;
        }
        Instant limit = newest.minus(window);
        List<KeyValue<Integer, Band>> old = new ArrayList<>();
        try (KeyValueIterator<Integer, Band> entries = bands.range(nextLookedAt, null)) {
            nextLookedAt = null;
            for (int seen = 0; entries.hasNext(); seen++) {
                KeyValue<Integer, Band> entry = entries.next();
                if (seen == LOOKED_AT) {
                    nextLookedAt = entry.key;
                    break;
                }
                if (entry.value.getMembers().get(0).getSince().isBefore(limit)) {
                    old.add(entry);
                }
            }
        }
        for (KeyValue<Integer, Band> entry : old) {
            BandMembers members = new BandMembers(entry.value);
            members.forgetBefore(limit);
            store(entry.key, members);
        }
    }
}
