package io.dateline.enrich.life;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How wires say what a version does to the one before it. The rules are tried in this order; the first that holds
 * counts. Marks are looked for only where wires put them: at the beginning of a headline, in the slugline, in the note to
 * editors, and in what the parser collected in {@code signals}.
 */
public enum ChangeKindRule {
    /** IPTC pubStatus canceled, NewsML 1 Status Canceled, and whatever a parser reads as that. */
    STATUS_CANCELED(ChangeKind.CANCELLATION, story -> story.getStatus() == ArticleStatus.CANCELED),

    /** "KILL-", "STORY KILL:", "BULLETIN KILL", "MANDATORY KILL", "ADVISORY-KILL" before a headline, in capitals. */
    HEADLINE_KILL(
            ChangeKind.CANCELLATION,
            headline("(?:URGENT |BULLETIN |STORY |MANDATORY |EDITORS:? |ADVISORY[-: ] ?)*KILL(?:ED)?(?: ADVISORY)?"
                    + "(?: ?[-:—–] ?.*|$)")),

    /** "WITHDRAWN-", "STORY WITHDRAWN:" before a headline. */
    HEADLINE_WITHDRAWN(ChangeKind.CANCELLATION, headline("(?:STORY |ADVISORY[-: ] ?)*WITHDRAWN ?[-:—–].*")),

    /** A note to editors whose first words order a kill. */
    NOTE_KILL(
            ChangeKind.CANCELLATION,
            note("(?:mandatory |story )?kill\\b.*|(?:this |the )?story (?:is|has been|was) "
                    + "(?:killed|withdrawn)\\b.*")),

    /** The change kind that the parser found in the format's own element. */
    WIRE_CANCELLATION(ChangeKind.CANCELLATION, story -> story.getChangeKind() == ChangeKind.CANCELLATION),

    /** The same. */
    WIRE_CORRECTION(ChangeKind.CORRECTION, story -> story.getChangeKind() == ChangeKind.CORRECTION),

    /** NewsML-G2 signal sig:correction, NITF ed-msg and management-status, NewsML 1 instructions. */
    SIGNAL_CORRECTION(ChangeKind.CORRECTION, signal("correct")),

    /** "CORRECTED-", "CORRECTION:", "CORRECTED-UPDATE 1-" before a headline (Reuters, AFP, PA). */
    HEADLINE_CORRECTED(ChangeKind.CORRECTION, headline("(?:OFFICIAL |URGENT )?CORRECT(?:ED|ION|S)\\b.*")),

    /** "REFILE-": the same story again with a slip mended (Reuters). */
    HEADLINE_REFILE(
            ChangeKind.CORRECTION,
            headline("(?:REFILE|RPT-CORRECTED|ATTENTION - CORRECTION|ATTENTION CORRECTION)\\b.*")),

    /** "SUBS 3rd graf to CORRECT", "2ndLd-Writethru ... CORRECTS" in the slugline (AP). */
    SLUGLINE_CORRECTS(ChangeKind.CORRECTION, slugline(".*\\bcorrect.*")),

    /** A note to editors that says what it corrects: "Corrects spelling in paragraph 2". */
    NOTE_CORRECTS(
            ChangeKind.CORRECTION,
            note("(?:eds:? )?(?:this )?(?:correct(?:s|ed|ing|ion)|amends|refiles?|refiled)\\b.*"
                    + "|.*\\bto correct\\b.*")),

    /** The same as WIRE_CORRECTION, for an update. */
    WIRE_UPDATE(ChangeKind.UPDATE, story -> story.getChangeKind() == ChangeKind.UPDATE),

    /** NewsML-G2 signal sig:update, NITF ed-msg "update". */
    SIGNAL_UPDATE(ChangeKind.UPDATE, signal("update")),

    /** "UPDATE 2-", "WRAPUP 1-", "2ND LEAD", "ADDS", "RECASTS" before a headline. */
    HEADLINE_UPDATE(
            ChangeKind.UPDATE,
            headline("(?:UPDATE|UPDATED|WRAPUP|RPT|REPEAT|RECASTS|ADDS|\\d+(?:ST|ND|RD|TH) (?:LD|LEAD|UPDATE))\\b.*")),

    /** "1st Ld", "2ndLd-Writethru", "Writethru", "Add", "Sub" in the slugline (ANPA). */
    SLUGLINE_LEAD(
            ChangeKind.UPDATE,
            slugline(
                    ".*(?:\\d(?:st|nd|rd|th)[ -]?(?:ld|lead|add|sub)\\b|writethru|write-thru|\\bsubs?\\b|\\badds\\b).*")),

    /** A note to editors that says what is new. */
    NOTE_UPDATES(ChangeKind.UPDATE, note("(?:eds:? )?(?:updates?|adds?|recasts?|new throughout)\\b.*")),

    /** The parser found that it is the first. */
    WIRE_NEW(ChangeKind.NEW, story -> story.getChangeKind() == ChangeKind.NEW);

    /** Marks stand at the beginning; no more of a line than this is looked at. */
    private static final int LOOKED_AT = 300;

    private static final List<ChangeKindRule> RULES = List.of(values());

    private final ChangeKind kind;
    private final Predicate<RawArticle> holds;

    ChangeKindRule(ChangeKind kind, Predicate<RawArticle> holds) {
        this.kind = kind;
        this.holds = holds;
    }

    /** What the rule says when it holds. */
    public ChangeKind kind() {
        return kind;
    }

    /** The first rule that holds; empty when the wire says nothing of change. */
    public static Optional<ChangeKindRule> of(RawArticle story) {
        for (ChangeKindRule rule : RULES) {
            if (rule.holds.test(story)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static Predicate<RawArticle> headline(String pattern) {
        return line(RawArticle::getHeadline, Pattern.compile(pattern, Pattern.DOTALL));
    }

    private static Predicate<RawArticle> slugline(String pattern) {
        return line(RawArticle::getSlugline, Pattern.compile(pattern, Pattern.DOTALL | Pattern.CASE_INSENSITIVE));
    }

    private static Predicate<RawArticle> note(String pattern) {
        return line(RawArticle::getEditorialNote, Pattern.compile(pattern, Pattern.DOTALL | Pattern.CASE_INSENSITIVE));
    }

    private static Predicate<RawArticle> line(Function<RawArticle, String> field, Pattern pattern) {
        return story -> {
            String line = field.apply(story);
            return line != null && pattern.matcher(beginning(line)).matches();
        };
    }

    private static Predicate<RawArticle> signal(String part) {
        return story -> story.getSignals().stream()
                .anyMatch(signal -> signal.toLowerCase(Locale.ROOT).contains(part));
    }

    private static String beginning(String line) {
        String stripped = line.strip();
        return stripped.length() <= LOOKED_AT ? stripped : stripped.substring(0, LOOKED_AT);
    }
}
