/** Watched directories. */
package io.dateline.ingest.watch;
