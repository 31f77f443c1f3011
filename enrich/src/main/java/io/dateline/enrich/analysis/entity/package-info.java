/**
 * Finds persons, organisations, places and other names by rules and tables, and says which mentions are the same one.
 * The order of work: {@link io.dateline.enrich.analysis.entity.EntityRecognizer} in, mentions found in each sentence,
 * settled by what the rest of the story says, clustered to entities, weighed.
 */
package io.dateline.enrich.analysis.entity;
