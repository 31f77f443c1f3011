package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a person who is named with another by one surname that surname: "Bill and Hillary Clinton" names Bill Clinton. Only
 * where both words are known given names and the second name has no more than the two. Linear in the names. Pure functions.
 */
final class SharedSurnames {
    private SharedSurnames() {}

    /** The candidates with those who share a surname named in full. */
    static List<Candidate> complete(NameUnits units, List<Candidate> candidates, Gazetteer gazetteer) {
        List<Candidate> completed = new ArrayList<>(candidates.size());
        for (Candidate c : candidates) {
            int given = c.firstUnit - 2;
            boolean shared = c.type == EntityType.PERSON
                    && c.words == 2
                    && given >= units.firstOf(c.sentence)
                    && units.word(given + 1).equals("and")
                    && gazetteer.isGivenName(c.firstWord())
                    && gazetteer.isGivenName(units.word(given));
            Candidate last = completed.isEmpty() ? null : completed.get(completed.size() - 1);
            boolean tagged = shared && last != null && last.endUnit > given;
            boolean alone = tagged && last.firstUnit == given && last.type == EntityType.PERSON;
            if (alone) {
                completed.remove(completed.size() - 1);
            }
            boolean initials = given > units.firstOf(c.sentence)
                    && (units.isCapital(given - 1) && !units.isInitial(given - 1)
                            || units.word(given - 1).equals("and"));
            if (shared && (alone || !tagged && !initials)) {
                completed.add(new Candidate(units, given, units.word(given) + " " + c.lastWord(), c));
            }
            completed.add(c);
        }
        return completed;
    }
}
