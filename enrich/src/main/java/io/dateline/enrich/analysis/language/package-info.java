/** Says what language a text is in. */
package io.dateline.enrich.analysis.language;
