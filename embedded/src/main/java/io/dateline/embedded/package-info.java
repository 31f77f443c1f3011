/**
 * A real broker, a schema registry and a real database inside this JVM, for {@code dateline up} and for tests. They
 * listen on loopback only, keep their data across restarts and survive a killed process. Never part of a deployment.
 */
package io.dateline.embedded;
