package io.dateline.ingest.format.anpa;

import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.format.textwire.Agencies;
import io.dateline.ingest.format.textwire.Controls;
import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.Embargo;
import io.dateline.ingest.format.textwire.Marks.Mark;
import io.dateline.ingest.format.textwire.Paragraphs;
import io.dateline.ingest.format.textwire.TextHead;
import io.dateline.ingest.format.textwire.TextLanguage;
import io.dateline.ingest.format.textwire.WireDateline;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ChangeKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a story out of its message. For one story; not thread-safe. */
final class AnpaStory {
    private static final int LONGEST_HEADLINE = 180;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final WireInput input;
    private final AnpaMessage message;
    private final ArticleDraft draft;
    private final AnpaHead head;
    private SlugLine slug;
    private Lead lead;
    private String slugNote;

    AnpaStory(AnpaMessage message, WireInput input) {
        this.input = input;
        this.message = message;
        this.draft = ArticleDraft.of(input, "anpa1312");
        this.head = AnpaHead.of(message.lines());
    }

    ParseResult read(byte[] bytes, List<String> notes) {
        notes.forEach(draft::note);
        AnpaHeader header = message.header();
        dropRepeatedSlug();
        slug = head.slug() != null ? head.slug() : new SlugLine(header.keyword(), "", "");
        // The header's field is short: where the slugline says it too, that is the whole of it.
        lead = Lead.of(slug.version().isEmpty() ? header.version() : slug.version());
        String signed = signature();
        TextHead plain = head.next() == 0 ? TextHead.of(clean(message.lines())) : null;
        String body = plain == null ? body() : PlainText.preformatted(Paragraphs.of(prose(plain.story())), draft::note);
        if (body.isEmpty() && !head.summaries().isEmpty()) {
            body = PlainText.preformatted(String.join("\n\n", head.summaries()), draft::note);
        }
        WireDateline dateline = dateline(body);
        fill(plain, body, dateline);
        draft.provider(provider(dateline, signed));
        if (message.sent() != null) {
            draft.versionCreated(message.sent().iso());
        }
        if (!message.isEnded()) {
            draft.note("The message has no end mark.");
        }
        embargo(plain);
        change(plain);
        identity(body);
        return draft.original(bytes)
                .mediaType(input.mediaType() == null ? "text/plain" : null)
                .build();
    }

    /** Without marks of a head the slug may stand once more above the headline. */
    private void dropRepeatedSlug() {
        List<String> lines = message.lines();
        for (int i = 0; head.next() == 0 && i < lines.size(); i++) {
            String line = Controls.apply(lines.get(i)).strip();
            if (!line.isEmpty()) {
                if (repeatsSlug(line)) {
                    lines.remove(i);
                }
                return;
            }
        }
    }

    /** The slug alone, or with the version and a note in brackets, as UPI writes it; the note is kept. */
    private boolean repeatsSlug(String line) {
        String keyword = message.header().keyword();
        if (line.equals(keyword)) {
            return true;
        }
        int open = line.indexOf('(');
        String before = (open < 0 ? line : line.substring(0, open)).strip();
        boolean repeated = before.equalsIgnoreCase(keyword)
                || before.equalsIgnoreCase((keyword + " " + message.header().version()).strip());
        if (repeated && open > 0 && line.endsWith(")")) {
            slugNote = line.substring(open + 1, line.length() - 1).strip();
        }
        return repeated && (open < 0 || line.endsWith(")"));
    }

    private void fill(TextHead plain, String body, WireDateline dateline) {
        AnpaHeader header = message.header();
        String headline = plain == null ? head.headline() : withoutPlus(plain.headline());
        draft.headline(headline == null ? null : Typography.prose(headline))
                .byline(plain == null ? head.byline() : plain.byline())
                .credit(head.credit())
                .slugline(slug.slug())
                .urgency(urgency(header.priority()))
                .body(body);
        if (header.category() != ' ') {
            String code = "anpa:" + Character.toLowerCase(header.category());
            draft.subject(code, CategoryNames.of(header.category()), "anpa");
        }
        String language = TextLanguage.of(body);
        if (language != null) {
            draft.language(language).note(TextLanguage.NOTE);
        }
        List<String> notes = new ArrayList<>(head.notes());
        if (slugNote != null) {
            notes.add(slugNote);
        }
        if (plain != null) {
            notes.addAll(plain.notes());
        }
        draft.editorialNote(notes.isEmpty() ? null : String.join(" | ", notes));
        if (dateline != null) {
            draft.dateline(dateline.text()).datelinePlace(dateline.place());
        }
        if (!draft.hasHeadline() && !body.isEmpty()) {
            draft.headline(firstSentence(body, dateline))
                    .note("The headline is the first sentence: the wire gives none.");
        }
    }

    /** Kyodo ends its headlines with a plus. */
    private static String withoutPlus(String headline) {
        return headline != null && headline.endsWith("+") ? headline.substring(0, headline.length() - 1) : headline;
    }

    private static List<String> clean(List<String> lines) {
        return new ArrayList<>(List.of(Controls.apply(String.join("\n", lines)).split("\n", -1)));
    }

    private static List<String> prose(List<String> lines) {
        List<String> prose = new ArrayList<>();
        for (String line : lines) {
            prose.add(Typography.prose(line.endsWith("<") ? line.substring(0, line.length() - 1) : line));
        }
        return prose;
    }

    private String body() {
        List<String> story =
                clean(message.lines().subList(head.next(), message.lines().size()));
        return PlainText.preformatted(AnpaBody.of(story, message.header().isTable()), draft::note);
    }

    /** "Reuter" as the last line: who sends, and not part of the story. */
    private String signature() {
        List<String> lines = message.lines();
        for (int i = lines.size() - 1; i >= head.next(); i--) {
            String line = Controls.apply(lines.get(i))
                    .replace("<", "")
                    .replace("=", "")
                    .strip();
            if (line.isEmpty()) {
                continue;
            }
            boolean signed = line.length() < 12 && line.indexOf(' ') < 0 && Agencies.isKnown(line);
            if (signed) {
                lines.subList(i, lines.size()).clear();
                return Agencies.of(line);
            }
            return null;
        }
        return null;
    }

    private static String firstSentence(String body, WireDateline dateline) {
        String first = body.substring(0, body.indexOf('\n') < 0 ? body.length() : body.indexOf('\n'));
        boolean datelined = dateline != null && first.startsWith(dateline.text()) && dateline.end() <= first.length();
        String text = datelined ? first.substring(dateline.end()) : first;
        int end = endOfSentence(text);
        String sentence = end > 20 && end < LONGEST_HEADLINE ? text.substring(0, end + 1) : text;
        if (sentence.length() <= LONGEST_HEADLINE) {
            return sentence;
        }
        int cut = sentence.lastIndexOf(' ', LONGEST_HEADLINE);
        return sentence.substring(0, cut < 1 ? LONGEST_HEADLINE : cut) + " \u2026";
    }

    /** The first full stop behind a word that is no abbreviation ("U.S.", "Mr."); -1 without. */
    private static int endOfSentence(String text) {
        for (int stop = text.indexOf(". "); stop >= 0; stop = text.indexOf(". ", stop + 1)) {
            String word = text.substring(text.lastIndexOf(' ', stop) + 1, stop);
            if (word.length() > 3 && word.indexOf('.') < 0) {
                return stop;
            }
        }
        return -1;
    }

    private static WireDateline dateline(String body) {
        int looked = 0;
        for (String paragraph : body.split("\n+", 5)) {
            // The dash was written as an underscore, and is one no longer.
            WireDateline found = WireDateline.of(paragraph);
            if (found != null || ++looked == 4) {
                return found;
            }
        }
        return null;
    }

    private String provider(WireDateline dateline, String signed) {
        String byTime =
                message.sent() == null ? null : Agencies.of(message.sent().sender());
        String bySelector = Agencies.of(message.header().selector());
        String byDateline = dateline == null ? null : Agencies.of(dateline.agency());
        String byCredit = Agencies.of(head.credit());
        for (String found : new String[] {byTime, bySelector, signed, byDateline, byCredit}) {
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** AP's letters, in the order of its filing guide, as IPTC's numbers: the mapping that AP's own API has. */
    static String urgency(char priority) {
        return switch (Character.toLowerCase(priority)) {
            case 'f' -> "1";
            case 'b' -> "2";
            case 'u' -> "3";
            case 'r', 'z' -> "4";
            case 'd' -> "5";
            case 'w' -> "6";
            case 'a' -> "7";
            case 's' -> "8";
            default -> null;
        };
    }

    private void embargo(TextHead plain) {
        String line = plain == null ? head.embargo() : plain.embargo();
        boolean advance = line == null && lead.part() == Lead.Part.WHOLE && isAdvance();
        if (advance) {
            line = "Sent in advance: " + slug.version() + " " + message.header().version();
        }
        if (line != null) {
            String until = Embargo.until(
                    line, message.sent() == null ? null : message.sent().local(), NEW_YORK);
            draft.embargo(until);
        }
    }

    /** "Adv03" in the version: for the third of the month. */
    private boolean isAdvance() {
        for (String word : (slug.version() + " " + message.header().version()).split("[^A-Za-z0-9]+")) {
            if (word.length() == 5
                    && word.substring(0, 3).equalsIgnoreCase("adv")
                    && Character.isDigit(word.charAt(4))) {
                return true;
            }
        }
        return false;
    }

    private void change(TextHead plain) {
        Mark mark = plain == null ? head.change() : plain.change();
        (plain == null ? head.signals() : plain.signals()).forEach(draft::signal);
        String version = slug.version().isEmpty() ? message.header().version() : slug.version();
        draft.signal(version);
        boolean slugKills = slug.slug().toLowerCase(Locale.ROOT).endsWith("kill");
        if (lead.part() == Lead.Part.KILL || mark == Mark.KILL || slugKills) {
            draft.status("canceled");
        } else if (lead.part() == Lead.Part.WITHHOLD || mark == Mark.WITHHOLD) {
            draft.status("withheld");
        } else if (lead.part() == Lead.Part.CORRECTION || mark == Mark.CORRECTION) {
            draft.changeKind(ChangeKind.CORRECTION);
        } else if (lead.isUpdate() || lead.version() > 1 || mark == Mark.UPDATE) {
            draft.changeKind(ChangeKind.UPDATE);
        }
    }

    /** Slug and day; for a piece of a story its own, which points at the whole. */
    private void identity(String body) {
        String day = day();
        String base = SlugLine.identityOf(slug.slug()) + (day.isEmpty() ? "" : ":" + day);
        String file = message.header().level() + message.header().number();
        boolean manyADay = isManyADay(slug.slug());
        if (day.isEmpty() && file.isEmpty()) {
            // Slugs are used again and again: without a day and a number one says too little.
            draft.version(String.valueOf(lead.version()));
            return;
        }
        if (day.length() < 10 || manyADay) {
            base = base + ":" + file;
            draft.note(
                    manyADay
                            ? "Several stories a day have this slug: the identity holds the number of the message."
                            : "The message has no year: the identity holds the number of the message.");
        }
        boolean kills = lead.part() == Lead.Part.KILL
                || slug.slug().toLowerCase(Locale.ROOT).endsWith("kill");
        if (lead.concernsWhole()) {
            draft.guid(base);
            if (!kills && lead.part() == Lead.Part.WHOLE) {
                draft.version(String.valueOf(lead.version()));
            }
        } else {
            String name = lead.part().name().toLowerCase(Locale.ROOT) + (lead.number() > 0 ? "-" + lead.number() : "");
            draft.guid(base + "#" + name + "-" + file).link(base, "part-of", slug.slug(), null);
            draft.note("It is a piece of a story (" + name + "), with an identity of its own.");
        }
        if (kills || head.change() == Mark.KILL) {
            for (String named : NamedSlugs.in(body + "\n" + String.join("\n", head.notes()) + "\n" + head.headline())) {
                String other = SlugLine.identityOf(named) + ":" + day;
                if (!other.equals(base)) {
                    draft.supersedes(other);
                }
            }
        }
    }

    private static boolean isManyADay(String slug) {
        String lower = slug.toLowerCase(Locale.ROOT).replace(" ", "");
        return lower.contains("newsalert")
                || lower.contains("newsbreak")
                || lower.endsWith("advisory")
                || lower.endsWith("flash")
                || lower.endsWith("bulletin")
                || lower.endsWith("urgent");
    }

    /** The day of filing with the year of the time of sending; without a time the day alone. */
    private String day() {
        AnpaHeader header = message.header();
        DayTime sent = message.sent();
        if (sent == null) {
            return header.month() == 0 ? "" : String.format(Locale.ROOT, "%02d-%02d", header.month(), header.day());
        }
        LocalDate day = sent.local().toLocalDate();
        // Kyodo writes the day before the month.
        boolean turned = header.month() == day.getDayOfMonth() && header.day() == day.getMonthValue();
        if (header.month() == 0 || turned) {
            return day.toString();
        }
        try {
            LocalDate filed = LocalDate.of(day.getYear(), header.month(), header.day());
            // Filed on the last of December and sent on the first of January.
            return (filed.isAfter(day.plusDays(180)) ? filed.minusYears(1) : filed).toString();
        } catch (DateTimeException e) {
            return day.toString();
        }
    }
}
