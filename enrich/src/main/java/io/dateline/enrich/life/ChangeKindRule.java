package io.dateline.enrich.life;

import io.dateline.enrich.life.ChangeMarks.Mark;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How wires say what a version does to the one before it. The rules are tried in this order; the first that holds counts:
 * what ends a story before what corrects it, what corrects it before what updates it, and within each the format's own
 * elements before what desks write. Where desks write it is in {@link ChangeMarks}.
 */
public enum ChangeKindRule {
    /** IPTC pubStatus canceled, NewsML 1 Status Canceled, NITF management-status, and whatever a parser reads as that. */
    STATUS_CANCELED(ChangeKind.CANCELLATION, story -> story.getStatus() == ArticleStatus.CANCELED),

    /** The change kind that the parser found in the format's own element. */
    WIRE_CANCELLATION(ChangeKind.CANCELLATION, story -> story.getChangeKind() == ChangeKind.CANCELLATION),

    /** "KILL-", "BULLETIN KILL", "MANDATORY KILL", "STORY WITHDRAWN:", "ELIMINATION", "ANNULATION -" before a headline. */
    HEADLINE_KILL(ChangeKind.CANCELLATION, headline(Mark.KILL)),

    /** "BC-Bank-Rates, KILL", "..., Elimination" (ANPA). */
    SLUGLINE_KILL(ChangeKind.CANCELLATION, slugline(Mark.KILL)),

    /** A note to editors that orders a kill: "Kill. The ruling was postponed", "The story has been withdrawn". */
    NOTE_KILL(ChangeKind.CANCELLATION, note(Mark.KILL)),

    /** "WITHHOLD" before a headline, in the slugline or in a note: not to be used until further notice. */
    WITHHOLD(
            ChangeKind.UPDATE,
            headline(Mark.WITHHOLD).or(slugline(Mark.WITHHOLD)).or(note(Mark.WITHHOLD))),

    /** The change kind that the parser found: NITF correction, a signal of its own. */
    WIRE_CORRECTION(ChangeKind.CORRECTION, story -> story.getChangeKind() == ChangeKind.CORRECTION),

    /** NewsML-G2 signal sig:correction, NewsML 1 instructions, labels of text wires: "Berichtigung". */
    SIGNAL_CORRECTION(ChangeKind.CORRECTION, signal(Mark.CORRECTION)),

    /** "CORRECTED-", "CORRECTION:", "CORRECTED-UPDATE 1-", "ATTENTION - CORRECTS age ///" before a headline. */
    HEADLINE_CORRECTED(ChangeKind.CORRECTION, headline(Mark.CORRECTION)),

    /** "REFILE-": the same story again with a slip mended (Reuters). */
    HEADLINE_REFILE(ChangeKind.CORRECTION, headline(Mark.REFILE)),

    /** "SUBS 3rd graf to CORRECT", "(CORRECTED)", "2ndLd-Writethru, CORRECTS" in the slugline (AP, Reuters). */
    SLUGLINE_CORRECTS(ChangeKind.CORRECTION, slugline(Mark.CORRECTION, Mark.REFILE)),

    /** A note to editors that says what it corrects: "Corrects spelling in paragraph 2", "SUBS 3rd graf to correct". */
    NOTE_CORRECTS(ChangeKind.CORRECTION, note(Mark.CORRECTION, Mark.REFILE)),

    /** The same as WIRE_CORRECTION, for an update: RevisionId/@Update. */
    WIRE_UPDATE(ChangeKind.UPDATE, story -> story.getChangeKind() == ChangeKind.UPDATE),

    /** NewsML-G2 signal sig:update, labels of text wires: "2. Lead", "Zusammenfassung". */
    SIGNAL_UPDATE(ChangeKind.UPDATE, signal(Mark.UPDATE)),

    /** "UPDATE 2-", "WRAPUP 1-", "RPT-", "2ND LEAD", "ADDS", "RECASTS", "(LEAD)" before a headline. */
    HEADLINE_UPDATE(ChangeKind.UPDATE, headline(Mark.UPDATE)),

    /** "1st Ld", "2ndLd-Writethru", "(UPDATE 2)", "1st Add", "Sub" in the slugline (ANPA, Reuters). */
    SLUGLINE_LEAD(ChangeKind.UPDATE, slugline(Mark.UPDATE)),

    /** A note to editors that says what is new: "Adds quote", "Recasts", "New throughout". */
    NOTE_UPDATES(ChangeKind.UPDATE, note(Mark.UPDATE)),

    /** The parser found that it is the first. */
    WIRE_NEW(ChangeKind.NEW, story -> story.getChangeKind() == ChangeKind.NEW);

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

    /** Does this story end another, or itself? */
    public static boolean isKill(RawArticle story) {
        return of(story).filter(rule -> rule.kind() == ChangeKind.CANCELLATION).isPresent();
    }

    private static Predicate<RawArticle> headline(Mark... marks) {
        return line(RawArticle::getHeadline, ChangeMarks::beforeHeadline, marks);
    }

    private static Predicate<RawArticle> slugline(Mark... marks) {
        return line(RawArticle::getSlugline, ChangeMarks::inSlugline, marks);
    }

    /** The note that the format has a field for, or the one that stands in brackets before the text. */
    private static Predicate<RawArticle> note(Mark... marks) {
        return line(RawArticle::getEditorialNote, ChangeMarks::inNote, marks)
                .or(line(story -> ChangeMarks.noteInBody(story.getBody()), ChangeMarks::inNote, marks));
    }

    private static Predicate<RawArticle> signal(Mark mark) {
        return story -> story.getSignals().stream()
                .anyMatch(signal -> ChangeMarks.inSignal(signal).contains(mark));
    }

    private static Predicate<RawArticle> line(
            Function<RawArticle, String> field, Function<String, Set<Mark>> marksOf, Mark... marks) {
        Set<Mark> wanted = Set.of(marks);
        return story -> {
            String line = field.apply(story);
            return line != null
                    && !line.isBlank()
                    && marksOf.apply(line).stream().anyMatch(wanted::contains);
        };
    }
}
