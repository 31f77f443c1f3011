package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import java.util.Arrays;
import java.util.List;

/**
 * The entities of a story, most salient first, and a view of their mentions in text order. Immutable.
 */
public final class StoryEntities {
    /** Of a story without any. */
    public static final StoryEntities NONE = new StoryEntities(List.of(), List.of());

    private final List<EntityAnnotation> entities;
    private final List<Gender> genders;
    private final Span[] mentions;
    private final int[] entityOfMention;

    /**
     * @param entities most salient first
     * @param genders of each, UNKNOWN for all that are no persons
     */
    StoryEntities(List<EntityAnnotation> entities, List<Gender> genders) {
        this.entities = List.copyOf(entities);
        this.genders = List.copyOf(genders);
        int count = entities.stream().mapToInt(e -> e.mentions().size()).sum();
        long[] keys = new long[count];
        Span[] spans = new Span[count];
        int[] owners = new int[count];
        int at = 0;
        for (int e = 0; e < entities.size(); e++) {
            for (Span span : entities.get(e).mentions()) {
                keys[at] = ((long) span.start() << 32) | at;
                spans[at] = span;
                owners[at++] = e;
            }
        }
        Arrays.sort(keys);
        mentions = new Span[count];
        entityOfMention = new int[count];
        for (int i = 0; i < count; i++) {
            mentions[i] = spans[(int) keys[i]];
            entityOfMention[i] = owners[(int) keys[i]];
        }
    }

    /** The entities, most salient first. */
    public List<EntityAnnotation> entities() {
        return entities;
    }

    /** What is known of an entity's gender. */
    public Gender gender(int entity) {
        return genders.get(entity);
    }

    /** How many mentions there are of all entities. */
    public int mentions() {
        return mentions.length;
    }

    /** A mention, numbered in text order. */
    public Span mention(int mention) {
        return mentions[mention];
    }

    /** Index of the entity that the mention names. */
    public int entityOf(int mention) {
        return entityOfMention[mention];
    }

    /** The first mention that ends after the index; {@link #mentions()} when there is none. Logarithmic time. */
    public int mentionAt(int index) {
        int low = 0;
        int high = mentions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mentions[middle].end() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
