/** NITF, the News Industry Text Format of IPTC and NAA (http://www.nitf.org), versions 2.5 to 3.6, with or without a namespace. */
package io.dateline.ingest.format.nitf;
