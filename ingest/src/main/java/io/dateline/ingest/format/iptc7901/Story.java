package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.format.textwire.Agencies;
import io.dateline.ingest.format.textwire.Controls;
import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.Embargo;
import io.dateline.ingest.format.textwire.Marks.Mark;
import io.dateline.ingest.format.textwire.PageNumber;
import io.dateline.ingest.format.textwire.Paragraphs;
import io.dateline.ingest.format.textwire.References;
import io.dateline.ingest.format.textwire.TextHead;
import io.dateline.ingest.format.textwire.TextLanguage;
import io.dateline.ingest.format.textwire.WireDateline;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ChangeKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reads a story out of its message, or out of its pages. For one story; not thread-safe. */
final class Story {
    private static final int FIRST_PARAGRAPHS = 5;
    private static final int SIGNED = 4;

    private final List<Pages.Page> pages;
    private final WireInput input;
    private final Message first;
    private final DayTime sent;
    private final ArticleDraft draft;

    Story(List<Pages.Page> pages, WireInput input) {
        this.pages = pages;
        this.input = input;
        this.first = pages.get(0).message();
        this.sent = pages.get(pages.size() - 1).message().sent();
        this.draft = ArticleDraft.of(input, "iptc7901");
    }

    ParseResult read() {
        String where = pages.get(0).where();
        byte[] bytes = Pages.join(pages);
        TextHead head = TextHead.of(clean(first.lines()));
        List<String> story = head.story();
        Notepad notepad = Notepad.takenFrom(story);
        for (Pages.Page page : pages.subList(1, pages.size())) {
            dropMore(story);
            List<String> more = TextHead.of(clean(page.message().lines())).story();
            story.add("");
            story.addAll(more);
        }
        String body = PlainText.preformatted(Paragraphs.of(story), draft::note);
        if (isCut(body)) {
            return Refused.of(
                            RefusalCode.MALFORMED,
                            "the message is cut: it has no end mark and fewer than half of the "
                                    + first.header().words() + " words that its header announces")
                    .at(where, bytes);
        }
        pages.forEach(page -> page.notes().forEach(draft::note));
        if (!pages.get(pages.size() - 1).message().isEnded()) {
            draft.note("The message has no end mark.");
        }
        WireDateline dateline = dateline(body);
        String provider = provider(dateline);
        fill(head, body, dateline, provider);
        notepad.fill(draft, head.notes());
        change(head, body);
        draft.guid(identity(head, bytes)).original(bytes).mediaType(input.mediaType() == null ? "text/plain" : null);
        ParseResult result = draft.build();
        return result instanceof Refused refused ? refused.at(where, bytes) : result;
    }

    private static List<String> clean(List<String> lines) {
        return new ArrayList<>(List.of(Controls.apply(String.join("\n", lines)).split("\n", -1)));
    }

    private static void dropMore(List<String> story) {
        for (int i = story.size() - 1; i >= 0; i--) {
            if (!story.get(i).isBlank()) {
                if (Pages.isMore(story.get(i).strip())) {
                    story.remove(i);
                }
                return;
            }
        }
    }

    private boolean isCut(String body) {
        int announced = first.header().words();
        if (announced < 20 || pages.get(pages.size() - 1).message().isEnded()) {
            return false;
        }
        return body.split("\\s+").length * 2 < announced;
    }

    private void fill(TextHead head, String body, WireDateline dateline, String provider) {
        ZoneId zone = input.feed().zone() != null ? input.feed().zone() : Agencies.zoneOf(provider);
        draft.provider(provider)
                .headline(head.headline())
                .byline(head.byline())
                .slugline(slugline())
                .urgency(String.valueOf(first.header().priority()))
                .body(body);
        language(body, provider);
        head.genres().forEach(draft::genre);
        head.signals().forEach(draft::signal);
        Categories.fill(first.header().category(), provider, draft);
        String slugline = slugline();
        if (slugline != null && slugline.indexOf('/') > 0) {
            for (String keyword : slugline.split("/")) {
                draft.subject(null, keyword, "keyword");
            }
        }
        if (dateline != null) {
            draft.dateline(dateline.text()).datelinePlace(dateline.place());
        }
        if (sent != null) {
            created(zone, provider);
        }
        if (head.embargo() != null) {
            draft.embargo(Embargo.until(head.embargo(), sent == null ? null : sent.local(), zone));
        }
        if (first.rings() > 0) {
            draft.signal("bells:" + first.rings());
        }
    }

    private void language(String body, String provider) {
        String ofService = Agencies.languageOf(provider, first.header().service());
        String ofText = ofService == null ? TextLanguage.of(body) : null;
        draft.language(ofService == null ? ofText : ofService);
        if (ofText != null) {
            draft.note(TextLanguage.NOTE);
        }
    }

    private String slugline() {
        PageNumber page = PageNumber.of(first.keywords());
        if (page != null && page.number() > 1) {
            draft.signal("page " + page.number())
                    .note("It continues a story that is not right before it in the input.");
        }
        return page == null ? first.keywords() : page.rest();
    }

    /** A zone that is not stated is the feed's; the draft notes that itself. */
    private void created(ZoneId zone, String provider) {
        boolean byAgency = sent.zone() == null && input.feed().zone() == null && zone != null;
        if (byAgency) {
            draft.note("The time has no zone; read as " + zone.getId() + ", in which " + provider + " writes.");
        }
        draft.versionCreated(byAgency ? sent.isoIn(zone) : sent.iso());
    }

    private static WireDateline dateline(String body) {
        int paragraphs = 0;
        for (String paragraph : body.split("\n+", FIRST_PARAGRAPHS + 1)) {
            WireDateline found = WireDateline.of(paragraph);
            if (found != null || ++paragraphs == FIRST_PARAGRAPHS) {
                return found;
            }
        }
        return null;
    }

    /** Who sends: as the time, the header, the service or the dateline says. */
    private String provider(WireDateline dateline) {
        String byTime = sent == null ? null : Agencies.of(sent.sender());
        String byHeader = Agencies.of(first.header().extra());
        String byService = Agencies.of(first.header().service());
        String byDateline = dateline == null ? null : Agencies.of(dateline.agency());
        for (String found : new String[] {byTime, byHeader, byService, byDateline, signed()}) {
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** An agency at the beginning of one of the last lines: "dpa abc yydd", "APA0123". */
    private String signed() {
        List<String> lines = first.lines();
        int looked = 0;
        for (int i = lines.size() - 1; i >= 0 && looked < SIGNED; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                looked++;
                int end = line.indexOf(' ');
                String word = end < 0 ? line : line.substring(0, end);
                if (line.length() < 60 && word.equals(word.toLowerCase(Locale.ROOT)) && Agencies.isKnown(word)) {
                    return Agencies.of(word);
                }
            }
        }
        return null;
    }

    private void change(TextHead head, String body) {
        Mark mark = head.change();
        if (mark == null) {
            return;
        }
        switch (mark) {
            case KILL -> draft.status("canceled");
            case WITHHOLD -> draft.status("withheld");
            case CORRECTION -> draft.changeKind(ChangeKind.CORRECTION);
            case UPDATE -> draft.changeKind(ChangeKind.UPDATE);
            default -> {
                // Says nothing about an earlier story.
            }
        }
        if (mark == Mark.KILL || mark == Mark.WITHHOLD || mark == Mark.CORRECTION) {
            String text = body + " " + String.join(" ", head.notes()) + " " + head.headline();
            for (String number :
                    References.of(text, first.header().service(), first.header().number())) {
                supersede(number);
            }
        }
    }

    /** A number above the message's own is from the day before: numbers begin anew at midnight. */
    private void supersede(String number) {
        if (sent == null) {
            return;
        }
        LocalDate day = sent.local().toLocalDate();
        boolean yesterday = first.header().isNumbered()
                && Integer.parseInt(number) > Integer.parseInt(first.header().number());
        draft.supersedes(first.header().service() + number + ":" + date(yesterday ? day.minusDays(1) : day));
    }

    private String identity(TextHead head, byte[] bytes) {
        Header header = first.header();
        String id = header.service() + header.number();
        if (sent == null) {
            draft.note("The message has no date: its identity is its number and a hash of its bytes.");
            return id + ":" + UUID.nameUUIDFromBytes(bytes);
        }
        String dated = id + ":" + date(sent.local().toLocalDate());
        if (header.isNumbered()) {
            return dated;
        }
        draft.note("The message has no number: its identity holds a hash of keywords and headline.");
        String named = first.keywords() + "\n" + head.headline();
        return dated + ":" + UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
    }

    private static String date(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
