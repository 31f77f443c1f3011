package io.dateline.enrich.analysis.quote;

/**
 * Words that may report speech, with the subject that rules find for them.
 *
 * @param kind what the words are
 * @param token its first token
 * @param end one past its last token
 * @param verb the verb's entry; null where the table has none
 * @param form the verb's form; null where the table has none
 * @param subject whom it names by rule, or null when the sentence does not tell
 * @param inverted does the subject follow the verb?
 * @param joined is the subject taken from an earlier verb of the sentence ("..., adding that", "and said")?
 * @param manner how the verb stands: plain, negated, passive or an infinitive
 * @param first first token of the attribution: subject, auxiliaries, verb
 * @param after one past its last token: verb, inverted subject, the one spoken to
 */
record Cue(
        Kind kind,
        int token,
        int end,
        SpeechVerbs.Verb verb,
        SpeechVerbs.Form form,
        Phrase subject,
        boolean inverted,
        boolean joined,
        Manner manner,
        int first,
        int after) {

    /** What a cue is. */
    enum Kind {
        /** A verb of the table. */
        SPEECH,
        /** "according to". */
        ACCORDING,
        /** Any other verb, where the sentence holds quoted words. */
        VERB,
        /** A noun before "that": "her claim that". */
        NOUN
    }

    /** How a verb stands. */
    enum Manner {
        PLAIN,
        /** "did not say". */
        NEGATED,
        /** "was told". */
        PASSIVE,
        /** "declined to say", "is expected to announce". */
        INFINITIVE
    }

    /** The cue with another subject, which a later verb of the sentence has. */
    Cue withSharedSubject(Phrase shared) {
        return new Cue(kind, token, end, verb, form, shared, false, true, manner, first, after);
    }
}
