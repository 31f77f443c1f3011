package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What an item's components say about rights, source, language, subjects and places. Thread-safe. */
final class Metadata {
    private static final String SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/";
    private static final int CODE_DIGITS = 8;

    private Metadata() {}

    /**
     * Fills a draft from the components around the text.
     *
     * @param around the components from the text outwards, the item last
     */
    static void fill(Element item, List<Element> around, ArticleDraft draft) {
        boolean described = false;
        for (Element component : around) {
            administrative(Xml.child(component, "AdministrativeMetadata"), draft);
            rights(Xml.child(component, "RightsMetadata"), draft);
            for (Element descriptive : Xml.children(component, "DescriptiveMetadata", "DescriptiveMetada")) {
                descriptive(descriptive, draft);
                described |= Xml.child(descriptive, "SubjectCode") != null;
            }
        }
        if (!described) {
            Xml.all(item, "SubjectCode").forEach(code -> subjects(code, draft));
        }
    }

    private static void administrative(Element metadata, ArticleDraft draft) {
        for (String name : List.of("Provider", "Source")) {
            for (Element party : Xml.children(Xml.child(metadata, name), "Party")) {
                draft.credit(Formal.name(party));
                draft.provider(name.equals("Provider") ? Formal.name(party) : null);
            }
        }
        draft.editorialNote(Formal.property(metadata, "EditorialInfo"));
    }

    private static void rights(Element metadata, ArticleDraft draft) {
        Element copyright = Xml.child(metadata, "Copyright");
        String holder = Xml.childText(copyright, "CopyrightHolder");
        if (holder != null) {
            String date = Xml.childText(copyright, "CopyrightDate");
            draft.copyright("Copyright " + (date == null ? "" : date + " ") + holder);
        }
        Set<String> terms = new LinkedHashSet<>();
        for (Element usage : Xml.children(metadata, "UsageRights")) {
            for (Element term : usage.children()) {
                String text = Xml.text(term);
                if (text != null) {
                    terms.add(text);
                }
            }
        }
        draft.usageTerms(String.join("; ", terms));
    }

    private static void descriptive(Element metadata, ArticleDraft draft) {
        draft.language(Formal.childName(metadata, "Language"));
        Xml.children(metadata, "Genre").forEach(genre -> draft.genre(Formal.name(genre)));
        Xml.children(metadata, "SubjectCode").forEach(code -> subjects(code, draft));
        for (Element topic : Xml.children(metadata, "TopicOccurrence")) {
            draft.subject(Xml.attr(topic, "Topic"), Xml.text(topic), Xml.attr(topic, "Scheme"));
        }
        Xml.children(metadata, "Location").forEach(location -> location(location, draft));
        List<String> keywords = Formal.properties(metadata, "Keyword");
        draft.slugline(String.join(", ", keywords));
    }

    private static void subjects(Element subjectCode, ArticleDraft draft) {
        for (Element subject : Xml.children(subjectCode, "Subject", "SubjectMatter", "SubjectDetail")) {
            String code = Xml.attr(subject, "FormalName");
            String scheme = Xml.attr(subject, "Scheme", "Vocabulary");
            boolean iptc = code != null
                    && code.length() == CODE_DIGITS
                    && code.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (scheme == null || scheme.toLowerCase(Locale.ROOT).contains("iptc"));
            draft.subject(code, Xml.text(subject), iptc ? SUBJECT_CODES : scheme);
        }
    }

    private static void location(Element location, ArticleDraft draft) {
        String city = Formal.property(location, "City");
        String country = Formal.property(location, "Country");
        if (city != null) {
            draft.place(null, city);
        }
        if (country != null) {
            boolean code = country.length() <= 3 && country.equals(country.toUpperCase(Locale.ROOT));
            String scheme = country.length() == 2 ? "iso3166-1a2:" : "iso3166-1a3:";
            draft.place(code ? scheme + country : null, code ? null : country);
        }
        if ("Origin".equalsIgnoreCase(Xml.attr(location, "HowPresent"))) {
            draft.datelinePlace(city);
        }
    }
}
