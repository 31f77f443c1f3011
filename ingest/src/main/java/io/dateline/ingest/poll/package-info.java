/** RSS and Atom feeds that are polled: fetching politely, and taking in what is new. */
package io.dateline.ingest.poll;
