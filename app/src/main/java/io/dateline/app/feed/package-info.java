/** {@code dateline feed}: files, directories, archives and stdin into a running pipeline. */
package io.dateline.app.feed;
