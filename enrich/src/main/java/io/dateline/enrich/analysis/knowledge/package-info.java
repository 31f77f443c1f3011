/**
 * What is known of the world beside the stories: entries with names, and which of them a story's names stand for. Pure:
 * how knowledge reaches a running enricher is no matter of this package. See docs/knowledge-base.md.
 */
package io.dateline.enrich.analysis.knowledge;
