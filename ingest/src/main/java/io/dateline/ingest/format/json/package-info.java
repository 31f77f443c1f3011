/** Stories in JSON: ninjs, dpa's digitalwires, and simple articles; one, an array of them, or one a line. */
package io.dateline.ingest.format.json;
