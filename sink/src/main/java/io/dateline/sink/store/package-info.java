/** The database half of the sink: the schema, and how a batch of stories becomes rows. Knows nothing of Kafka's clients. */
package io.dateline.sink.store;
