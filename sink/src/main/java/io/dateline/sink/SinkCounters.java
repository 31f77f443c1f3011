package io.dateline.sink;

import java.util.concurrent.atomic.LongAdder;

/** What the sink has done since it was made. Thread-safe; counts go up only. */
public final class SinkCounters {
    private final LongAdder stored = new LongAdder();
    private final LongAdder current = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final LongAdder waits = new LongAdder();

    /** Records whose offsets are committed, dead letters among them. */
    public long stored() {
        return stored.sum();
    }

    /** Stories that got another current version, kills included; several versions of one story in one batch count once. */
    public long current() {
        return current.sum();
    }

    /** Records that went to the dead letters. */
    public long deadLetters() {
        return deadLetters.sum();
    }

    /** Batches that were given up because another offset was stored than expected. */
    public long fenced() {
        return fenced.sum();
    }

    /** Pauses because something was down. */
    public long waits() {
        return waits.sum();
    }

    void countStored(int records, int stories, long letters) {
        stored.add(records);
        current.add(stories);
        deadLetters.add(letters);
    }

    void countFenced() {
        fenced.increment();
    }

    void countWait() {
        waits.increment();
    }
}
