/**
 * The seam between bytes and stories. A {@link io.dateline.ingest.wire.WireParser} reads one format; {@link
 * io.dateline.ingest.wire.WireParsers} picks one by content; an {@link io.dateline.ingest.wire.ArticleDraft} is what
 * every parser fills, and where the rules common to all formats live.
 */
package io.dateline.ingest.wire;
