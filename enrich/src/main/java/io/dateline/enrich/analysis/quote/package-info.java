/**
 * Finds what people say in a story and who says it: statements in quotation marks, reported speech that holds quoted
 * words, and reported speech without marks. Marks are paired first, verbs of speech and their subjects are found in the
 * sentences, then each quoted stretch and each reported clause is given its speaker.
 */
package io.dateline.enrich.analysis.quote;
