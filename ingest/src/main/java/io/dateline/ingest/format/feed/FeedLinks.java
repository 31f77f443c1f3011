package io.dateline.ingest.format.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Relative addresses made absolute, by xml:base and by the feed's own address. Thread-safe. */
final class FeedLinks {
    private static final int MAX_LENGTH = 8000;
    private static final int MAX_BASES = 20;

    private FeedLinks() {}

    /** An address as seen from an element: its xml:base and those around it, then the feed's base. */
    static String resolve(FeedContext context, Element element, String address) {
        List<String> bases = new ArrayList<>();
        for (Element at = element; at != null && bases.size() < MAX_BASES; at = at.parent()) {
            if (at.attributesSize() > 0 && at.hasAttr("xml:base")) {
                bases.add(at.attr("xml:base"));
            }
        }
        String base = context.base();
        for (int i = bases.size() - 1; i >= 0; i--) {
            base = resolve(base, bases.get(i));
        }
        return resolve(base, address);
    }

    /** The absolute address; the address as it stands when it is absolute, or nothing makes it so; null for nothing. */
    static String resolve(String base, String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        String target = address.strip();
        if (base == null || hasScheme(target) || target.length() > MAX_LENGTH) {
            return target;
        }
        try {
            URI from = new URI(mended(base.strip()));
            if (!from.isAbsolute() || from.isOpaque()) {
                return target;
            }
            if (target.startsWith("?")) {
                // RFC 3986 keeps the last segment here; java.net.URI still follows RFC 2396.
                return new URI(from.getScheme(), from.getRawAuthority(), null, null, null)
                        + (from.getRawPath() == null ? "" : from.getRawPath())
                        + target;
            }
            if (from.getRawPath() == null || from.getRawPath().isEmpty()) {
                from = from.resolve("/");
            }
            return from.resolve(mended(target)).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return target;
        }
    }

    /** Is it a web address? */
    static boolean isWeb(String address) {
        return address != null && (startsWith(address, "http://") || startsWith(address, "https://"));
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean hasScheme(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return false;
    }

    /** With the characters escaped that people leave as they are. */
    private static String mended(String address) {
        StringBuilder out = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                out.append('%').append(String.format("%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
