/** Users' knowledge: from the topic into running enrichers, from files to the topic, and out of a Wikidata dump. */
package io.dateline.enrich.knowledge;
