package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.quote.ClauseSpans.Side;
import io.dateline.enrich.analysis.segment.SegmentedText;

/**
 * What tells whether a cue reports something, and which stretch it is. A stretch's score is the sum of those of its
 * start, its end and the two together, against that of the cue's reporting nothing. For one story.
 */
final class ClauseFeatures {
    private final StoryView view;
    private final SegmentedText text;
    private final CueIndex cues;
    private final PhraseFeatures kinds;
    private final int[] verbsBefore;

    ClauseFeatures(StoryView view, CueIndex cues, PhraseFeatures kinds) {
        this.view = view;
        this.text = view.text;
        this.cues = cues;
        this.kinds = kinds;
        this.verbsBefore = new int[view.size() + 1];
        for (int i = 0; i < view.size(); i++) {
            verbsBefore[i + 1] = verbsBefore[i] + (view.tags.isVerbal(i) ? 1 : 0);
        }
    }

    private int verb(Cue cue) {
        return cue.verb() == null ? view.word(cue.token()) : cue.verb().base().hashCode();
    }

    /** Features of the cue's reporting nothing. */
    void nothing(Features out, Cue cue) {
        int verb = verb(cue);
        int form = cue.form() == null ? 9 : cue.form().ordinal();
        int manner = cue.manner().ordinal();
        int kind = cue.kind().ordinal();
        int subject = cue.subject() == null ? 0 : kinds.kind(cue.subject());
        int shapes = (cue.inverted() ? 1 : 0) + (cue.joined() ? 2 : 0) + 4 * manner;
        int sentence = text.sentenceOf(cue.token());
        int last = text.endToken(sentence) - 1;
        int next = cue.end();
        int before = cue.first() - 1;
        boolean that = false;
        for (int i = next; i < next + 8 && i <= last; i++) {
            that |= text.lower(i).equals("that");
        }
        boolean quotes = view.isQuoted(Math.min(last, cue.after() + 6)) || view.isQuoted(next);
        out.add(2000, kind);
        out.add(2001, verb);
        out.add(2002, verb, form);
        out.add(2003, verb, manner);
        out.add(2004, verb, view.word(next));
        out.add(2005, verb, view.shape(next));
        out.add(2006, kind, view.shape(next), view.shape(next + 1));
        out.add(2007, kind, subject, shapes);
        out.add(2008, verb, subject);
        out.add(2009, kind, that ? 1 : 0, manner);
        out.add(2010, verb, that ? 1 : 0);
        out.add(2011, kind, view.word(before), form);
        out.add(2012, kind, view.pos(cue.token()), form);
        out.add(2013, kind, view.shape(cue.token() - 1), view.shape(cue.token() - 2));
        out.add(2014, kind, quotes ? 1 : 0, shapes);
        out.add(2015, verb, quotes ? 1 : 0);
        out.add(2016, verb, view.word(cue.token() - 1));
        out.add(2017, kind, Features.bucket(last - next), that ? 1 : 0);
        if (cue.verb() != null) {
            int frames = cue.verb().frames().hashCode();
            out.add(2018, frames, view.shape(next), form);
            out.add(2019, cue.verb().stance().ordinal(), shapes);
        }
        if (cue.subject() != null) {
            int head = cue.subject().head();
            out.add(2020, kind, view.name(head) > 0 ? 0 : view.word(head));
        }
        out.add(2021, kind, view.word(next), view.word(next + 1));
    }

    /** Features of a content's starting there. */
    void start(Features out, Cue cue, Side side, int start) {
        int s = side.ordinal();
        int base = 2100 + 40 * s;
        int verb = verb(cue);
        int kind = cue.kind().ordinal();
        int from = side == Side.BEHIND ? cue.end() : start;
        int distance = side == Side.BEHIND ? start - cue.end() : cue.first() - start;
        int sentence = text.sentenceOf(cue.token());
        boolean first = start <= text.firstToken(sentence);
        boolean quoted = view.isQuoted(start);
        out.add(base, kind, quoted ? 1 : 0);
        out.add(base + 1, view.word(start - 1), kind);
        out.add(base + 2, view.shape(start - 1), view.shape(start));
        out.add(base + 3, view.word(start), kind);
        out.add(base + 4, view.shape(start), view.shape(start + 1), view.shape(start + 2));
        out.add(base + 5, Features.bucket(distance), view.shape(start - 1));
        out.add(base + 6, verb, view.shape(start));
        out.add(base + 7, verb, view.shape(start - 1));
        out.add(base + 8, first ? 1 : 0, kind, cue.inverted() ? 1 : 0);
        out.add(base + 9, quoted ? 1 : 0, view.word(start - 1));
        out.add(base + 10, start == cue.after() ? 1 : 0, start == cue.end() ? 1 : 0, kind);
        out.add(base + 11, verb, Features.bucket(distance));
        if (side == Side.BEHIND) {
            int marks = 0;
            int names = 0;
            int verbs = 0;
            int thats = 0;
            for (int i = from; i < start; i++) {
                marks += view.isPunctuation(i) ? 1 : 0;
                names += view.tags.isNominal(i) ? 1 : 0;
                verbs += view.tags.isVerbal(i) ? 1 : 0;
                thats += text.lower(i).equals("that") ? 1 : 0;
            }
            int counts =
                    Math.min(marks, 2) + 3 * Math.min(names, 3) + 12 * Math.min(verbs, 2) + 36 * Math.min(thats, 2);
            out.add(base + 12, counts);
            out.add(base + 13, counts, view.shape(start));
            out.add(base + 14, counts, verb);
            out.add(base + 15, view.shape(from), view.shape(from + 1), Features.bucket(distance));
            if (distance >= 2) {
                out.add(base + 16, view.shape(from), view.word(start - 1), view.shape(start));
            }
            boolean verbal = view.tags.isVerbal(start);
            out.add(base + 17, verbal ? 1 : 0, counts);
        } else {
            int marks = 0;
            int verbs = verbsBefore[cue.first()] - verbsBefore[Math.max(0, start)];
            for (int i = start; i < cue.first(); i++) {
                marks += view.isPunctuation(i) && !view.isQuoted(i) ? 1 : 0;
            }
            out.add(base + 18, Math.min(marks, 4), first ? 1 : 0);
            out.add(base + 19, Math.min(verbs, 3), first ? 1 : 0, view.word(start - 1));
            out.add(base + 20, view.word(cue.first() - 1), Math.min(verbs, 2));
            out.add(base + 21, view.word(cue.first() - 1), cue.inverted() ? 1 : 0, kind);
            out.add(base + 22, view.shape(cue.after()), view.shape(cue.after() + 1), kind);
            out.add(base + 23, view.word(cue.after()), verb);
            out.add(base + 26, view.word(cue.after()), view.word(cue.after() + 1));
            out.add(base + 27, view.word(cue.after()), view.pos(cue.after() + 1), view.pos(cue.after() + 2));
            int subject = cue.subject() == null ? 0 : kinds.kind(cue.subject());
            out.add(base + 24, subject, view.word(cue.first() - 1));
            out.add(base + 25, verb, view.word(cue.first() - 1));
        }
    }

    /** Features of a content's ending before that token. */
    void end(Features out, Cue cue, Side side, int end, int rank, boolean last) {
        int s = side.ordinal();
        int base = 2300 + 40 * s;
        int kind = cue.kind().ordinal();
        int verb = verb(cue);
        boolean quoted = view.isQuoted(end - 1);
        int flags = (last ? 1 : 0) + (quoted ? 2 : 0);
        int nextCue = cues.at(end);
        boolean attributed = false;
        if (nextCue < cues.size()) {
            Cue next = cues.get(nextCue);
            attributed = next.kind() != Cue.Kind.VERB && next.first() <= end + 1 && next.first() >= end - 1;
        }
        boolean comma = view.isPunctuation(end);
        int after = comma ? end + 1 : end;
        out.add(base, flags, kind);
        out.add(base + 1, view.word(end), flags);
        out.add(base + 2, view.word(end), view.word(after));
        out.add(base + 3, view.word(end), view.shape(after), view.shape(after + 1));
        out.add(base + 4, view.word(end), view.pos(after), view.pos(after + 1));
        out.add(base + 5, view.shape(end - 1), view.shape(end));
        out.add(base + 6, Math.min(rank, 6), flags);
        out.add(base + 7, attributed ? 1 : 0, view.word(end));
        out.add(base + 8, view.word(after), flags);
        out.add(base + 9, verb, flags);
        out.add(base + 10, quoted ? view.word(end - 2) : 0, view.shape(end), flags);
        boolean speech = kinds.isSpeech(after) || kinds.isSpeech(after + 1);
        out.add(base + 11, speech ? 1 : 0, view.word(end), view.shape(after));
        int clause = Math.min(end + 14, view.size());
        int verbs = verbsBefore[clause] - verbsBefore[end];
        out.add(base + 12, view.word(end), view.shape(after), Math.min(verbs, 2));
        if (!last && comma) {
            // what the next stretch looks like: up to the next mark
            int stop = after;
            while (stop < view.size() && stop < after + 25 && !(view.isPunctuation(stop) && !view.isQuoted(stop))) {
                stop++;
            }
            out.add(base + 13, view.word(after), view.word(Math.min(stop, view.size() - 1)));
            out.add(
                    base + 14,
                    Features.bucket(stop - after),
                    view.shape(after),
                    verbsBefore[stop] > verbsBefore[after] ? 1 : 0);
        }
    }

    /** Features of a stretch as a whole. */
    void span(Features out, Cue cue, Side side, int start, int end) {
        int s = side.ordinal();
        int base = 2500 + 20 * s;
        int kind = cue.kind().ordinal();
        int verbs = verbsBefore[Math.min(end, view.size())] - verbsBefore[start];
        int length = Features.bucket(end - start);
        int left = view.regionOf(start);
        int right = view.regionOf(end - 1);
        boolean whole = left >= 0 && left == right;
        boolean opening = left >= 0 && view.regions.get(left).open() != start;
        boolean cut =
                left >= 0 && opening || right >= 0 && view.regions.get(right).after() != end;
        int quotes = (left >= 0 ? 1 : 0) + (right >= 0 ? 2 : 0) + (whole ? 4 : 0) + (cut ? 8 : 0);
        out.add(base, length, Math.min(verbs, 2));
        out.add(base + 1, quotes, kind);
        out.add(base + 2, verb(cue), Math.min(verbs, 2));
        out.add(base + 3, view.shape(start), Math.min(verbs, 2), length);
        out.add(base + 4, verb(cue), length);
        out.add(base + 5, quotes, Math.min(verbs, 2), length);
        out.add(base + 6, verb(cue), quotes);
        int joined = 0;
        int own = 0;
        int last = -1;
        int first = cues.at(start);
        for (int c = first; c < cues.size() && cues.get(c).token() < end && c < first + 8; c++) {
            Cue inner = cues.get(c);
            if (inner.kind() == Cue.Kind.SPEECH && inner.token() != cue.token()) {
                joined += inner.joined() ? 1 : 0;
                own += inner.joined() ? 0 : 1;
                last = inner.first() > start ? view.word(inner.first() - 1) : -1;
            }
        }
        if (joined + own > 0) {
            out.add(base + 7, Math.min(joined, 2), Math.min(own, 2), kind);
            out.add(base + 8, Math.min(joined, 2), Math.min(own, 2), last);
        }
    }
}
