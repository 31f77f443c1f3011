/** Sends dead letters back to where they failed: {@code dateline redrive}. */
package io.dateline.app.redrive;
