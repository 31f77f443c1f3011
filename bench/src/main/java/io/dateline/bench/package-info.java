/** Benchmarks of the steps and of the whole pipeline, each beside a baseline in the same run. */
package io.dateline.bench;
