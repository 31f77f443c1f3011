/**
 * Reading of XML wires, shared by the XML formats: decoding, finding the items in a document, a tree within limits, and
 * text out of markup. Nothing here opens a network connection or a file, and no document type is ever processed.
 */
package io.dateline.ingest.format.xml;
