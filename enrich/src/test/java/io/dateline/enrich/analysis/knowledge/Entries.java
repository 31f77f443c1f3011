package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;
import java.util.List;

/** Invented entries, made of the few fields that a test is about. */
final class Entries {
    private Entries() {}

    static KnowledgeEntry entry(String id, EntityType type, double prior, String name, String... aliases) {
        return entry(id, type, prior, name, List.of(aliases), List.of(), null);
    }

    static KnowledgeEntry entry(
            String id,
            EntityType type,
            double prior,
            String name,
            List<String> aliases,
            List<String> shortNames,
            String country) {
        return entry(id, type, prior, name, aliases, shortNames, country, "", List.of());
    }

    static KnowledgeEntry entry(
            String id,
            EntityType type,
            double prior,
            String name,
            List<String> aliases,
            List<String> shortNames,
            String country,
            String description,
            List<String> context) {
        return new KnowledgeEntry(id, id, name, aliases, shortNames, type, description, prior, country, context, false);
    }
}
