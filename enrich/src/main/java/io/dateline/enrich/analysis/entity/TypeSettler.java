package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.schemas.EntityType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes one story call one name by one kind: a mention whose kind most of the same name's mentions speak against takes
 * theirs, and a bare surname takes that of the person who bears it. A name behind a word for a relative is a person's, and a
 * well-known name of which the tagger is unsure is of the kind that is known. For one story.
 */
final class TypeSettler {
    /** How much more must speak for another kind. */
    private static final double CLEAR = 2;
    /** A single word that is surer than this to be no person's is left alone. */
    private static final double SURE = 0.9;

    /** Of a name of several words of which the tagger is less sure than this, what is known of it tells the kind. */
    private static final double UNSURE = 0.5;

    private static final int TYPES = EntityType.values().length;

    private TypeSettler() {}

    static void settle(NameUnits units, List<Candidate> candidates, Gazetteer gazetteer, NameCues cues) {
        for (Candidate c : candidates) {
            Gazetteer.Known known = c.confidence < UNSURE && c.words > 1 ? gazetteer.known(c.name) : null;
            boolean kin = c.words == 1
                    && c.firstUnit > units.firstOf(c.sentence)
                    && cues.isKin(units.word(c.firstUnit - 1))
                    && (c.type == EntityType.ORGANISATION || c.type == EntityType.LOCATION);
            if (kin) {
                c.type = EntityType.PERSON;
            } else if (known != null && known.firm()) {
                c.type = known.type();
            }
        }
        Map<String, double[]> votes = new HashMap<>();
        Set<String> partsOfPersons = new HashSet<>();
        for (Candidate c : candidates) {
            votes.computeIfAbsent(key(c.name), name -> new double[TYPES])[c.type.ordinal()] += c.confidence;
            if (c.type == EntityType.PERSON && c.words > 1) {
                partsOfPersons.add(key(c.lastWord()));
                partsOfPersons.add(key(c.firstWord()));
            }
        }
        for (Candidate c : candidates) {
            double[] vote = votes.get(key(c.name));
            int best = 0;
            double sum = 0;
            for (int t = 0; t < TYPES; t++) {
                best = vote[t] > vote[best] ? t : best;
                sum += vote[t];
            }
            EntityType type = EntityType.values()[best];
            if (c.words == 1 && c.confidence < SURE && partsOfPersons.contains(key(c.name))) {
                type = EntityType.PERSON;
            } else if (vote[best] <= CLEAR * vote[c.type.ordinal()]) {
                continue;
            }
            if (type != c.type) {
                c.type = type;
                c.confidence = Math.min(c.confidence, Math.max(0.5, vote[type.ordinal()] / sum));
            }
        }
    }

    private static String key(String name) {
        return Gazetteer.unshout(name).toLowerCase(Locale.ROOT);
    }
}
