package io.dateline.bench;

import io.dateline.schemas.RawArticle;

/** Where the stories of a measurement come from. */
interface StorySource {
    /**
     * The next story, as ingest would hand it to Kafka.
     *
     * @param id what it is called in this measurement; its text is not chosen by it
     */
    RawArticle story(String id);
}
