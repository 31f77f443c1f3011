package io.dateline.enrich.diff;

import io.dateline.schemas.ChangeOperation;
import io.dateline.schemas.TextChange;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences that differ between two texts. Sentences are matched by their longest common subsequence; between two
 * matches, a removed and an added sentence that share half of their words are one changed sentence, with the words that
 * changed.
 *
 * <p>Both the work and what comes of it are bounded, whatever the texts are: each is read in proportion to its length, matches
 * are looked for among {@link #WINDOW} sentences of each at a time, and no more is listed than {@link #MAX_CHANGES} changes
 * with {@link #MAX_CHARS} characters; what comes after that in the text is left out, and the result says so. Not
 * thread-safe; {@link #between} is.
 */
public final class TextDiff {
    /** Changes that are listed. */
    static final int MAX_CHANGES = 1000;

    /** Characters in the sentences and words of all changes, in UTF-16 units: twice the longest story of a wire. */
    static final int MAX_CHARS = 256 * 1024;

    /** Bound of the quadratic part: sentences of each side among which matches are looked for at a time. */
    static final int WINDOW = 1000;

    /** The same for the words of a changed sentence; of a longer one, what stands between the first and the last change. */
    static final int MAX_WORDS = 1000;

    /** How often matches are looked for in one comparison. */
    private static final int MAX_WINDOWS = 64;

    /** How far a changed sentence is looked for beyond the one that stands at its place. */
    private static final int LOOK_AHEAD = 8;

    private static final String PARAGRAPH = "\n\n";

    private final DiffWork work;
    private final List<TextChange> changes = new ArrayList<>();
    private int room = MAX_CHARS;
    private boolean complete = true;

    private TextDiff(DiffWork work) {
        this.work = work;
    }

    /**
     * What differs.
     *
     * @param changes in text order; offsets are code points of the text after
     * @param complete whether these are all
     */
    public record Result(List<TextChange> changes, boolean complete) {}

    /** Changes from {@code before} to {@code after}. */
    public static Result between(String before, String after) {
        return between(before, after, new DiffWork());
    }

    static Result between(String before, String after, DiffWork work) {
        TextDiff diff = new TextDiff(work);
        if (!before.equals(after)) {
            diff.compare(before, after);
        }
        return new Result(diff.changes, diff.complete);
    }

    /** Whole paragraphs that are the same at the beginning and at the end are not looked into. */
    private void compare(String before, String after) {
        int shorter = Math.min(before.length(), after.length());
        work.did(shorter);
        int same = 0;
        while (same < shorter && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        int paragraph = same < PARAGRAPH.length() ? -1 : before.lastIndexOf(PARAGRAPH, same - PARAGRAPH.length());
        int start = paragraph < 0 ? 0 : paragraph + PARAGRAPH.length();
        int tail = 0;
        while (tail < shorter - start
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        int next = before.indexOf(PARAGRAPH, before.length() - tail);
        int cut = next < 0 ? 0 : before.length() - next;
        compare(
                new SentenceReader(before, start, before.length() - cut, work),
                new SentenceReader(after, start, after.length() - cut, work));
    }

    private void compare(SentenceReader before, SentenceReader after) {
        for (int windows = 0; complete; windows++) {
            skipEqual(before, after);
            List<Sentence> old = before.next(WINDOW + 1);
            List<Sentence> now = after.next(WINDOW + 1);
            if (old.isEmpty() && now.isEmpty()) {
                return;
            }
            if (windows == MAX_WINDOWS) {
                complete = false;
                return;
            }
            boolean whole = old.size() <= WINDOW && now.size() <= WINDOW;
            old = first(old, WINDOW);
            now = first(now, WINDOW);
            int oldAt = 0;
            int nowAt = 0;
            for (int[] match : CommonSubsequence.of(texts(old), texts(now), work)) {
                gap(old.subList(oldAt, match[0]), now.subList(nowAt, match[1]));
                oldAt = match[0] + 1;
                nowAt = match[1] + 1;
            }
            if (whole || nowAt == 0) {
                gap(old.subList(oldAt, old.size()), now.subList(nowAt, now.size()));
                oldAt = old.size();
                nowAt = now.size();
            }
            before.skip(oldAt);
            after.skip(nowAt);
        }
    }

    private static void skipEqual(SentenceReader before, SentenceReader after) {
        Sentence old = before.peek();
        Sentence now = after.peek();
        while (old != null && now != null && old.text().equals(now.text())) {
            before.skip(1);
            after.skip(1);
            old = before.peek();
            now = after.peek();
        }
    }

    private static <T> List<T> first(List<T> list, int most) {
        return list.subList(0, Math.min(most, list.size()));
    }

    private static List<String> texts(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::text).toList();
    }

    /** What stands between two matches: pairs of alike sentences in order, and what is left over. */
    private void gap(List<Sentence> removed, List<Sentence> added) {
        int next = 0;
        for (Sentence sentence : removed) {
            if (!hasRoomFor(sentence.length())) {
                return;
            }
            int partner = -1;
            for (int i = next; i < Math.min(added.size(), next + LOOK_AHEAD) && partner < 0; i++) {
                // One that does not fit needs no look: what is listed ends there.
                if (added.get(i).length() <= room && sentence.isLike(added.get(i), work)) {
                    partner = i;
                }
            }
            if (partner < 0) {
                add(TextChange.newBuilder()
                        .setOperation(ChangeOperation.REMOVED)
                        .setBefore(sentence.text())
                        .build());
                continue;
            }
            for (; next < partner; next++) {
                added(added.get(next));
            }
            changed(sentence, added.get(partner));
            next = partner + 1;
        }
        for (; next < added.size() && complete; next++) {
            added(added.get(next));
        }
    }

    private void added(Sentence sentence) {
        if (hasRoomFor(sentence.length())) {
            add(TextChange.newBuilder()
                    .setOperation(ChangeOperation.ADDED)
                    .setAfter(sentence.text())
                    .setStart(sentence.start())
                    .setEnd(sentence.end())
                    .build());
        }
    }

    private void changed(Sentence before, Sentence after) {
        if (!hasRoomFor(before.length() + after.length())) {
            return;
        }
        ChangedWords words = ChangedWords.between(before.text(), after.text(), MAX_WORDS, work);
        if (!hasRoomFor(before.length()
                + after.length()
                + words.removed().length()
                + words.added().length())) {
            return;
        }
        add(TextChange.newBuilder()
                .setOperation(ChangeOperation.CHANGED)
                .setBefore(before.text())
                .setAfter(after.text())
                .setStart(after.start())
                .setEnd(after.end())
                .setRemovedWords(words.removed())
                .setAddedWords(words.added())
                .build());
    }

    /** Where there is none, what is listed ends here: a list with holes would read as if nothing were missing. */
    private boolean hasRoomFor(int chars) {
        complete &= chars <= room && changes.size() < MAX_CHANGES;
        return complete;
    }

    private void add(TextChange change) {
        room -= length(change.getBefore())
                + length(change.getAfter())
                + length(change.getRemovedWords())
                + length(change.getAddedWords());
        changes.add(change);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
