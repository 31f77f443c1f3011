/** NewsML-G2 2.x of IPTC (https://iptc.org/standards/newsml-g2/): items, packages and messages that carry several of them. */
package io.dateline.ingest.format.newsmlg2;
