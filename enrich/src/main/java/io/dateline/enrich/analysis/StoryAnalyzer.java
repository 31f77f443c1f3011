package io.dateline.enrich.analysis;

/**
 * Finds what a story says. An analyzer belongs to one thread: it may keep workspaces. It is cheap to make from models
 * that are loaded once and shared. The same story gives the same analysis, always.
 */
public interface StoryAnalyzer {
    /**
     * Analyses one story.
     *
     * @throws RuntimeException when it can't; the story is then at fault, not the machinery around it
     */
    Analysis analyze(Story story);
}
