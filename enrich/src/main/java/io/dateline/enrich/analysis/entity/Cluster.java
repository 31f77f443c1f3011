package io.dateline.enrich.analysis.entity;

import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/** Mentions that name the same thing. Mutable while one story is worked on. */
final class Cluster {
    final List<Candidate> members = new ArrayList<>();
    /** Index of its latest member among all candidates, for "the one spoken of last". */
    int latest;
    /** How often the story names it in full, as far as it is a person. */
    int fullNames;
    /** Set when it was joined to another. */
    Cluster joinedTo;
    /** That of the first member of whom it is known. */
    Gender gender = Gender.UNKNOWN;

    void add(Candidate c, int index) {
        members.add(c);
        latest = index;
        gender = gender == Gender.UNKNOWN ? c.gender : gender;
    }

    Cluster root() {
        Cluster root = this;
        while (root.joinedTo != null) {
            root = root.joinedTo;
        }
        return root;
    }

    /** Makes the two one; the other's members come to this. */
    void join(Cluster other) {
        Cluster a = root();
        Cluster b = other.root();
        if (a != b) {
            boolean keepA = a.members.size() >= b.members.size();
            Cluster to = keepA ? a : b;
            Cluster from = keepA ? b : a;
            to.members.addAll(from.members);
            to.gender = to.gender == Gender.UNKNOWN ? from.gender : to.gender;
            to.latest = Math.max(to.latest, from.latest);
            from.members.clear();
            from.joinedTo = to;
        }
    }

    /** The type that most of its members' confidence is for. */
    EntityType type() {
        double[] votes = new double[EntityType.values().length];
        for (Candidate c : members) {
            votes[c.type.ordinal()] += c.confidence * c.confidence;
        }
        int best = 0;
        for (int t = 1; t < votes.length; t++) {
            best = votes[t] > votes[best] ? t : best;
        }
        return EntityType.values()[best];
    }

    /** The entry of the gazetteer that its members are, or null. */
    Gazetteer.Known known() {
        for (Candidate c : members) {
            if (c.known != null && c.known.firm() && c.known.type() == c.type) {
                return c.known;
            }
        }
        return null;
    }
}
