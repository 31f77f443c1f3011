package io.dateline.enrich.topology;

import io.dateline.enrich.life.StoryLife;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;

/**
 * A story on its way through the topology, with the record it came as, so that it can still become a dead letter byte
 * for byte. Each node fills in what it found.
 *
 * @param key the record's key as it came
 * @param value the record's value as it came
 * @param story the story in it
 * @param step what its arrival means; null before {@code follow-story-life}
 * @param enriched the record to publish; null before {@code analyse-story}
 */
record StoryInFlight(byte[] key, byte[] value, RawArticle story, StoryLife.Step step, EnrichedArticle enriched) {

    StoryInFlight with(StoryLife.Step newStep) {
        return new StoryInFlight(key, value, story, newStep, enriched);
    }

    StoryInFlight with(EnrichedArticle newEnriched) {
        return new StoryInFlight(key, value, story, step, newEnriched);
    }
}
