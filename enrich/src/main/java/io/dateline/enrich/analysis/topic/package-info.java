/** Says what a story is about, in IPTC Media Topics. */
package io.dateline.enrich.analysis.topic;
