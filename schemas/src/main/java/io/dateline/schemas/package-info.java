/**
 * The contract between the parts: the records on the topics (generated from {@code src/main/avro/dateline.avdl}), the
 * topics themselves, their keys, and the JSON form of a record.
 */
package io.dateline.schemas;
