/** Finds what in a text is not the story: dateline, byline, contacts, credits, share bars, copyright. */
package io.dateline.enrich.analysis.boilerplate;
