package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.EntityType;
import java.util.Arrays;
import java.util.List;

/** A story as the quote models look at it: tokens as numbers, names, quoted regions. For one story; immutable. */
final class StoryView {
    /** What stands where there is no token. */
    static final int NOTHING = -1;

    private static final int LONGEST_TITLE = 60;

    final SegmentedText text;
    final PosTags tags;
    final StoryEntities entities;
    final List<QuotedRegion> regions;

    private final int[] words;
    private final byte[] names;
    private final int[] regionOf;

    StoryView(SegmentedText text, PosTags tags, StoryEntities entities) {
        this.text = text;
        this.tags = tags;
        this.entities = entities;
        this.regions = MarkPairer.pair(text);
        this.words = new int[text.tokens()];
        this.names = new byte[text.tokens()];
        this.regionOf = new int[text.tokens()];
        for (int i = 0; i < words.length; i++) {
            words[i] = text.kind(i) == TokenKind.NUMBER ? 7 : text.lower(i).hashCode();
        }
        for (int m = 0; m < entities.mentions(); m++) {
            Span mention = entities.mention(m);
            byte type = (byte)
                    (1 + entities.entities().get(entities.entityOf(m)).type().ordinal());
            for (int i = text.tokenAt(mention.start()); i < words.length && text.start(i) < mention.end(); i++) {
                names[i] = type;
            }
        }
        Arrays.fill(regionOf, -1);
        for (int r = 0; r < regions.size(); r++) {
            QuotedRegion region = regions.get(r);
            Arrays.fill(regionOf, region.open(), region.after(), r);
        }
    }

    /** The token's word as a number; {@link #NOTHING} outside the text. */
    int word(int token) {
        return token < 0 || token >= words.length ? NOTHING : words[token];
    }

    /** The token's part of speech as a number; {@link #NOTHING} outside the text. */
    int pos(int token) {
        return token < 0 || token >= words.length ? NOTHING : tags.of(token).ordinal();
    }

    /** The word where it belongs to a closed class or is punctuation, else the part of speech. */
    int shape(int token) {
        if (token < 0 || token >= words.length) {
            return NOTHING;
        }
        Pos pos = tags.of(token);
        return switch (pos) {
            case ADJ, ADV, NOUN, NUM, PROPN, VERB, X, SYM, INTJ -> pos.ordinal();
            default -> words[token];
        };
    }

    /** Kind of the name that the token belongs to: 0 for none, else one more than the ordinal of its type. */
    int name(int token) {
        return token < 0 || token >= names.length ? 0 : names[token];
    }

    /**
     * A noun by the looks of it, whatever the tagger says: part of a name, or with a capital inside a sentence, as rare
     * surnames are ("Ebeling said").
     */
    boolean isNamelike(int token) {
        if (name(token) > 0) {
            return true;
        }
        if (text.kind(token) != TokenKind.WORD || !Chars.isCapitalised(text.word(token))) {
            return false;
        }
        Pos pos = tags.of(token);
        boolean content = pos == Pos.VERB || pos == Pos.ADJ || pos == Pos.X || pos == Pos.INTJ || pos == Pos.PROPN;
        boolean inside = token > 0 && text.sentenceOf(token) == text.sentenceOf(token - 1) && !isPunctuation(token - 1);
        boolean afterQuote = token > 0 && isQuoted(token - 1) && !isQuoted(token);
        return content && (inside || afterQuote);
    }

    boolean isPerson(int token) {
        return name(token) == EntityType.PERSON.ordinal() + 1;
    }

    /** The quoted region that the token is in, marks included; -1 for none. */
    int regionOf(int token) {
        return token < 0 || token >= regionOf.length ? -1 : regionOf[token];
    }

    boolean isQuoted(int token) {
        return regionOf(token) >= 0;
    }

    boolean isWord(int token, String lower) {
        return token >= 0 && token < words.length && text.lower(token).equals(lower);
    }

    boolean isPunctuation(int token) {
        return token >= 0 && token < words.length && text.kind(token) == TokenKind.PUNCTUATION;
    }

    /** A mark that ends a sentence and is not part of a quote. */
    boolean isFinal(int token) {
        return isPunctuation(token)
                && !isQuoted(token)
                && Chars.isTerminator(text.word(token).charAt(0));
    }

    boolean isDash(int token) {
        if (!isPunctuation(token)) {
            return false;
        }
        String word = text.word(token);
        return Chars.isDash(word.charAt(0)) || word.startsWith("--") || word.equals("-");
    }

    /** Is what is quoted written as names and titles are, and without a mark that ends a sentence? */
    boolean isTitled(QuotedRegion region) {
        int words = 0;
        int capitals = 0;
        for (int i = region.first(); i < region.end() && i < region.first() + LONGEST_TITLE; i++) {
            words += isPunctuation(i) ? 0 : 1;
            capitals += Chars.isCapitalised(text.word(i)) ? 1 : 0;
        }
        return capitals > 0 && capitals * 10 >= words * 6 && !isPunctuation(region.end() - 1);
    }

    /** How many tokens there are. */
    int size() {
        return words.length;
    }
}
