/**
 * IPTC 7901, the text wire of the agencies outside North America. Read by the Recommendation's fifth edition (1995) and,
 * where it leaves things open, by what agencies send: dpa's header block that ends with "=", AFP's headline and day-time
 * group, APA's subtitles.
 */
package io.dateline.ingest.format.iptc7901;
