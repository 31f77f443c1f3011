/** Kafka serdes for the generated records, in Confluent's wire format. */
package io.dateline.schemas.serde;
