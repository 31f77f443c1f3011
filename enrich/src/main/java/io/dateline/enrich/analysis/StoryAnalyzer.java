package io.dateline.enrich.analysis;

import io.dateline.schemas.ModelVersion;
import java.util.List;

/**
 * Finds what a story says. An analyzer belongs to one thread: it may keep workspaces. It is cheap to make from models
 * that are loaded once and shared. The same story gives the same analysis, as long
 * as {@link #refresh} tells the same versions.
 */
public interface StoryAnalyzer {
    /**
     * Analyses one story.
     *
     * @throws RuntimeException when it can't; the story is then at fault, not the machinery around it
     */
    Analysis analyze(Story story);

    /**
     * Takes over what has been learnt since it was last called: the next analyses use it, and only they.
     *
     * @return versions of what the next analyses use and what may change while they run; empty when nothing may
     */
    default List<ModelVersion> refresh() {
        return List.of();
    }
}
