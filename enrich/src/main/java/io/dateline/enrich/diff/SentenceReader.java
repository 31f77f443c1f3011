package io.dateline.enrich.diff;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the sentences of a stretch of a text one after the other, as far as they are asked for; never over the end of a
 * paragraph, and without white space around them. Reads each character a fixed number of times. Not thread-safe.
 */
final class SentenceReader {
    /** A full stop behind these ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "gov.", "sen.", "rep.", "gen.", "col.", "lt.", "sgt.", "capt.",
            "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.", "no.", "vs.", "jr.", "sr.", "inc.", "corp.", "co.",
            "ltd.");

    private static final String PARAGRAPH = "\n\n";

    private final String text;
    private final DiffWork work;
    private final BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);

    /** Read and not yet taken: from {@code taken} on. */
    private final List<Sentence> read = new ArrayList<>();

    private int taken;

    /** What is to be cut into sentences next, as far as the end of one by the rules of the language is known. */
    private int from;

    private int end;
    private boolean ended;

    /** The next end of a paragraph behind {@code from}, blank line included; as it was before, where that is passed. */
    private int paragraphEnd;

    /** Code points before the char at {@code counted}. */
    private int points;

    private int counted;

    /**
     * @param text the whole text
     * @param start the stretch begins here
     * @param end and ends before
     */
    SentenceReader(String text, int start, int end, DiffWork work) {
        this.text = text.substring(start, end);
        this.work = work;
        points = text.codePointCount(0, start);
        breaks.setText(this.text);
    }

    /** The next sentences, as many as there are up to a number. The list changes with the next call. */
    List<Sentence> next(int most) {
        if (taken > 0) {
            read.subList(0, taken).clear();
            taken = 0;
        }
        while (read.size() < most && !ended) {
            readOn();
        }
        return read.subList(0, Math.min(most, read.size()));
    }

    /** The next one; null behind the last. */
    Sentence peek() {
        if (taken == read.size()) {
            read.clear();
            taken = 0;
            while (read.isEmpty() && !ended) {
                readOn();
            }
        }
        return taken == read.size() ? null : read.get(taken);
    }

    /** Goes on behind the next so many sentences. */
    void skip(int sentences) {
        taken += sentences;
    }

    /** Reads at most one sentence: what ends at the end of a paragraph, or of what the language's rules take for one. */
    private void readOn() {
        if (from >= end) {
            int next = breaks.next();
            if (next == BreakIterator.DONE) {
                ended = true;
            } else if (!endsInAbbreviation(next)) {
                work.did(next - from);
                end = next;
            }
            return;
        }
        if (paragraphEnd <= from) {
            int blankLine = text.indexOf(PARAGRAPH, from);
            paragraphEnd = blankLine < 0 ? Integer.MAX_VALUE : blankLine + PARAGRAPH.length();
            work.did(Math.min(paragraphEnd, text.length()) - from);
        }
        int stop = Math.min(paragraphEnd, end);
        add(from, stop);
        from = stop;
    }

    private void add(int begin, int stop) {
        int start = begin;
        int to = stop;
        while (start < to && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (to > start && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (start < to) {
            points += text.codePointCount(counted, start);
            int length = text.codePointCount(start, to);
            read.add(new Sentence(text.substring(start, to), points, points + length));
            points += length;
            work.readSentence();
            counted = to;
        }
    }

    /** Does what looks like a sentence end in "Mr." or an initial, with more of its paragraph to come? */
    private boolean endsInAbbreviation(int next) {
        int to = next;
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        if (to == next || next == text.length() || to == from || text.charAt(to - 1) != '.') {
            return false;
        }
        int start = to - 1;
        while (start > from && !Character.isWhitespace(text.charAt(start - 1)) && to - start < 8) {
            start--;
        }
        String word = text.substring(start, to).toLowerCase(Locale.ROOT);
        boolean initial = word.length() == 2 && Character.isUpperCase(text.charAt(start));
        return initial || ABBREVIATIONS.contains(word);
    }
}
