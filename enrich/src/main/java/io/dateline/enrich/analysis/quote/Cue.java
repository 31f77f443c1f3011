package io.dateline.enrich.analysis.quote;

/**
 * A verb of speech in a sentence, with its subject: who said it.
 *
 * @param token the verb's first token
 * @param end one past the verb's last token
 * @param verb the verb's entry; null for "according to"
 * @param form its form
 * @param subject whom it names, or null when the sentence does not tell
 * @param inverted does the subject follow the verb?
 * @param joined is the subject taken from an earlier verb of the sentence ("..., adding that", "and said")?
 * @param first first token of the attribution: subject, auxiliaries, verb
 * @param after one past its last token: verb, inverted subject, the one spoken to
 */
record Cue(
        int token,
        int end,
        SpeechVerbs.Verb verb,
        SpeechVerbs.Form form,
        Phrase subject,
        boolean inverted,
        boolean joined,
        int first,
        int after) {

    /** Is it "according to"? */
    boolean isAccording() {
        return verb == null;
    }
}
