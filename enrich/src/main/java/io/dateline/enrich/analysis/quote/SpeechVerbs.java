package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of verbs of speech. Immutable, shared. */
final class SpeechVerbs {
    /** What using the verb says about the one who writes. */
    enum Stance {
        /** It was said. */
        NEUTRAL,
        /** How the speaker stands to what is said. */
        STANCE,
        /** How the writer judges it. */
        EVALUATIVE
    }

    /** The form of a verb. */
    enum Form {
        PRESENT,
        PAST,
        PARTICIPLE,
        ING
    }

    /**
     * A verb.
     *
     * @param frames letters as in the table: c clause, o the one spoken to, n noun phrase, i infinitive, f object and
     *     what it is called, q direct quote only
     */
    record Verb(String base, Stance stance, String frames) {
        boolean takes(char frame) {
            return frames.indexOf(frame) >= 0;
        }
    }

    /** A verb in one of its forms, null when the table has none; where past and participle are the same word, it is the past. */
    record Inflected(Verb verb, Form form, boolean alsoParticiple) {}

    private static final Inflected OTHER_ING = new Inflected(null, Form.ING, false);
    private static final Inflected OTHER_PAST = new Inflected(null, Form.PAST, true);
    private static final Inflected OTHER_PRESENT = new Inflected(null, Form.PRESENT, false);

    private final Map<String, Inflected> byForm;
    private final Map<String, Map<String, Inflected>> byTwoWords;

    private SpeechVerbs(Map<String, Inflected> byForm, Map<String, Map<String, Inflected>> byTwoWords) {
        this.byForm = byForm;
        this.byTwoWords = byTwoWords;
    }

    static SpeechVerbs load() {
        Map<String, Inflected> byForm = new HashMap<>();
        Map<String, Map<String, Inflected>> byTwoWords = new HashMap<>();
        for (String[] row : TableResource.rows(SpeechVerbs.class, "speech-verbs.tsv")) {
            Verb verb = new Verb(row[1].replace('_', ' '), Stance.valueOf(row[0].toUpperCase(Locale.ROOT)), row[2]);
            String[] forms = row[3].split(" ");
            boolean same = forms[1].equals(forms[2]);
            put(byForm, byTwoWords, row[1], new Inflected(verb, Form.PRESENT, false));
            put(byForm, byTwoWords, forms[0], new Inflected(verb, Form.PRESENT, false));
            put(byForm, byTwoWords, forms[1], new Inflected(verb, Form.PAST, same));
            put(byForm, byTwoWords, forms[2], new Inflected(verb, Form.PARTICIPLE, true));
            put(byForm, byTwoWords, forms[3], new Inflected(verb, Form.ING, false));
        }
        return new SpeechVerbs(Map.copyOf(byForm), Map.copyOf(byTwoWords));
    }

    private static void put(
            Map<String, Inflected> byForm,
            Map<String, Map<String, Inflected>> byTwoWords,
            String form,
            Inflected inflected) {
        int joint = form.indexOf('_');
        if (joint < 0) {
            byForm.putIfAbsent(form, inflected);
        } else {
            byTwoWords
                    .computeIfAbsent(form.substring(0, joint), key -> new HashMap<>())
                    .putIfAbsent(form.substring(joint + 1), inflected);
        }
    }

    /** The verb whose form the word is, in lower case; null when it is none. */
    Inflected of(String lower) {
        return byForm.get(lower);
    }

    /** Stands for a verb that is not in the table, its form told by its ending. */
    static Inflected other(String lower) {
        if (lower.endsWith("ing")) {
            return OTHER_ING;
        }
        return lower.endsWith("ed") || lower.endsWith("en") ? OTHER_PAST : OTHER_PRESENT;
    }

    /** The verb of two words whose form the two are, in lower case; null when they are none. */
    Inflected of(String lower, String next) {
        Map<String, Inflected> second = byTwoWords.get(lower);
        return second == null ? null : second.get(next);
    }
}
