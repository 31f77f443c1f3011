package io.dateline.ingest.format.nitf;

import io.dateline.ingest.clean.WireTimes;
import io.dateline.ingest.clean.WireTimes.WireTime;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ChangeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What NITF says about a story in its head: identity, version, dates, status, rights, keywords. Thread-safe. */
final class NitfHead {
    private static final Set<String> SLUG_NAMES =
            Set.of("slugline", "slug", "slug-line", "keywords", "anpa-keyword", "ntbstikkord");

    private NitfHead() {}

    static void fill(Element nitf, ArticleDraft draft, WireInput input) {
        Element head = Xml.child(nitf, "head");
        Element docdata = Xml.first(head == null ? nitf : head, "docdata");
        identity(docdata, draft);
        sender(nitf, docdata, input, draft);
        dates(nitf, head, docdata, input, draft);
        draft.language(Xml.attr(nitf, "xml:lang", "baselang", "lang"));
        draft.urgency(Xml.attr(Xml.child(docdata, "urgency"), "ed-urg")).urgency(Xml.childText(docdata, "urgency"));
        correction(docdata, draft);
        rights(docdata, draft);
        draft.slugline(keywords(docdata)).slugline(metaSlug(head));
        messages(nitf, docdata, draft);
        NitfSubjects.fill(nitf, draft);
    }

    /** What the head of a document inside another format adds to that: its identity and its dates are the other's. */
    static void fillInner(Element nitf, ArticleDraft draft) {
        Element docdata = Xml.first(Xml.child(nitf, "head"), "docdata");
        draft.urgency(Xml.attr(Xml.child(docdata, "urgency"), "ed-urg")).slugline(keywords(docdata));
        messages(nitf, docdata, draft);
    }

    /**
     * The id of the document. Some write the number of the version behind it: it goes where the "dynamic use" key, which
     * is the same for all versions, shows that it does.
     */
    private static void identity(Element docdata, ArticleDraft draft) {
        String id = Xml.attr(Xml.child(docdata, "doc-id"), "id-string");
        Element use = Xml.child(docdata, "du-key");
        String key = Xml.attr(use, "key");
        String suffix = id != null && key != null ? versionBehind(key, id) : null;
        draft.guid(suffix == null ? id : key).guid(key);
        draft.version(Xml.attr(use, "version")).version(suffix).version(Xml.attr(use, "generation"));
    }

    private static String versionBehind(String key, String id) {
        int at = key.length();
        if (id.length() < at + 2 || !id.startsWith(key) || "_-.:".indexOf(id.charAt(at)) < 0) {
            return null;
        }
        String digits = id.substring(at + 1);
        return digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? digits : null;
    }

    private static void sender(Element nitf, Element docdata, WireInput input, ArticleDraft draft) {
        draft.provider(Xml.attr(Xml.child(docdata, "doc-id"), "regsrc"))
                .provider(Xml.attr(Xml.first(docdata, "from-src"), "src-name"));
        if (input.feed().provider() == null) {
            // Names for readers; the operator's word is better.
            draft.provider(Xml.attr(Xml.child(docdata, "doc.copyright"), "holder"))
                    .provider(Xml.text(Xml.first(nitf, "distributor")));
        }
    }

    private static void dates(Element nitf, Element head, Element docdata, WireInput input, ArticleDraft draft) {
        String issue = date(docdata, "date.issue");
        String release = date(docdata, "date.release");
        draft.versionCreated(issue)
                .versionCreated(release)
                .versionCreated(Xml.attr(Xml.first(head, "pubdata"), "date.publication"))
                .versionCreated(Xml.attr(Xml.first(nitf, "story.date"), "norm"));
        String expiry = date(docdata, "date.expire");
        if (expiry != null) {
            draft.note("The story expires: " + expiry);
        }
        status(docdata, release, isLater(release, issue, input), draft);
    }

    private static String date(Element docdata, String name) {
        Element date = Xml.child(docdata, name);
        String norm = Xml.attr(date, "norm");
        return norm != null ? norm : Xml.text(date);
    }

    /**
     * An embargo is a status with a date of release, or a release later than the issue. An embargoed story without a date
     * is withheld.
     */
    private static void status(Element docdata, String release, boolean later, ArticleDraft draft) {
        String status = Xml.attr(docdata, "management-status");
        boolean embargoed = "embargoed".equalsIgnoreCase(status);
        if (release != null && (embargoed || later)) {
            draft.embargo(release);
        }
        draft.status(embargoed && release != null ? "usable" : status);
        if ("corrected".equalsIgnoreCase(status) || "updated".equalsIgnoreCase(status)) {
            // It says more than whether the story may be published.
            draft.signal(status);
        }
        String other = Xml.attr(docdata, "management-doc-idref");
        if (other != null && !other.equals(Xml.attr(Xml.child(docdata, "doc-id"), "id-string"))) {
            draft.supersedes(other).link(other, Xml.attr(docdata, "management-idref-status"), null, null);
        }
    }

    /** A release that can't be read is later, for all anybody knows. */
    private static boolean isLater(String release, String issue, WireInput input) {
        if (release == null || release.equals(issue)) {
            return false;
        }
        Optional<Instant> released = instant(release, input);
        Instant issued = instant(issue, input).orElse(input.receivedAt());
        return released.isEmpty() || released.get().isAfter(issued);
    }

    private static Optional<Instant> instant(String written, WireInput input) {
        return WireTimes.parse(
                        written,
                        input.feed().zone() == null
                                ? ZoneOffset.UTC
                                : input.feed().zone())
                .map(WireTime::instant);
    }

    private static void correction(Element docdata, ArticleDraft draft) {
        Element correction = Xml.child(docdata, "correction");
        if (correction == null) {
            return;
        }
        draft.changeKind(ChangeKind.CORRECTION);
        String corrected = Xml.attr(correction, "id-string");
        if (corrected != null && !corrected.equals(Xml.attr(Xml.child(docdata, "doc-id"), "id-string"))) {
            draft.supersedes(corrected);
        }
    }

    private static void rights(Element docdata, ArticleDraft draft) {
        Element copyright = Xml.child(docdata, "doc.copyright");
        String holder = Xml.attr(copyright, "holder");
        if (holder != null) {
            String year = Xml.attr(copyright, "year");
            draft.copyright("Copyright " + (year == null ? "" : year + " ") + holder);
        }
        Element rights = Xml.child(docdata, "doc.rights");
        draft.usageTerms(Xml.attr(rights, "limitations", "type")).usageTerms(Xml.text(rights));
    }

    private static String keywords(Element docdata) {
        List<String> keys = new ArrayList<>();
        for (Element list : Xml.children(docdata, "key-list")) {
            for (Element keyword : Xml.children(list, "keyword")) {
                String key = Xml.attr(keyword, "key");
                keys.add(key == null ? Xml.text(keyword) : key);
            }
        }
        keys.removeIf(key -> key == null);
        return String.join(", ", keys);
    }

    private static String metaSlug(Element head) {
        for (Element meta : Xml.children(head, "meta")) {
            String name = Xml.attr(meta, "name");
            if (name != null && SLUG_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                return Xml.attr(meta, "content");
            }
        }
        return null;
    }

    private static void messages(Element nitf, Element docdata, ArticleDraft draft) {
        List<String> messages = new ArrayList<>();
        for (Element message : Xml.children(docdata, "ed-msg")) {
            String info = Xml.attr(message, "info");
            messages.add(info == null ? Xml.text(message) : info);
        }
        messages.add(Xml.attr(Xml.child(docdata, "correction"), "info"));
        Element body = Xml.child(nitf, "body");
        for (Element note : Xml.children(Xml.child(body, "body.head"), "note")) {
            messages.add(Xml.text(note));
        }
        messages.removeIf(message -> message == null);
        draft.editorialNote(String.join(" / ", messages));
    }
}
