package io.dateline.ingest.format.textwire;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Agencies by the marks that they leave in their text wires: in a dateline's brackets, in a header, beside the time.
 * Thread-safe.
 */
public final class Agencies {
    /** dpa's regional services, as they stand in headers and datelines. */
    private static final String DPA_SERVICES = "lmv lsw lhe lby lbn lni lnw lno lrs lsn lah lth";

    /** dpa's German services by the letters that stand before the number. */
    private static final Set<String> DPA_GERMAN =
            Set.of(("bdt bid spe hfk kom tmn ldi erd mbv bwg hes bay brb nsb nwf hsh rhs san aht thg " + DPA_SERVICES)
                    .split(" "));

    /** The basic services of Keystone-SDA/ATS. */
    private static final Map<String, String> SDA_LANGUAGES = Map.of("bsd", "de", "bsf", "fr", "bsi", "it");

    private static final Map<String, String> BY_MARK = marks();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Agencies() {}

    /**
     * The provider that a mark stands for.
     *
     * @param mark what stands in brackets or in a header: "AFP", "dpa/lni", "Reuters", "tca/dpa"; may be null
     * @return the provider's name, or null when the mark names no agency that is known
     */
    public static String of(String mark) {
        if (mark == null) {
            return null;
        }
        String lower = mark.strip().toLowerCase(Locale.ROOT);
        String whole = BY_MARK.get(lower);
        if (whole != null) {
            return whole;
        }
        // "tca/dpa" is dpa's, with somebody else's text: the sender stands last; "dpa/lni" names two of one house.
        String found = null;
        for (String part : parts(lower)) {
            String provider = BY_MARK.get(part);
            found = provider == null ? found : provider;
        }
        return found;
    }

    /** Is this a name that stands for an agency? */
    public static boolean isKnown(String mark) {
        return of(mark) != null;
    }

    /**
     * The zone that an agency writes its times in when it states none, where that is known for certain.
     *
     * @return null when it is not
     */
    public static ZoneId zoneOf(String provider) {
        return "dpa".equals(provider) ? BERLIN : null;
    }

    /**
     * The language of an agency's service, where that is known for certain.
     *
     * @param service the letters before a message's number
     * @return null when it is not
     */
    public static String languageOf(String provider, String service) {
        String lower = service.toLowerCase(Locale.ROOT);
        if ("sda".equals(provider)) {
            return SDA_LANGUAGES.get(lower);
        }
        return "dpa".equals(provider) && DPA_GERMAN.contains(lower) ? "de" : null;
    }

    private static List<String> parts(String mark) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= mark.length(); i++) {
            char c = i < mark.length() ? mark.charAt(i) : ' ';
            if (Character.isLetter(c)) {
                part.append(c);
            } else if (part.length() > 0) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        return parts;
    }

    private static Map<String, String> marks() {
        Map<String, String> marks = new HashMap<>();
        String[] own = {
            "afp",
            "ap",
            "dpa",
            "apa",
            "belga",
            "anp",
            "ntb",
            "stt",
            "tt",
            "ritzau",
            "ansa",
            "efe",
            "lusa",
            "pap",
            "ctk",
            "mti",
            "interfax",
            "xinhua",
            "kyodo",
            "jiji",
            "yonhap",
            "pti",
            "ani",
            "aap",
            "nzpa",
            "upi",
            "cp",
            "pa",
            "ddp",
            "dapd",
            "afx",
            "tanjug",
            "hina",
            "tasr",
            "sita",
            "bta",
            "agerpres",
            "bernama",
            "antara",
            "cna",
            "sapa",
            "mena",
            "irna",
            "adnkronos",
            "agi",
            "epd",
            "kna",
            "sid",
            "zenit",
            "telam",
            "nyt"
        };
        for (String name : own) {
            marks.put(name, name);
        }
        String[][] others = {
            {"reuters", "reuters reuter reut reute rtr rtrs"},
            {"ap", "apn"},
            {"sda", "sda ats keystone-sda keystone-ats"},
            {"tass", "tass itar-tass"},
            {"europapress", "europapress"},
            {"ctk", "čtk"}
        };
        for (String[] other : others) {
            for (String name : other[1].split(" ")) {
                marks.put(name, other[0]);
            }
        }
        marks.put("associated press", "ap");
        marks.put("the associated press", "ap");
        marks.put("canadian press", "cp");
        marks.put("the canadian press", "cp");
        marks.put("la presse canadienne", "cp");
        marks.put("press association", "pa");
        marks.put("europa press", "europapress");
        marks.put("united press international", "upi");
        marks.put("deutsche presse-agentur", "dpa");
        SDA_LANGUAGES.keySet().forEach(service -> marks.put(service, "sda"));
        marks.put("kws", "kyodo");
        for (String service : DPA_SERVICES.split(" ")) {
            marks.put(service, "dpa");
        }
        return Map.copyOf(marks);
    }
}
