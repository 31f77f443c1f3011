/**
 * Text in the style of the telex wires of the eighties and nineties: {@code ZCZC} … {@code NNNN} with or without marked
 * fields, or nothing but a headline, a dateline and the agency's name as the last line.
 */
package io.dateline.ingest.format.telex;
