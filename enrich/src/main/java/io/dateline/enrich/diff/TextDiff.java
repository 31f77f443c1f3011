package io.dateline.enrich.diff;

import io.dateline.schemas.ChangeOperation;
import io.dateline.schemas.TextChange;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The sentences that differ between two texts. Sentences are matched by their longest common subsequence; between two
 * matches, a removed and an added sentence that share half of their words are one changed sentence, with the words that
 * changed. Where more than {@link #MAX_SENTENCES} differ, they are paired in order without looking for matches. Thread-safe.
 */
public final class TextDiff {
    /** Bound of the quadratic part: this many sentences of each side. */
    static final int MAX_SENTENCES = 1000;

    private static final double SAME_SENTENCE = 0.5;

    private static final String GAP = " \u2026 ";
    private static final String NO_WORD = "[^\\p{L}\\p{N}]+";

    /** A full stop behind these ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "gov.", "sen.", "rep.", "gen.", "col.", "lt.", "sgt.", "capt.",
            "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.", "no.", "vs.", "jr.", "sr.", "inc.", "corp.", "co.",
            "ltd.");

    /** How far a changed sentence is looked for beyond the one that stands at its place. */
    private static final int LOOK_AHEAD = 8;

    private TextDiff() {}

    private record Sentence(String text, int start, int end) {}

    /** Changes from {@code before} to {@code after}, in text order; offsets are code points of {@code after}. */
    public static List<TextChange> between(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<Sentence> old = sentences(before);
        List<Sentence> now = sentences(after);
        int prefix = 0;
        while (prefix < old.size()
                && prefix < now.size()
                && old.get(prefix).text().equals(now.get(prefix).text())) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < old.size() - prefix
                && suffix < now.size() - prefix
                && old.get(old.size() - 1 - suffix)
                        .text()
                        .equals(now.get(now.size() - 1 - suffix).text())) {
            suffix++;
        }
        List<Sentence> oldMiddle = old.subList(prefix, old.size() - suffix);
        List<Sentence> nowMiddle = now.subList(prefix, now.size() - suffix);
        List<TextChange> changes = new ArrayList<>();
        int oldAt = 0;
        int nowAt = 0;
        for (int[] match : matches(texts(oldMiddle), texts(nowMiddle))) {
            gap(oldMiddle.subList(oldAt, match[0]), nowMiddle.subList(nowAt, match[1]), changes);
            oldAt = match[0] + 1;
            nowAt = match[1] + 1;
        }
        gap(oldMiddle.subList(oldAt, oldMiddle.size()), nowMiddle.subList(nowAt, nowMiddle.size()), changes);
        return changes;
    }

    private static List<String> texts(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::text).toList();
    }

    /** What stands between two matches: pairs of alike sentences in order, and what is left over. */
    private static void gap(List<Sentence> removed, List<Sentence> added, List<TextChange> changes) {
        int next = 0;
        for (Sentence sentence : removed) {
            int partner = -1;
            for (int i = next; i < Math.min(added.size(), next + LOOK_AHEAD) && partner < 0; i++) {
                if (alike(sentence.text(), added.get(i).text())) {
                    partner = i;
                }
            }
            if (partner < 0) {
                changes.add(TextChange.newBuilder()
                        .setOperation(ChangeOperation.REMOVED)
                        .setBefore(sentence.text())
                        .build());
                continue;
            }
            for (; next < partner; next++) {
                changes.add(added(added.get(next)));
            }
            changes.add(changed(sentence, added.get(partner)));
            next = partner + 1;
        }
        for (; next < added.size(); next++) {
            changes.add(added(added.get(next)));
        }
    }

    private static TextChange added(Sentence sentence) {
        return TextChange.newBuilder()
                .setOperation(ChangeOperation.ADDED)
                .setAfter(sentence.text())
                .setStart(sentence.start())
                .setEnd(sentence.end())
                .build();
    }

    private static TextChange changed(Sentence before, Sentence after) {
        List<String> old = List.of(before.text().split("\\s+"));
        List<String> now = List.of(after.text().split("\\s+"));
        boolean[] oldStays = new boolean[old.size()];
        boolean[] nowStays = new boolean[now.size()];
        for (int[] match : matches(old, now)) {
            oldStays[match[0]] = true;
            nowStays[match[1]] = true;
        }
        return TextChange.newBuilder()
                .setOperation(ChangeOperation.CHANGED)
                .setBefore(before.text())
                .setAfter(after.text())
                .setStart(after.start())
                .setEnd(after.end())
                .setRemovedWords(others(old, oldStays))
                .setAddedWords(others(now, nowStays))
                .build();
    }

    /** The words that do not stay; an ellipsis where some that do stand between them. */
    private static String others(List<String> words, boolean[] stays) {
        StringBuilder others = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < stays.length; i++) {
            if (stays[i]) {
                gap = others.length() > 0;
            } else {
                others.append(gap ? GAP : others.length() > 0 ? " " : "").append(words.get(i));
                gap = false;
            }
        }
        return others.toString();
    }

    private static boolean alike(String a, String b) {
        Set<String> words = new HashSet<>(List.of(a.toLowerCase(Locale.ROOT).split(NO_WORD)));
        Set<String> others = new HashSet<>(List.of(b.toLowerCase(Locale.ROOT).split(NO_WORD)));
        int larger = Math.max(words.size(), others.size());
        words.retainAll(others);
        return words.size() >= SAME_SENTENCE * larger;
    }

    /** Index pairs of a longest common subsequence, in order. */
    private static List<int[]> matches(List<String> old, List<String> now) {
        if (old.size() > MAX_SENTENCES || now.size() > MAX_SENTENCES) {
            return List.of();
        }
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() && j < now.size()) {
            if (old.get(i).equals(now.get(j))) {
                pairs.add(new int[] {i++, j++});
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    /** Sentences within paragraphs, without white space around them. */
    private static List<Sentence> sentences(String text) {
        List<Sentence> found = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        int points = 0;
        int counted = 0;
        int from = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (endsInAbbreviation(text, from, end)) {
                continue;
            }
            for (int at = from; at < end; ) {
                int paragraphEnd = text.indexOf("\n\n", at);
                int stop = paragraphEnd < 0 || paragraphEnd > end ? end : paragraphEnd + 2;
                int start = at;
                int to = stop;
                at = stop;
                while (start < to && Character.isWhitespace(text.charAt(start))) {
                    start++;
                }
                while (to > start && Character.isWhitespace(text.charAt(to - 1))) {
                    to--;
                }
                if (start < to) {
                    points += text.codePointCount(counted, start);
                    int length = text.codePointCount(start, to);
                    found.add(new Sentence(text.substring(start, to), points, points + length));
                    points += length;
                    counted = to;
                }
            }
            from = end;
        }
        return found;
    }

    /** Does what looks like a sentence end in "Mr." or an initial, with more of its paragraph to come? */
    private static boolean endsInAbbreviation(String text, int from, int end) {
        int to = end;
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        if (to == end || end == text.length() || to == from || text.charAt(to - 1) != '.') {
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
