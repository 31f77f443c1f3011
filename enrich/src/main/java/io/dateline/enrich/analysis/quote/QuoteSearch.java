package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.quote.QuotedStretches.Stretch;
import io.dateline.enrich.analysis.quote.Speakers.Phrase;
import io.dateline.enrich.analysis.quote.SpeechVerbs.Form;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One search through one story. First the reporting clauses of each sentence (indirect and mixed speech, and direct speech
 * led in by a verb), then what stands in quotation marks and was not taken by those: with an attribution behind it, going on
 * from a quote before, or with a speaker unknown. What remains in marks are scare quotes, titles and nicknames.
 */
final class QuoteSearch {
    /** Tokens between a closing mark and its verb, at most. */
    private static final int ATTRIBUTION_REACH = 30;

    /** Tokens between a verb and its "that": "told reporters on Tuesday that". */
    private static final int THAT_REACH = 7;

    /** A quote without any attribution has at least this many words. */
    private static final int MIN_UNATTRIBUTED = 6;

    private static final double SURE = 0.92;
    private static final double LIKELY = 0.8;
    private static final double FAIR = 0.7;
    private static final double DOUBTFUL = 0.45;

    private final SpeechVerbs verbs;
    private final SegmentedText text;
    private final PosTags tags;
    private final QuotedStretches marks;
    private final Speakers speakers;
    private final List<QuoteAnnotation> found = new ArrayList<>();
    private final boolean[] taken;
    private SpeakerAnnotation previous;
    private int previousEnd = -1;

    QuoteSearch(SpeechVerbs verbs, SegmentedText text, PosTags tags, StoryEntities entities) {
        this.verbs = verbs;
        this.text = text;
        this.tags = tags;
        this.marks = QuotedStretches.of(text);
        this.speakers = new Speakers(text, tags, entities, marks);
        this.taken = new boolean[text.tokens()];
    }

    List<QuoteAnnotation> run() {
        List<Stretch> stretches = marks.all();
        int next = 0;
        for (int p = 0; p < text.paragraphs(); p++) {
            int end = text.endTokenOfParagraph(p);
            int from = next;
            while (next < stretches.size() && stretches.get(next).first() < end) {
                next++;
            }
            paragraph(p, stretches.subList(from, next));
        }
        found.sort(Comparator.comparing(QuoteAnnotation::content));
        return found;
    }

    private void paragraph(int paragraph, List<Stretch> stretches) {
        int next = 0;
        for (int s = text.firstSentenceOfParagraph(paragraph); s < text.endSentenceOfParagraph(paragraph); s++) {
            while (next < stretches.size() && stretches.get(next).first() < text.endToken(s)) {
                attributedBehind(stretches.get(next++));
            }
            reportingClauses(s);
        }
        for (; next < stretches.size(); next++) {
            attributedBehind(stretches.get(next));
        }
        for (Stretch stretch : stretches) {
            unattributed(stretch);
        }
    }

    // ---- "...," Carter said.   "...," said Smith.   "...," according to Smith.

    private void attributedBehind(Stretch stretch) {
        int i = stretch.after();
        if (i == stretch.end() || taken[stretch.first()] || !endsLikeSpeech(stretch)) {
            return;
        }
        int limit = Math.min(text.endTokenOfParagraph(text.paragraphOf(stretch.first())), i + ATTRIBUTION_REACH);
        if (i < limit && text.word(i).equals(",")) {
            i++;
        }
        if (i >= limit) {
            return;
        }
        if (isAccordingTo(i, limit)) {
            Phrase phrase = speakers.subjectAfter(i + 1, limit);
            if (phrase != null) {
                addStretch(stretch, "according to", speakers.resolve(phrase, previous), SURE);
            }
            return;
        }
        for (int v = i; v < limit && !QuotedStretches.isMark(text.word(v)); v++) {
            if (isSentenceEnd(v) && v + 1 < limit && text.sentenceOf(v + 1) != text.sentenceOf(v)) {
                return;
            }
            Form form = verbs.of(text.lower(v));
            if (form == null || form.gerund() || form.pattern() == SpeechVerbs.Pattern.ABOUT || !canBeVerb(v)) {
                continue;
            }
            Phrase subject = v == i ? speakers.subjectAfter(v, limit) : speakers.subjectBefore(v, i);
            if (subject == null && v > i) {
                continue;
            }
            if (subject == null) {
                return;
            }
            addStretch(stretch, text.lower(v), speakers.resolve(subject, previous), SURE);
            taken[v] = true;
            return;
        }
    }

    /** Ends in a comma, question mark, exclamation mark, full stop or dash inside the marks, or has a comma behind them. */
    private boolean endsLikeSpeech(Stretch stretch) {
        String last = text.word(stretch.end() - 1);
        return switch (last) {
            case ",", ".", "?", "!", "...", "\u2026", "--", "\u2014" -> true;
            default ->
                stretch.after() < text.tokens() && text.word(stretch.after()).equals(",") || last.endsWith(".");
        };
    }

    // ---- Carter said that ...   Carter said: "..."   ..., Carter said.   According to Carter, ...

    private void reportingClauses(int sentence) {
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        SpeakerAnnotation subjectOfSentence = null;
        for (int v = first; v < end; v++) {
            if (taken[v] || marks.isQuoted(v)) {
                continue;
            }
            if (isAccordingTo(v, end)) {
                accordingTo(v, first, end);
                continue;
            }
            Form form = verbs.of(text.lower(v));
            if (form == null || !canBeVerb(v)) {
                continue;
            }
            SpeakerAnnotation speaker;
            if (form.gerund()) {
                boolean behindComma = v > first && text.word(v - 1).equals(",");
                if (!behindComma || v == first) {
                    continue;
                }
                speaker = subjectOfSentence != null ? subjectOfSentence : subjectOf(first, v);
            } else {
                Phrase subject = speakers.subjectBefore(v, clauseStart(v, first));
                speaker = subject == null ? null : speakers.resolve(subject, previous);
            }
            if (speaker == null) {
                continue;
            }
            if (subjectOfSentence == null) {
                subjectOfSentence = speaker;
            }
            int content = contentAfter(v, end, form);
            if (content >= 0) {
                int contentEnd = contentEnd(content, end, sentence);
                addClause(content, contentEnd, text.lower(v), speaker);
            } else if (!form.gerund() && isTail(v, end) && form.pattern() != SpeechVerbs.Pattern.ABOUT) {
                tail(v, first, speaker);
            }
        }
    }

    /** Who does what the sentence tells first, for a participle that hangs on it. */
    private SpeakerAnnotation subjectOf(int first, int limit) {
        for (int v = first + 1; v < limit; v++) {
            if (tags.isVerbal(v) && !marks.isQuoted(v)) {
                Phrase subject = speakers.subjectBefore(v, first);
                return subject == null ? null : speakers.resolve(subject, previous);
            }
        }
        return null;
    }

    /** Behind the last semicolon, quotation mark or comma with "and" or "but" before the verb. */
    private int clauseStart(int verb, int first) {
        for (int i = verb - 1; i >= first; i--) {
            String word = text.word(i);
            if (word.equals(";") || word.equals(":") || marks.isQuoted(i) || QuotedStretches.isMark(word)) {
                return i + 1;
            }
            boolean joins = word.equals("but")
                    || word.equals("while")
                    || word.equals("and") && i > first && text.word(i - 1).equals(",");
            if (joins) {
                return i + 1;
            }
        }
        return first;
    }

    /** Where what is reported begins; -1 when nothing follows the verb that could be it. */
    private int contentAfter(int verb, int end, Form form) {
        if (form.pattern() == SpeechVerbs.Pattern.ABOUT) {
            return -1;
        }
        int i = verb + 1;
        for (int j = i; j < Math.min(end, i + THAT_REACH); j++) {
            String word = text.lower(j);
            if (word.equals("that") && (j == i || tags.is(j, Pos.SCONJ) || !tags.isVerbal(Math.min(j + 1, end - 1)))) {
                return form.pattern() == SpeechVerbs.Pattern.QUOTE || j + 1 >= end ? -1 : j + 1;
            }
            if ((word.equals(":") || word.equals(",")) && j + 1 < end && QuotedStretches.isMark(text.word(j + 1))) {
                return j + 1;
            }
            if (word.equals(":") && j + 2 < end) {
                return j + 1;
            }
            if (QuotedStretches.isMark(word) && j + 1 < text.tokens() && marks.isQuoted(j + 1)) {
                return j;
            }
            if (text.kind(j) == TokenKind.PUNCTUATION || tags.isVerbal(j)) {
                break;
            }
        }
        if (form.pattern() != SpeechVerbs.Pattern.CLAUSE) {
            return -1;
        }
        if (form.lemma().equals("tell")) {
            // "told Congress he would": behind the one who is told.
            Phrase told = speakers.subjectAfter(verb, end);
            if (told == null) {
                return -1;
            }
            i = tags.is(i, Pos.PRON) ? i + 1 : told.end();
        }
        if (i >= end || !beginsClause(i, end)) {
            return -1;
        }
        return i;
    }

    /** A subject, and a finite verb behind it. */
    private boolean beginsClause(int i, int end) {
        boolean subject = tags.isNominal(i) || tags.is(i, Pos.DET) || tags.is(i, Pos.ADJ) || tags.is(i, Pos.NUM);
        if (!subject) {
            return false;
        }
        for (int j = i + 1; j < end; j++) {
            if (tags.isVerbal(j) && !text.lower(j - 1).equals("to")) {
                return true;
            }
            if (text.word(j).equals(";")) {
                return false;
            }
        }
        return false;
    }

    /** To the end of the sentence, or of the quotation that it ends in, without the final mark; a participle that reports ends it. */
    private int contentEnd(int content, int end, int sentence) {
        int limit = end;
        for (int i = content + 1; i + 1 < end; i++) {
            if (text.word(i).equals(",") && !marks.isQuoted(i)) {
                Form form = verbs.of(text.lower(i + 1));
                if (form != null && form.gerund()) {
                    limit = i;
                    break;
                }
            }
        }
        if (limit == end && end > content && end - 1 < text.tokens() && marks.isQuoted(end - 1)) {
            int paragraphEnd = text.endTokenOfParagraph(text.paragraphOfSentence(sentence));
            while (limit < paragraphEnd && marks.isQuoted(limit)) {
                limit++;
            }
        }
        while (limit > content + 1 && !marks.isQuoted(limit - 1) && isFinalMark(limit - 1)) {
            limit--;
        }
        return limit;
    }

    private boolean isFinalMark(int token) {
        String word = text.word(token);
        return text.kind(token) == TokenKind.PUNCTUATION
                && (isSentenceEnd(token) || QuotedStretches.isMark(word) || word.equals(",") || word.equals(";"));
    }

    private boolean isSentenceEnd(int token) {
        return switch (text.word(token)) {
            case ".", "!", "?" -> true;
            default -> false;
        };
    }

    /** Does the verb stand at the end, with a few words behind it at most? */
    private boolean isTail(int verb, int end) {
        for (int i = verb + 1; i < end; i++) {
            if (isSentenceEnd(i)) {
                return true;
            }
            if (i - verb > 4 || text.kind(i) == TokenKind.PUNCTUATION || tags.isVerbal(i)) {
                return false;
            }
        }
        return true;
    }

    /** "The talks go on, Carter said." */
    private void tail(int verb, int first, SpeakerAnnotation speaker) {
        int comma = text.tokenAt(speaker.span().start()) - 1;
        if (comma - first < 3 || !text.word(comma).equals(",")) {
            return;
        }
        boolean clause = false;
        for (int i = first; i < comma; i++) {
            if (taken[i] || marks.isQuoted(i) && (i == first || marks.isQuoted(first))) {
                return;
            }
            clause |= tags.isVerbal(i);
        }
        if (clause) {
            addClause(first, comma, text.lower(verb), speaker);
        }
    }

    private boolean isAccordingTo(int token, int end) {
        return text.lower(token).equals("according")
                && token + 1 < end
                && text.lower(token + 1).equals("to");
    }

    private void accordingTo(int according, int first, int end) {
        Phrase phrase = speakers.subjectAfter(according + 1, end);
        if (phrase == null) {
            return;
        }
        SpeakerAnnotation speaker = speakers.resolve(phrase, previous);
        if (according == first) {
            int i = phrase.end();
            while (i < end && !text.word(i).equals(",")) {
                i++;
            }
            if (i + 2 < end) {
                addClause(i + 1, contentEnd(i + 1, end, text.sentenceOf(first)), "according to", speaker);
            }
            return;
        }
        int contentEnd = according;
        while (contentEnd > first && text.word(contentEnd - 1).equals(",")) {
            contentEnd--;
        }
        for (int i = first; i < contentEnd; i++) {
            if (taken[i]) {
                return;
            }
        }
        if (contentEnd - first >= 3) {
            addClause(first, contentEnd, "according to", speaker);
        }
    }

    // ---- what is left in quotation marks

    private void unattributed(Stretch stretch) {
        if (taken[stretch.first()]) {
            return;
        }
        int paragraph = text.paragraphOf(stretch.first());
        int first = text.firstTokenOfParagraph(paragraph);
        boolean opensParagraph = stretch.first() - first <= 1;
        boolean sentenceLike = stretch.end() - stretch.first() >= MIN_UNATTRIBUTED
                && endsLikeSpeech(stretch)
                && Character.isUpperCase(text.word(stretch.first()).codePointAt(0));
        if (!sentenceLike) {
            return;
        }
        boolean sameParagraph = previousEnd >= first && previousEnd <= stretch.first();
        boolean goesOn = previousEnd >= 0
                && opensParagraph
                && paragraph > 0
                && previousEnd >= text.firstTokenOfParagraph(paragraph - 1);
        SpeakerAnnotation colon = opensParagraph ? null : beforeColon(stretch, first);
        if (colon != null) {
            addStretch(stretch, null, colon, LIKELY);
        } else if (sameParagraph || goesOn) {
            addStretch(stretch, null, previous, sameParagraph ? LIKELY : FAIR);
        } else {
            addStretch(stretch, null, null, DOUBTFUL);
        }
    }

    /** "Smith: "..."" */
    private SpeakerAnnotation beforeColon(Stretch stretch, int first) {
        int colon = stretch.first() - 2;
        if (colon <= first || !text.word(colon).equals(":")) {
            return null;
        }
        Phrase phrase = speakers.subjectBefore(colon, first);
        return phrase == null ? null : speakers.resolve(phrase, previous);
    }

    // ---- results

    private void addStretch(Stretch stretch, String cue, SpeakerAnnotation speaker, double confidence) {
        add(stretch.first(), stretch.end(), QuoteType.DIRECT, cue, speaker, confidence);
    }

    /** A clause is direct when all of it stands between one pair of marks, mixed when a part does, else indirect. */
    private void addClause(int first, int end, String cue, SpeakerAnnotation speaker) {
        int from = first;
        int to = end;
        while (from < to && QuotedStretches.isMark(text.word(from))) {
            from++;
        }
        while (to > from && QuotedStretches.isMark(text.word(to - 1))) {
            to--;
        }
        int quoted = 0;
        for (int i = from; i < to; i++) {
            if (taken[i]) {
                return;
            }
            if (marks.isQuoted(i)) {
                quoted++;
            }
        }
        if (to - from < 2) {
            return;
        }
        if (quoted == to - from) {
            add(from, to, QuoteType.DIRECT, cue, speaker, SURE);
        } else if (quoted > 0) {
            boolean endsQuoted = marks.isQuoted(to - 1);
            add(marks.isQuoted(from) ? from : first, endsQuoted ? to : end, QuoteType.MIXED, cue, speaker, LIKELY);
        } else {
            add(first, end, QuoteType.INDIRECT, cue, speaker, FAIR);
        }
    }

    private void add(int first, int end, QuoteType type, String cue, SpeakerAnnotation speaker, double confidence) {
        for (int i = first; i < end; i++) {
            taken[i] = true;
        }
        Span content = text.span(first, end);
        boolean resolved = speaker != null && speaker.entity() >= 0;
        found.add(new QuoteAnnotation(content, type, cue, speaker, resolved ? confidence : confidence * 0.85));
        if (speaker != null) {
            previous = speaker;
            previousEnd = end;
        }
    }

    /** Verbs, and forms that taggers often take for something else. */
    private boolean canBeVerb(int token) {
        return tags.isVerbal(token) || text.lower(token).equals("said");
    }
}
