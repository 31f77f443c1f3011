/**
 * The pipeline pulled apart, on a real broker and a real database: see docs/proof.md. Each proof is seeded, and prints its
 * seed; each compares what is in Kafka and PostgreSQL in the end with what {@link io.dateline.app.proof.Oracle} works out
 * from the input alone. Short forms run in every build, the full ones with {@code -Pproof}.
 */
package io.dateline.app.proof;
