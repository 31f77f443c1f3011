/**
 * Mail (RFC 5322 and MIME). mime4j takes the message apart; which of its parts is the story is decided here. A part that is
 * itself in a wire format is read as that instead. Identity is the Message-ID as it is written, angle brackets included.
 */
package io.dateline.ingest.format.mail;
