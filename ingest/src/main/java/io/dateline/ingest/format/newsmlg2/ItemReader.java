package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.format.xml.XmlItem;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Reads one item: who, which version, may it be published; then its content and what is said about that. For one item. */
final class ItemReader {
    private static final Set<String> NEWS = Set.of("newsItem", "packageItem");
    private static final Set<String> PARTS = Set.of("contentSet", "groupSet", "contentMeta", "itemMeta");
    private static final int MAX_NOTES = 100;
    private static final String TEXT_CLASS = "ninat:text";

    private final XmlItem item;
    private final Element root;
    private final MessageHeader message;
    private final ArticleDraft draft;
    private final Catalog catalog;

    ItemReader(XmlItem item, MessageHeader message, WireInput input, String format) {
        this.item = item;
        this.message = message;
        this.draft = item.draft(input, format);
        this.root = PARTS.contains(item.name()) ? new Element("newsItem").appendChild(item.root()) : item.root();
        this.catalog = message.catalog().with(root);
    }

    ParseResult read() {
        Element itemMeta = Xml.child(root, "itemMeta");
        Element contentMeta = Xml.child(root, "contentMeta");
        if (root != item.root()) {
            draft.note("This is part of an item without the item: " + item.name() + ".");
        }
        draft.guid(Xml.attr(root, "guid")).version(Xml.attr(root, "version"));
        itemMeta(itemMeta);
        rights(Xml.child(root, "rightsInfo"));
        ContentMeta content = new ContentMeta(contentMeta, root, catalog, draft);
        content.fill();
        new ContentSet(root, content, draft).fill();
        draft.headline(Xml.childText(itemMeta, "title"));
        members();
        sentInstead(itemMeta, contentMeta);
        if (!NEWS.contains(item.name()) && root == item.root()) {
            draft.note("This is no news: " + item.name() + ".");
            Knowledge.fill(root, content, draft);
        }
        if (!draft.hasBody()) {
            content.descriptionAsBody();
        }
        return draft.build();
    }

    private void itemMeta(Element meta) {
        itemClass(Xml.child(meta, "itemClass"));
        provider(Xml.child(meta, "provider"));
        draft.status(statusOf(Xml.child(meta, "pubStatus")))
                .firstCreated(Xml.childText(meta, "firstCreated"))
                .versionCreated(Xml.childText(meta, "versionCreated"));
        Element embargoed = Xml.child(meta, "embargoed");
        if (embargoed != null) {
            String until = Xml.text(embargoed);
            if (until == null) {
                // "If the property is there without a value, the embargo has no end that is known."
                draft.note("There is an embargo without an end.");
            }
            draft.embargo(until == null ? "indefinite" : until);
        }
        for (Element signal : Xml.children(meta, "signal")) {
            draft.signal(shortCode(signal));
        }
        draft.editorialNote(editorialNotes(meta));
        for (Element link : Xml.children(meta, "link")) {
            link(link);
        }
    }

    private void sentInstead(Element itemMeta, Element contentMeta) {
        boolean dated = Xml.childText(itemMeta, "versionCreated") != null
                || Xml.childText(contentMeta, "contentModified", "contentCreated") != null;
        if (!dated && message.sent() != null) {
            draft.versionCreated(message.sent())
                    .note("The item has no time of its own; the time its message was sent stands in for it.");
        }
    }

    private void itemClass(Element itemClass) {
        String code = shortCode(itemClass);
        if (code != null && !code.equals(TEXT_CLASS)) {
            draft.genre(code);
        }
    }

    /**
     * A code of a provider is its name, unless it is a number of some list; then the authority in the guid says more, and
     * so does the operator.
     */
    private void provider(Element provider) {
        Catalog.Code code = catalog.code(provider);
        String literal = Xml.attr(provider, "literal");
        String name = Xml.childText(provider, "name");
        if (code != null
                && code.value()
                        .substring(code.value().lastIndexOf(':') + 1)
                        .chars()
                        .noneMatch(Character::isDigit)) {
            draft.provider(code.value());
        }
        draft.provider(literal);
        String guid = Xml.attr(root, "guid");
        String lower = guid == null ? "" : guid.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("tag:") && !lower.startsWith("urn:newsml:")) {
            draft.provider(name).provider(code == null ? null : code.value()).provider(message.sender());
        }
    }

    private String statusOf(Element status) {
        String code = shortCode(status);
        return code == null ? Xml.text(status) : code;
    }

    /** The code with IPTC's alias for it, or the plain word. */
    private String shortCode(Element element) {
        Catalog.Code code = catalog.code(element);
        if (code == null) {
            return Xml.attr(element, "literal");
        }
        String value = code.value();
        for (String known : List.of("signal", "pubstatusg2", "ninature", "cinature", "plinature", "catinature")) {
            int at = value.indexOf("/newscodes/" + known + "/");
            if (at >= 0) {
                String alias = known.equals("signal")
                        ? "sig"
                        : known.equals("pubstatusg2") ? "stat" : known.replace("ure", "");
                return alias + ":" + value.substring(value.lastIndexOf('/') + 1);
            }
        }
        return value;
    }

    /** All notes for editors in one, without those that only say again what another says. */
    private String editorialNotes(Element meta) {
        List<String> notes = new ArrayList<>();
        for (Element note : Xml.children(meta, "edNote")) {
            String text = Xml.text(note);
            if (text != null && notes.size() < MAX_NOTES) {
                String line = MarkupText.of(note, draft::note).replace('\n', ' ');
                notes.removeIf(line::contains);
                if (notes.stream().noneMatch(other -> other.contains(line))) {
                    notes.add(line);
                }
            }
        }
        return String.join(" / ", notes);
    }

    private void link(Element link) {
        String target = Xml.attr(link, "residref", "guidref", "hrefs");
        String href = Xml.attr(link, "href");
        Catalog.Code rel = catalog.code(relAsCode(link));
        String relation = rel == null ? null : rel.value();
        draft.link(href == null ? target : href, relation, Xml.childText(link, "title"), Xml.attr(link, "contenttype"));
        String other = target == null ? href : target;
        String guid = Xml.attr(root, "guid");
        if (other != null && !other.equals(guid) && Relations.replaces(relation)) {
            draft.supersedes(other);
        }
    }

    private static Element relAsCode(Element link) {
        String rel = Xml.attr(link, "rel");
        String uri = Xml.attr(link, "reluri");
        Element code = new Element("rel");
        if (rel != null) {
            code.attr("qcode", rel);
        }
        return uri == null ? code : code.attr("uri", uri);
    }

    private void rights(Element rights) {
        Element holder = Xml.child(rights, "copyrightHolder");
        String language = Xml.language(root);
        draft.copyright(Xml.text(Languages.pick(Xml.children(rights, "copyrightNotice"), language)))
                .copyright(Xml.childText(holder, "name"))
                .copyright(Xml.attr(holder, "literal", "qcode", "uri"));
        String terms = Xml.text(Languages.pick(Xml.children(rights, "usageTerms"), language));
        if (!"None".equalsIgnoreCase(terms)) {
            draft.usageTerms(terms);
        }
        for (Element link : Xml.children(rights, "link")) {
            link(link);
        }
    }

    /** Members of a package; its groups' order and modes stay in the original. */
    private void members() {
        Element groups = Xml.child(root, "groupSet");
        boolean fragment = root != item.root();
        for (String name : List.of("itemRef", "packageRef", "conceptRef")) {
            for (Element member : Xml.all(groups == null ? packageOnly() : groups, name)) {
                String title = Xml.childText(member, "title");
                draft.link(
                        Xml.attr(member, "residref", "guidref", "href"),
                        "member",
                        title,
                        Xml.attr(member, "contenttype"));
                if (fragment) {
                    // Without the package's own words its first member has to speak for it.
                    draft.headline(title);
                }
            }
        }
    }

    /** References that stand in a package without their groups. */
    private Element packageOnly() {
        return item.name().equals("packageItem") ? root : null;
    }
}
