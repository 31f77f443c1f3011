package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.Analysis.Boilerplate;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.BoilerplateKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds furniture by rules over paragraphs, each of which asks for more than one sign. Immutable, thread-safe.
 *
 * <ul>
 *   <li>Dateline: at the start of one of the first paragraphs, see {@link DatelineRule}.
 *   <li>Byline: a short paragraph near the start or the end, "By" and names, without a full stop.
 *   <li>Contact: a short paragraph with a label ("Email:") and an address or number, or of addresses alone.
 *   <li>Credit: a paragraph or a closing bracket that begins "Reporting by" and the like, or ends "contributed to this
 *       report".
 *   <li>Author note: one of the last paragraphs, that begins with a name which the story does not mention and says what
 *       that person is for a living in the press.
 *   <li>Share bar: a short paragraph without a full stop that begins with one of the table's phrases.
 *   <li>Copyright: a paragraph that begins with the mark or says that all rights are reserved.
 * </ul>
 */
public final class RuleBoilerplateFinder implements BoilerplateFinder {
    /** Paragraphs from the start in which a dateline or byline may stand. */
    private static final int HEAD = 6;
    /** Paragraphs from the end in which a byline or author note may stand. */
    private static final int TAIL = 6;

    private static final Set<String> BYLINE_LINKS =
            Set.of("and", "for", "of", "in", "with", "de", "van", "von", "der", "bin", "al", "el", "the", "da", "di");
    private static final Set<String> EMPLOYMENT = Set.of("for", "at", "with", "of", "in");
    private static final Set<String> COPULAS =
            Set.of("is", "was", "are", "reports", "covers", "writes", "reported", "covered", "has", "contributes");

    private final Furniture furniture;
    private final DatelineRule dateline;

    private RuleBoilerplateFinder(Furniture furniture, DatelineRule dateline) {
        this.furniture = furniture;
        this.dateline = dateline;
    }

    /**
     * With the tables that ship with it.
     *
     * @param isPlace is it the name of a place, in lower case?
     */
    public static RuleBoilerplateFinder load(Segmenter segmenter, Predicate<String> isPlace) {
        Furniture furniture = Furniture.load(segmenter);
        return new RuleBoilerplateFinder(furniture, new DatelineRule(furniture, isPlace));
    }

    @Override
    public BoilerplateResult find(SegmentedText text) {
        List<Boilerplate> spans = new ArrayList<>();
        String byline = null;
        String datelineText = null;
        String place = null;
        int paragraphs = text.paragraphs();
        for (int p = 0; p < paragraphs; p++) {
            int first = text.firstTokenOfParagraph(p);
            int end = text.endTokenOfParagraph(p);
            BoilerplateKind kind = wholeParagraph(text, p, first, end);
            if (kind == BoilerplateKind.BYLINE && byline == null) {
                byline = text.span(first, end).of(text.text());
            }
            if (kind != null) {
                spans.add(new Boilerplate(text.span(first, end), kind));
                continue;
            }
            if (p < HEAD && datelineText == null) {
                int after = dateline.match(text, first, end);
                if (after > first) {
                    datelineText = text.span(first, after - 1).of(text.text());
                    place = dateline.place(text, first);
                    spans.add(new Boilerplate(text.span(first, after), BoilerplateKind.DATELINE));
                }
            }
            int credit = creditAtEnd(text, first, end);
            if (credit < end) {
                spans.add(new Boilerplate(text.span(credit, end), BoilerplateKind.CREDIT));
            }
        }
        return new BoilerplateResult(spans, byline, datelineText, place);
    }

    private BoilerplateKind wholeParagraph(SegmentedText text, int p, int first, int end) {
        int length = end - first;
        if (length <= 60 && isCopyright(text, first, end)) {
            return BoilerplateKind.COPYRIGHT;
        }
        if (length <= 60 && isCredit(text, first, end)) {
            return BoilerplateKind.CREDIT;
        }
        if (length <= 20 && isContact(text, first, end)) {
            return BoilerplateKind.CONTACT;
        }
        boolean edge = p < HEAD || p >= text.paragraphs() - TAIL;
        if (edge && length <= 20 && isByline(text, first, end)) {
            return BoilerplateKind.BYLINE;
        }
        if (length <= 9 && isShareBar(text, first, end)) {
            return BoilerplateKind.SHARE_BAR;
        }
        boolean tail = p > 0 && p >= text.paragraphs() - TAIL && length <= 120;
        if (tail && isAuthorNote(text, first, end) && isFollowedByFurnitureOnly(text, p)) {
            return BoilerplateKind.AUTHOR_NOTE;
        }
        return null;
    }

    private boolean isFollowedByFurnitureOnly(SegmentedText text, int p) {
        return p + 1 == text.paragraphs()
                || wholeParagraph(text, p + 1, text.firstTokenOfParagraph(p + 1), text.endTokenOfParagraph(p + 1))
                                != null
                        && isFollowedByFurnitureOnly(text, p + 1);
    }

    private boolean isCopyright(SegmentedText text, int first, int end) {
        if (furniture.match("copyright", text, first, end) > 0) {
            for (int i = first; i < end; i++) {
                if (text.kind(i) == TokenKind.NUMBER || text.word(i).equals("\u00A9")) {
                    return true;
                }
            }
        }
        for (int i = first; i < end; i++) {
            if (furniture.match("rights", text, i, end) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isCredit(SegmentedText text, int first, int end) {
        int at = first;
        while (at < end && text.kind(at) == TokenKind.PUNCTUATION) {
            at++;
        }
        int length = furniture.match("credit", text, at, end);
        if (length > 0 && at + length < end && Chars.isCapitalised(text.word(at + length))) {
            return true;
        }
        int last = end;
        while (last > first && text.kind(last - 1) == TokenKind.PUNCTUATION) {
            last--;
        }
        for (int i = Math.max(first, last - 4); i < last; i++) {
            int matched = furniture.match("contributed", text, i, end);
            boolean whole = matched > 1 || text.lower(first).equals("associated");
            if (matched > 0 && i + matched == last && whole && oneSentence(text, first, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean oneSentence(SegmentedText text, int first, int end) {
        return text.sentenceOf(end - 1) - text.sentenceOf(first) <= 1;
    }

    /** Where the credit in brackets begins that ends the paragraph; the end when there is none. */
    private int creditAtEnd(SegmentedText text, int first, int end) {
        if (end - first < 3 || !text.word(end - 1).equals(")")) {
            return end;
        }
        for (int i = end - 2; i > first && i > end - 60; i--) {
            if (text.word(i).equals("(")) {
                return furniture.match("credit", text, i + 1, end) > 0 ? i : end;
            }
        }
        return end;
    }

    private boolean isContact(SegmentedText text, int first, int end) {
        int addresses = 0;
        int numbers = 0;
        int others = 0;
        for (int i = first; i < end; i++) {
            switch (text.kind(i)) {
                case ADDRESS -> addresses++;
                case NUMBER -> numbers++;
                case WORD -> others++;
                default -> {}
            }
        }
        if (addresses > 0 && others == 0) {
            return true;
        }
        int label = furniture.match("contact", text, first, end);
        if (label == 0) {
            return false;
        }
        boolean colon = first + label < end && text.word(first + label).equals(":");
        return addresses > 0 && (colon || others <= 12) || colon && numbers > 0 && others <= 4;
    }

    private boolean isByline(SegmentedText text, int first, int end) {
        if (!text.lower(first).equals("by") || !Chars.isCapitalised(text.word(first)) || end - first < 3) {
            return false;
        }
        int names = 0;
        for (int i = first + 1; i < end; i++) {
            boolean capital = Chars.isCapitalised(text.word(i));
            switch (text.kind(i)) {
                case WORD -> {
                    if (!capital && !BYLINE_LINKS.contains(text.lower(i))) {
                        return false;
                    }
                    names += capital ? 1 : 0;
                }
                case PUNCTUATION -> {
                    if (!",|/&-()".contains(text.word(i))) {
                        return false;
                    }
                }
                case NUMBER, CLITIC -> {
                    return false;
                }
                default -> {}
            }
        }
        return names >= 2 && Chars.isCapitalised(text.word(first + 1));
    }

    private boolean isShareBar(SegmentedText text, int first, int end) {
        if (furniture.match("share", text, first, end) == 0) {
            return false;
        }
        String last = text.word(end - 1);
        return !last.equals(".") && !last.equals("!") && !last.endsWith("\"") && !last.equals("\u201D");
    }

    private boolean isAuthorNote(SegmentedText text, int first, int end) {
        int at = first;
        boolean theAuthor = end - first > 3
                && text.lower(at).equals("the")
                && (text.lower(at + 1).equals("author") || text.lower(at + 1).equals("writer"));
        if (theAuthor) {
            at += 2;
        } else {
            while (at < end && text.kind(at) == TokenKind.WORD && Chars.isCapitalised(text.word(at))) {
                at++;
            }
            if (at - first < 2 || at - first > 4) {
                return false;
            }
        }
        int verb = at;
        while (verb < end && verb < at + 8 && !COPULAS.contains(text.lower(verb))) {
            verb++;
        }
        if (verb >= end || verb >= at + 8 || verb > at && !text.word(at).equals(",")) {
            return false;
        }
        boolean office = false;
        boolean outlet = false;
        for (int i = at; i < end && i < verb + 18 && text.sentenceOf(i) == text.sentenceOf(first); i++) {
            boolean employed = office && i + 1 < end && EMPLOYMENT.contains(text.lower(i));
            outlet |= employed
                    && (Chars.isCapitalised(text.word(i + 1))
                            || text.lower(i + 1).equals("the"));
            outlet |=
                    office && (text.lower(i).equals("covering") || text.lower(i).equals("covers"));
            office |= furniture.has("office", text.lower(i));
        }
        return office && outlet && (theAuthor || !isNamedBefore(text, text.lower(at - 1), first));
    }

    /** Does the story, bylines aside, speak of that name before the token? Then the paragraph is part of the story. */
    private boolean isNamedBefore(SegmentedText text, String surname, int token) {
        Set<Integer> bylines = new HashSet<>();
        for (int i = 0; i < token; i++) {
            if (text.lower(i).equals(surname)) {
                int p = text.paragraphOf(i);
                if (!bylines.contains(p)) {
                    if (!isByline(text, text.firstTokenOfParagraph(p), text.endTokenOfParagraph(p))) {
                        return true;
                    }
                    bylines.add(p);
                }
            }
        }
        return false;
    }
}
