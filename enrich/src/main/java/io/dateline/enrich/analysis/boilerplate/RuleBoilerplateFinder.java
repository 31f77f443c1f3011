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
 *       that person is for a living in the press, see {@link AuthorNoteRule}. Where there is no byline, it is one.
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

    private final Furniture furniture;
    private final DatelineRule dateline;
    private final AuthorNoteRule author;

    private RuleBoilerplateFinder(Furniture furniture, DatelineRule dateline) {
        this.furniture = furniture;
        this.dateline = dateline;
        this.author = new AuthorNoteRule(furniture);
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
        String authorName = null;
        String outlet = null;
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
            if (kind == BoilerplateKind.AUTHOR_NOTE && authorName == null && outlet == null) {
                AuthorNoteRule.Note note = authorNote(text, first, end);
                authorName = note.isNamed() ? text.span(first, note.nameEnd()).of(text.text()) : null;
                outlet = note.hasOutlet()
                        ? text.span(note.outletFirst(), note.outletEnd()).of(text.text())
                        : null;
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
        return new BoilerplateResult(spans, byline == null ? authorName : byline, outlet, datelineText, place);
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
        if (tail && authorNote(text, first, end) != null && isFollowedByFurnitureOnly(text, p)) {
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

    /** The note about the author that the paragraph is, or null. */
    private AuthorNoteRule.Note authorNote(SegmentedText text, int first, int end) {
        AuthorNoteRule.Note note = author.match(text, first, end);
        boolean isOfTheStory =
                note != null && note.isNamed() && isNamedBefore(text, text.lower(note.nameEnd() - 1), first);
        return isOfTheStory ? null : note;
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
