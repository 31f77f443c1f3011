/**
 * Finds what people say in a story and who says it: statements in quotation marks, reported speech that holds quoted
 * words, and reported speech without marks. Marks are paired first, and words that may report speech are found with their
 * subjects; what is a quote, where it ends, who says it and how sure that is are choices among candidates, by models that
 * training in the tests learns. Everything takes time linear in the text.
 */
package io.dateline.enrich.analysis.quote;
