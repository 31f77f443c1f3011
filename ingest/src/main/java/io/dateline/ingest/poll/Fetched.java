package io.dateline.ingest.poll;

import java.time.Duration;

/** What became of an attempt to fetch a feed's document. */
sealed interface Fetched {

    /**
     * A document.
     *
     * @param body unpacked
     * @param mediaType as declared, or null
     * @param tag what the server wants to hear next time
     * @param movedTo where a chain of permanent redirects led; null when there was none
     */
    record Document(byte[] body, String mediaType, Tag tag, String movedTo) implements Fetched {}

    /** Nothing new since the last time. */
    record NotModified() implements Fetched {}

    /**
     * No document.
     *
     * @param kind a few words that are always the same for the same kind of failure, for a metric
     * @param reason for people; without the address, which may hold a key
     * @param retryAfter how long the server asks to be left alone; null when it does not
     */
    record Failed(String kind, String reason, Duration retryAfter) implements Fetched {}

    /**
     * By what a server tells whether it has anything new.
     *
     * @param etag or null
     * @param lastModified or null
     */
    record Tag(String etag, String lastModified) {
        static final Tag NONE = new Tag(null, null);
    }
}
