package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;

/**
 * Finds runs of capitalised words, with the small words that belong inside names. A run holds one name or several, and
 * titles. For one story.
 */
final class RunFinder {
    /** Longer runs are cut: no name is longer, and what reads them may look at all pairs of their words. */
    private static final int LONGEST = 16;

    private final NameUnits units;
    private final PosTags tags;
    private final Gazetteer gazetteer;
    private final NameCues cues;

    RunFinder(NameUnits units, PosTags tags, Gazetteer gazetteer, NameCues cues) {
        this.units = units;
        this.tags = tags;
        this.gazetteer = gazetteer;
        this.cues = cues;
    }

    /** One past the longest known name that begins at the unit; the unit itself when none does. */
    int knownEnd(int unit, int stop) {
        String first = Gazetteer.unshout(units.word(unit));
        int longest = Math.min(stop, unit + gazetteer.longestFrom(first) + 2);
        if (longest <= unit + 2 && gazetteer.longestFrom(first) == 0) {
            longest = Math.min(stop, unit + gazetteer.longestFrom(units.word(unit)) + 2);
        }
        for (int e = longest; e > unit; e--) {
            if (known(unit, e) != null || gazetteer.isNationality(units.name(unit, e))) {
                return e;
            }
        }
        return unit;
    }

    /** The known name that the units are, or null. A name in capitals is known when it is known small. */
    Gazetteer.Known known(int first, int stop) {
        String name = units.name(first, stop);
        Gazetteer.Known known = gazetteer.known(name);
        if (known == null && name.length() > 3 && Character.isUpperCase(name.charAt(1))) {
            StringBuilder folded = new StringBuilder();
            for (int u = first; u < stop; u++) {
                folded.append(u > first && units.start(u) > units.end(u - 1) ? " " : "")
                        .append(Gazetteer.unshout(units.word(u)));
            }
            known = gazetteer.known(folded.toString());
        }
        return known;
    }

    /** May a run begin at the unit? */
    boolean begins(int unit, int stop) {
        if (!units.isCapital(unit)) {
            return units.isWord(unit) && gazetteer.longestFrom(units.word(unit)) > 0 && knownEnd(unit, stop) > unit;
        }
        String word = units.word(unit);
        if (cues.is("calendar", word) || word.equals("I")) {
            return knownEnd(unit, stop) > unit + 1;
        }
        if (!units.isInitial(unit) && !cues.is("common", word)) {
            return true;
        }
        if (knownEnd(unit, stop) > unit || cues.isHonorific(word)) {
            return true;
        }
        if (cues.is("common", word) && isHeadOfName(unit, stop)) {
            return true;
        }
        if (isFunctionWord(unit) || cues.is("common", word) && !followedByCapital(unit, stop)) {
            return false;
        }
        return !units.isInitial(unit) || isLikelyName(unit, stop);
    }

    /** A sentence's first word: is it more than an ordinary word with a capital? */
    private boolean isLikelyName(int unit, int stop) {
        String word = units.word(unit);
        boolean proper = tags.is(units.token(unit), Pos.PROPN) || gazetteer.isGivenName(word);
        if (followedByCapital(unit, stop)) {
            return proper
                    || cues.isRank(word)
                    || cues.isBefore(word)
                    || tags.is(units.token(unit), Pos.ADJ)
                    || tags.is(units.token(unit), Pos.NOUN);
        }
        return proper || units.timesCapitalInside(word) > units.timesSmall(word) || units.timesSmall(word) == 0;
    }

    private boolean followedByCapital(int unit, int stop) {
        return unit + 1 < stop && isNameWord(unit + 1);
    }

    /** "Ministry of ...", "Bank of ...": an ordinary word that begins a name. */
    private boolean isHeadOfName(int unit, int stop) {
        return unit + 2 < stop && smallJoin(unit, unit + 1, stop, false) > unit + 1;
    }

    private boolean isFunctionWord(int unit) {
        String word = units.word(unit);
        if (!cues.is("common", word) || cues.isRank(word) || cues.isBefore(word)) {
            return word.equals("Former");
        }
        return switch (tags.of(units.token(unit))) {
            case DET, ADP, PRON, CCONJ, SCONJ, AUX, PART, ADV, VERB, NUM, INTJ -> true;
            default -> false;
        };
    }

    /** A capitalised word that can be part of a name. */
    private boolean isNameWord(int unit) {
        return units.isCapital(unit)
                && !cues.is("calendar", units.word(unit))
                && !units.word(unit).equals("I");
    }

    /** One past the run that begins at the unit. */
    int runEnd(int unit, int stop) {
        int limit = Math.min(stop, unit + LONGEST);
        int e = Math.max(unit + 1, knownEnd(unit, limit));
        boolean open = false;
        while (e < limit) {
            if (isNameWord(e)) {
                e = Math.max(e + 1, knownEnd(e, limit));
                continue;
            }
            int joined = smallJoin(unit, e, limit, open);
            if (joined == e) {
                break;
            }
            open |= units.word(e).equals("of")
                    || units.word(e).equals("for")
                    || units.word(e).equals("on");
            e = joined;
        }
        return e;
    }

    /** One past what the unit, that is no capitalised word, joins to the run; the unit itself when it ends the run. */
    private int smallJoin(int first, int e, int limit, boolean open) {
        if (e + 1 >= limit) {
            return e;
        }
        String word = units.word(e);
        String before = units.word(e - 1);
        switch (word) {
            case "of":
                return ofJoin(e, limit, before);
            case "for", "on":
                return cues.is("org_head", before) && isNameWord(e + 1) ? e + 2 : e;
            case "and":
                return andJoin(first, e, limit, open);
            case "&":
                return isNameWord(e + 1) ? e + 2 : e;
            case ",":
                return open && isList(e, limit) ? e + 2 : e;
            case "'s", "'":
                boolean inside = cues.is("possessive", before);
                return inside && isNameWord(e + 1) && units.start(e) == units.end(e - 1) ? e + 2 : e;
            default:
                break;
        }
        if (cues.is("particle", word) && units.start(e) > units.end(e - 1)) {
            if (isNameWord(e + 1)) {
                return e + 2;
            }
            if (e + 2 < limit && cues.is("particle", units.word(e + 1)) && isNameWord(e + 2)) {
                return e + 3;
            }
        }
        return e;
    }

    private int ofJoin(int e, int limit, String before) {
        int next = units.word(e + 1).equals("the") && e + 2 < limit ? e + 2 : e + 1;
        if (cues.isRank(before)) {
            int after = cues.roleObjectEnd(units, gazetteer, next, limit);
            return after > next ? after : e;
        }
        boolean head = cues.is("org_head", before)
                || cues.is("loc_head", before)
                || cues.is("event_head", before)
                || cues.is("misc_tail", before);
        return head && isNameWord(next) && !cues.is("common", units.word(next)) ? next + 1 : e;
    }

    private int andJoin(int first, int e, int limit, boolean open) {
        if (!isNameWord(e + 1)) {
            return e;
        }
        String next = units.word(e + 1);
        boolean ownName = knownEnd(e + 1, limit) > e + 1 || gazetteer.isGivenName(next) || cues.isHonorific(next);
        if (ownName) {
            return e;
        }
        if (open) {
            return e + 2;
        }
        // "Truth and Reconciliation Commission": one ordinary word, and an organisation after it
        int right = e + 1;
        while (right < limit && isNameWord(right)) {
            right++;
        }
        boolean organisation = right - e > 2 && cues.is("org_tail", units.word(right - 1));
        boolean plain = e - first == 1
                && knownEnd(first, e) == first
                && !gazetteer.isGivenName(units.word(first))
                && !gazetteer.isCity(units.word(first));
        return organisation && plain ? right : e;
    }

    /** ", Livestock and Fisheries": a list that goes on to an "and". */
    private boolean isList(int comma, int limit) {
        int at = comma;
        while (at + 1 < limit
                && units.word(at).equals(",")
                && isNameWord(at + 1)
                && knownEnd(at + 1, limit) == at + 1) {
            at += 2;
            while (at < limit && isNameWord(at)) {
                at++;
            }
        }
        return at > comma && at + 1 < limit && units.word(at).equals("and") && isNameWord(at + 1);
    }
}
