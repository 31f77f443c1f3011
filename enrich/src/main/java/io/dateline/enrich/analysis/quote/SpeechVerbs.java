package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of verbs that report speech, by form. Immutable, thread-safe. */
final class SpeechVerbs {
    private static final String TABLE = "speech-verbs.tsv";
    private static final int GERUND = 4;

    private final Map<String, Form> forms;

    /** What a verb takes. */
    enum Pattern {
        /** A clause, with or without "that". */
        CLAUSE,
        /** A clause with "that". */
        THAT,
        /** Words in quotation marks only. */
        QUOTE,
        /** An object that is spoken of; what follows is no clause. */
        ABOUT
    }

    /**
     * A form of a verb.
     *
     * @param gerund the -ing form, which reports only behind another clause: "..., adding that"
     */
    record Form(String lemma, Pattern pattern, boolean gerund) {}

    private SpeechVerbs(Map<String, Form> forms) {
        this.forms = forms;
    }

    static SpeechVerbs load() {
        Map<String, Form> forms = new HashMap<>();
        for (String[] row : TableResource.rows(SpeechVerbs.class, TABLE)) {
            Pattern pattern = Pattern.valueOf(row[1].toUpperCase(Locale.ROOT));
            String[] words = row[2].split(" ");
            for (int i = 0; i < words.length; i++) {
                forms.putIfAbsent(words[i], new Form(words[0], pattern, i == GERUND));
            }
        }
        return new SpeechVerbs(Map.copyOf(forms));
    }

    /** The form that a word in lower case is, or null when it reports no speech. */
    Form of(String lower) {
        return forms.get(lower);
    }
}
