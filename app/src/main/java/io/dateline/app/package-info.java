/** The {@code dateline} command. */
package io.dateline.app;
