package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.segment.IntList;
import io.dateline.enrich.analysis.segment.SegmentedText;

/**
 * What a cue may report: stretches of its sentence between places where a clause may begin and end. For one story; the
 * workspace of {@link #read} is used again for the next cue.
 */
final class ClauseSpans {
    /** Where the content stands. */
    enum Side {
        /** Behind the cue: "Smith said that ...". */
        BEHIND,
        /** Before it: "..., Smith said". */
        BEFORE,
        /** On both sides: "The plan, Smith said, was ...". */
        AROUND
    }

    /** How far from the cue a content's far end may be, in tokens. */
    static final int REACH = 120;
    /** How far behind the verb a content may begin: "said in an interview with the paper on Monday that". */
    private static final int OPENING = 26;

    private static final int MOST_STARTS = 14;
    private static final int MOST_ENDS = 16;

    private final StoryView view;
    private final SegmentedText text;
    private final IntList starts = new IntList();
    private final IntList ends = new IntList();
    private final IntList backStarts = new IntList();
    private int backEnd;
    private boolean around;

    ClauseSpans(StoryView view) {
        this.view = view;
        this.text = view.text;
    }

    /** Finds the places for a cue. */
    void read(Cue cue) {
        starts.clear();
        ends.clear();
        backStarts.clear();
        around = false;
        int sentence = text.sentenceOf(cue.token());
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        while (end > cue.end() && view.isFinal(end - 1)) {
            end--;
        }
        forward(cue, end);
        if (cue.kind() != Cue.Kind.NOUN) {
            backward(cue, first);
        }
    }

    /** Starts of contents behind the cue. */
    IntList starts() {
        return starts;
    }

    /** Ends of contents behind it. */
    IntList ends() {
        return ends;
    }

    /** Starts of contents before the cue, or around it. */
    IntList backStarts() {
        return backStarts;
    }

    /** Where a content before the cue ends. */
    int backEnd() {
        return backEnd;
    }

    /** May the content stand around the cue? */
    boolean isAround() {
        return around;
    }

    private void forward(Cue cue, int end) {
        int from = cue.kind() == Cue.Kind.ACCORDING ? cue.after() : cue.end();
        int limit = Math.min(end, from + OPENING);
        for (int i = from; i < limit && starts.size() < MOST_STARTS; i++) {
            boolean inside = view.isQuoted(i) && view.regionOf(i - 1) == view.regionOf(i);
            if (inside) {
                break;
            }
            if (opens(i, from, cue) && !(view.isPunctuation(i) && !view.isQuoted(i))) {
                starts.add(i);
            }
        }
        if (starts.isEmpty()) {
            return;
        }
        int last = Math.min(end, cue.end() + REACH);
        for (int i = starts.get(0) + 1; i < last && ends.size() < MOST_ENDS - 1; i++) {
            if (!view.isQuoted(i) && text.word(i).equals(";")) {
                last = i;
            } else if (!view.isQuoted(i) || view.regionOf(i) != view.regionOf(i - 1)) {
                closes(i);
            }
        }
        if (ends.isEmpty() || ends.last() < last) {
            ends.add(stretched(last));
        }
    }

    /** Quoted words may run on over several sentences. */
    private int stretched(int end) {
        int region = view.regionOf(end - 1);
        return region < 0 ? end : Math.max(end, view.regions.get(region).after());
    }

    private boolean opens(int i, int from, Cue cue) {
        if (i <= from + 2 || i == cue.after()) {
            return true;
        }
        if (view.isQuoted(i) && !view.isQuoted(i - 1)) {
            return true;
        }
        String before = text.lower(i - 1);
        if (view.isPunctuation(i - 1) || before.equals("that") || PhraseReader.isCalendar(before)) {
            return true;
        }
        boolean nominal = view.tags.isNominal(i - 1) || view.tags.is(i - 1, Pos.NUM);
        Pos pos = view.tags.of(i);
        String lower = text.lower(i);
        boolean joint = nominal
                && (pos == Pos.DET
                        || pos == Pos.PRON
                        || pos == Pos.SCONJ
                        || pos == Pos.ADP
                        || lower.equals("to")
                        || pos == Pos.PROPN && !view.tags.is(i - 1, Pos.PROPN)
                        || pos == Pos.ADJ);
        return joint || lower.equals("that") || pos == Pos.SCONJ;
    }

    /** Notes an end before the token, if a clause may end there; marks before it are left out. */
    private void closes(int i) {
        boolean mark = view.isPunctuation(i)
                && !view.isQuoted(i)
                && text.word(i).charAt(0) != '\''
                && !text.word(i).equals("/");
        Pos pos = view.tags.of(i);
        boolean conjunction = (pos == Pos.CCONJ
                        || pos == Pos.SCONJ
                        || text.lower(i).equals("according")
                        || text.lower(i).equals("after")
                        || text.lower(i).equals("during"))
                && !view.isPunctuation(i - 1);
        boolean quoteEnds = view.isQuoted(i - 1) && !view.isQuoted(i);
        if (mark || conjunction || quoteEnds) {
            if (ends.isEmpty() || ends.last() < i) {
                ends.add(i);
            }
        }
    }

    private void backward(Cue cue, int first) {
        int end = cue.first();
        while (end > first && view.isPunctuation(end - 1) && !view.isQuoted(end - 1)) {
            end--;
        }
        backEnd = end;
        boolean apart = end < cue.first() || end > first && view.isQuoted(end - 1);
        boolean according = cue.kind() == Cue.Kind.ACCORDING;
        if (end <= first || !apart && !according && !cue.inverted()) {
            return;
        }
        int low = Math.max(first, cue.first() - REACH);
        for (int i = end - 1; i >= low && backStarts.size() < MOST_STARTS; i--) {
            boolean inside = view.isQuoted(i) && view.regionOf(i - 1) == view.regionOf(i);
            boolean start = i == first
                    || view.isPunctuation(i - 1)
                    || view.tags.is(i - 1, Pos.CCONJ)
                    || view.tags.is(i, Pos.SCONJ)
                    || text.lower(i - 1).equals("that")
                    || view.isQuoted(i) != view.isQuoted(i - 1);
            boolean mark = view.isPunctuation(i) && !view.isQuoted(i);
            if (start && !inside && !mark) {
                backStarts.add(i);
            }
        }
        if (view.regionOf(first) >= 0 && (backStarts.isEmpty() || backStarts.last() > first)) {
            int open = view.regions.get(view.regionOf(first)).open();
            if (open < first && low == first) {
                backStarts.add(open);
            }
        }
        around = !according && view.isPunctuation(cue.after()) && !view.isFinal(cue.after())
                || according && view.isWord(cue.after(), ",");
        around &= !starts.isEmpty();
    }
}
