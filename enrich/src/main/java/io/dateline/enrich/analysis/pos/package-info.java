/** Parts of speech. */
package io.dateline.enrich.analysis.pos;
