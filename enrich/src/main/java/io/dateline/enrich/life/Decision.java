package io.dateline.enrich.life;

import io.dateline.schemas.ChangeKind;
import java.time.Instant;

/** What an arriving version means. */
public sealed interface Decision {

    /** The version's number: the provider's, or as counted. */
    long version();

    /**
     * It becomes the version that consumers see.
     *
     * @param rule what told the change kind; null when nothing did
     */
    record Serve(long version, ChangeKind changeKind, ChangeKindRule rule) implements Decision {}

    /**
     * The story is killed: consumers get a record that says so, and all that was derived is retracted.
     *
     * @param rule what told; null when another story or a person ordered it
     */
    record Cancel(long version, ChangeKindRule rule) implements Decision {}

    /**
     * Its provider withholds it, and consumers see an earlier version: they get a record that says so, and all that was
     * derived is retracted. The version itself is held.
     *
     * @param rule what told the change kind; null when nothing did
     */
    record TakeBack(long version, ChangeKind changeKind, ChangeKindRule rule) implements Decision {}

    /**
     * Consumers don't see it yet.
     *
     * @param due when it may be served; null when only a newer version or a person can tell
     * @param withheld is it withheld, and not under an embargo?
     */
    record Hold(long version, Instant due, boolean withheld) implements Decision {}

    /** Consumers never see it; it changes nothing that they see. */
    record Drop(long version, Reason reason) implements Decision {}

    /** Why a version is not shown. */
    enum Reason {
        /** Same id, version and content as one that was taken in. */
        DUPLICATE,
        /** Older than the version that counts, or than one that is held for later. */
        LATE,
        /** Covered by a kill of its story. */
        CANCELLED
    }
}
