package io.dateline.enrich.analysis.name;

/** Takes the features of a unit one by one. */
interface FeatureSink {
    /** Takes a feature by its hash. */
    void add(long feature);
}
