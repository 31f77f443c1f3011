package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.wire.ArticleDraft;
import java.util.Locale;
import java.util.Map;

/** What the category in a header stands for: IPTC's three-letter codes, and dpa's of two letters. */
final class Categories {
    /** IPTC's three-letter codes, with the subject codes that took their place. */
    private static final Map<String, String> IPTC = Map.ofEntries(
            Map.entry("ACE", "01000000"),
            Map.entry("CLJ", "02000000"),
            Map.entry("DIS", "03000000"),
            Map.entry("EBF", "04000000"),
            Map.entry("FIN", "04000000"),
            Map.entry("EDU", "05000000"),
            Map.entry("EVN", "06000000"),
            Map.entry("HTH", "07000000"),
            Map.entry("HUM", "08000000"),
            Map.entry("LAB", "09000000"),
            Map.entry("LIF", "10000000"),
            Map.entry("POL", "11000000"),
            Map.entry("REL", "12000000"),
            Map.entry("SCI", "13000000"),
            Map.entry("SOI", "14000000"),
            Map.entry("SPO", "15000000"),
            Map.entry("WAR", "16000000"),
            Map.entry("WEA", "17000000"));

    private static final Map<String, String> DPA =
            Map.of("pl", "Politik", "wi", "Wirtschaft", "ku", "Kultur", "vm", "Vermischtes", "sp", "Sport");

    private Categories() {}

    /** @param provider who sends; null when nobody knows */
    static void fill(String category, String provider, ArticleDraft draft) {
        String subject = IPTC.get(category.toUpperCase(Locale.ROOT));
        String lower = category.toLowerCase(Locale.ROOT);
        if (subject != null) {
            draft.subject("subj:" + subject, category.toUpperCase(Locale.ROOT), "subj");
        } else if ("dpa".equals(provider)) {
            draft.subject("dpacat:" + lower, DPA.get(lower), "dpacat");
        } else {
            draft.subject(category, null, "iptc7901:category");
        }
    }
}
