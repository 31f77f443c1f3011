package io.dateline.enrich.analysis.topic;

/**
 * How likely each topic applies to a story, 0 to 1, by the model's index, with the chances from which on it is given.
 *
 * @param top chances of the top-level topics
 * @param second chances of the second-level topics
 */
record TopicChances(double[] top, double[] second, double topThreshold, double secondThreshold) {}
