/** What every entrance ends in: parsed stories and refused bytes on Kafka, acknowledged. */
package io.dateline.ingest.produce;
