/** Takes enriched stories from Kafka and keeps them in PostgreSQL: rows and offsets in one transaction. */
package io.dateline.sink;
