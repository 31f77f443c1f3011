/**
 * Text in, annotations out: what a story is made of (paragraphs, sentences, tokens, boilerplate) and what it says
 * (entities, quotes, topics). Knows nothing of Kafka. Offsets in this package are UTF-16 indexes into the story's text;
 * they become code points where records are made, in {@code io.dateline.enrich.record}.
 */
package io.dateline.enrich.analysis;
