package io.dateline.enrich.analysis.segment;

/** Decides after which tokens a sentence ends. For one text and one thread. */
final class SentenceSplitter {
    /**
     * Longer sentences are cut. It bounds what analysers that look back and forth in a sentence can cost on a text
     * without full stops.
     */
    static final int LONGEST_SENTENCE = 400;

    private final String text;
    private final Abbreviations abbreviations;
    private final IntList starts;
    private final IntList ends;

    SentenceSplitter(String text, Abbreviations abbreviations, IntList starts, IntList ends) {
        this.text = text;
        this.abbreviations = abbreviations;
        this.starts = starts;
        this.ends = ends;
    }

    /** Adds the first token of each sentence between two tokens, the first of them included. */
    void split(int first, int end, IntList sentences) {
        int begin = first;
        sentences.add(begin);
        for (int i = first; i < end; i++) {
            int next = i + 1;
            if (isTerminator(i)) {
                while (next < end && isGlued(next) && closes(next)) {
                    next++;
                }
                if (next < end && begins(i, next, end)) {
                    begin = next;
                    sentences.add(begin);
                }
                i = next - 1;
            }
            if (next < end && next - begin >= LONGEST_SENTENCE) {
                begin = next;
                sentences.add(begin);
            }
        }
    }

    private boolean isGlued(int token) {
        return starts.get(token) == ends.get(token - 1);
    }

    /** The mark itself, or a word that keeps its full stop. */
    private boolean isTerminator(int token) {
        return Chars.isTerminator(text.charAt(ends.get(token) - 1));
    }

    private boolean isAbbreviation(int token) {
        return text.charAt(ends.get(token) - 1) == '.' && Chars.isWordPart(text.charAt(starts.get(token)));
    }

    /** What still belongs to the sentence after its full stop. */
    private boolean closes(int token) {
        char c = text.charAt(starts.get(token));
        return Chars.isTerminator(c) || c == ')' || c == ']' || Chars.isQuotationMark(c) && !opens(token);
    }

    /** An opening mark by its shape. Straight marks are taken as closing, because they are glued to the full stop. */
    private boolean opens(int token) {
        char c = text.charAt(starts.get(token));
        return c == '\u201C' || c == '\u2018' || c == '\u00AB' || c == '`';
    }

    /** Does the token begin a new sentence, after the terminator? */
    private boolean begins(int terminator, int next, int end) {
        int word = next;
        while (word < end && isOpener(word)) {
            word++;
        }
        if (word == end) {
            return !isAbbreviation(terminator);
        }
        int c = text.codePointAt(starts.get(word));
        boolean spaced = !isGlued(next) || word > next;
        if (Character.isLowerCase(c)) {
            return false;
        }
        if (isAbbreviation(terminator)) {
            return spaced && endsAnyway(terminator, next, word);
        }
        if (!Chars.isWordPart(c)) {
            // a bracket or dash goes on; an address or a sign of money begins
            return c == '@' || c == '#' || Character.getType(c) == Character.CURRENCY_SYMBOL;
        }
        return spaced || Character.isUpperCase(c);
    }

    private boolean isOpener(int token) {
        char c = text.charAt(starts.get(token));
        return Chars.isQuotationMark(c) || c == '(' || c == '[';
    }

    private boolean endsAnyway(int terminator, int next, int word) {
        int start = starts.get(terminator);
        int stop = ends.get(terminator) - 1;
        if (stop - start > 1 && abbreviations.of(text, start, stop) == Abbreviations.Class.TITLE) {
            return false;
        }
        if (stop - start == 1 && Character.isUpperCase(text.charAt(start)) && word == next) {
            // an initial: only a word that never is a name ends the sentence
            return ends.get(word) - starts.get(word) > 1 && startsSentence(word);
        }
        return word > next && Chars.isQuotationMark(text.charAt(starts.get(next))) || startsSentence(word);
    }

    private boolean startsSentence(int word) {
        String lower = text.substring(starts.get(word), ends.get(word)).toLowerCase(java.util.Locale.ROOT);
        return Character.isUpperCase(text.charAt(starts.get(word))) && abbreviations.beginsSentences(lower);
    }
}
