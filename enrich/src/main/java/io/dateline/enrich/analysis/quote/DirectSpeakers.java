package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.quote.SpeakerCandidate.Relation;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.List;

/** Who may be the speaker of a direct quote, and what tells. For one story. */
final class DirectSpeakers {
    /** How far from a quote phrases are looked for, in tokens. */
    private static final int REACH = 40;
    /** Most phrases on a side. */
    private static final int MOST = 5;
    /** How many sentences back the subject of an earlier cue may be. */
    private static final int EARLIER = 4;

    private final StoryView view;
    private final SegmentedText text;
    private final CueIndex cues;
    private final PhraseReader phrases;
    private final PhraseFeatures kinds;

    DirectSpeakers(StoryView view, CueIndex cues, PhraseReader phrases, PhraseFeatures kinds) {
        this.view = view;
        this.text = view.text;
        this.cues = cues;
        this.phrases = phrases;
        this.kinds = kinds;
    }

    /**
     * The candidates; the first is that nobody knows.
     *
     * @param same who says the quote before, or null
     * @param other who else speaks before that, or null
     */
    List<SpeakerCandidate> candidates(DirectQuote quote, Phrase same, Phrase other) {
        List<SpeakerCandidate> found = new ArrayList<>();
        found.add(SpeakerCandidate.UNKNOWN);
        QuotedRegion first = view.regions.get(quote.firstRegion());
        QuotedRegion last = view.regions.get(quote.endRegion() - 1);
        subject(found, cues.behind(first));
        if (last != first) {
            subject(found, cues.behind(last));
        }
        subject(found, cues.ahead(first));
        behind(found, first);
        if (last != first) {
            behind(found, last);
        }
        ahead(found, first);
        if (same != null) {
            add(found, same, Relation.SAME, 0, null);
        }
        if (other != null) {
            add(found, other, Relation.OTHER, 0, null);
        }
        int sentence = text.sentenceOf(first.open());
        if (text.firstToken(sentence) == first.open() && sentence > 0) {
            sentence(found, sentence - 1, Relation.PREVIOUS, MOST);
        }
        earlier(found, sentence);
        int next = last.after() < text.tokens() ? text.sentenceOf(last.after()) : -1;
        if (next > text.sentenceOf(last.end() - 1)) {
            sentence(found, next, Relation.NEXT, 2);
        }
        return found;
    }

    private void add(List<SpeakerCandidate> found, Phrase phrase, Relation relation, int rank, Cue cue) {
        if (cue == null && kinds.isThing(phrase) && !kinds.isSpeech(kinds.verbBehind(phrase))) {
            return;
        }
        for (SpeakerCandidate known : found) {
            if (known.phrase() != null && known.phrase().head() == phrase.head()) {
                return;
            }
        }
        found.add(new SpeakerCandidate(phrase, relation, rank, cue));
    }

    private void subject(List<SpeakerCandidate> found, Cue cue) {
        if (cue != null && cue.subject() != null) {
            add(found, cue.subject(), Relation.SUBJECT, 0, cue);
        }
    }

    private void behind(List<SpeakerCandidate> found, QuotedRegion region) {
        int from = region.after();
        if (from >= text.tokens() || text.paragraphOf(from) != text.paragraphOf(region.end() - 1)) {
            return;
        }
        int end = Math.min(text.endToken(text.sentenceOf(from)), from + REACH);
        int rank = 0;
        for (int i = from; i < end && rank < MOST && !view.isQuoted(i); ) {
            Phrase phrase = phrases.startingAt(i, end);
            if (phrase == null) {
                i++;
            } else {
                add(found, phrase, Relation.BEHIND, rank++, null);
                i = phrase.end();
            }
        }
    }

    private void ahead(List<SpeakerCandidate> found, QuotedRegion region) {
        int first = Math.max(text.firstToken(text.sentenceOf(region.open())), region.open() - REACH);
        int rank = 0;
        for (int i = region.open() - 1; i >= first && rank < MOST && !view.isQuoted(i); ) {
            Phrase phrase = phrases.endingAt(i, first);
            if (phrase == null) {
                i--;
            } else {
                add(found, phrase, Relation.AHEAD, rank++, null);
                i = phrase.first() - 1;
            }
        }
    }

    private void sentence(List<SpeakerCandidate> found, int sentence, Relation relation, int most) {
        int rank = 0;
        int first = text.firstToken(sentence);
        int end = Math.min(text.endToken(sentence), first + REACH);
        for (int c = cues.firstOf(sentence); c < cues.endOf(sentence) && rank < 2; c++) {
            Cue cue = cues.get(c);
            if (cue.kind() != Cue.Kind.VERB && cue.subject() != null) {
                add(found, cue.subject(), relation, rank++, cue);
            }
        }
        for (int i = first; i < end && rank < most; ) {
            Phrase phrase = view.isQuoted(i) ? null : phrases.startingAt(i, end);
            if (phrase == null) {
                i++;
            } else {
                add(found, phrase, relation, rank++, null);
                i = phrase.end();
            }
        }
    }

    private void earlier(List<SpeakerCandidate> found, int sentence) {
        for (int s = sentence - 1; s >= 0 && s >= sentence - EARLIER; s--) {
            for (int c = Math.min(cues.endOf(s), cues.firstOf(s) + MOST) - 1; c >= cues.firstOf(s); c--) {
                Cue cue = cues.get(c);
                if (cue.kind() == Cue.Kind.SPEECH && cue.subject() != null) {
                    add(found, cue.subject(), Relation.EARLIER, sentence - s, cue);
                    return;
                }
            }
        }
    }

    /** Features of the candidate's being the speaker. */
    void features(Features out, DirectQuote quote, SpeakerCandidate candidate, DirectQuote before) {
        QuotedRegion first = view.regions.get(quote.firstRegion());
        QuotedRegion last = view.regions.get(quote.endRegion() - 1);
        int relation = candidate.relation().ordinal();
        int sentence = text.sentenceOf(first.open());
        int paragraph = text.paragraphOf(first.open());
        boolean startsSentence = text.firstToken(sentence) == first.open();
        boolean startsParagraph = text.firstTokenOfParagraph(paragraph) == first.open();
        int endMark = view.isPunctuation(first.end() - 1) ? view.word(first.end() - 1) : 0;
        int previous = first.open() > 0 && !startsParagraph ? view.word(first.open() - 1) : StoryView.NOTHING;
        int lastMark = startsParagraph && first.open() > 0 && view.word(first.open() - 1) == ":".hashCode() ? 1 : 0;
        Cue behind = cues.behind(first);
        Cue ahead = cues.ahead(first);
        int context = (startsSentence ? 1 : 0)
                + (startsParagraph ? 2 : 0)
                + (behind == null ? 0 : 4 + 4 * behind.kind().ordinal())
                + (ahead == null ? 0 : 32 + 32 * ahead.kind().ordinal());
        out.add(1000, relation);
        out.add(1001, relation, context);
        out.add(1002, relation, endMark, previous);
        out.add(1003, relation, candidate.rank());
        out.add(1004, relation, lastMark, startsParagraph ? 1 : 0);
        out.add(1005, relation, context, endMark);
        if (behind != null) {
            out.add(
                    1006,
                    relation,
                    Features.bucket(behind.first() - first.after()),
                    behind.kind().ordinal());
        }
        if (candidate.phrase() == null) {
            distance(out, quote, before, relation, 1010);
            return;
        }
        Phrase phrase = candidate.phrase();
        int kind = kinds.kind(phrase);
        kinds.features(out, phrase, 1100 + 20 * relation);
        out.add(1020, relation, kind);
        out.add(1021, relation, kind, context);
        if (candidate.relation() == Relation.SAME || candidate.relation() == Relation.OTHER) {
            distance(out, quote, before, relation, 1030);
            return;
        }
        boolean after = phrase.first() >= first.after();
        int from = after ? (phrase.first() >= last.after() ? last.after() : first.after()) : phrase.end();
        int to = after ? phrase.first() : first.open();
        int gap = Features.bucket(to - from);
        int punctuation = 0;
        int verbs = 0;
        int verb = 0;
        for (int i = from; i < to && i < from + 2 * REACH; i++) {
            punctuation += view.isPunctuation(i) ? 1 : 0;
            if (view.tags.isVerbal(i)) {
                verbs++;
                verb = view.word(i);
            }
        }
        out.add(1040, relation, gap, kind);
        out.add(1041, relation, Math.min(verbs, 3), Math.min(punctuation, 3));
        out.add(1042, relation, verb, gap);
        int next = kinds.verbBehind(phrase);
        int before1 = phrase.first() - 1;
        int verbAfter = next < 0 ? 0 : view.word(next);
        out.add(1043, relation, verbAfter);
        out.add(1044, relation, verbAfter, kind);
        out.add(1045, relation, kinds.isSpeech(next) ? 1 : 0, endMark);
        out.add(1046, relation, view.word(before1), view.isQuoted(before1) ? 1 : 0);
        out.add(1047, relation, kinds.isSpeech(before1) ? 1 : 0, gap);
        out.add(1048, relation, view.shape(phrase.end()), view.shape(before1));
        out.add(1049, relation, view.word(phrase.end()));
        if (candidate.cue() != null) {
            Cue cue = candidate.cue();
            out.add(1050, relation, cue.kind().ordinal(), cue.manner().ordinal());
            out.add(1051, relation, view.word(cue.token()));
            out.add(1052, relation, (cue.inverted() ? 1 : 0) + (cue.joined() ? 2 : 0), after ? 1 : 0);
            int edge = after ? cue.first() - first.after() : first.open() - cue.end();
            out.add(1053, relation, Features.bucket(edge), after ? 1 : 0);
            out.add(1054, relation, view.word(cue.token()), (after ? 1 : 0) + 2 * Math.min(edge, 3));
        } else {
            out.add(1055, relation, candidate.rank(), kind);
        }
    }

    /** How the quote stands to the one before. */
    private void distance(Features out, DirectQuote quote, DirectQuote before, int relation, int template) {
        if (before == null) {
            out.add(template, relation);
            return;
        }
        QuotedRegion left = view.regions.get(before.endRegion() - 1);
        QuotedRegion right = view.regions.get(quote.firstRegion());
        int paragraphs = Math.min(4, text.paragraphOf(right.open()) - text.paragraphOf(left.end() - 1));
        int between = right.open() - left.after();
        int stops = 0;
        int names = 0;
        for (int i = left.after(); i < right.open() && i < left.after() + 2 * REACH; i++) {
            stops += view.isFinal(i) ? 1 : 0;
            names += view.isPerson(i) ? 1 : 0;
        }
        boolean starts = text.firstTokenOfParagraph(text.paragraphOf(right.open())) == right.open();
        int flags = (left.closed() ? 1 : 0) + (starts ? 2 : 0) + (names > 0 ? 4 : 0);
        boolean question = view.word(left.end() - 1) == "?".hashCode();
        out.add(template + 1, relation, paragraphs, Features.bucket(between));
        out.add(template + 2, relation, paragraphs, flags);
        out.add(template + 3, relation, Math.min(stops, 3), flags);
        out.add(template + 4, relation, question ? 1 : 0, paragraphs);
        out.add(template + 5, relation, paragraphs, Math.min(stops, 3));
    }
}
