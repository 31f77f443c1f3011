package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;

/** Finds the role that the text states beside a person's name, where no title stands before it. For one story. */
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
        if (c.type != EntityType.PERSON) {
            return;
        }
        int stop = units.endOf(c.sentence);
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

    /** "company spokesman Jane Smith", "the defence minister, Jane Smith,". */
    private String before(Candidate c) {
        int last = c.firstUnit - 1;
        int first = units.firstOf(c.sentence);
        boolean comma = last > first && units.word(last).equals(",");
        if (comma) {
            boolean closed = c.endUnit >= units.endOf(c.sentence) || ",.)".contains(units.word(c.endUnit));
            last = closed ? last - 1 : -1;
        }
        if (last < first || !cues.isRole(units.word(last)) || Chars.isCapitalised(units.word(last))) {
            return null;
        }
        int from = last;
        while (from > first && last - from < 4 && isModifier(from - 1)) {
            from--;
        }
        boolean article = from > first && tags.is(units.token(from - 1), Pos.DET);
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
            if (!units.isWord(end) && !units.isClitic(end) && !tags.is(token, Pos.NUM)) {
                break;
            }
            if (tags.isVerbal(token) || tags.is(token, Pos.SCONJ) || tags.is(token, Pos.PRON) && !isPossessive(word)) {
                break;
            }
            preposition |= tags.is(token, Pos.ADP);
            role |= !preposition && (cues.isRole(word.toLowerCase(java.util.Locale.ROOT)) || cues.isRank(word));
            end++;
        }
        boolean closed = end >= stop
                || ",.;)".indexOf(units.word(end).charAt(0)) >= 0
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
