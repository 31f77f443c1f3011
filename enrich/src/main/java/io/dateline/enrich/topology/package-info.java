/**
 * The Kafka Streams topology: raw stories in; enriched stories, quotes, mentions and dead letters out. Knows nothing of
 * how text is analysed: it is given a {@link io.dateline.enrich.analysis.StoryAnalyzer} for each task.
 */
package io.dateline.enrich.topology;
