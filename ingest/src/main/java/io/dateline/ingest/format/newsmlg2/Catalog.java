package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.Xml;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Aliases of schemes and their URIs: those of IPTC's standard catalog, and those that a document declares in itself.
 * Catalogs that a document only refers to are never fetched; a code of one of theirs keeps its alias as it is. Immutable.
 */
final class Catalog {
    private static final String NEWS_CODES = "http://cv.iptc.org/newscodes/";
    private static final int MAX_SCHEMES = 10_000;

    /** The aliases of http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml that news items use. */
    static final Catalog IPTC = new Catalog(Map.ofEntries(
            newsCodes("app", "application"),
            newsCodes("catinat", "catinature"),
            newsCodes("cinat", "cinature"),
            newsCodes("colsp", "colorspace"),
            newsCodes("cpnat", "cpnature"),
            newsCodes("dformat", "documentformat"),
            newsCodes("drol", "descriptionrole"),
            newsCodes("eventocc", "eventoccurstatus"),
            newsCodes("fmt", "format"),
            newsCodes("genre", "genre"),
            newsCodes("irel", "itemrelation"),
            newsCodes("isrol", "infosourcerole"),
            newsCodes("krole", "keywordrole"),
            newsCodes("medtop", "mediatopic"),
            newsCodes("ninat", "ninature"),
            newsCodes("nprov", "newsprovider"),
            newsCodes("nrol", "namerole"),
            newsCodes("pgrmod", "packagegroupmode"),
            newsCodes("plinat", "plinature"),
            newsCodes("prov", "provider"),
            newsCodes("rnd", "rendition"),
            newsCodes("scene", "scene"),
            newsCodes("sig", "signal"),
            newsCodes("stat", "pubstatusg2"),
            newsCodes("subj", "subjectcode"),
            newsCodes("timeunit", "timeunit"),
            newsCodes("why", "whypresent"),
            newsCodes("wldreg", "worldregion"),
            Map.entry("iso3166-1a2", "http://cvx.iptc.org/iso3166-1a2/"),
            Map.entry("iso3166-1a3", "http://cvx.iptc.org/iso3166-1a3/")));

    private final Map<String, String> uris;

    private Catalog(Map<String, String> uris) {
        this.uris = uris;
    }

    private static Map.Entry<String, String> newsCodes(String alias, String scheme) {
        return Map.entry(alias, NEWS_CODES + scheme + "/");
    }

    /** This catalog with what the catalog elements directly in an element declare; null adds nothing. */
    Catalog with(Element parent) {
        Map<String, String> all = null;
        for (Element catalog : Xml.children(parent, "catalog")) {
            for (Element scheme : Xml.children(catalog, "scheme")) {
                String alias = Xml.attr(scheme, "alias");
                String uri = Xml.attr(scheme, "uri");
                if (alias != null && uri != null && (all == null || all.size() < MAX_SCHEMES)) {
                    all = all == null ? new HashMap<>(uris) : all;
                    all.put(alias, uri);
                }
            }
        }
        return all == null ? this : new Catalog(Map.copyOf(all));
    }

    /**
     * What an element stands for, from its qcode, its URI or its name of a code. Its code is written with the alias, as
     * in the document; where the alias is the document's own for a scheme of IPTC's, with the URI, so that it means the
     * same everywhere.
     *
     * @return null when the element has neither
     */
    Code code(Element element) {
        String qcode = Xml.attr(element, "qcode", "code");
        if (qcode == null) {
            String uri = Xml.attr(element, "uri");
            return uri == null ? null : new Code(uri, schemeOf(uri));
        }
        int colon = qcode.indexOf(':');
        if (colon < 1) {
            return new Code(qcode, null);
        }
        String alias = qcode.substring(0, colon);
        String uri = uris.get(alias);
        if (uri == null) {
            return new Code(qcode, alias);
        }
        boolean foreignAlias = uri.startsWith(NEWS_CODES) && !uri.equals(IPTC.uris.get(alias));
        return new Code(foreignAlias ? uri + qcode.substring(colon + 1) : qcode, uri);
    }

    private static String schemeOf(String uri) {
        int end = Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#'));
        return end <= uri.indexOf("//") + 1 ? null : uri.substring(0, end + 1);
    }

    /** A code and the scheme that it is from: a URI, an alias that nobody explains, or null. */
    record Code(String value, String scheme) {}
}
