package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.Set;

/** What tells whether words between quotation marks are a statement, and whether two such stretches are one. For one story. */
final class RegionFeatures {
    /** Most tokens of a region, or between two, that are looked at. */
    private static final int MOST = 60;

    private static final Set<String> WORKS = Set.of(
            "song",
            "single",
            "album",
            "book",
            "novel",
            "memoir",
            "film",
            "movie",
            "documentary",
            "play",
            "poem",
            "painting",
            "series",
            "show",
            "opera",
            "musical",
            "ballad",
            "anthem",
            "essay");

    private final StoryView view;
    private final SegmentedText text;
    private final CueIndex cues;

    RegionFeatures(StoryView view, CueIndex cues) {
        this.view = view;
        this.text = view.text;
        this.cues = cues;
    }

    /**
     * Does the region look like no statement: a word or two, or a title? Such words are a quote only where a clause reports
     * them.
     */
    boolean isPhrase(int r) {
        QuotedRegion region = view.regions.get(r);
        int words = 0;
        int capitals = 0;
        boolean verb = false;
        for (int i = region.first(); i < region.end() && i < region.first() + MOST; i++) {
            words += view.isPunctuation(i) ? 0 : 1;
            capitals += Chars.isCapitalised(text.word(i)) ? 1 : 0;
            verb |= view.tags.isVerbal(i);
        }
        boolean terminated = view.isPunctuation(region.end() - 1);
        return words < 3 || !verb && words < 6 || !terminated && capitals * 10 >= words * 7;
    }

    /**
     * Features of the region's being of a kind.
     *
     * @param kind ordinal of {@link RegionKind}
     * @param before ordinal of the kind of the region before, or -1
     */
    void kind(Features out, int r, int kind, int before) {
        QuotedRegion region = view.regions.get(r);
        int base = 100 * (kind + 1);
        int first = region.first();
        int last = region.end() - 1;
        int length = Features.bucket(region.end() - first);
        int sentence = text.sentenceOf(region.open());
        boolean startsSentence = text.firstToken(sentence) == region.open();
        int paragraph = text.paragraphOf(region.open());
        boolean startsParagraph = text.firstTokenOfParagraph(paragraph) == region.open();
        boolean fillsParagraph = startsParagraph && text.endTokenOfParagraph(paragraph) <= region.after();
        boolean capital = Chars.isCapitalised(text.word(first));
        int capitals = 0;
        int verbs = 0;
        int words = 0;
        for (int i = first; i <= last && i < first + MOST; i++) {
            capitals += Chars.isCapitalised(text.word(i)) ? 1 : 0;
            verbs += view.tags.isVerbal(i) ? 1 : 0;
            words += view.isPunctuation(i) ? 0 : 1;
        }
        boolean titled = words > 0 && capitals * 10 >= words * 7;
        boolean terminated = Chars.isTerminator(text.word(last).charAt(0));
        int endMark = view.isPunctuation(last) ? view.word(last) : 0;
        int prev = region.open() - 1;
        int next = region.after();
        int before1 = startsParagraph ? StoryView.NOTHING : view.word(prev);
        int shape = (capital ? 1 : 0) + (Math.min(verbs, 2) << 1) + (titled ? 8 : 0) + (startsSentence ? 16 : 0);
        out.add(base, 0);
        out.add(base + 1, length);
        out.add(base + 2, shape);
        out.add(base + 3, shape, length);
        out.add(base + 4, endMark, shape);
        out.add(base + 5, endMark, length);
        out.add(base + 6, before1, shape);
        out.add(base + 7, before1, length);
        out.add(base + 8, view.shape(prev), view.shape(prev - 1));
        out.add(base + 9, view.word(prev), view.word(prev - 1));
        out.add(base + 10, view.word(next), endMark);
        out.add(base + 11, view.shape(next), view.shape(next + 1), endMark);
        out.add(base + 12, view.word(first), view.word(first + 1));
        out.add(base + 13, view.shape(first), view.shape(first + 1), view.shape(first + 2));
        out.add(base + 14, (region.closed() ? 1 : 0) + (fillsParagraph ? 2 : 0) + (startsParagraph ? 4 : 0), shape);
        out.add(base + 15, before, shape);
        boolean adjacent = r > 0 && text.paragraphOf(view.regions.get(r - 1).open()) == paragraph;
        out.add(
                base + 16,
                before,
                adjacent ? 1 : 0,
                Features.bucket(
                        r == 0 ? 50 : region.open() - view.regions.get(r - 1).after()));
        out.add(base + 17, text.word(region.open()).charAt(0), length);
        Cue behind = cues.behind(region);
        Cue ahead = cues.ahead(region);
        int behindKind = behind == null ? 0 : 1 + behind.kind().ordinal();
        int aheadKind = ahead == null ? 0 : 1 + ahead.kind().ordinal();
        out.add(base + 18, behindKind, endMark, shape);
        out.add(base + 19, aheadKind, before1, shape);
        if (behind != null) {
            out.add(base + 20, view.word(behind.token()), endMark);
            out.add(base + 21, Features.bucket(behind.first() - next), behindKind, endMark);
        }
        if (ahead != null) {
            out.add(base + 22, view.word(ahead.token()), before1);
            out.add(base + 23, Features.bucket(region.open() - ahead.end()), aheadKind, before1);
            out.add(base + 24, view.word(ahead.token()), capital ? 1 : 0, Features.bucket(region.open() - ahead.end()));
        }
        if (verbs == 0) {
            out.add(base + 25, view.pos(last), view.pos(first), length);
        }
        out.add(base + 26, terminated ? 1 : 0, startsSentence ? 1 : 0, behindKind + 8 * aheadKind);
    }

    /** The title of a work that is named as one: the song "Lock the Door". */
    boolean isNamedWork(int r) {
        QuotedRegion region = view.regions.get(r);
        return view.isTitled(region) && WORKS.contains(lower(region.open() - 1));
    }

    private String lower(int token) {
        return token < 0 ? "" : text.lower(token);
    }

    /**
     * "The wolves," Smith said, pointing at the fence, "come down": one sentence goes on behind an attribution that stands
     * between commas.
     */
    boolean isInterrupted(int l, int r) {
        QuotedRegion left = view.regions.get(l);
        QuotedRegion right = view.regions.get(r);
        Cue behind = cues.behind(left);
        Cue ahead = cues.ahead(right);
        boolean other =
                behind != null && ahead != null && ahead.kind() != Cue.Kind.VERB && ahead.token() != behind.token();
        return left.closed()
                && !other
                && behind != null
                && behind.kind() == Cue.Kind.SPEECH
                && behind.first() - left.after() <= 1
                && behind.subject() != null
                && text.sentenceOf(left.end() - 1) == text.sentenceOf(right.open())
                && lower(right.open() - 1).equals(",")
                && (lower(left.end() - 1).equals(",") || view.isWord(left.after(), ","))
                && Character.isLowerCase(text.word(right.first()).codePointAt(0));
    }

    /** Does a closed quote end in an earlier paragraph? The next one is another then, by the same speaker or not. */
    boolean isParted(int l, int r) {
        QuotedRegion left = view.regions.get(l);
        return left.closed()
                && text.paragraphOf(left.end() - 1)
                        != text.paragraphOf(view.regions.get(r).open());
    }

    /**
     * Features of two statements' being parts of one quote; their being two has none.
     *
     * @param l the region of the first
     * @param r the region of the second: the next one that is a statement
     */
    void join(Features out, int l, int r) {
        QuotedRegion left = view.regions.get(l);
        QuotedRegion right = view.regions.get(r);
        int from = left.after();
        int to = right.open();
        int leftParagraph = text.paragraphOf(left.end() - 1);
        int rightParagraph = text.paragraphOf(to);
        int paragraphs = Math.min(3, rightParagraph - leftParagraph);
        int stops = 0;
        int verbs = 0;
        int persons = 0;
        for (int i = from; i < to && i < from + MOST; i++) {
            stops += view.isFinal(i) ? 1 : 0;
            verbs += view.tags.isVerbal(i) ? 1 : 0;
            persons += view.isPerson(i) && !view.isPerson(i - 1) ? 1 : 0;
        }
        Cue behind = cues.behind(left);
        Cue ahead = cues.ahead(right);
        Cue own = cues.behind(right);
        int behindKind = behind == null ? 0 : 1 + behind.kind().ordinal();
        int ownKind = own == null ? 0 : 1 + own.kind().ordinal();
        int ownGap = own == null ? -1 : Features.bucket(own.first() - right.after());
        int rightEnd = view.isPunctuation(right.end() - 1) ? view.word(right.end() - 1) : 0;
        boolean same = behind != null && ahead != null && behind.token() == ahead.token();
        boolean lower = Character.isLowerCase(text.word(right.first()).codePointAt(0));
        boolean startsSentence = text.firstToken(text.sentenceOf(to)) == to;
        boolean startsParagraph = text.firstTokenOfParagraph(rightParagraph) == to;
        int gap = Features.bucket(to - from);
        int leftEnd = view.isPunctuation(left.end() - 1) ? view.word(left.end() - 1) : 0;
        if (leftEnd == 0 && from < to && view.isWord(from, ",")) {
            // British style has the comma behind the mark
            leftEnd = ",".hashCode();
            from++;
        }
        int before = to > from ? view.word(to - 1) : StoryView.NOTHING;
        int flags = (lower ? 1 : 0)
                + (startsSentence ? 2 : 0)
                + (startsParagraph ? 4 : 0)
                + (left.continued() ? 8 : 0)
                + (left.closed() ? 16 : 0)
                + (same ? 32 : 0);
        out.add(700, paragraphs);
        out.add(701, paragraphs, gap, flags);
        out.add(702, paragraphs, flags, behindKind);
        out.add(703, paragraphs, Math.min(stops, 3), Math.min(verbs, 3));
        out.add(704, paragraphs, leftEnd, before);
        out.add(705, flags, leftEnd, before);
        out.add(706, paragraphs, view.word(right.first()));
        out.add(707, Math.min(stops, 3), behindKind, gap);
        out.add(708, paragraphs, Math.min(persons, 3), behindKind);
        out.add(709, paragraphs, flags, Math.min(stops, 3));
        if (behind != null) {
            out.add(710, paragraphs, Features.bucket(behind.first() - from), Features.bucket(to - behind.after()));
            out.add(711, view.word(behind.token()), paragraphs);
        }
        if (ahead != null) {
            out.add(712, ahead.kind().ordinal(), Features.bucket(to - ahead.end()), flags);
        }
        out.add(713, view.word(from), before, paragraphs);
        out.add(714, ownKind, ownGap, rightEnd);
        out.add(717, ownKind, ownGap, paragraphs);
        out.add(718, ownKind, behindKind, paragraphs);
        out.add(719, rightEnd, paragraphs, behindKind);
        out.add(720, r - l, paragraphs);
        // nothing but an attribution between: few words, or one that begins at once and ends the sentence
        boolean onlyAttribution = behind != null
                && paragraphs == 0
                && behind.first() - from <= 1
                && stops <= 1
                && (to == 0 || before == ".".hashCode() || before == ",".hashCode());
        out.add(715, onlyAttribution ? 1 : 0, flags, Math.min(stops, 2));
    }
}
