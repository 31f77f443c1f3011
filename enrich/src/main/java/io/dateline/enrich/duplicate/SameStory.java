package io.dateline.enrich.duplicate;

import io.dateline.enrich.duplicate.Words.Fact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether two texts are one story: the same, edited, cut or extended. Precision comes first: whoever hides
 * duplicates must not hide news.
 *
 * <p>A word is covered when three words in a row that it is part of stand in the other text. The shorter text has to be
 * covered nearly whole; the beginning of one of the two has to be covered, since stories of one event share their background
 * and press releases their ending, but not their beginning; and where one text puts other words between the same
 * neighbours, they must not be other figures, days or names: a market report of another day, a table of other results and
 * a corrected figure are other stories. Linear in the length of the texts, but for the words between the same neighbours, of which
 * {@link #MOST_PAIRS} are held against each other. Thread-safe.
 */
public final class SameStory {
    /** A text of fewer words is never a duplicate of another. */
    static final int LEAST_WORDS = 12;

    /** Below this many words, nearly all of both texts has to be the same. */
    private static final int SHORT = 40;

    private static final double SHORT_COVERED = 0.9;
    private static final double SHORT_COVERED_OTHER = 0.8;
    private static final double COVERED = 0.72;
    private static final double COVERED_OTHER = 0.15;

    /** Of a longer text that is covered less than this, the beginning has to be covered: a text that was cut keeps it. */
    private static final double MOST = 0.5;

    private static final int BEGINNING = 40;
    private static final double BEGINNING_COVERED = 0.55;

    /** So many other names are too many, and in a text of fewer words than this, one is. */
    private static final int OTHER_NAMES = 2;

    private static final int LONG = 150;
    private static final int LONGEST_NAME = 4;

    /** From so many figures on, their share counts. */
    private static final int MANY_FIGURES = 4;

    private static final double FIGURES_COVERED = 0.7;

    /**
     * Places where both put other words between the same neighbours that are looked at, each against each. Edited copy has a
     * few dozen. Two texts with more are tables, or made to take long: told to be other stories.
     */
    static final int MOST_PAIRS = 10_000;

    private SameStory() {}

    /** Are they one story? The order does not matter. */
    public static boolean isTold(String comparableText, String otherComparableText) {
        Words a = Words.of(comparableText);
        Words b = Words.of(otherComparableText);
        return a.size() <= b.size() ? isTold(a, b) : isTold(b, a);
    }

    private static boolean isTold(Words shorter, Words longer) {
        if (shorter.size() < LEAST_WORDS) {
            return false;
        }
        Side a = Side.of(shorter, longer);
        Side b = Side.of(longer, shorter);
        boolean isShort = shorter.size() < SHORT;
        if (a.covered(shorter.size()) < (isShort ? SHORT_COVERED : COVERED)
                || b.covered(longer.size()) < (isShort ? SHORT_COVERED_OTHER : COVERED_OTHER)) {
            return false;
        }
        double beginning = b.covered(Math.min(BEGINNING, longer.size()));
        if (b.covered(longer.size()) >= MOST) {
            beginning = Math.max(beginning, a.covered(Math.min(BEGINNING, shorter.size())));
        }
        return beginning >= BEGINNING_COVERED && haveFiguresInCommon(a, b) && !contradict(a, b);
    }

    /** Where both have figures that the other has not, most of the shorter text's must be in the longer one. */
    private static boolean haveFiguresInCommon(Side a, Side b) {
        Set<String> figures = a.figures();
        Set<String> others = b.figures();
        long common = figures.stream().filter(others::contains).count();
        return figures.size() < MANY_FIGURES || common == others.size() || common >= FIGURES_COVERED * figures.size();
    }

    /** Do they put other figures, days or names between the same neighbours? */
    private static boolean contradict(Side a, Side b) {
        Map<String, List<Run>> byNeighbour = new HashMap<>();
        for (Run run : b.runs()) {
            byNeighbour.computeIfAbsent(run.left(), key -> new ArrayList<>()).add(run);
            byNeighbour.computeIfAbsent(run.right(), key -> new ArrayList<>()).add(run);
        }
        Set<String> otherNames = new HashSet<>();
        int enough = a.words().size() < LONG ? 1 : OTHER_NAMES;
        int pairs = 0;
        for (Run run : a.runs()) {
            List<Run> left = byNeighbour.getOrDefault(run.left(), List.of());
            List<Run> right = byNeighbour.getOrDefault(run.right(), List.of());
            pairs += left.size() + right.size();
            if (pairs > MOST_PAIRS) {
                return true;
            }
            Set<Run> partners = new HashSet<>(left);
            partners.addAll(right);
            for (Run other : partners) {
                if (differ(run.facts(Fact.NUMBER), other.facts(Fact.NUMBER))
                        || differ(run.facts(Fact.DAY), other.facts(Fact.DAY))) {
                    return true;
                }
                if (isOtherName(run, other)) {
                    otherNames.add(String.join(" ", run.facts(Fact.NAME)));
                }
            }
        }
        return otherNames.size() >= enough;
    }

    private static boolean differ(Set<String> mine, Set<String> theirs) {
        return !theirs.containsAll(mine) && !mine.containsAll(theirs);
    }

    /** One name, and nothing else, in the place of another; two spellings of one name are the same. */
    private static boolean isOtherName(Run run, Run other) {
        if (!run.isName() || !other.isName()) {
            return false;
        }
        Set<String> mine = run.facts(Fact.NAME);
        Set<String> theirs = other.facts(Fact.NAME);
        return mine.stream().noneMatch(a -> theirs.stream().anyMatch(b -> Spelling.isAlike(a, b)));
    }

    /** Words in a row that are not covered, from {@code start} to {@code end}. Equal only to itself. */
    private static final class Run {
        private final Words words;
        private final int start;
        private final int end;
        private Map<Fact, Set<String>> facts;

        Run(Words words, int start, int end) {
            this.words = words;
            this.start = start;
            this.end = end;
        }

        String left() {
            return start < 2 ? "^" : "<" + words.word(start - 2) + " " + words.word(start - 1);
        }

        String right() {
            return end + 2 > words.size() ? "$" : ">" + words.word(end) + " " + words.word(end + 1);
        }

        Set<String> facts(Fact fact) {
            if (facts == null) {
                facts = new EnumMap<>(Fact.class);
                for (int i = start; i < end; i++) {
                    facts.computeIfAbsent(words.fact(i), kind -> new HashSet<>())
                            .add(words.word(i));
                }
            }
            return facts.getOrDefault(fact, Set.of());
        }

        boolean isName() {
            if (end - start > LONGEST_NAME) {
                return false;
            }
            for (int i = start; i < end; i++) {
                if (words.fact(i) != Fact.NAME) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A text against the other.
     *
     * @param coveredBefore covered words before each place
     * @param runs what is not covered
     */
    private record Side(Words words, int[] coveredBefore, List<Run> runs) {
        static Side of(Words words, Words other) {
            Set<Long> known = new HashSet<>();
            for (long shingle : Shingles.of(other)) {
                known.add(shingle);
            }
            long[] shingles = Shingles.of(words);
            int[] coveredBefore = new int[words.size() + 1];
            List<Run> runs = new ArrayList<>();
            int coveredUntil = 0;
            int runStart = -1;
            for (int i = 0; i < words.size(); i++) {
                if (i < shingles.length && known.contains(shingles[i])) {
                    coveredUntil = i + Shingles.WORDS;
                }
                boolean covered = i < coveredUntil;
                coveredBefore[i + 1] = coveredBefore[i] + (covered ? 1 : 0);
                if (covered && runStart >= 0) {
                    runs.add(new Run(words, runStart, i));
                    runStart = -1;
                } else if (!covered && runStart < 0) {
                    runStart = i;
                }
            }
            if (runStart >= 0) {
                runs.add(new Run(words, runStart, words.size()));
            }
            return new Side(words, coveredBefore, runs);
        }

        /** The share of the first words that is covered. */
        double covered(int first) {
            return (double) coveredBefore[first] / first;
        }

        Set<String> figures() {
            return new Run(words, 0, words.size()).facts(Fact.NUMBER);
        }
    }
}
