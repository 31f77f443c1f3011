/** From a raw story and its analysis to the records on the topics. The only place where offsets become code points. */
package io.dateline.enrich.record;
