package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import java.util.Locale;

/** Finds the role that the text states beside a person's name: a title, or what stands in apposition. For one story. */
final class RoleFinder {
    /** Longest role in words. */
    private static final int LONGEST = 12;

    private final NameUnits units;
    private final PosTags tags;
    private final NameCues cues;

    RoleFinder(NameUnits units, PosTags tags, NameCues cues) {
        this.units = units;
        this.tags = tags;
        this.cues = cues;
    }

    void find(Candidate c) {
        int stop = units.endOf(c.sentence);
        c.role = title(c);
        if (c.role == null) {
            c.role = before(c);
        }
        if (c.role == null || c.role.indexOf(' ') < 0) {
            // a bare rank tells less than what stands behind the name
            String after = after(c, stop);
            c.role = after == null ? c.role : after;
        }
        if (c.gender == Gender.UNKNOWN && c.role != null) {
            for (String word : c.role.split(" ")) {
                Gender gender = cues.genderOfTitle(word);
                c.gender = gender == Gender.UNKNOWN ? c.gender : gender;
            }
        }
    }

    /**
     * The title before the name: "Secretary of Defense", "White House Press Secretary", "Russian President". Forms of
     * address are no part of it, but tell the gender.
     */
    private String title(Candidate c) {
        int first = units.firstOf(c.sentence);
        int end = c.firstUnit;
        while (end > first && cues.isHonorific(units.word(end - 1))) {
            noteGender(c, units.word(end - 1));
            end--;
        }
        int from = end;
        boolean rank = false;
        while (from > first && end - from < LONGEST) {
            String word = units.word(from - 1);
            boolean joint = from < end && from - 1 > first && isJoint(from - 1);
            if (!joint && !isTitleWord(from - 1)) {
                break;
            }
            rank |= cues.isRank(word);
            from--;
        }
        while (from < end && (!units.isCapital(from) || cues.isHonorific(units.word(from)) || isOrdinary(from))) {
            from++;
        }
        if (!rank || from == end || !endsInRank(from, end)) {
            return null;
        }
        for (int u = from; u < end; u++) {
            noteGender(c, units.word(u));
        }
        return units.name(from > first && isPast(from - 1) ? from - 1 : from, end);
    }

    /** "former President": who was it is it no more. */
    private boolean isPast(int unit) {
        return switch (units.word(unit)) {
            case "former", "Former", "ex", "Ex", "late", "then", "acting", "outgoing", "incoming" -> true;
            default -> false;
        };
    }

    private void noteGender(Candidate c, String title) {
        Gender gender = cues.genderOfTitle(title);
        c.gender = gender == Gender.UNKNOWN ? c.gender : gender;
    }

    private boolean isJoint(int unit) {
        String word = units.word(unit);
        boolean of = word.equals("of") || word.equals("for") || word.equals("and") || word.equals("&");
        boolean the = word.equals("the") && units.word(unit - 1).equals("of");
        return (of || the) && (units.isCapital(unit - 1) || units.word(unit - 1).equals("of") || of && the);
    }

    private boolean isTitleWord(int unit) {
        return units.isCapital(unit) && !cues.isCalendar(units.word(unit));
    }

    /** A word that has its capital from the beginning of the sentence. */
    private boolean isOrdinary(int unit) {
        String word = units.word(unit);
        return units.isInitial(unit)
                && !cues.isRank(word)
                && !cues.isBefore(word)
                && !tags.is(units.token(unit), Pos.PROPN)
                && !tags.is(units.token(unit), Pos.ADJ)
                && !tags.is(units.token(unit), Pos.NOUN);
    }

    /** The last word is an office, or the office stands before an "of". */
    private boolean endsInRank(int from, int end) {
        if (cues.isRank(units.word(end - 1))) {
            return true;
        }
        for (int u = from + 1; u < end; u++) {
            boolean of = units.word(u).equals("of") || units.word(u).equals("for");
            if (of && cues.isRank(units.word(u - 1))) {
                return true;
            }
        }
        return false;
    }

    /** "company spokesman Jane Smith", "the defence minister, Jane Smith,". */
    private String before(Candidate c) {
        int last = c.firstUnit - 1;
        int first = units.firstOf(c.sentence);
        boolean comma = last > first && units.word(last).equals(",");
        if (comma) {
            boolean closed = c.endUnit >= units.endOf(c.sentence) || ",.):".contains(units.word(c.endUnit));
            last = closed ? last - 1 : -1;
        }
        if (last < first || !cues.isRole(units.word(last)) || Chars.isCapitalised(units.word(last))) {
            return null;
        }
        int from = last;
        while (from > first && last - from < 4 && isModifier(from - 1)) {
            from--;
        }
        boolean article = from > first
                && (tags.is(units.token(from - 1), Pos.DET)
                        || isPossessive(units.word(from - 1).toLowerCase(Locale.ROOT))
                        || units.isClitic(from - 1));
        return comma && !article ? null : units.name(from, last + 1);
    }

    private boolean isModifier(int unit) {
        int token = units.token(unit);
        return tags.is(token, Pos.ADJ) || tags.is(token, Pos.NOUN) || tags.is(token, Pos.PROPN);
    }

    /** "Jane Smith, the party's spokeswoman, ...", "Jane Smith, 43, a lawyer for ...". */
    private String after(Candidate c, int stop) {
        int at = c.endUnit;
        if (at >= stop || !units.word(at).equals(",")) {
            return null;
        }
        at++;
        if (at + 1 < stop
                && Character.isDigit(units.word(at).charAt(0))
                && units.word(at + 1).equals(",")) {
            at += 2;
        }
        if (at < stop && tags.is(units.token(at), Pos.DET)) {
            at++;
        }
        int end = at;
        boolean role = false;
        boolean preposition = false;
        while (end < stop && end - at <= LONGEST) {
            String word = units.word(end);
            int token = units.token(end);
            boolean genitive = end > at && units.isGlued(end) && (word.equals("'") || word.equals("\u2019"));
            if (!units.isWord(end) && !units.isClitic(end) && !tags.is(token, Pos.NUM) && !genitive) {
                break;
            }
            if (tags.isVerbal(token) || tags.is(token, Pos.SCONJ) || tags.is(token, Pos.PRON) && !isPossessive(word)) {
                break;
            }
            preposition |= tags.is(token, Pos.ADP);
            role |= !preposition && (cues.isRole(word.toLowerCase(Locale.ROOT)) || cues.isRank(word));
            end++;
        }
        boolean closed = end >= stop
                || ",.;:)".indexOf(units.word(end).charAt(0)) >= 0
                || tags.isVerbal(units.token(end))
                || units.word(end).equals("who");
        while (end > at && tags.is(units.token(end - 1), Pos.ADP)) {
            end--;
        }
        return role && closed && end > at && end - at <= LONGEST ? units.name(at, end) : null;
    }

    private static boolean isPossessive(String word) {
        return word.equals("his") || word.equals("her") || word.equals("its") || word.equals("their");
    }
}
