package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.TokenKind;

/**
 * What is worked out once for each unit of a story before features are made of it: hashes, shapes, clusters, what the
 * lexicon says, the run of capitalised words that it stands in, and what the rest of the story tells of its word.
 */
final class DocumentView {
    // what the story tells of a word: bits
    static final int AFTER_GIVEN = 1;
    static final int AFTER_TITLE = 1 << 1;
    static final int IN_ORG_RUN = 1 << 2;
    static final int AFTER_PREPOSITION = 1 << 3;
    static final int BEFORE_SPEECH = 1 << 4;
    static final int FIRST_OF_RUN = 1 << 5;
    static final int LAST_OF_RUN = 1 << 6;
    static final int INSIDE_RUN = 1 << 7;
    static final int ALONE = 1 << 8;
    static final int AFTER_THE = 1 << 9;
    static final int BEFORE_GENITIVE = 1 << 10;
    static final int IN_KNOWN_PLACE = 1 << 11;
    static final int IN_KNOWN_ORG = 1 << 12;
    static final int IN_KNOWN_PERSON = 1 << 13;
    static final int IN_BRACKETS = 1 << 14;
    static final int ACRONYM_OF_RUN = 1 << 15;
    /** How many of these bits there are. */
    static final int MEMORY_BITS = 16;

    private static final long ACRONYM = 0x5F3759DFL;

    final NameUnits units;
    final int size;
    final long[] lower;
    final long[] exact;
    final long[] shape;
    final int[] cluster;
    /** Classes of the word by itself. */
    final int[] word;
    /** Classes of the names that it is in, and at which place: two bits a class, see {@link Labels}. */
    final int[] known;

    final long[] knownPlace;
    final int[] runFirst;
    final int[] runEnd;
    final boolean[] capital;
    private final LongIntMap memory;

    DocumentView(NameUnits units, Lexicon lexicon, WordClusters clusters) {
        this.units = units;
        this.size = units.size();
        lower = new long[size];
        exact = new long[size];
        shape = new long[size];
        cluster = new int[size];
        word = new int[size];
        known = new int[size];
        knownPlace = new long[size];
        runFirst = new int[size];
        runEnd = new int[size];
        capital = new boolean[size];
        for (int u = 0; u < size; u++) {
            String small = units.lower(u);
            String written = units.word(u);
            lower[u] = Hashes.of(small);
            exact[u] = small.equals(written) ? lower[u] : Hashes.of(written);
            shape[u] = shape(written);
            cluster[u] = clusters.index(lower[u]);
            capital[u] = units.isCapital(u);
            word[u] = lexicon.of(lower[u]);
            if (capital[u] && written.length() > 1 && Chars.isAllCaps(written)) {
                int only = lexicon.of(Hashes.join(Lexicon.ACRONYM_SALT, exact[u]));
                if (only != 0) {
                    known[u] = only;
                    for (int c = 0; c < Lexicon.NAME_CLASSES; c++) {
                        knownPlace[u] |= (only >>> c & 1) == 0 ? 0 : (long) Labels.ONLY << (2 * c);
                    }
                }
            }
        }
        for (int s = 0; s < units.sentences(); s++) {
            CaseStyle style = units.styleOf(s);
            findKnown(lexicon, units.firstOf(s), units.endOf(s), style == CaseStyle.SMALL);
            findRuns(units.firstOf(s), units.endOf(s));
        }
        memory = new LongIntMap(64);
        for (int s = 0; s < units.sentences(); s++) {
            if (units.styleOf(s) == CaseStyle.PROSE) {
                remember(units.firstOf(s), units.endOf(s));
            }
        }
    }

    /** The shape of a word: kinds of characters in order, runs of one kind as one or many. */
    private static long shape(String word) {
        long hash = 17;
        int last = -1;
        int count = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int kind;
            if (Character.isUpperCase(c)) {
                kind = 1;
            } else if (Character.isLetter(c)) {
                kind = 2;
            } else if (Character.isDigit(c)) {
                kind = 3;
            } else {
                kind = c;
            }
            if (kind == last) {
                count++;
                if (count == 2) {
                    hash = hash * 131 + 7;
                }
                if (kind != 2 && count == 4) {
                    hash = hash * 131 + 11;
                }
            } else {
                hash = hash * 131 + kind;
                last = kind;
                count = 1;
            }
        }
        return hash;
    }

    /** Marks, for each class, the longest known name that begins at each unit. */
    private void findKnown(Lexicon lexicon, int first, int stop, boolean small) {
        int[] coveredTo = new int[Lexicon.NAME_CLASSES];
        for (int u = first; u < stop; u++) {
            if (!capital[u] && !small) {
                continue;
            }
            long hash = lower[u];
            int[] ends = null;
            int classes = lexicon.of(hash);
            int all = 0;
            for (int n = 1; ; n++) {
                int names = classes & (1 << Lexicon.NAME_CLASSES) - 1;
                if (names != 0 && (small || capital[u + n - 1])) {
                    if (ends == null) {
                        ends = new int[Lexicon.NAME_CLASSES];
                    }
                    all |= names;
                    for (int c = 0; c < Lexicon.NAME_CLASSES; c++) {
                        ends[c] = (names >>> c & 1) == 0 ? ends[c] : u + n;
                    }
                }
                if ((classes >>> Lexicon.PREFIX & 1) == 0 || n == Lexicon.LONGEST || u + n >= stop) {
                    break;
                }
                hash = Hashes.join(hash, lower[u + n]);
                classes = lexicon.of(hash);
            }
            if (all == 0) {
                continue;
            }
            for (int c = 0; c < Lexicon.NAME_CLASSES; c++) {
                if (ends[c] > u && u >= coveredTo[c]) {
                    mark(c, u, ends[c]);
                    coveredTo[c] = ends[c];
                }
            }
        }
    }

    private void mark(int c, int from, int to) {
        for (int u = from; u < to; u++) {
            int place =
                    to - from == 1 ? Labels.ONLY : u == from ? Labels.FIRST : u == to - 1 ? Labels.LAST : Labels.INSIDE;
            known[u] |= 1 << c;
            knownPlace[u] = knownPlace[u] & ~(3L << (2 * c)) | (long) place << (2 * c);
        }
    }

    private void findRuns(int first, int stop) {
        int u = first;
        while (u < stop) {
            int end = u;
            while (end < stop && capital[end] && (end == u || !isParted(end))) {
                end++;
            }
            if (end == u) {
                runFirst[u] = u;
                runEnd[u] = u;
                u++;
                continue;
            }
            for (int k = u; k < end; k++) {
                runFirst[k] = u;
                runEnd[k] = end;
            }
            u = end;
        }
    }

    private boolean isParted(int unit) {
        return units.isInitial(unit) && units.kind(unit - 1) == TokenKind.PUNCTUATION;
    }

    boolean has(int unit, int wordClass) {
        return (word[unit] >>> wordClass & 1) != 0;
    }

    private void remember(int first, int stop) {
        for (int u = first; u < stop; u++) {
            if (!capital[u]) {
                continue;
            }
            int from = runFirst[u];
            int to = runEnd[u];
            int bits = 0;
            if (to - from == 1) {
                bits |= ALONE;
            } else if (u == from) {
                bits |= units.isInitial(u) ? 0 : FIRST_OF_RUN;
            } else {
                bits |= u == to - 1 ? LAST_OF_RUN : INSIDE_RUN;
            }
            if (u > from) {
                bits |= has(u - 1, Lexicon.GIVEN) ? AFTER_GIVEN : 0;
                bits |= has(u - 1, Lexicon.HONORIFIC) || has(u - 1, Lexicon.RANK) ? AFTER_TITLE : 0;
            }
            if (from > first) {
                bits |= u == from && has(from - 1, Lexicon.PREPOSITION) ? AFTER_PREPOSITION : 0;
                bits |= units.lower(from - 1).equals("the") ? AFTER_THE : 0;
                bits |= units.lower(from - 1).equals("(") ? IN_BRACKETS : 0;
            }
            if (to < stop && u == to - 1) {
                bits |= has(to, Lexicon.VERB_AFTER) ? BEFORE_SPEECH : 0;
                bits |= units.isClitic(to) ? BEFORE_GENITIVE : 0;
            }
            bits |= has(to - 1, Lexicon.ORG_TAIL) && to - from > 1 ? IN_ORG_RUN : 0;
            bits |= inLonger(u, Lexicon.PLACE) || inLonger(u, Lexicon.CITY) ? IN_KNOWN_PLACE : 0;
            bits |= inLonger(u, Lexicon.ORGANISATION) ? IN_KNOWN_ORG : 0;
            bits |= inLonger(u, Lexicon.PERSON) ? IN_KNOWN_PERSON : 0;
            add(lower[u], bits);
            if (u == from && to - from > 1) {
                rememberAcronym(from, stop);
            }
        }
    }

    private boolean inLonger(int unit, int nameClass) {
        return (known[unit] >>> nameClass & 1) != 0 && (knownPlace[unit] >>> (2 * nameClass) & 3) != Labels.ONLY;
    }

    /** The capitals of the run, and of the run with what "of", "for" and "and" join to it. */
    private void rememberAcronym(int from, int stop) {
        StringBuilder letters = new StringBuilder();
        for (int u = from; u < stop && u < from + 12 && letters.length() < 8; u++) {
            if (capital[u]) {
                letters.append(Character.toLowerCase(units.word(u).charAt(0)));
            } else if (!isJoin(units.lower(u))) {
                break;
            }
            boolean last = u + 1 >= stop || !capital[u + 1];
            if (last && letters.length() >= 2) {
                add(Hashes.of(letters) ^ ACRONYM, ACRONYM_OF_RUN);
            }
        }
    }

    private static boolean isJoin(String lower) {
        return switch (lower) {
            case "of", "for", "and", "the", "on", "de", "&" -> true;
            default -> false;
        };
    }

    private void add(long key, int bits) {
        int before = memory.get(key);
        memory.put(key, (before == LongIntMap.NONE ? 0 : before) | bits);
    }

    /** What the story tells of the unit's word: bits. */
    int memoryOf(int unit) {
        int bits = memory.get(lower[unit]);
        bits = bits == LongIntMap.NONE ? 0 : bits;
        String written = units.word(unit);
        if (written.length() >= 2 && written.length() <= 8 && Chars.isAllCaps(written)) {
            bits |= memory.get(lower[unit] ^ ACRONYM) == LongIntMap.NONE ? 0 : ACRONYM_OF_RUN;
        }
        return bits;
    }
}
