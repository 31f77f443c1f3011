package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.entity.Gender;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.schemas.EntityType;

/**
 * Gender of a story's persons: what their names and titles tell, else what the pronouns that follow their mentions say,
 * where these agree. For one story.
 */
final class PronounGenders {
    /** How far behind a mention a pronoun counts, in tokens. */
    private static final int REACH = 30;

    private final Gender[] genders;

    PronounGenders(StoryView view) {
        StoryEntities entities = view.entities;
        int count = entities.entities().size();
        genders = new Gender[count];
        int[] male = new int[count];
        int[] female = new int[count];
        for (int m = 0; m < entities.mentions(); m++) {
            int entity = entities.entityOf(m);
            boolean open = entities.entities().get(entity).type() == EntityType.PERSON
                    && entities.gender(entity) == Gender.UNKNOWN;
            if (open) {
                int from = view.text.tokenAt(entities.mention(m).end());
                int to = m + 1 < entities.mentions()
                        ? view.text.tokenAt(entities.mention(m + 1).start())
                        : view.size();
                for (int i = from; i < Math.min(to, from + REACH); i++) {
                    switch (view.text.lower(i)) {
                        case "he", "his", "him", "himself" -> male[entity]++;
                        case "she", "her", "herself" -> female[entity]++;
                        default -> {
                            // says nothing
                        }
                    }
                }
            }
        }
        for (int e = 0; e < count; e++) {
            genders[e] = entities.gender(e);
            if (genders[e] == Gender.UNKNOWN && male[e] > 2 * female[e]) {
                genders[e] = Gender.MALE;
            } else if (genders[e] == Gender.UNKNOWN && female[e] > 2 * male[e]) {
                genders[e] = Gender.FEMALE;
            }
        }
    }

    /** The person's gender; UNKNOWN also for all that are no persons. */
    Gender of(int entity) {
        return genders[entity];
    }
}
