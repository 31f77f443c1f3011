package io.dateline.ingest.format.nitf;

import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** What an NITF story is about, as its head says: subject codes, identified names, places. Thread-safe. */
final class NitfSubjects {
    private static final String SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/";
    private static final String MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/";
    private static final int CODE_DIGITS = 8;

    private NitfSubjects() {}

    static void fill(Element nitf, ArticleDraft draft) {
        Element head = Xml.child(nitf, "head");
        for (Element object : Xml.all(head, "tobject")) {
            String type = Xml.attr(object, "tobject.type");
            if (type != null && !type.equalsIgnoreCase("news")) {
                draft.genre(type);
            }
            Xml.children(object, "tobject.property")
                    .forEach(property -> draft.genre(Xml.attr(property, "tobject.property.type")));
            Xml.children(object, "tobject.subject").forEach(subject -> subject(subject, draft));
        }
        for (Element content : Xml.all(head, "identified-content")) {
            content.children().forEach(identified -> identified(identified, draft));
        }
        for (Element location : Xml.all(head, "evloc")) {
            place(location, draft);
        }
    }

    private static void subject(Element subject, ArticleDraft draft) {
        String code = Xml.attr(subject, "tobject.subject.refnum", "tobject.subject.code");
        String name = Xml.attr(subject, "tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type");
        String authority = Xml.attr(subject, "tobject.subject.ipr");
        coded(code, name, authority, draft);
    }

    /** A code of eight digits is IPTC's, unless somebody else claims it. */
    private static void coded(String code, String name, String authority, ArticleDraft draft) {
        boolean iptc = authority == null || authority.toUpperCase(Locale.ROOT).contains("IPTC");
        boolean digits =
                code != null && code.length() == CODE_DIGITS && code.chars().allMatch(c -> c >= '0' && c <= '9');
        if (iptc && digits) {
            // The numbers of media topics that are not subject codes too begin with 2.
            draft.subject(code, name, code.startsWith("2") ? MEDIA_TOPICS : SUBJECT_CODES);
        } else {
            draft.subject(code, name, authority);
        }
    }

    private static void identified(Element identified, ArticleDraft draft) {
        String name = Xml.text(identified);
        switch (identified.tagName().toLowerCase(Locale.ROOT)) {
            case "location" -> draft.place(Xml.attr(identified, "location-code", "city-code"), levels(identified));
            case "person", "org", "event", "function", "object.title", "virtloc" -> {
                String scheme = Xml.attr(identified, "idsrc", "code-source");
                draft.subject(Xml.attr(identified, "value"), name, scheme == null ? identified.tagName() : scheme);
            }
            case "classifier" -> {
                String value = Xml.attr(identified, "value");
                String type = Xml.attr(identified, "idsrc", "type");
                coded(value, name, type, draft);
            }
            default -> draft.subject(null, name, identified.tagName());
        }
    }

    /** City, region and country of a location, each once. */
    private static String levels(Element location) {
        List<String> names = new ArrayList<>();
        for (Element level : location.children()) {
            String name = Xml.text(level);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        boolean mixed = names.isEmpty() || !location.ownText().isBlank();
        return mixed ? Xml.text(location) : String.join(", ", names);
    }

    private static void place(Element location, ArticleDraft draft) {
        List<String> names = new ArrayList<>();
        for (String level : List.of("city", "county-dist", "region", "state-prov")) {
            String name = Xml.attr(location, level);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        String country = Xml.attr(location, "iso-cc");
        String scheme = country == null ? null : country.length() == 2 ? "iso3166-1a2:" : "iso3166-1a3:";
        draft.place(
                scheme == null ? null : scheme + country.toUpperCase(Locale.ROOT),
                names.isEmpty() ? Xml.text(location) : String.join(", ", names));
    }
}
