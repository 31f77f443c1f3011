/**
 * Who said what: quotes in quotation marks, reported speech, and their speakers. By rules over tokens, parts of speech and
 * entity mentions, in time linear in the text.
 */
package io.dateline.enrich.analysis.quote;
