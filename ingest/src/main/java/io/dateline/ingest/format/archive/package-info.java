/** Archives and compressed files: gzip, zip, tar and tar in gzip, each entry read by the same rules as an input of its own. */
package io.dateline.ingest.format.archive;
