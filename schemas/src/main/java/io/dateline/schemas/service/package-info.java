/** How a part runs: its command-line options, its life as a process, and how it waits for what is down. */
package io.dateline.schemas.service;
