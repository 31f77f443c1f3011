/** What ingest keeps on disk over a restart: small files, each written whole. */
package io.dateline.ingest.state;
