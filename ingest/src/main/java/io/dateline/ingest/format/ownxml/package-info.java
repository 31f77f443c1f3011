/** XML of a provider's own, of which nothing is known but what its elements are called. */
package io.dateline.ingest.format.ownxml;
