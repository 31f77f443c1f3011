/** The HTTP entrance. */
package io.dateline.ingest.http;
