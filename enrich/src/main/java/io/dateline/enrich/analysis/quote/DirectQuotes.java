package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives quoted stretches that are statements their speakers: by the attribution behind, before, or above them, or as the
 * continuation of the quote before. Quoted words that are no statement are left to {@link ReportedClauses}. For one story.
 */
final class DirectQuotes {
    /** Most tokens between a cue and the quote that it introduces: "said in a statement on Monday:". */
    private static final int GAP = 14;

    private final SegmentedText text;
    private final PosTags tags;
    private final List<QuotedRegion> regions;
    private final List<List<Cue>> cues;
    private final PhraseReader phrases;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<Cue> used = new HashSet<>();
    private final boolean[] taken;

    DirectQuotes(
            SegmentedText text, PosTags tags, List<QuotedRegion> regions, List<List<Cue>> cues, PhraseReader phrases) {
        this.text = text;
        this.tags = tags;
        this.regions = regions;
        this.cues = cues;
        this.phrases = phrases;
        this.taken = new boolean[regions.size()];
    }

    /** Cues that a direct quote has used. */
    Set<Cue> used() {
        return used;
    }

    /** Is the region part of a direct quote? */
    boolean isTaken(int region) {
        return taken[region];
    }

    List<Draft> find() {
        Draft last = null;
        int lastRegion = -1;
        for (int r = 0; r < regions.size(); r++) {
            QuotedRegion region = regions.get(r);
            boolean goesOn =
                    last != null && lastRegion == r - 1 && regions.get(r - 1).continued();
            Draft draft = goesOn ? continued(last, region) : attributed(region, last);
            if (draft == null && last != null) {
                draft = following(region, last);
            }
            if (draft == null && isStatement(region) && isSelfContained(region)) {
                draft = new Draft(region.first(), region.end(), QuoteType.DIRECT);
                draft.confidence = 0.3;
                draft.attributedTo = region.after();
            }
            if (draft != null) {
                taken[r] = true;
                if (draft != last) {
                    drafts.add(draft);
                }
                last = draft;
                lastRegion = r;
            }
        }
        return drafts;
    }

    /** The next paragraph of the same quote; an attribution at its end names the speaker of all. */
    private Draft continued(Draft last, QuotedRegion region) {
        last.end = region.end();
        last.attributedTo = region.after();
        if (last.source == null) {
            Cue cue = behind(region);
            if (cue != null) {
                attribute(last, cue, 0.8);
                last.attributedTo = cue.after();
            }
        }
        return last;
    }

    private Draft attributed(QuotedRegion region, Draft last) {
        Draft draft = new Draft(region.first(), region.end(), QuoteType.DIRECT);
        draft.attributedTo = region.after();
        Cue behind = behind(region);
        if (behind != null && (isStatement(region) || endsForAttribution(region))) {
            attribute(draft, behind, 0.9);
            draft.attributedTo = behind.after();
            return merged(draft, last, region) ? last : draft;
        }
        Cue ahead = ahead(region);
        if (ahead != null && last != null && used.contains(ahead) && last.attributedTo >= ahead.after() - 1) {
            // '"...," she said, "..."': the attribution stands in the middle of one quote
            last.end = region.end();
            last.attributedTo = region.after();
            return last;
        }
        if (ahead != null && isStatement(region)) {
            attribute(draft, ahead, 0.88);
            return draft;
        }
        return isStatement(region) ? byColon(region, draft) : null;
    }

    /** A quote whose attribution follows, directly behind one that has none yet in the same paragraph: both are one. */
    private boolean merged(Draft draft, Draft last, QuotedRegion region) {
        boolean openEnded = last != null
                && last.source == null
                && last.attributedTo == region.open()
                && text.paragraphOf(last.first) == text.paragraphOf(region.open());
        if (openEnded) {
            last.end = draft.end;
            last.source = draft.source;
            last.cue = draft.cue;
            last.confidence = draft.confidence;
            last.attributedTo = draft.attributedTo;
        }
        return openEnded;
    }

    private void attribute(Draft draft, Cue cue, double confidence) {
        used.add(cue);
        draft.cue = text.span(cue.token(), cue.end()).of(text.text());
        if (cue.subject() != null && phrases.isPlausible(cue.subject())) {
            draft.source = cue.subject();
            draft.confidence = confidence;
        } else {
            draft.confidence = 0.4;
        }
    }

    /** The cue whose attribution follows the region at once. */
    private Cue behind(QuotedRegion region) {
        int paragraphEnd = text.endTokenOfParagraph(text.paragraphOf(region.open()));
        int at = region.after();
        boolean comma = at < paragraphEnd && text.word(at).equals(",");
        at += comma ? 1 : 0;
        if (!region.closed() || at >= paragraphEnd) {
            return null;
        }
        for (Cue cue : cues.get(text.sentenceOf(at))) {
            if (cue.first() > at + 1 || cue.joined() && !cue.inverted()) {
                break;
            }
            if (cue.first() >= at && !used.contains(cue)) {
                return comma || endsForAttribution(region) || endsSentence(cue) ? cue : null;
            }
        }
        return null;
    }

    private boolean endsForAttribution(QuotedRegion region) {
        String last = text.word(region.end() - 1);
        return last.equals(",")
                || last.equals("?")
                || last.equals("!")
                || last.equals("\u2026")
                || last.equals("...")
                || last.startsWith("--")
                || Chars.isDash(last.charAt(0));
    }

    /** Is nothing but the attribution and its circumstances left in the sentence? */
    private boolean endsSentence(Cue cue) {
        int end = text.endToken(text.sentenceOf(cue.token()));
        for (int i = cue.after(); i < end; i++) {
            if (tags.isVerbal(i) || text.lower(i).equals("that")) {
                return false;
            }
        }
        return true;
    }

    /** The cue of the same sentence that introduces the region. */
    private Cue ahead(QuotedRegion region) {
        int sentence = text.sentenceOf(region.open());
        if (region.open() == text.firstToken(sentence)) {
            return null;
        }
        Cue found = null;
        for (Cue cue : cues.get(sentence)) {
            if (cue.after() <= region.open()) {
                found = cue;
            }
        }
        if (found == null
                || found.isAccording() && !text.word(region.open() - 1).equals(",")) {
            return null;
        }
        int gap = region.open() - found.after();
        if (gap > GAP) {
            return null;
        }
        for (int i = found.after(); i < region.open(); i++) {
            boolean closing = text.lower(i).equals("that") && (i >= region.open() - 2 || i == found.after());
            boolean verb = tags.isVerbal(i) && !text.lower(i).endsWith("ing");
            if (closing || verb || text.word(i).equals(".")) {
                return null;
            }
        }
        String before = text.word(region.open() - 1);
        boolean introduced = gap == 0 || before.equals(",") || before.equals(":");
        return introduced ? found : null;
    }

    /** "Smith: ..." and, above the quote, "Smith said:". */
    private Draft byColon(QuotedRegion region, Draft draft) {
        int first = text.firstToken(text.sentenceOf(region.open()));
        int colon = region.open() - 1;
        boolean above = region.open() == text.firstTokenOfParagraph(text.paragraphOf(region.open()));
        if (above && colon >= 0) {
            first = text.firstToken(text.sentenceOf(colon));
        }
        if (colon <= first || !text.word(colon).equals(":")) {
            return null;
        }
        Cue last = null;
        for (Cue cue : cues.get(text.sentenceOf(colon))) {
            if (cue.after() <= colon && cue.subject() != null) {
                last = cue;
            }
        }
        if (last != null) {
            attribute(draft, last, 0.8);
            return draft;
        }
        Phrase name = phrases.endingAt(colon - 1, first);
        boolean apart =
                name != null && (name.first() - first <= 1 || text.kind(name.first() - 1) == TokenKind.PUNCTUATION);
        if (!above && apart) {
            draft.source = name;
            draft.cue = ":";
            draft.confidence = 0.75;
            return draft;
        }
        return null;
    }

    /** A quote without attribution of its own after one: the same speaker goes on. */
    private Draft following(QuotedRegion region, Draft last) {
        if (!isStatement(region)) {
            return null;
        }
        int paragraph = text.paragraphOf(region.open());
        boolean same = text.paragraphOf(last.first) == paragraph || text.paragraphOf(last.end - 1) == paragraph;
        if (same && last.source != null && isOnlyAttributionBetween(last, region)) {
            last.end = region.end();
            last.attributedTo = region.after();
            return last;
        }
        boolean next = !same
                && paragraph == text.paragraphOf(last.end - 1) + 1
                && region.open() == text.firstTokenOfParagraph(paragraph);
        if ((same || next) && last.source != null && isSelfContained(region)) {
            Draft draft = new Draft(region.first(), region.end(), QuoteType.DIRECT);
            draft.source = last.source;
            draft.confidence = same ? 0.55 : 0.5;
            draft.attributedTo = region.after();
            return draft;
        }
        return null;
    }

    /** Is there nothing between the two but the first one's attribution? */
    private boolean isOnlyAttributionBetween(Draft last, QuotedRegion region) {
        if (last.attributedTo > region.open()) {
            return false;
        }
        int sentences = 0;
        for (int i = last.attributedTo; i < region.open(); i++) {
            sentences += text.word(i).equals(".") ? 1 : 0;
            if (sentences > 0 && text.kind(i) == TokenKind.WORD || region.open() - last.attributedTo > 60) {
                return false;
            }
        }
        return true;
    }

    /** Words that somebody said, not a title or a phrase: a capital or a full stop, and a verb. */
    private boolean isStatement(QuotedRegion region) {
        int first = region.first();
        while (first < region.end() && text.kind(first) == TokenKind.PUNCTUATION) {
            first++;
        }
        if (first >= region.end()) {
            return false;
        }
        boolean capital = Chars.isCapitalised(text.word(first)) || text.kind(first) == TokenKind.NUMBER;
        boolean verb = false;
        int limit = Math.min(region.end(), first + 200);
        for (int i = first; i < limit && !verb; i++) {
            verb = tags.isVerbal(i);
        }
        char last = text.word(region.end() - 1).charAt(0);
        boolean terminal = Chars.isTerminator(last) || last == ',';
        return capital && (verb || terminal && last != ',') || verb && terminal && region.end() - first >= 8;
    }

    /** Does it stand as a sentence of its own? */
    private boolean isSelfContained(QuotedRegion region) {
        int sentence = text.sentenceOf(region.open());
        boolean starts = text.firstToken(sentence) == region.open();
        char last = text.word(region.end() - 1).charAt(0);
        return starts && (Chars.isTerminator(last) || !region.closed()) && region.end() - region.first() >= 4;
    }
}
