/** The enrich part as a program: its command, its service, its configuration. */
package io.dateline.enrich;
