/** What ingest tells of itself: stories by feed and outcome, failures of parsers, and feeds that have gone quiet. */
package io.dateline.ingest.observe;
