package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The document's memory: what a name is in one sentence tells what it is in the others. Settles candidates whose type is
 * open, drops doubtful ones that the story nowhere confirms. For one story.
 */
final class MentionSettler {
    private final TypeRules types;
    private final Map<String, double[]> votes = new HashMap<>();
    private final Map<String, Candidate> surnames = new HashMap<>();
    private final Map<String, Candidate> firstNames = new HashMap<>();
    private final Map<String, EntityType> acronyms = new HashMap<>();

    MentionSettler(TypeRules types) {
        this.types = types;
    }

    /** Those that are names, all with a type. */
    List<Candidate> settle(List<Candidate> candidates) {
        for (Candidate c : candidates) {
            if (c.type != null && !c.doubtful) {
                learn(c);
            }
        }
        List<Candidate> settled = new ArrayList<>();
        Map<String, List<Candidate>> open = new LinkedHashMap<>();
        for (Candidate c : candidates) {
            if (c.known == null || !c.known.firm()) {
                remember(c);
            }
            if (c.type == null && !c.doubtful) {
                open.computeIfAbsent(key(c.name), name -> new ArrayList<>()).add(c);
            }
            settled.add(c);
        }
        open.values().forEach(this::decide);
        for (Candidate c : candidates) {
            if (c.type == null && c.doubtful) {
                remember(c);
            }
        }
        settled.removeIf(c -> c.type == null || c.doubtful && !isConfirmed(c));
        return settled;
    }

    /** All places of an open name decide together. */
    private void decide(List<Candidate> sameName) {
        double[] weights = new double[EntityType.values().length];
        types.weighForm(sameName.get(0), weights);
        sameName.forEach(c -> types.weigh(c, weights));
        double sum = 0;
        int best = 0;
        for (int t = 0; t < weights.length; t++) {
            sum += weights[t];
            best = weights[t] > weights[best] ? t : best;
        }
        if (weights[best] == 0) {
            // a capitalised ordinary word
            return;
        }
        EntityType type = EntityType.values()[best];
        boolean single = sameName.get(0).words == 1;
        // as precise as such guesses were on news that they were tried on
        double likely =
                switch (type) {
                    case LOCATION -> 0.6;
                    case PERSON -> single ? 0.4 : 0.55;
                    case ORGANISATION -> single ? 0.45 : 0.3;
                    case MISC -> single ? 0.2 : 0.35;
                };
        double confidence = likely * weights[best] / sum + Math.min(0.15, 0.03 * (sameName.size() - 1));
        for (Candidate c : sameName) {
            c.as(type, confidence);
            learn(c);
        }
    }

    private void learn(Candidate c) {
        votes.computeIfAbsent(key(c.name), name -> new double[EntityType.values().length])[c.type.ordinal()] +=
                c.confidence * c.confidence;
        if (c.type == EntityType.PERSON && c.words >= 2) {
            surnames.putIfAbsent(c.lastWord(), c);
            int hyphen = c.lastWord().indexOf('-');
            if (hyphen > 0 && hyphen <= 3) {
                surnames.putIfAbsent(c.lastWord().substring(hyphen + 1), c);
            }
            firstNames.putIfAbsent(c.firstWord(), c);
        } else if (c.type == EntityType.ORGANISATION && c.words >= 2) {
            acronyms.putIfAbsent(acronym(c.name), c.type);
        }
    }

    private static String key(String name) {
        return Gazetteer.unshout(name);
    }

    /** The capitals of a name: "World Health Organization" gives "WHO". */
    static String acronym(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i)) && (i == 0 || !Character.isLetter(name.charAt(i - 1)))) {
                letters.append(name.charAt(i));
            }
        }
        return letters.toString();
    }

    /** Takes the type that the story gives to the name elsewhere, when that is surer. */
    private void remember(Candidate c) {
        if (c.words == 1) {
            Candidate person = surnames.get(c.name);
            if (person == null) {
                person = firstNames.get(c.name);
            }
            boolean other = c.type != null && c.type != EntityType.PERSON && c.confidence >= 0.8;
            if (person != null && !other) {
                c.as(EntityType.PERSON, 0.85);
                c.gender = c.gender == Gender.UNKNOWN ? person.gender : c.gender;
                return;
            }
            EntityType named = Chars.isAllCaps(c.name) ? acronyms.get(c.name) : null;
            if (named != null && c.confidence < 0.8) {
                c.as(named, 0.85);
                return;
            }
        }
        double[] vote = votes.get(key(c.name));
        if (vote == null) {
            return;
        }
        int best = 0;
        for (int t = 1; t < vote.length; t++) {
            best = vote[t] > vote[best] ? t : best;
        }
        double own = c.type == null ? 0 : c.confidence * c.confidence;
        EntityType type = EntityType.values()[best];
        if (vote[best] > 0 && (c.type == null || c.type != type && vote[best] > own + 0.3)) {
            c.as(type, Math.min(0.85, 0.5 + vote[best] / 4));
        }
    }

    /** Does the story use the name where it is no matter of capitals? */
    private boolean isConfirmed(Candidate c) {
        if (votes.containsKey(key(c.name))) {
            return true;
        }
        return c.words == 1
                ? surnames.containsKey(c.name) || firstNames.containsKey(c.name)
                : c.type == EntityType.PERSON;
    }
}
