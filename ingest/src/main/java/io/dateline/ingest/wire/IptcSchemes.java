package io.dateline.ingest.wire;

import java.util.Map;

/**
 * The IPTC NewsCodes schemes: codes that come as URIs ({@code http://cv.iptc.org/newscodes/mediatopic/20000353}) or with
 * their scheme's URI beside them are written with the alias that IPTC recommends ({@code medtop:20000353}).
 */
final class IptcSchemes {
    private static final String BASE = "cv.iptc.org/newscodes/";

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("mediatopic", "medtop"),
            Map.entry("subjectcode", "subj"),
            Map.entry("genre", "genre"),
            Map.entry("pubstatusg2", "stat"),
            Map.entry("signal", "sig"),
            Map.entry("ninature", "ninat"),
            Map.entry("newsprovider", "nprov"),
            Map.entry("cpnature", "cpnat"),
            Map.entry("scene", "scene"),
            Map.entry("priority", "prior"),
            Map.entry("worldregion", "wldreg"),
            Map.entry("iso3166-1a2", "iso3166-1a2"),
            Map.entry("iso3166-1a3", "iso3166-1a3"));

    private IptcSchemes() {}

    /** The code with its alias where it is IPTC's; otherwise as it is. */
    static String shorten(String code, String scheme) {
        if (code == null) {
            return null;
        }
        int base = code.indexOf(BASE);
        if (base >= 0) {
            String path = code.substring(base + BASE.length());
            int slash = path.indexOf('/');
            String alias = slash < 0 ? null : ALIASES.get(path.substring(0, slash));
            return alias == null ? code : alias + ":" + path.substring(slash + 1);
        }
        int schemeBase = scheme == null ? -1 : scheme.indexOf(BASE);
        if (schemeBase >= 0 && code.indexOf(':') < 0) {
            String name = scheme.substring(schemeBase + BASE.length()).replace("/", "");
            String alias = ALIASES.get(name);
            return alias == null ? code : alias + ":" + code;
        }
        return code;
    }
}
