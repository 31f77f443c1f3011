/**
 * News pages in HTML. What the page says of itself for machines comes first (schema.org as JSON-LD, then as microdata, then
 * OpenGraph and other meta elements); the text is the article body that it states, or what {@link
 * io.dateline.ingest.format.html.MainText} finds.
 */
package io.dateline.ingest.format.html;
