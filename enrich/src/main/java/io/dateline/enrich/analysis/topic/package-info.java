/** What a story is about, in IPTC Media Topics: the provider's own topics and those that a trained model finds in the text. */
package io.dateline.enrich.analysis.topic;
