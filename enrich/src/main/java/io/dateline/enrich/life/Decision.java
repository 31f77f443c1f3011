package io.dateline.enrich.life;

import io.dateline.schemas.ChangeKind;
import java.time.Instant;

/** What an arriving version means. */
public sealed interface Decision {

    /** It becomes the version that consumers see. */
    record Serve(long version, ChangeKind changeKind) implements Decision {}

    /** The story is killed: consumers get a record that says so, and all that was derived is retracted. */
    record Cancel(long version) implements Decision {}

    /**
     * Consumers don't see it yet.
     *
     * @param due when it may be served; null when only a newer version or a person can tell
     */
    record Hold(long version, Instant due) implements Decision {}

    /** Consumers never see it; it changes nothing that they see. */
    record Drop(Reason reason) implements Decision {}

    /** Why a version is not shown. */
    enum Reason {
        /** Same id, version and content as one that was taken in. */
        DUPLICATE,
        /** Older than the version that was last taken in. */
        LATE,
        /** Not newer than the kill of its story. */
        CANCELLED
    }
}
