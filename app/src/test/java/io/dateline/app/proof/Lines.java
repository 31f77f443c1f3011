package io.dateline.app.proof;

import java.util.Collection;
import java.util.List;

/** How things are written in {@link Evidence}, by the oracle and by the witness alike. */
final class Lines {
    /** Sections that are read from Kafka, committed records only. */
    static final String LEDGER = "kafka ledger";

    static final String ENRICHED = "kafka enriched stories";
    static final String QUOTES = "kafka quotes";
    static final String MENTIONS = "kafka mentions";

    /** Sections that are read from PostgreSQL. */
    static final String DB_LEDGER = "database ledger";

    static final String DB_ARTICLES = "database stories";
    static final String DB_QUOTES = "database quotes";
    static final String DB_MENTIONS = "database mentions";
    static final String DB_TOPICS = "database topics";

    static final List<String> ALL =
            List.of(LEDGER, ENRICHED, QUOTES, MENTIONS, DB_LEDGER, DB_ARTICLES, DB_QUOTES, DB_MENTIONS, DB_TOPICS);

    private Lines() {}

    static String ledger(String id, long version, String outcome) {
        return id + " v" + version + " " + outcome;
    }

    static String enriched(
            String id,
            long version,
            String status,
            String text,
            List<String> quotes,
            Collection<String> names,
            Collection<String> topics) {
        return id + " v" + version + " " + status + " quotes " + quotes + " names " + names + " topics " + topics
                + " text " + text;
    }

    /** @param text null for a story of which nothing is served */
    static String article(String id, long version, String status, String text) {
        return id + " v" + version + " " + status + " " + text;
    }

    static String of(String id, String what) {
        return id + " " + what;
    }

    /** Makes all sections, and puts each into the order that means something there. */
    static void settle(Evidence evidence) {
        for (String section : ALL) {
            if (section.equals(ENRICHED)) {
                evidence.sortByKey(section);
            } else {
                evidence.sort(section);
            }
        }
    }
}
