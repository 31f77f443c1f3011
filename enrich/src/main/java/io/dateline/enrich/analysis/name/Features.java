package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.TokenKind;

/**
 * The features of a unit: what the chain looks at. The same code serves training and tagging; a change needs a new
 * training, since the model knows features by hash only. Pure functions.
 */
final class Features {
    private static final long BEFORE = 0x0B0E;
    private static final long BEHIND = 0x0E0E;
    private static final int LONGEST_AFFIX = 4;

    private Features() {}

    /** Gives the sink what is to be said of the unit, which lies in the sentence. */
    static void of(DocumentView view, WordClusters clusters, int sentence, int u, FeatureSink sink) {
        NameUnits units = view.units;
        int first = units.firstOf(sentence);
        int stop = units.endOf(sentence);
        int style = units.styleOf(sentence).ordinal();
        boolean capital = view.capital[u];
        boolean open = capital || style == CaseStyle.SMALL.ordinal() || view.has(u, Lexicon.PARTICLE);

        long w0 = view.lower[u];
        long w1 = u + 1 < stop ? view.lower[u + 1] : BEHIND;
        long w2 = u + 2 < stop ? view.lower[u + 2] : BEHIND;
        long b1 = u > first ? view.lower[u - 1] : BEFORE;
        long b2 = u - 1 > first ? view.lower[u - 2] : BEFORE;
        long s0 = view.shape[u] * 8 + style;
        long s1 = u + 1 < stop ? view.shape[u + 1] : BEHIND;
        long sb1 = u > first ? view.shape[u - 1] : BEFORE;

        add(sink, 1, style);
        add(sink, 2, w0);
        add(sink, 3, w1);
        add(sink, 4, b1);
        add(sink, 5, w2);
        add(sink, 6, b2);
        add(sink, 7, Hashes.join(b1, w0));
        add(sink, 8, Hashes.join(w0, w1));
        add(sink, 9, Hashes.join(b1, s0));
        add(sink, 10, Hashes.join(w1, s0));
        add(sink, 11, s0);
        add(sink, 12, s1);
        add(sink, 13, sb1);
        add(sink, 14, Hashes.join(Hashes.join(sb1, s0), s1));
        if (view.exact[u] != w0) {
            add(sink, 15, view.exact[u]);
        }
        clusters(view, clusters, first, stop, u, capital, sink);
        lexicon(view, first, stop, u, capital, sink);
        int flags = (units.isInitial(u) ? 1 : 0)
                | (units.isAfterHyphen(u) ? 2 : 0)
                | (u + 1 < stop && units.isAfterHyphen(u + 1) ? 4 : 0)
                | (units.isGlued(u) ? 8 : 0)
                | (u + 1 < stop && units.isGlued(u + 1) ? 16 : 0);
        add(sink, 16, (long) flags << 1 | (capital ? 1 : 0));
        if (!open) {
            suffix(units.lower(u), 3, 22, sink);
            return;
        }
        affixes(units.lower(u), sink);
        int small = Math.min(2, units.timesSmall(units.lower(u)));
        int inside = Math.min(2, units.timesCapitalInside(units.word(u)));
        long written = small * 3L + inside;
        add(sink, 17, (written * 2 + (units.isInitial(u) ? 1 : 0)) * 8 + style);
        memory(view, u, style, sink);
        run(view, clusters, first, stop, u, sink);
        int numbers = 0;
        for (int k = first; k < stop && k < first + 40; k++) {
            numbers += units.kind(k) == TokenKind.NUMBER ? 1 : 0;
        }
        int share = numbers * 8 / Math.min(40, stop - first);
        add(sink, 18, Hashes.join(share, s0));
        add(sink, 19, Hashes.join(share * 64L + Math.min(u - first, 5), stop - first < 10 ? 1 : 0));
    }

    private static void add(FeatureSink sink, long template, long value) {
        sink.add(Hashes.join(template, value));
    }

    private static void suffix(String word, int length, long template, FeatureSink sink) {
        if (word.length() > length) {
            add(sink, template, Hashes.of(word, word.length() - length, word.length()));
        }
    }

    private static void affixes(String word, FeatureSink sink) {
        for (int n = 1; n <= LONGEST_AFFIX && n < word.length(); n++) {
            suffix(word, n, 22 + n, sink);
            if (n > 1) {
                add(sink, 28 + n, Hashes.of(word, 0, n));
            }
        }
    }

    private static void clusters(
            DocumentView view, WordClusters clusters, int first, int stop, int u, boolean capital, FeatureSink sink) {
        int c0 = view.cluster[u];
        int c1 = u + 1 < stop ? view.cluster[u + 1] : -2;
        int cb1 = u > first ? view.cluster[u - 1] : -2;
        int big = capital ? 1 : 0;
        for (int g = 0; g < WordClusters.GRAINS; g++) {
            add(sink, 40 + g, grain(clusters, c0, g) * 2L + big);
            add(sink, 44 + g, grain(clusters, c1, g));
            add(sink, 48 + g, grain(clusters, cb1, g));
        }
        add(sink, 52, grain(clusters, c0, 1) * 4096L + grain(clusters, c1, 1));
        add(sink, 53, grain(clusters, cb1, 1) * 4096L + grain(clusters, c0, 1));
        int c2 = u + 2 < stop ? view.cluster[u + 2] : -2;
        int cb2 = u - 1 > first ? view.cluster[u - 2] : -2;
        add(sink, 54, grain(clusters, c2, 1));
        add(sink, 55, grain(clusters, cb2, 1));
    }

    private static int grain(WordClusters clusters, int index, int grain) {
        return index == -2 ? 4095 : clusters.cluster(index, grain);
    }

    private static void lexicon(DocumentView view, int first, int stop, int u, boolean capital, FeatureSink sink) {
        int known = view.known[u];
        long place = view.knownPlace[u];
        if (known != 0) {
            for (int c = 0; c < Lexicon.NAME_CLASSES; c++) {
                if ((known >>> c & 1) != 0) {
                    add(sink, 60, c * 4L + (place >>> (2 * c) & 3));
                }
            }
            add(sink, 61, Hashes.join(known, place));
        }
        int words = view.word[u] & ~(1 << Lexicon.PREFIX) & -(1 << Lexicon.NAME_CLASSES);
        for (int rest = words; rest != 0; rest &= rest - 1) {
            add(sink, 62, Integer.numberOfTrailingZeros(rest) * 2L + (capital ? 1 : 0));
        }
        int before = u > first ? neighbour(view, u - 1) : -1;
        int behind = u + 1 < stop ? neighbour(view, u + 1) : -1;
        for (int rest = before; rest != 0 && before != -1; rest &= rest - 1) {
            add(sink, 63, Integer.numberOfTrailingZeros(rest) * 2L + (capital ? 1 : 0));
        }
        for (int rest = behind; rest != 0 && behind != -1; rest &= rest - 1) {
            add(sink, 64, Integer.numberOfTrailingZeros(rest) * 2L + (capital ? 1 : 0));
        }
        int own = known | words;
        add(sink, 65, Hashes.join(own, before) * 2 + (capital ? 1 : 0));
        add(sink, 66, Hashes.join(own, behind) * 2 + (capital ? 1 : 0));
    }

    private static int neighbour(DocumentView view, int u) {
        return view.known[u] | view.word[u] & ~(1 << Lexicon.PREFIX) & -(1 << Lexicon.NAME_CLASSES);
    }

    private static void memory(DocumentView view, int u, int style, FeatureSink sink) {
        int bits = view.memoryOf(u);
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            add(sink, 70, Integer.numberOfTrailingZeros(rest) * 8L + style);
        }
        add(sink, 71, bits * 8L + style);
    }

    private static void run(DocumentView view, WordClusters clusters, int first, int stop, int u, FeatureSink sink) {
        int from = view.runFirst[u];
        int to = view.runEnd[u];
        if (to == from) {
            return;
        }
        int at = to - from == 1 ? 3 : u == from ? 0 : u == to - 1 ? 2 : 1;
        int length = Math.min(5, to - from);
        add(sink, 80, at * 8L + length);
        long before = from > first ? view.lower[from - 1] : BEFORE;
        long behind = to < stop ? view.lower[to] : BEHIND;
        if (to - from > 1) {
            add(sink, 81, before);
            add(sink, 82, behind);
            add(sink, 83, Hashes.join(view.lower[to - 1], at));
            add(sink, 84, Hashes.join(view.lower[from], at));
            add(sink, 85, grain(clusters, view.cluster[to - 1], 1) * 8L + at);
            add(sink, 86, grain(clusters, view.cluster[from], 1) * 8L + at);
            int last = neighbour(view, to - 1);
            for (int rest = last; rest != 0; rest &= rest - 1) {
                add(sink, 87, Integer.numberOfTrailingZeros(rest) * 8L + at);
            }
            int head = neighbour(view, from);
            for (int rest = head; rest != 0; rest &= rest - 1) {
                add(sink, 88, Integer.numberOfTrailingZeros(rest) * 8L + at);
            }
        }
        add(sink, 89, Hashes.join(Hashes.join(before, behind), length));
        if (to + 1 < stop) {
            add(sink, 90, Hashes.join(behind, view.lower[to + 1]));
        }
        if (from - 1 > first) {
            add(sink, 91, Hashes.join(view.lower[from - 2], before));
        }
        if (u > from) {
            // what joins two runs: "Ministry of ..."
            return;
        }
        if (from > first && !view.capital[from - 1] && from - 1 > first && view.capital[from - 2]) {
            add(sink, 92, Hashes.join(before, view.lower[from - 2]));
            for (int rest = neighbour(view, from - 2); rest != 0; rest &= rest - 1) {
                add(sink, 93, Hashes.join(before, Integer.numberOfTrailingZeros(rest)));
            }
        }
        boolean allCaps = Chars.isAllCaps(view.units.word(u));
        add(sink, 94, length * 2L + (allCaps ? 1 : 0));
    }
}
