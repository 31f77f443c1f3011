package io.dateline.ingest.clean;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Language declarations to BCP 47 tags: "EN_us" is "en-US", "eng" is "en", "German" is "de". Thread-safe. */
public final class LanguageTags {
    private static final Map<String, String> BY_NAME = names();

    private LanguageTags() {}

    /** The tag in its canonical form; null when the declaration is no language. */
    public static String normalise(String declared) {
        if (declared == null) {
            return null;
        }
        String value = declared.strip().replace('_', '-');
        String lower = value.toLowerCase(Locale.ROOT);
        if (value.isEmpty()
                || lower.equals("und")
                || lower.equals("mul")
                || lower.equals("zxx")
                || lower.equals("none")) {
            return null;
        }
        String known = BY_NAME.get(lower);
        if (known != null) {
            return known;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(value).build();
            if (locale.getLanguage().isEmpty() || locale.getLanguage().length() > 3) {
                return null;
            }
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String language : Locale.getISOLanguages()) {
            Locale locale = Locale.forLanguageTag(language);
            names.put(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), language);
            try {
                names.put(locale.getISO3Language(), language);
            } catch (MissingResourceException e) {
                // A language without a three-letter code keeps its two-letter one only.
                continue;
            }
        }
        // The codes that ISO 639-2 has for librarians.
        names.put("ger", "de");
        names.put("fre", "fr");
        names.put("dut", "nl");
        names.put("chi", "zh");
        names.put("cze", "cs");
        names.put("gre", "el");
        names.put("rum", "ro");
        names.put("slo", "sk");
        names.put("per", "fa");
        names.put("deutsch", "de");
        names.put("français", "fr");
        names.put("español", "es");
        return Map.copyOf(names);
    }
}
