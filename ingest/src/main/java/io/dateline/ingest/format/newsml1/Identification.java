package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * Who an item is, from its NewsIdentifier. The public identifier counts when it has the parts that the standard asks for
 * ({@code urn:newsml:provider:date:item:revision}); otherwise it is put together from the parts. Immutable.
 *
 * @param guid without the revision; null when the item has no identity
 * @param provider who sent it; null when it doesn't say
 * @param revision the revision's number as written; null without one
 * @param mended what had to be guessed; null when nothing had to
 */
record Identification(String guid, String provider, String revision, String mended) {
    private static final String URN = "urn:newsml:";
    private static final int URN_PARTS = 5;

    static Identification of(Element item) {
        Element identifier = Xml.path(item, "Identification", "NewsIdentifier");
        Element revisionElement = Xml.child(identifier, "RevisionId");
        String revision = Xml.text(revisionElement);
        String provider = Xml.childText(identifier, "ProviderId");
        String id = Xml.childText(identifier, "NewsItemId");
        String stated = withoutRevision(Xml.childText(identifier, "PublicIdentifier"), revision);
        if (stated != null && stated.split(":", -1).length >= URN_PARTS) {
            return new Identification(stated, provider, revision, null);
        }
        if (id == null) {
            String other = Xml.text(Xml.first(item, "guid"));
            return new Identification(stated == null ? other : stated, provider, revision, null);
        }
        Element management = Xml.child(item, "NewsManagement");
        String date = Xml.childText(identifier, "DateId");
        String first = Xml.childText(management, "FirstCreated");
        boolean moving = date != null
                && first != null
                && date.indexOf('T') > 0
                && date.equals(Xml.childText(management, "ThisRevisionCreated"))
                && !date.equals(first);
        String guid =
                URN + (provider == null ? "" : provider) + ":" + (moving ? first : date == null ? "" : date) + ":" + id;
        return new Identification(
                guid,
                provider,
                revision,
                moving
                        ? "The DateId is the revision's time; the identity has the time of the first one instead."
                        : "The identity is put together from provider, date and item id.");
    }

    /** A public identifier without the revision at its end; null when it is none of NewsML's. */
    private static String withoutRevision(String identifier, String revision) {
        if (identifier == null || !identifier.toLowerCase(Locale.ROOT).startsWith(URN)) {
            return null;
        }
        int colon = identifier.lastIndexOf(':');
        String last = identifier.substring(colon + 1);
        boolean marked = !last.isEmpty() && "NUA".indexOf(last.charAt(last.length() - 1)) >= 0;
        String number = marked ? last.substring(0, last.length() - 1) : last;
        return number.equals(revision) ? identifier.substring(0, colon) : identifier;
    }
}
