package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.segment.Chars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parts names that lost the blank between them, as where a page's text was cut out badly: "ISILISIS" in a story of ISIL
 * and ISIS, "SyriaThe". Only what the story itself calls by name elsewhere is parted off, and only from a word that it has
 * once: "ExxonMobil" that is told of is a name. Linear in the names of the story. Pure functions.
 */
final class GluedNames {
    /** What is shorter is part of too many words. */
    private static final int SHORTEST = 3;
    /** A longer word is no two names. */
    private static final int LONGEST = 64;

    private GluedNames() {}

    /** The names with those that were glued parted. */
    static List<Candidate> part(NameUnits units, List<Candidate> candidates, Gazetteer gazetteer, NameCues cues) {
        Map<String, List<Candidate>> byName = new HashMap<>();
        for (Candidate c : candidates) {
            if (c.words == 1 && c.endUnit - c.firstUnit == 1) {
                byName.computeIfAbsent(c.name, name -> new ArrayList<>(1)).add(c);
            }
        }
        List<Candidate> parted = new ArrayList<>(candidates.size());
        for (Candidate c : candidates) {
            List<Candidate> same = byName.get(c.name);
            boolean once = same != null && same.size() == 1 && same.get(0) == c;
            if (!once
                    || c.name.length() < 2 * SHORTEST
                    || c.name.length() > LONGEST
                    || gazetteer.known(c.name) != null
                    || !addParts(units, c, byName, cues, parted)) {
                parted.add(c);
            }
        }
        return parted;
    }

    private static boolean addParts(
            NameUnits units, Candidate c, Map<String, List<Candidate>> byName, NameCues cues, List<Candidate> into) {
        boolean shouted = Chars.isAllCaps(c.name);
        for (int at = SHORTEST; at < c.name.length(); at++) {
            boolean seam = Character.isUpperCase(c.name.charAt(at))
                    && (shouted || Character.isLowerCase(c.name.charAt(at - 1)));
            List<Candidate> first = seam ? byName.get(c.name.substring(0, at)) : null;
            if (first == null) {
                continue;
            }
            String rest = c.name.substring(at);
            List<Candidate> second = rest.length() < SHORTEST ? null : byName.get(rest);
            if (second != null) {
                into.add(new Candidate(c, c.start, c.start + at, first.get(0)));
                into.add(new Candidate(c, c.start + at, c.end, second.get(0)));
                return true;
            }
            String lower = rest.toLowerCase(Locale.ROOT);
            if (!shouted && cues.isFunctionWord(lower) && units.timesSmall(lower) > 0) {
                into.add(new Candidate(c, c.start, c.start + at, first.get(0)));
                return true;
            }
        }
        return false;
    }
}
