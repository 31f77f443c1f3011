/** Plain text, as somebody pastes it or an agency sends it without a header. */
package io.dateline.ingest.format.text;
