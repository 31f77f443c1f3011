package io.dateline.enrich.analysis.pos;

/** The part of speech of each token of a text. Immutable. */
public final class PosTags {
    private final byte[] tags;

    /** Takes over the array: ordinals of {@link Pos}, one a token. */
    PosTags(byte[] tags) {
        this.tags = tags;
    }

    /** The token's part of speech. */
    public Pos of(int token) {
        return Pos.of(tags[token]);
    }

    /** Is the token of that part of speech? */
    public boolean is(int token, Pos pos) {
        return tags[token] == pos.ordinal();
    }

    /** A verb or an auxiliary. */
    public boolean isVerbal(int token) {
        return is(token, Pos.VERB) || is(token, Pos.AUX);
    }

    /** A noun, a proper noun or a pronoun. */
    public boolean isNominal(int token) {
        return is(token, Pos.NOUN) || is(token, Pos.PROPN) || is(token, Pos.PRON);
    }

    /** How many tokens there are. */
    public int size() {
        return tags.length;
    }
}
