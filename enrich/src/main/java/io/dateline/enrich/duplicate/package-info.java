/**
 * The same story sent twice under different ids: what is compared, how stories that may be alike are found, and what
 * decides. Pure; knows nothing of Kafka or of text analysis.
 */
package io.dateline.enrich.duplicate;
