/**
 * What the text wires (IPTC 7901, ANPA 1312, telex) have in common: messages in a stream, their control characters and
 * character sets, times of day, datelines, marks of change, and paragraphs out of lines.
 */
package io.dateline.ingest.format.textwire;
