/**
 * How a part runs: its command-line options, its life as a process, how it waits for what is down, and what it tells of
 * itself.
 */
package io.dateline.schemas.service;
