package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between quotation marks, paragraph by paragraph, in one pass. Knows straight, curly, TeX-like, low and
 * angled marks, and single marks where a text uses them as the British do. Marks that are missing or unbalanced do no harm
 * beyond their paragraph: a stretch that is not closed ends with its paragraph; if the next one opens with a mark, it is the
 * same quote going on.
 */
final class QuotedStretches {
    private static final int MIN_SINGLE_TOKENS = 3;

    private final SegmentedText text;
    private final List<Stretch> stretches = new ArrayList<>();
    private final boolean[] quoted;

    /**
     * Tokens between two marks.
     *
     * @param first the first token inside
     * @param end one past the last token inside
     * @param after the first token behind the closing mark; same as end where there is none
     * @param goesOn is it continued in the next paragraph, whose stretch is the next one?
     */
    record Stretch(int first, int end, int after, boolean goesOn) {}

    private QuotedStretches(SegmentedText text) {
        this.text = text;
        this.quoted = new boolean[text.tokens()];
    }

    static QuotedStretches of(SegmentedText text) {
        QuotedStretches found = new QuotedStretches(text);
        boolean doubles = false;
        for (int i = 0; i < text.tokens() && !doubles; i++) {
            doubles = isDouble(text.word(i));
        }
        for (int p = 0; p < text.paragraphs(); p++) {
            found.paragraph(p, doubles);
        }
        return found;
    }

    /** In text order. */
    List<Stretch> all() {
        return stretches;
    }

    /** Does the token stand between marks? */
    boolean isQuoted(int token) {
        return quoted[token];
    }

    /** Is the token a quotation mark of the kind that the text uses? */
    static boolean isMark(String word) {
        return isDouble(word) || isSingle(word);
    }

    private void paragraph(int paragraph, boolean doubles) {
        int first = text.firstTokenOfParagraph(paragraph);
        int end = text.endTokenOfParagraph(paragraph);
        int open = -1;
        for (int i = first; i < end; i++) {
            String word = text.word(i);
            boolean mark = doubles ? isDouble(word) : isSingle(word);
            if (!mark) {
                continue;
            }
            if (open < 0) {
                if (opens(i, first, word)) {
                    open = i;
                }
            } else if (closes(i, end, word)) {
                add(open, i, i + 1, false, doubles);
                open = -1;
            } else if (opens(i, first, word) && word.equals(text.word(open)) && i > open + 1) {
                // The one before was never closed, or this one closes it: straight marks can't tell. Glue decides.
                add(open, i, i + 1, false, doubles);
                open = -1;
            }
        }
        if (open >= 0) {
            boolean goesOn =
                    paragraph + 1 < text.paragraphs() && isMark(text.word(text.firstTokenOfParagraph(paragraph + 1)));
            add(open, end, end, goesOn, doubles);
        }
    }

    private void add(int open, int close, int after, boolean goesOn, boolean doubles) {
        int first = open + 1;
        if (first >= close || !doubles && close - first < MIN_SINGLE_TOKENS) {
            return;
        }
        stretches.add(new Stretch(first, close, after, goesOn));
        for (int i = first; i < close; i++) {
            quoted[i] = true;
        }
    }

    /** An opening mark by its shape, or a straight one with room before it and none behind. */
    private boolean opens(int token, int first, String word) {
        switch (word) {
            case "\u201C", "``", "\u00AB", "\u201E", "\u2018", "\u201F" -> {
                return true;
            }
            case "\u201D", "''", "\u00BB", "\u2019" -> {
                return false;
            }
            default -> {
                boolean roomBefore = token == first || !text.isGlued(token) || isOpenBracket(text.word(token - 1));
                boolean gluedBehind = token + 1 < text.tokens() && text.isGlued(token + 1);
                return roomBefore || gluedBehind && isDash(text.word(token - 1));
            }
        }
    }

    private boolean closes(int token, int end, String word) {
        switch (word) {
            case "\u201D", "''", "\u00BB", "\u2019" -> {
                return true;
            }
            case "\u201C" -> {
                // German „…“ closes with it.
                return text.isGlued(token);
            }
            case "``", "\u00AB", "\u201E", "\u2018" -> {
                return false;
            }
            default -> {
                return text.isGlued(token) || token + 1 >= end || !text.isGlued(token + 1);
            }
        }
    }

    private static boolean isOpenBracket(String word) {
        return word.equals("(") || word.equals("[");
    }

    private static boolean isDash(String word) {
        return word.equals("\u2014") || word.equals("\u2013") || word.equals("--") || word.equals("-");
    }

    private static boolean isDouble(String word) {
        return switch (word) {
            case "\"", "\u201C", "\u201D", "``", "''", "\u00AB", "\u00BB", "\u201E", "\u201F" -> true;
            default -> false;
        };
    }

    private static boolean isSingle(String word) {
        return word.equals("'") || word.equals("\u2018") || word.equals("\u2019");
    }

    /** The chars of a stretch, without marks. */
    Span span(Stretch stretch) {
        return text.span(stretch.first(), stretch.end());
    }
}
