/**
 * ANPA 1312, the text wire of North America: the header with priority and category, sluglines with their leads, adds and
 * takes, {@code ^} before lines of a head and {@code <} behind them. Read by what AP's filing guide says and agencies
 * send.
 */
package io.dateline.ingest.format.anpa;
