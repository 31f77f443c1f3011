/** The wire formats, one package each, put together in {@link io.dateline.ingest.format.StandardParsers}. */
package io.dateline.ingest.format;
