package io.dateline.enrich.analysis.name;

import io.dateline.schemas.EntityType;

/**
 * A name found in a story.
 *
 * @param sentence the sentence that it is in
 * @param firstUnit its first unit, see {@link NameUnits}
 * @param endUnit one past its last unit
 * @param confidence how probable it is that exactly these units are a name of this type, 0 to 1
 */
public record TaggedName(int sentence, int firstUnit, int endUnit, EntityType type, double confidence) {}
