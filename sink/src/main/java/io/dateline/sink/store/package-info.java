/**
 * The database half of the sink: the schema, and how a batch of changes becomes rows. Knows nothing of consumers and
 * producers.
 */
package io.dateline.sink.store;
