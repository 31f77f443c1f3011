package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.quote.SpeakerCandidate.Relation;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.List;

/** Whom a cue may name as the speaker, and what tells. For one story. */
final class CueSpeakers {
    /** How far before a cue phrases are looked for, in tokens. */
    private static final int REACH = 40;

    private static final int MOST = 6;

    private final StoryView view;
    private final SegmentedText text;
    private final PhraseReader phrases;
    private final PhraseFeatures kinds;

    CueSpeakers(StoryView view, PhraseReader phrases, PhraseFeatures kinds) {
        this.view = view;
        this.text = view.text;
        this.phrases = phrases;
        this.kinds = kinds;
    }

    /** The candidates; the first is that the sentence does not tell. */
    List<SpeakerCandidate> candidates(Cue cue) {
        List<SpeakerCandidate> found = new ArrayList<>();
        found.add(SpeakerCandidate.UNKNOWN);
        int sentence = text.sentenceOf(cue.token());
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        if (cue.subject() != null) {
            found.add(new SpeakerCandidate(cue.subject(), Relation.SUBJECT, 0, cue));
        }
        int low = Math.max(first, cue.token() - REACH);
        int rank = 0;
        for (int i = cue.token() - 1; i >= low && rank < MOST; ) {
            Phrase phrase = view.isQuoted(i) ? null : at(i, low);
            if (phrase == null) {
                i--;
            } else {
                add(found, phrase, Relation.AHEAD, rank++, cue);
                i = phrase.first() - 1;
            }
        }
        int high = Math.min(end, cue.end() + REACH);
        rank = 0;
        for (int i = cue.end(); i < high && rank < 2; ) {
            Phrase phrase = view.isQuoted(i) ? null : phrases.startingAt(i, high);
            if (phrase == null) {
                i++;
            } else {
                add(found, phrase, Relation.BEHIND, rank++, cue);
                i = phrase.end();
            }
        }
        return found;
    }

    private Phrase at(int i, int low) {
        String lower = text.lower(i);
        if (lower.equals("who") || PhraseReader.isPossessive(lower)) {
            return new Phrase(i, i + 1, i);
        }
        return phrases.endingAt(i, low);
    }

    private static void add(List<SpeakerCandidate> found, Phrase phrase, Relation relation, int rank, Cue cue) {
        for (SpeakerCandidate known : found) {
            if (known.phrase() != null && known.phrase().head() == phrase.head()) {
                return;
            }
        }
        found.add(new SpeakerCandidate(phrase, relation, rank, cue));
    }

    /** Features of the candidate's being the cue's speaker. */
    void features(Features out, Cue cue, SpeakerCandidate candidate) {
        int relation = candidate.relation().ordinal();
        int kind = cue.kind().ordinal();
        int verb =
                cue.verb() == null ? view.word(cue.token()) : cue.verb().base().hashCode();
        int form = cue.form() == null ? 9 : cue.form().ordinal();
        int manner = cue.manner().ordinal();
        int shape = (cue.inverted() ? 1 : 0) + (cue.joined() ? 2 : 0) + 4 * manner;
        out.add(3000, relation, kind);
        out.add(3001, relation, kind, shape);
        out.add(3002, relation, form, manner);
        if (candidate.phrase() == null) {
            out.add(3003, kind, cue.subject() == null ? 1 : 0, shape);
            out.add(3004, verb);
            return;
        }
        Phrase phrase = candidate.phrase();
        int who = kinds.kind(phrase);
        kinds.features(out, phrase, 3100 + 10 * relation);
        out.add(3010, relation, who, kind);
        out.add(3011, relation, who, shape);
        out.add(3012, relation, candidate.rank(), cue.subject() == null ? 1 : 0);
        out.add(3013, verb, who, relation);
        boolean after = phrase.first() >= cue.end();
        int from = after ? cue.end() : phrase.end();
        int to = after ? phrase.first() : cue.token();
        int verbs = 0;
        int marks = 0;
        int quoted = 0;
        int subordinate = 0;
        for (int i = from; i < to; i++) {
            verbs += view.tags.isVerbal(i) && i != to - 1 ? 1 : 0;
            marks += view.isPunctuation(i) ? 1 : 0;
            quoted += view.isQuoted(i) ? 1 : 0;
            subordinate += view.isWord(i, "who") || view.isWord(i, "that") || view.isWord(i, "which") ? 1 : 0;
        }
        int gap = Features.bucket(to - from);
        int counts =
                Math.min(verbs, 3) + 4 * Math.min(marks, 3) + 16 * Math.min(quoted, 1) + 32 * Math.min(subordinate, 2);
        out.add(3020, relation, gap, kind);
        out.add(3021, relation, counts, kind);
        out.add(3022, relation, counts, who);
        out.add(3023, relation, view.shape(phrase.first() - 1), view.shape(phrase.end()));
        out.add(3024, relation, view.word(phrase.first() - 1), kind);
        out.add(3025, relation, view.word(phrase.end()), shape);
        int next = kinds.verbBehind(phrase);
        int own = next >= cue.token() && next < cue.end() ? 1 : next < 0 ? 2 : 3;
        out.add(3026, relation, own, who);
        out.add(3027, relation, own, counts);
        boolean starts = phrase.first() == text.firstToken(text.sentenceOf(phrase.first()));
        out.add(3028, relation, starts ? 1 : 0, shape);
        out.add(3029, relation, starts ? 1 : 0, counts);
        out.add(3030, relation, view.shape(cue.token() - 1), form);
        if (to - from == 1) {
            out.add(3031, relation, view.word(from), form);
        }
        boolean subject = cue.subject() != null && cue.subject().head() == phrase.head();
        out.add(3032, subject ? 1 : 0, own, shape);
    }
}
