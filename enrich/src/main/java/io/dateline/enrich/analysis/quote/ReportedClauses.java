package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds reported speech: the clause that a verb of speech reports, mixed where it holds quoted words. For one story. */
final class ReportedClauses {
    /** How far behind its verb "that" may stand: "said in an interview on Monday that". */
    private static final int THAT = 12;

    /** Conjunctions before a clause that is no longer reported. */
    private static final Set<String> PARTING = Set.of("while", "as", "after", "although", "though", "when", "whereas");

    private final SegmentedText text;
    private final PosTags tags;
    private final List<List<Cue>> cues;
    private final int[] regionOf;
    private final DirectQuotes direct;
    private final PhraseReader phrases;

    /** @param regionOf for each token the quoted region that it is in, marks included; -1 for none */
    ReportedClauses(
            SegmentedText text,
            PosTags tags,
            List<List<Cue>> cues,
            int[] regionOf,
            DirectQuotes direct,
            PhraseReader phrases) {
        this.text = text;
        this.tags = tags;
        this.cues = cues;
        this.regionOf = regionOf;
        this.direct = direct;
        this.phrases = phrases;
    }

    List<Draft> find() {
        List<Draft> drafts = new ArrayList<>();
        Set<Cue> used = direct.used();
        for (int s = 0; s < cues.size(); s++) {
            List<Cue> inSentence = cues.get(s);
            for (int c = 0; c < inSentence.size(); c++) {
                Cue cue = inSentence.get(c);
                if (!used.contains(cue) && cue.subject() != null && phrases.isPlausible(cue.subject())) {
                    Draft draft = read(s, c, inSentence);
                    if (draft != null) {
                        drafts.add(draft);
                    }
                }
            }
        }
        return drafts;
    }

    private Draft read(int sentence, int index, List<Cue> inSentence) {
        Cue cue = inSentence.get(index);
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        while (end > first && isFinal(end - 1)) {
            end--;
        }
        int[] content = cue.isAccording() ? according(cue, first, end) : null;
        boolean backward = content != null;
        if (content == null && !cue.isAccording()) {
            content = isPostposed(cue, first, end) ? before(cue, first) : null;
            backward = content != null;
            if (content == null) {
                content = after(cue, end, index, inSentence);
            }
        }
        return content == null ? null : draft(cue, content[0], content[1], backward);
    }

    private boolean isFinal(int token) {
        return text.kind(token) == TokenKind.PUNCTUATION
                && Chars.isTerminator(text.word(token).charAt(0))
                && regionOf[token] < 0;
    }

    /** "According to X, it rains." and "It rains, according to X." */
    private int[] according(Cue cue, int first, int end) {
        if (cue.first() > first + 1) {
            return before(cue, first);
        }
        int at = cue.after();
        while (at < end && !text.word(at).equals(",") && at < cue.after() + 25) {
            at++;
        }
        return at < end && text.word(at).equals(",") ? new int[] {at + 1, end} : null;
    }

    /** "It rains, Smith said on Monday." */
    private boolean isPostposed(Cue cue, int first, int end) {
        int before = cue.first() - 1;
        if (before <= first || cue.joined()) {
            return false;
        }
        String mark = text.word(before);
        boolean apart = mark.equals(",") || Chars.isQuotationMark(mark.charAt(0)) || Chars.isDash(mark.charAt(0));
        if (!apart) {
            return false;
        }
        if (cue.inverted()) {
            return true;
        }
        boolean verbBefore = false;
        for (int i = first; i < before && !verbBefore; i++) {
            verbBefore = tags.isVerbal(i);
        }
        if (!verbBefore) {
            return false;
        }
        for (int i = cue.after(); i < end; i++) {
            String lower = text.lower(i);
            if (lower.equals("who") || lower.equals("which") || lower.equals(",") && i > cue.after()) {
                return true;
            }
            if (tags.isVerbal(i) || lower.equals("that") || lower.equals(":") || regionOf[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    private int[] before(Cue cue, int first) {
        int end = cue.first();
        while (end > first && text.kind(end - 1) == TokenKind.PUNCTUATION && regionOf[end - 1] < 0) {
            end--;
        }
        return end > first ? new int[] {first, end} : null;
    }

    private int[] after(Cue cue, int end, int index, List<Cue> inSentence) {
        int from = cue.after();
        for (int i = from; i < end && i < from + THAT; i++) {
            if (text.lower(i).equals("that")) {
                from = i + 1;
                break;
            }
            boolean aside = text.word(i).equals(",") && i > cue.after();
            if (aside) {
                from = afterAside(i, end, cue.after());
            }
            if (aside || tags.isVerbal(i) || regionOf[i] >= 0) {
                break;
            }
        }
        while (from < end && text.kind(from) == TokenKind.PUNCTUATION && regionOf[from] < 0) {
            from++;
        }
        int stop = end;
        for (int c = index + 1; c < inSentence.size(); c++) {
            Cue next = inSentence.get(c);
            if (next.first() <= from) {
                continue;
            }
            if (parts(next.first() - 1)) {
                stop = Math.min(stop, next.first() - 1);
                break;
            }
        }
        for (int i = from; i < stop; i++) {
            if (text.word(i).equals(";") && regionOf[i] < 0) {
                stop = i;
            }
        }
        while (stop > from
                && (text.kind(stop - 1) == TokenKind.PUNCTUATION && regionOf[stop - 1] < 0
                        || tags.is(stop - 1, Pos.CCONJ))) {
            stop--;
        }
        if (stop <= from || !isReported(cue, from, stop)) {
            return null;
        }
        // quoted words may run on over several sentences
        int region = regionOf[stop - 1];
        while (region >= 0 && stop < text.tokens() && regionOf[stop] == region) {
            stop++;
        }
        return new int[] {from, stop};
    }

    /** "said on CNN, where he works, that": where the clause begins; the old start when there is no such aside. */
    private int afterAside(int comma, int end, int otherwise) {
        for (int i = comma + 1; i + 1 < end && i < comma + 2 * THAT; i++) {
            if (text.word(i).equals(",") && text.lower(i + 1).equals("that")) {
                return i + 2;
            }
        }
        return otherwise;
    }

    /** Does the token before the next attribution part it from the clause before? */
    private boolean parts(int token) {
        char c = text.word(token).charAt(0);
        return tags.is(token, Pos.CCONJ)
                || c == ','
                || c == ';'
                || Chars.isDash(c)
                || text.word(token).startsWith("--")
                || PARTING.contains(text.lower(token));
    }

    /** May the verb report what follows it? */
    private boolean isReported(Cue cue, int from, int stop) {
        SpeechVerbs.Verb verb = cue.verb();
        boolean quoted = false;
        boolean clause = false;
        int before = cue.first() - 1;
        boolean relative = before >= 0
                && (text.lower(before).equals("which")
                        || text.lower(before).equals("that")
                        || text.lower(before).equals("what"));
        for (int i = from; i < stop; i++) {
            quoted |= regionOf[i] >= 0;
            clause |= tags.isVerbal(i) && (i > from || relative);
        }
        if (quoted) {
            return true;
        }
        boolean that = from > cue.after() && text.lower(from - 1).equals("that");
        String first = text.lower(from);
        boolean infinitive = first.equals("to") && verb.takes('i');
        boolean phrase = (verb.takes('n') || verb.takes('f')) && !tags.is(from, Pos.ADP) && !tags.is(from, Pos.ADV);
        boolean clausal = verb.takes('c') && clause && !tags.is(from, Pos.ADP) && !first.equals("to");
        boolean objectAndInfinitive = verb.takes('i') && verb.takes('o') && clause;
        boolean about = (first.equals("about") || first.equals("of")) && verb.takes('o') && stop - from >= 3;
        return that || infinitive || phrase || clausal || objectAndInfinitive || about;
    }

    private Draft draft(Cue cue, int first, int end, boolean backward) {
        int from = first;
        int stop = end;
        int covered = 0;
        boolean taken = false;
        int words = 0;
        for (int i = from; i < stop; i++) {
            words += text.kind(i) == TokenKind.PUNCTUATION ? 0 : 1;
            if (regionOf[i] >= 0) {
                covered++;
                taken |= direct.isTaken(regionOf[i]);
            }
        }
        if (taken || words < 2) {
            return null;
        }
        QuoteType type = covered == 0 ? QuoteType.INDIRECT : QuoteType.MIXED;
        // marks at the edges are no content; a stretch that is quoted from end to end is direct when it is a clause
        boolean whole = covered == stop - from && regionOf[from] == regionOf[stop - 1];
        if (whole
                || regionOf[from] >= 0 && Chars.isQuotationMark(text.word(from).charAt(0)) && whole) {
            from++;
            stop -= Chars.isQuotationMark(text.word(stop - 1).charAt(0)) && stop - 1 > from ? 1 : 0;
            type = isClause(from, stop) ? QuoteType.DIRECT : QuoteType.MIXED;
        }
        if (stop <= from) {
            return null;
        }
        Draft draft = new Draft(from, stop, type);
        draft.cue = text.span(cue.token(), cue.end()).of(text.text());
        draft.source = cue.subject();
        draft.confidence = confidence(cue, draft, backward);
        return draft;
    }

    private boolean isClause(int from, int stop) {
        boolean verb = false;
        for (int i = from; i < stop && !verb; i++) {
            verb = tags.isVerbal(i);
        }
        return verb && Chars.isCapitalised(text.word(from));
    }

    private double confidence(Cue cue, Draft draft, boolean backward) {
        double base = draft.type == QuoteType.INDIRECT ? 0.7 : 0.75;
        boolean plain = cue.isAccording() || cue.verb().stance() == SpeechVerbs.Stance.NEUTRAL;
        base += plain ? 0.08 : -0.08;
        base -= cue.joined() ? 0.1 : 0;
        return backward && !cue.isAccording() ? base - 0.05 : base;
    }
}
