package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /**
     * The same with what they were linked to: id and proper name are the entry's. Entities that turn out to be one become
     * one, as salient as the more salient of them.
     *
     * @param links an entry, or null, for each entity in order
     */
    public StoryEntities linked(List<KnowledgeEntry> links) {
        List<EntityAnnotation> merged = new ArrayList<>();
        List<Gender> theirs = new ArrayList<>();
        Map<String, Integer> byEntry = new HashMap<>();
        for (int i = 0; i < entities.size(); i++) {
            EntityAnnotation entity = linked(entities.get(i), links.get(i));
            Integer first = links.get(i) == null
                    ? null
                    : byEntry.putIfAbsent(links.get(i).id(), merged.size());
            if (first == null) {
                merged.add(entity);
                theirs.add(genders.get(i));
            } else {
                merged.set(first, union(merged.get(first), entity));
            }
        }
        return new StoryEntities(merged, theirs);
    }

    private static EntityAnnotation linked(EntityAnnotation entity, KnowledgeEntry link) {
        String name = link == null ? entity.name() : link.name();
        Set<String> aliases = new LinkedHashSet<>(entity.aliases());
        if (!name.equals(entity.name())) {
            aliases.add(entity.name());
            aliases.remove(name);
        }
        return new EntityAnnotation(
                name,
                entity.type(),
                link == null ? null : link.wikidataId(),
                List.copyOf(aliases),
                entity.role(),
                entity.salience(),
                entity.confidence(),
                entity.mentions());
    }

    private static EntityAnnotation union(EntityAnnotation a, EntityAnnotation b) {
        Set<String> aliases = new LinkedHashSet<>(a.aliases());
        aliases.addAll(b.aliases());
        List<Span> all = new ArrayList<>(a.mentions());
        all.addAll(b.mentions());
        all.sort(Comparator.naturalOrder());
        return new EntityAnnotation(
                a.name(),
                a.type(),
                a.wikidataId(),
                List.copyOf(aliases),
                a.role() != null ? a.role() : b.role(),
                Math.max(a.salience(), b.salience()),
                Math.max(a.confidence(), b.confidence()),
                all);
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
