package io.dateline.enrich.analysis.name;

/** A story ready to learn from: only sentences with a weight are learned. */
record PreparedStory(LabelledStory story, NameUnits units, DocumentView view, byte[] labels, float[] weights) {}
