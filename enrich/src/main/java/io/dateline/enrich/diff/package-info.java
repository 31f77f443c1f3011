/** What a version changes against the one before it, for people to read. */
package io.dateline.enrich.diff;
