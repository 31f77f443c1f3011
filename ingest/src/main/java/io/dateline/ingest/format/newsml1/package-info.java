/** NewsML 1.0 to 1.2 of IPTC (http://www.newsml.org), as agencies write it. */
package io.dateline.ingest.format.newsml1;
