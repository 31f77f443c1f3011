package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.segment.Chars;
import java.util.Arrays;

/**
 * What a first reading made of the names of a story, for the second: how the same word was read in its other places,
 * whether it stands in a longer name somewhere, whose capitals it is. For one story.
 */
final class StoryMemory {
    private static final int TYPES = Labels.TYPES.length;
    /** Votes for each type and for being no name, then in longer names by type: as its first word, and as another. */
    private static final int ROW = 3 * TYPES + 1;

    private static final long PHRASE = 0x50484153L;
    private static final long ACRONYM = 0x4143524FL;

    private final DocumentView view;
    private final byte[] labels;
    private final LongIntMap index = new LongIntMap(128);
    private short[] rows = new short[128 * ROW];
    private int count;
    // the name that was looked at last
    private int nameFirst;
    private int nameEnd;
    private int nameRow;

    /** @param labels of the first reading */
    StoryMemory(DocumentView view, byte[] labels) {
        this.view = view;
        this.labels = labels;
        for (int s = 0; s < view.units.sentences(); s++) {
            boolean prose = view.units.styleOf(s) == CaseStyle.PROSE;
            int stop = view.units.endOf(s);
            for (int u = view.units.firstOf(s); u < stop; u++) {
                if (prose && counts(u)) {
                    vote(view.lower[u], column(u));
                }
                int place = Labels.place(labels[u]);
                if (place == Labels.FIRST || place == Labels.ONLY) {
                    name(u, stop, prose);
                }
            }
        }
    }

    /** Words whose capital may be due to their place tell nothing when they were read as no names. */
    private boolean counts(int u) {
        return view.units.isWord(u) && (labels[u] != Labels.OUTSIDE || !view.capital[u] || !view.units.isInitial(u));
    }

    private int column(int u) {
        int type = Labels.type(labels[u]);
        return type < 0 ? TYPES : type;
    }

    private int endOfName(int from, int stop) {
        int end = from + 1;
        while (end < stop
                && Labels.place(labels[end - 1]) != Labels.LAST
                && Labels.place(labels[end - 1]) != Labels.ONLY) {
            end++;
        }
        return end;
    }

    private void name(int from, int stop, boolean prose) {
        int end = endOfName(from, stop);
        int type = Labels.type(labels[from]);
        if (prose) {
            vote(phrase(from, end), type);
        }
        if (end - from == 1) {
            return;
        }
        StringBuilder letters = new StringBuilder();
        for (int u = from; u < end; u++) {
            vote(view.lower[u], (u == from ? TYPES + 1 : 2 * TYPES + 1) + type);
            if (view.capital[u] && letters.length() < 10) {
                letters.append(Character.toLowerCase(view.units.word(u).charAt(0)));
            }
        }
        vote(Hashes.of(letters) ^ ACRONYM, type);
    }

    private long phrase(int from, int end) {
        long hash = PHRASE;
        for (int u = from; u < end; u++) {
            hash = Hashes.join(hash, view.lower[u]);
        }
        return hash;
    }

    private void vote(long key, int column) {
        int row = index.get(key);
        if (row == LongIntMap.NONE) {
            row = count++;
            index.put(key, row);
            if (count * ROW > rows.length) {
                rows = Arrays.copyOf(rows, rows.length * 2);
            }
        }
        int at = row * ROW + column;
        rows[at] = (short) Math.min(Short.MAX_VALUE, rows[at] + 1);
    }

    /** Features of all units of a sentence, for those that may be in a name. */
    void features(int sentence, int u, FeatureSink sink) {
        NameUnits units = view.units;
        int first = units.firstOf(sentence);
        int stop = units.endOf(sentence);
        CaseStyle style = units.styleOf(sentence);
        add(sink, 100, labels[u]);
        add(sink, 101, (u > first ? labels[u - 1] : 20) * 32L + labels[u]);
        add(sink, 102, (u + 1 < stop ? labels[u + 1] : 20) * 32L + labels[u]);
        if (!view.capital[u] && style == CaseStyle.PROSE) {
            return;
        }
        int row = index.get(view.lower[u]);
        int own = column(u);
        boolean counted = style == CaseStyle.PROSE && counts(u);
        add(sink, 103, verdict(row, counted ? own : -1, TYPES + 1) * 32L + labels[u]);
        add(sink, 104, verdict(row, counted ? own : -1, TYPES + 1) * 8L + style.ordinal());
        int place = Labels.place(labels[u]);
        boolean inLonger = place >= 0 && place != Labels.ONLY;
        for (int t = 0; t < TYPES; t++) {
            int mine = inLonger && own == t ? 1 : 0;
            int asFirst = at(row, TYPES + 1 + t) - (place == Labels.FIRST ? mine : 0);
            int asOther = at(row, 2 * TYPES + 1 + t) - (place == Labels.FIRST ? 0 : mine);
            if (asFirst > 0) {
                add(sink, 105, (t * 2L) * 64 + labels[u]);
            }
            if (asOther > 0) {
                add(sink, 105, (t * 2L + 1) * 64 + labels[u]);
            }
        }
        if (Chars.isAllCaps(units.word(u))) {
            int acronym = index.get(view.lower[u] ^ ACRONYM);
            add(sink, 106, verdict(acronym, -1, TYPES));
        }
        if (place >= 0) {
            if (u < nameFirst || u >= nameEnd) {
                lookUpName(u, first, stop);
            }
            add(sink, 107, verdict(nameRow, style == CaseStyle.PROSE ? own : -1, TYPES) * 32L + labels[u]);
        }
    }

    /** Finds the name that the unit stands in, once for all its units: a name may be as long as a sentence. */
    private void lookUpName(int u, int first, int stop) {
        int from = u;
        while (from > first
                && Labels.place(labels[from]) != Labels.FIRST
                && Labels.place(labels[from]) != Labels.ONLY) {
            from--;
        }
        nameFirst = from;
        nameEnd = endOfName(from, stop);
        nameRow = index.get(phrase(nameFirst, nameEnd));
    }

    private static void add(FeatureSink sink, long template, long value) {
        sink.add(Hashes.join(template, value));
    }

    private int at(int row, int column) {
        return row < 0 ? 0 : rows[row * ROW + column];
    }

    /** Which column has most votes, whether most are for it, and how many there are, roughly; without one's own. */
    private int verdict(int row, int own, int columns) {
        int best = -1;
        int most = 0;
        int sum = 0;
        for (int c = 0; c < columns; c++) {
            int votes = at(row, c) - (c == own ? 1 : 0);
            sum += votes;
            if (votes > most) {
                most = votes;
                best = c;
            }
        }
        if (best < 0) {
            return 0;
        }
        int clear = most * 5 >= sum * 4 ? 1 : 0;
        int many = sum >= 4 ? 2 : sum >= 2 ? 1 : 0;
        return 1 + (best * 2 + clear) * 3 + many;
    }
}
