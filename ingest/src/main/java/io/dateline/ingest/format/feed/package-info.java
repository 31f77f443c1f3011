/**
 * RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. A feed is split into its items first, and each item is read on its own: what is
 * ill-formed in one can't swallow the next, and memory holds one item's tree at a time. jsoup's XML parser reads what is
 * there, whatever its form; {@link io.dateline.ingest.format.feed.RomeBridge} makes of it the RSS 2.0 or Atom 1.0 that ROME
 * reads; what ROME has no room for (zones of times, languages, bases, media) is read from the item itself.
 */
package io.dateline.ingest.format.feed;
