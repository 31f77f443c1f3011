package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.clean.WireTimes;
import io.dateline.ingest.clean.WireTimes.WireTime;
import io.dateline.ingest.format.textwire.Embargo;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.schemas.ChangeKind;
import java.time.DateTimeException;
import java.time.ZoneOffset;
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

    private static final int DATE_DIGITS = 9;

    void fill(ArticleDraft draft) {
        Element management = Xml.child(item, "NewsManagement");
        draft.firstCreated(Xml.childText(management, "FirstCreated"))
                .versionCreated(Xml.childText(management, "ThisRevisionCreated"))
                .versionCreated(Xml.childText(envelope, "DateAndTime"))
                .urgency(Formal.childName(management, "Urgency"));
        status(management, Xml.childText(management, "ThisRevisionCreated"), draft);
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

    /**
     * Held now and free at a stated time is an embargo, whether an element says until when or, as PA has it, a comment;
     * held without one stays held.
     */
    private void status(Element management, String created, ArticleDraft draft) {
        String status = Formal.childName(management, "Status");
        Element change = Xml.child(management, "StatusWillChange");
        String future = Formal.childName(change, "FutureStatus");
        String when = Xml.childText(change, "DateAndTime");
        boolean held = status != null
                && (local(status).equals("embargoed") || local(status).equals("withheld"));
        if (held && future != null && local(future).equals("usable")) {
            draft.embargo(when == null ? "indefinite" : when).status("usable");
        } else if (held && local(status).equals("embargoed") && comment() != null) {
            WireTime sent = WireTimes.parse(created, ZoneOffset.UTC).orElse(null);
            ZoneOffset offset = offsetOf(created);
            draft.embargo(Embargo.until(
                            comment(),
                            sent == null
                                    ? null
                                    : sent.instant()
                                            .atOffset(offset == null ? ZoneOffset.UTC : offset)
                                            .toLocalDateTime(),
                            offset))
                    .status("usable");
        } else if (future != null) {
            draft.note("The status will change to " + future + (when == null ? "" : " at " + when) + ".");
        }
        draft.status(status);
    }

    /** The comment that says until when the item is held; null without one. */
    private String comment() {
        for (Element comment : Xml.all(item, "Comment")) {
            String text = Xml.text(comment);
            if (text != null && Embargo.isIn(text)) {
                return text;
            }
        }
        return null;
    }

    /** The provider's clock: what the time of the revision states, as in "20250602T114650+0100"; null without one. */
    private static ZoneOffset offsetOf(String created) {
        int sign = created == null ? -1 : Math.max(created.lastIndexOf('+'), created.lastIndexOf('-'));
        if (sign < DATE_DIGITS) {
            return null;
        }
        try {
            return ZoneOffset.of(created.substring(sign).strip());
        } catch (DateTimeException e) {
            // No offset, and the draft says so of the time itself.
            return null;
        }
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
