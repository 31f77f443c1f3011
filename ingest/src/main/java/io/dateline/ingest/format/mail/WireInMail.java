package io.dateline.ingest.format.mail;

import io.dateline.ingest.format.anpa.AnpaWire;
import io.dateline.ingest.format.iptc7901.Iptc7901Wire;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireHead.XmlRoot;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.Locale;
import java.util.Set;

/** Tells parts of a mail that are wire copy in a format of their own from text and attachments. Thread-safe. */
final class WireInMail {
    private static final Set<String> ROOTS =
            Set.of("nitf", "newsml", "newsitem", "newsmessage", "packageitem", "rss", "rdf", "feed");
    private static final String[] NINJS = {
        "\"versioncreated\"",
        "\"pubstatus\"",
        "\"body_text\"",
        "\"body_html\"",
        "\"body_xhtml\"",
        "\"headline\"",
        "\"headlines\""
    };
    private static final WireParser IPTC = new Iptc7901Wire();
    private static final WireParser ANPA = new AnpaWire();
    private static final char SOH = 1;
    private static final char STX = 2;
    private static final char ETX = 3;

    private WireInMail() {}

    /** Is it a wire format that stands for itself, whatever the mail around it says? */
    static boolean isWire(WireInput part) {
        if (part.content().size() == 0) {
            return false;
        }
        WireHead head = WireHead.of(part);
        XmlRoot root = head.xmlRoot();
        if (root != null) {
            return ROOTS.contains(root.localName().toLowerCase(Locale.ROOT));
        }
        if (head.firstChar() == '{' || head.firstChar() == '[') {
            return isNewsJson(head.text());
        }
        return !head.looksBinary() && (isTelex(head.text()) || hasHeader(head));
    }

    private static boolean isNewsJson(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int signs = lower.contains("\"uri\"") || lower.contains("\"guid\"") ? 1 : 0;
        for (String sign : NINJS) {
            signs += lower.contains(sign) ? 1 : 0;
        }
        return signs >= 2;
    }

    /** Control characters are lost on the way through mail; the lines that the header is remain. */
    private static boolean hasHeader(WireHead head) {
        return IPTC.sniff(head) != Confidence.NONE || ANPA.sniff(head) != Confidence.NONE;
    }

    /** IPTC 7901 and ANPA 1312 frame a message with SOH, STX and ETX. */
    private static boolean isTelex(String text) {
        int soh = text.indexOf(SOH);
        return soh >= 0 && soh < 64 && (text.indexOf(STX, soh) > 0 || text.indexOf(ETX, soh) > 0);
    }
}
