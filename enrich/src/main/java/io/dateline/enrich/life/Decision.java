package io.dateline.enrich.life;

import io.dateline.schemas.ChangeKind;

/** What an arriving version means. */
public sealed interface Decision {

    /** It becomes the version that consumers see. */
    record Serve(long version, ChangeKind changeKind) implements Decision {}

    /** The story is killed: consumers get a record that says so, and all that was derived is retracted. */
    record Cancel(long version) implements Decision {}

    /** Consumers don't see it; it changes nothing that they see. */
    record Drop(Reason reason) implements Decision {}

    /** Why a version is not shown. */
    enum Reason {
        /** Same id, version and content as one that was taken in. */
        DUPLICATE,
        /** Older than the version that was last taken in. */
        LATE,
        /** Not newer than the kill of its story. */
        CANCELLED,
        /** Withheld by the provider, or under an embargo. */
        HELD
    }
}
