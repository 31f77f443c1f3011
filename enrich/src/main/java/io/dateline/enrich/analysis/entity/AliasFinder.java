package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the text itself says that two names are one: "United Nations (UN)", "Islamic State, also known as ISIS or
 * ISIL". For one story.
 */
final class AliasFinder {
    /** Longest short form of an organisation in brackets. */
    private static final int LONGEST_SHORT = 9;

    private final NameUnits units;

    AliasFinder(NameUnits units) {
        this.units = units;
    }

    /** Pairs of indexes into the candidates that name the same thing; the second of each is the later one. */
    List<int[]> find(List<Candidate> candidates) {
        List<int[]> pairs = new ArrayList<>();
        boolean aliasBefore = false;
        for (int i = 0; i + 1 < candidates.size(); i++) {
            Candidate a = candidates.get(i);
            Candidate b = candidates.get(i + 1);
            boolean same = a.sentence == b.sentence && b.firstUnit - a.endUnit <= 7 && b.firstUnit > a.endUnit;
            boolean or = same
                    && b.firstUnit - a.endUnit == 1
                    && units.word(a.endUnit).equals("or");
            boolean alias = same && (isBracketed(a, b) || isKnownAs(a, b) || or && aliasBefore);
            if (alias) {
                pairs.add(new int[] {i, i + 1});
            }
            aliasBefore = alias && !isBracketed(a, b);
        }
        return pairs;
    }

    private boolean isBracketed(Candidate a, Candidate b) {
        boolean bracket = units.word(a.endUnit).equals("(")
                && b.firstUnit == a.endUnit + 1
                && b.endUnit < units.endOf(b.sentence)
                && units.word(b.endUnit).equals(")");
        if (!bracket || b.words > 1 || a.words < 2) {
            return false;
        }
        if (a.type == EntityType.ORGANISATION
                && b.type == EntityType.ORGANISATION
                && b.name.length() <= LONGEST_SHORT) {
            // its letters may be those of the name in another language
            return true;
        }
        if (!Chars.isAllCaps(b.name)) {
            return false;
        }
        // most letters of the short form are capitals of the long one, in order: "R-SC" after a senator's name is none
        String capitals = Acronyms.of(a.name);
        int at = 0;
        int found = 0;
        for (int i = 0; i < b.name.length(); i++) {
            int next = capitals.indexOf(b.name.charAt(i), at);
            if (next >= 0) {
                found++;
                at = next + 1;
            }
        }
        return found >= 2 && 2 * found >= b.name.length();
    }

    private boolean isKnownAs(Candidate a, Candidate b) {
        int last = b.firstUnit - 1;
        if (last > a.endUnit && units.word(last).equals("the")) {
            last--;
        }
        if (last <= a.endUnit
                || !units.word(last).equals("as")
                || !units.word(last - 1).equals("known")) {
            return false;
        }
        for (int u = a.endUnit; u < last - 1; u++) {
            String word = units.word(u);
            boolean fits = ",(".contains(word)
                    || "also better formerly previously sometimes commonly now then widely popularly who which is was more"
                            .contains(word);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
