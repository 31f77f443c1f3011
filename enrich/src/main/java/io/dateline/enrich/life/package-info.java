/**
 * The life of a story: what an arriving version means for what is served. Pure rules over a small remembered state;
 * knows nothing of Kafka or of text analysis.
 */
package io.dateline.enrich.life;
