package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.Arrays;
import java.util.List;

/**
 * A story's words as numbers, the headline's first, in slots. A slot of 0 is a barrier that no phrase goes across: the end
 * of the headline or of a paragraph, punctuation, an address, boilerplate. For one story and one thread.
 */
final class StoryWords implements Words.Sink {
    private long[] folded = new long[1024];
    private long[] acronyms = new long[1024];
    private int size;
    private int textFrom;
    private int leadEnd;

    private StoryWords() {}

    /**
     * Reads a story.
     *
     * @param headline headline, or null
     * @param boilerplate spans whose words don't count, in text order
     */
    static StoryWords of(String headline, SegmentedText text, List<Span> boilerplate) {
        StoryWords words = new StoryWords();
        if (headline != null) {
            Words.walk(headline, words);
            words.barrier();
        }
        words.textFrom = words.size;
        words.read(text, boilerplate);
        return words;
    }

    private void read(SegmentedText text, List<Span> boilerplate) {
        int next = 0;
        int paragraph = -1;
        for (int i = 0; i < text.tokens(); i++) {
            while (next < boilerplate.size() && boilerplate.get(next).end() <= text.start(i)) {
                next++;
            }
            boolean outside =
                    next == boilerplate.size() || boilerplate.get(next).start() >= text.end(i);
            TokenKind kind = text.kind(i);
            int at = text.paragraphOf(i);
            if (at != paragraph) {
                paragraph = at;
                if (leadEnd == 0 && size > textFrom) {
                    leadEnd = size;
                }
                barrier();
            } else if (!outside || kind == TokenKind.PUNCTUATION || kind == TokenKind.ADDRESS) {
                barrier();
            }
            if (outside && (kind == TokenKind.WORD || kind == TokenKind.NUMBER)) {
                Words.walk(text.word(i), this);
            }
        }
        if (leadEnd == 0) {
            leadEnd = size;
        }
    }

    private void barrier() {
        if (size > 0 && folded[size - 1] != 0) {
            word(0, 0);
        }
    }

    @Override
    public void word(long word, long acronym) {
        if (size == folded.length) {
            folded = Arrays.copyOf(folded, size * 2);
            acronyms = Arrays.copyOf(acronyms, size * 2);
        }
        folded[size] = word;
        acronyms[size++] = acronym;
    }

    /** How many slots there are. */
    int size() {
        return size;
    }

    /** The first slot of the text; those before are the headline's. */
    int textFrom() {
        return textFrom;
    }

    /** One past the last slot of the text's first paragraph. */
    int leadEnd() {
        return leadEnd;
    }

    /** How many slots the text has, barriers included: a measure of length. */
    int length() {
        return size - textFrom;
    }

    /** The word in a slot, as {@link Words#fold} gives it, or 0 for a barrier. */
    long folded(int slot) {
        return folded[slot];
    }

    /** The word in a slot, as {@link Words#acronym} gives it, or 0. */
    long acronym(int slot) {
        return acronyms[slot];
    }
}
