package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.schemas.ChangeKind;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * An item's life, from its NewsManagement: times, status, what the revision does, and other items it belongs to.
 *
 * @param item the NewsItem
 * @param envelope the document's NewsEnvelope; null without one
 */
record Management(Element item, Element envelope) {
    private static final Set<String> REPLACING = Set.of(
            "replaces", "supersedes", "kills", "cancels", "corrects", "previousversion", "replacementof", "updates");

    void fill(ArticleDraft draft) {
        Element management = Xml.child(item, "NewsManagement");
        draft.firstCreated(Xml.childText(management, "FirstCreated"))
                .versionCreated(Xml.childText(management, "ThisRevisionCreated"))
                .versionCreated(Xml.childText(envelope, "DateAndTime"))
                .urgency(Formal.childName(management, "Urgency"));
        status(management, draft);
        change(management, draft);
        for (Element related : Xml.children(management, "AssociatedWith", "DerivedFrom")) {
            String other = Xml.attr(related, "NewsItem", "Href");
            String relation = Formal.key(related);
            if (other == null) {
                continue;
            }
            draft.link(
                    other, Xml.is(related, "DerivedFrom") ? "derivedFrom" : "associatedWith", Xml.text(related), null);
            if (REPLACING.contains(relation)) {
                draft.supersedes(other);
            }
        }
        String label = Xml.childText(Xml.child(item, "Identification"), "NameLabel");
        Element component = Xml.child(item, "NewsComponent");
        boolean slugged =
                Xml.first(component, "SlugLine") != null && Xml.text(Xml.first(component, "SlugLine")) != null;
        if (!slugged) {
            draft.slugline(label);
        }
    }

    /** Held now and free at a stated time is an embargo; held without one stays held. */
    private static void status(Element management, ArticleDraft draft) {
        String status = Formal.childName(management, "Status");
        Element change = Xml.child(management, "StatusWillChange");
        String future = Formal.childName(change, "FutureStatus");
        String when = Xml.childText(change, "DateAndTime");
        boolean held = status != null
                && (local(status).equals("embargoed") || local(status).equals("withheld"));
        if (held && future != null && local(future).equals("usable")) {
            draft.embargo(when == null ? "indefinite" : when).status("usable");
        } else if (future != null) {
            draft.note("The status will change to " + future + (when == null ? "" : " at " + when) + ".");
        }
        draft.status(status);
    }

    private static String local(String status) {
        String lower = status.toLowerCase(Locale.ROOT);
        return lower.substring(Math.max(lower.lastIndexOf(':'), lower.lastIndexOf('/')) + 1);
    }

    private void change(Element management, ArticleDraft draft) {
        boolean corrects = false;
        boolean cancels = false;
        for (Element instruction : Xml.children(management, "Instruction")) {
            String name = Formal.name(instruction);
            draft.signal(name);
            String key = Formal.key(instruction);
            corrects |= key.contains("correct") || key.contains("rectif");
            cancels |= key.contains("cancel") || key.contains("kill") || key.contains("withdraw");
        }
        Element revision = Xml.path(item, "Identification", "NewsIdentifier", "RevisionId");
        String update = Xml.attr(revision, "Update");
        String previous = Xml.attr(revision, "PreviousRevision");
        boolean later = previous != null && !previous.equals("0");
        boolean instructed = update != null && !update.equalsIgnoreCase("N");
        if (cancels) {
            draft.changeKind(ChangeKind.CANCELLATION);
        } else if (corrects) {
            draft.changeKind(ChangeKind.CORRECTION);
        } else if (later || instructed) {
            draft.changeKind(ChangeKind.UPDATE);
        }
        if (instructed && !Xml.children(item, "Update").isEmpty()) {
            draft.note(
                    "The revision says what to change in the one before; its instructions are in the original only.");
        }
    }
}
