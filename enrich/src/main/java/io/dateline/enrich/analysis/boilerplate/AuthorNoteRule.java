package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.Set;

/**
 * Knows the note about the author by its form: a name, or "The author", and what that person is for a living in the press.
 * "Jane Ruiz is a reporter for Example News, covering rivers." Immutable, thread-safe.
 */
final class AuthorNoteRule {
    /** Tokens between the name and its verb: "Jane Ruiz, who lives in Lima, is". */
    private static final int LONGEST_APPOSITION = 8;
    /** Tokens behind the verb in which office and employer have to come. */
    private static final int REACH = 18;

    private static final int MOST_NAMES = 4;

    private static final Set<String> COPULAS =
            Set.of("is", "was", "are", "reports", "covers", "writes", "reported", "covered", "has", "contributes");
    private static final Set<String> EMPLOYMENT = Set.of("for", "at", "with", "of", "in");
    /** Of those, what stands before the name of an outlet rather than of a place or a subject; "of" does right behind "editor". */
    private static final Set<String> OUTLET = Set.of("for", "at", "with");

    private static final Set<String> LINKS = Set.of("of", "and", "&", "the");

    private final Furniture furniture;

    AuthorNoteRule(Furniture furniture) {
        this.furniture = furniture;
    }

    /**
     * A note about an author, by tokens of the text.
     *
     * @param first of the name
     * @param nameEnd one past the name; {@code first} where it says "the author" only
     * @param outletFirst of the name of the paper or agency that they write for
     * @param outletEnd one past it; {@code outletFirst} where the note does not say
     */
    record Note(int first, int nameEnd, int outletFirst, int outletEnd) {
        boolean isNamed() {
            return nameEnd > first;
        }

        boolean hasOutlet() {
            return outletEnd > outletFirst;
        }
    }

    /** The note that these tokens are, or null. */
    Note match(SegmentedText text, int first, int end) {
        boolean theAuthor = end - first > 3
                && text.lower(first).equals("the")
                && (text.lower(first + 1).equals("author")
                        || text.lower(first + 1).equals("writer"));
        int at = theAuthor ? first + 2 : endOfNames(text, first, end);
        if (!theAuthor && (at - first < 2 || at - first > MOST_NAMES)) {
            return null;
        }
        int verb = verb(text, at, end);
        if (verb < 0) {
            return null;
        }
        boolean office = false;
        boolean press = false;
        boolean employed = false;
        int outlet = end;
        for (int i = at; i < end && i < verb + REACH && text.sentenceOf(i) == text.sentenceOf(first); i++) {
            String lower = text.lower(i);
            if (office && i + 1 < end && EMPLOYMENT.contains(lower)) {
                int of = text.lower(i + 1).equals("the") && i + 2 < end ? i + 2 : i + 1;
                employed |= of > i + 1 || Chars.isCapitalised(text.word(of));
                boolean isOutlet = OUTLET.contains(lower) || lower.equals("of") && isPress(text, i - 1);
                boolean named = isOutlet && Chars.isCapitalised(text.word(of));
                outlet = press && outlet == end && named ? startOfOutlet(text, of, i + 1) : outlet;
            }
            employed |= office && (lower.equals("covering") || lower.equals("covers"));
            office |= furniture.has("office", lower);
            press |= isPress(text, i);
        }
        if (!office || !employed) {
            return null;
        }
        return new Note(first, theAuthor ? first : at, outlet, endOfOutlet(text, outlet, end));
    }

    /** The verb of whom the name is, right behind it or behind an apposition; -1 when there is none. */
    private static int verb(SegmentedText text, int at, int end) {
        for (int verb = at; verb < end && verb < at + LONGEST_APPOSITION; verb++) {
            if (COPULAS.contains(text.lower(verb))) {
                return verb == at || text.word(at).equals(",") ? verb : -1;
            }
        }
        return -1;
    }

    /** "for The Daily Example" has its article in the name, "for the Example" has not. */
    private static int startOfOutlet(SegmentedText text, int name, int article) {
        return Chars.isCapitalised(text.word(article)) ? article : name;
    }

    private boolean isPress(SegmentedText text, int token) {
        return furniture.has("press", text.lower(token));
    }

    private static int endOfNames(SegmentedText text, int first, int end) {
        int at = first;
        while (at < end && text.kind(at) == TokenKind.WORD && Chars.isCapitalised(text.word(at))) {
            at++;
        }
        return at;
    }

    private static int endOfOutlet(SegmentedText text, int first, int end) {
        int at = endOfNames(text, first, end);
        while (at + 1 < end && LINKS.contains(text.lower(at)) && Chars.isCapitalised(text.word(at + 1))) {
            at = endOfNames(text, at + 1, end);
        }
        return at;
    }
}
