package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs quotation marks within each paragraph: straight, curly, TeX-like, guillemets, and single ones that are no
 * apostrophes. A mark without its partner is recovered at the paragraph's end at the latest. One pass over the text.
 */
final class MarkPairer {
    private enum Style {
        STRAIGHT,
        CURLY,
        TEX,
        GUILLEMETS,
        SINGLE
    }

    private enum Side {
        OPEN,
        CLOSE,
        EITHER
    }

    private final SegmentedText text;
    private final List<QuotedRegion> regions = new ArrayList<>();

    private MarkPairer(SegmentedText text) {
        this.text = text;
    }

    /** All regions in text order, not overlapping; nested marks stay inside the outer ones. */
    static List<QuotedRegion> pair(SegmentedText text) {
        MarkPairer pairer = new MarkPairer(text);
        for (int p = 0; p < text.paragraphs(); p++) {
            pairer.pairParagraph(p);
        }
        return pairer.regions;
    }

    private void pairParagraph(int p) {
        int first = text.firstTokenOfParagraph(p);
        int end = text.endTokenOfParagraph(p);
        int lastSingleClose = lastSingleClose(first, end);
        int open = -1;
        Style style = null;
        for (int i = first; i < end; i++) {
            Style mark = style(i);
            if (mark == null) {
                continue;
            }
            Side side = open >= 0 && isReversed(open, i) ? Side.CLOSE : side(i, mark, first, end);
            if (open < 0) {
                boolean opens = side != Side.CLOSE && (mark != Style.SINGLE || i < lastSingleClose);
                if (opens) {
                    open = i;
                    style = mark;
                }
            } else if (same(mark, style)) {
                if (mark == Style.SINGLE && isPossessive(i, lastSingleClose)) {
                    continue;
                }
                if (side == Side.OPEN && !isNestedTwin(open, i)) {
                    // the mark before was never closed: it ends where its sentence does
                    add(open, recovered(open, i), false, false);
                    open = i;
                } else if (side != Side.OPEN) {
                    add(open, i, true, false);
                    open = -1;
                }
            }
        }
        if (open >= 0) {
            boolean goesOn = p + 1 < text.paragraphs() && same(style(text.firstTokenOfParagraph(p + 1)), style);
            boolean wanted = goesOn || style != Style.SINGLE;
            if (wanted) {
                add(open, end, false, goesOn);
            }
        }
    }

    /** Does what opens elsewhere close here: \u201E...\u201C, \u201A...\u2018 and \u00BB...\u00AB? */
    private boolean isReversed(int open, int at) {
        char closes =
                switch (text.word(open).charAt(0)) {
                    case '\u201E' -> '\u201C';
                    case '\u201A' -> '\u2018';
                    case '\u00BB' -> '\u00AB';
                    default -> 0;
                };
        return text.word(at).charAt(0) == closes;
    }

    private static boolean isNestedTwin(int open, int at) {
        return at == open + 1;
    }

    private static boolean same(Style a, Style b) {
        // a straight mark may close a curly one and the other way round: copy that went through several hands
        boolean doubles = a != null && b != null && a != Style.SINGLE && b != Style.SINGLE;
        return a == b || doubles && a != Style.GUILLEMETS && b != Style.GUILLEMETS;
    }

    private void add(int open, int close, boolean closed, boolean continued) {
        int first = open + 1;
        int end = close;
        if (end > first) {
            regions.add(new QuotedRegion(open, close, first, end, closed, continued));
        }
    }

    /** Where a quote that is not closed ends at the latest: before the next opening mark, at a sentence's end if there is one. */
    private int recovered(int open, int next) {
        int sentence = text.sentenceOf(open + 1 < next ? open + 1 : open);
        return Math.min(next, Math.max(open + 1, text.endToken(sentence)));
    }

    private Style style(int token) {
        if (text.kind(token) != TokenKind.PUNCTUATION) {
            return null;
        }
        String word = text.word(token);
        if (word.length() == 2) {
            return word.equals("``") || word.equals("''") ? Style.TEX : null;
        }
        return switch (word.charAt(0)) {
            case '"', '\uFF02' -> Style.STRAIGHT;
            case '\u201C', '\u201D', '\u201E', '\u201F' -> Style.CURLY;
            case '\u00AB', '\u00BB' -> Style.GUILLEMETS;
            case '\'', '\u2018', '\u2019', '`', '\u201A' -> Style.SINGLE;
            default -> null;
        };
    }

    private Side side(int i, Style style, int first, int end) {
        String word = text.word(i);
        char c = word.charAt(0);
        if (c == '\u201C' || c == '\u201E' || c == '\u2018' || c == '\u00AB' || c == '`' || c == '\u201A') { // "``" too
            return Side.OPEN;
        }
        if (style == Style.SINGLE && isYear(i + 1, end)) {
            return Side.CLOSE;
        }
        boolean before = i > first && text.isGlued(i) && !isOpenBracketOrDash(i - 1);
        boolean after = i + 1 < end && text.isGlued(i + 1) && isWordStart(i + 1);
        if (c == '\u00BB') {
            return !before && after ? Side.OPEN : Side.CLOSE;
        }
        if (c == '\u201D' || c == '\u2019') {
            // some keyboards know only the closing form
            return !before && after ? Side.EITHER : Side.CLOSE;
        }
        if (before == after) {
            return Side.EITHER;
        }
        return before ? Side.CLOSE : Side.OPEN;
    }

    /** "the summer of '76": an apostrophe for what is left out. */
    private boolean isYear(int token, int end) {
        return token < end
                && text.isGlued(token)
                && text.kind(token) == TokenKind.NUMBER
                && text.word(token).length() == 2;
    }

    private boolean isOpenBracketOrDash(int token) {
        char c = text.word(token).charAt(0);
        return c == '(' || c == '[' || Chars.isDash(c) || c == '-' || Chars.isQuotationMark(c) && style(token) != null;
    }

    private boolean isWordStart(int token) {
        char c = text.word(token).charAt(0);
        return Chars.isWordPart(c)
                || c == '$'
                || c == '\u20AC'
                || c == '\u00A3'
                || Character.isSurrogate(c)
                || Chars.isQuotationMark(c)
                || c == '.'
                || c == '\u2026'
                || c == '['
                || c == '('
                || c == '#'
                || c == '@';
    }

    /** The last token of the paragraph that could close a single quotation mark; -1 when there is none. */
    private int lastSingleClose(int first, int end) {
        for (int i = end - 1; i > first; i--) {
            if (style(i) == Style.SINGLE && text.isGlued(i) && side(i, Style.SINGLE, first, end) != Side.OPEN) {
                return i;
            }
        }
        return -1;
    }

    /** "the militants' camp": a genitive rather than a closing mark, when a better one comes later. */
    private boolean isPossessive(int i, int lastClose) {
        if (i >= lastClose || !text.isGlued(i)) {
            return false;
        }
        String before = text.lower(i - 1);
        boolean plural = before.endsWith("s") && text.kind(i - 1) == TokenKind.WORD;
        boolean wordAfter = i + 1 < text.tokens()
                && !text.isGlued(i + 1)
                && text.kind(i + 1) == TokenKind.WORD
                && Character.isLowerCase(text.word(i + 1).codePointAt(0));
        char last = text.word(lastClose - 1).charAt(0);
        boolean betterLater = last == '.' || last == ',' || last == '?' || last == '!';
        return plural && wordAfter && betterLater;
    }
}
