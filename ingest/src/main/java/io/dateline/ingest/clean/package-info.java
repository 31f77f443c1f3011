/** Cleaning of what wires send: character sets, text, times, language tags. Knows nothing of formats. */
package io.dateline.ingest.clean;
