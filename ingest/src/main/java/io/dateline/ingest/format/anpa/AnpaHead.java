package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.Embargo;
import io.dateline.ingest.format.textwire.Marks;
import io.dateline.ingest.format.textwire.Marks.Mark;
import io.dateline.ingest.format.textwire.TextHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of a message: lines that begin with {@code ^}. Slugline, headline, photos, notes to editors, byline, each known
 * by what it says. For one message; not thread-safe.
 */
final class AnpaHead {
    private static final String[] MEDIA = {
        "AP Photo",
        "AP Graphic",
        "AP Video",
        "AP Audio",
        "With AP",
        "LaserPhoto",
        "AP LaserPhoto",
        "Photo ",
        "CP Photo",
        "UPI Photo",
        "Reuters Photo",
        "<AP",
        "AP Newsfeatures Photo"
    };
    private static final int MOST_TITLES = 2;

    private SlugLine slug;
    private String headline;
    private String byline;
    private String credit;
    private String embargo;
    private Mark change;
    private boolean advance;
    private final List<String> signals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> summaries = new ArrayList<>();
    private int next;
    private int heading = -1;
    private int aboveHeading;

    /** @param lines the text of the message; those of the head are read, {@link #next()} says how far */
    static AnpaHead of(List<String> lines) {
        AnpaHead head = new AnpaHead();
        head.read(lines);
        return head;
    }

    /** Null without. */
    SlugLine slug() {
        return slug;
    }

    /** Null without. */
    String headline() {
        return headline;
    }

    /** Null without. */
    String byline() {
        return byline;
    }

    /** What stands below the byline; null without. */
    String credit() {
        return credit;
    }

    /** The line that holds the story back; null without. */
    String embargo() {
        return embargo;
    }

    /** Is it sent in advance of a day that is written in a line of the head? */
    boolean isAdvance() {
        return advance;
    }

    Mark change() {
        return change;
    }

    List<String> signals() {
        return signals;
    }

    List<String> notes() {
        return notes;
    }

    /** Longer headlines below the headline. */
    List<String> summaries() {
        return summaries;
    }

    /** Index of the first line of the story. */
    int next() {
        return next;
    }

    private void read(List<String> lines) {
        StringBuilder piece = new StringBuilder();
        while (next < lines.size()) {
            String line = lines.get(next);
            String bare = line.strip();
            boolean head = bare.startsWith("^") || bare.startsWith("$");
            boolean goesOn = piece.length() > 0 && !head && !bare.isEmpty() && !isIndented(line);
            if (!head && !goesOn && !bare.isEmpty()) {
                break;
            }
            if (!goesOn) {
                flush(piece);
            }
            if (head && startsStory(bare, lines)) {
                return;
            }
            if (!bare.isEmpty()) {
                piece.append(piece.length() == 0 ? "" : " ").append(bare);
                if (isClosed(bare)) {
                    flush(piece);
                }
            }
            next++;
        }
        flush(piece);
        if (byline == null && heading >= 0 && next < lines.size() && !isIndented(lines.get(next))) {
            // The lines above a table's first row are its headings.
            next = heading;
            summaries.subList(aboveHeading, summaries.size()).clear();
        }
    }

    private void flush(StringBuilder piece) {
        if (piece.length() > 0) {
            boolean centred = piece.charAt(piece.length() - 1) == '=';
            if (centred && headline != null && heading < 0 && byline == null) {
                heading = next;
                aboveHeading = summaries.size();
            }
            take(piece.toString());
            piece.setLength(0);
        }
    }

    private static boolean isIndented(String line) {
        return line.startsWith("\t") || line.startsWith("   ");
    }

    /** A heading of a table below the byline begins the story; so does a line there that is marked and indented. */
    private boolean startsStory(String bare, List<String> lines) {
        if (byline != null && isIndented(lines.get(next))) {
            return true;
        }
        boolean below = byline != null && (credit != null || !looksLikeCredit(strip(bare)));
        return below && classify(strip(bare)) == Kind.TITLE && hasStory(lines);
    }

    private boolean hasStory(List<String> lines) {
        for (int i = next + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(String line) {
        return line.endsWith("<") || line.endsWith("=") || line.length() > 1 && line.endsWith("^");
    }

    private enum Kind {
        SLUG,
        MARK,
        MEDIA,
        NOTE,
        EMBARGO,
        BYLINE,
        TITLE
    }

    /** Takes the pieces of a line, which may be several. */
    private void take(String line) {
        for (String part : line.split("\\^")) {
            String piece = strip(part);
            if (piece.isEmpty() || piece.startsWith("*") && piece.length() < 8) {
                continue;
            }
            switch (classify(piece)) {
                case SLUG -> slug = slug == null ? SlugLine.of(piece) : slug;
                case MARK -> mark(piece, Marks.of(piece));
                case MEDIA -> notes.add(piece);
                case NOTE -> note(piece);
                case EMBARGO -> {
                    advance |= piece.startsWith("$");
                    embargo = embargo == null || embargo.startsWith("$") ? piece : embargo;
                }
                case BYLINE -> byline = byline == null ? piece : byline + " " + piece;
                default -> title(piece);
            }
        }
    }

    private Kind classify(String piece) {
        if (slug == null && SlugLine.of(piece) != null) {
            return Kind.SLUG;
        }
        if (Embargo.isIn(piece)) {
            return Kind.EMBARGO;
        }
        if (Marks.of(piece) != null) {
            return Kind.MARK;
        }
        String lower = piece.toLowerCase(Locale.ROOT);
        if (lower.startsWith("eds:")
                || lower.startsWith("(eds:")
                || lower.startsWith("eds.")
                || lower.startsWith("editor")
                || lower.startsWith("note to editors")
                || lower.startsWith("note contents")
                || lower.startsWith("(note")) {
            return Kind.NOTE;
        }
        for (String word : MEDIA) {
            if (piece.startsWith(word)) {
                return Kind.MEDIA;
            }
        }
        return TextHead.isByline(piece) && (headline != null || piece.length() < 60) ? Kind.BYLINE : Kind.TITLE;
    }

    private void title(String piece) {
        if (headline == null && byline == null) {
            headline = piece;
        } else if (byline != null && credit == null && looksLikeCredit(piece)) {
            credit = piece;
        } else if (byline == null || summaries.size() < MOST_TITLES) {
            summaries.add(piece);
        }
    }

    private static boolean looksLikeCredit(String piece) {
        String lower = piece.toLowerCase(Locale.ROOT);
        return piece.length() < 60
                && (lower.contains("associated press")
                        || lower.contains("writer")
                        || lower.contains("editor")
                        || lower.contains("correspondent")
                        || lower.contains("canadian press")
                        || lower.contains("reporter")
                        || lower.contains("columnist")
                        || lower.contains("press international")
                        || lower.contains("critic"));
    }

    private void note(String piece) {
        String text = piece.startsWith("(") && piece.endsWith(")") ? piece.substring(1, piece.length() - 1) : piece;
        String bare =
                text.regionMatches(true, 0, "eds:", 0, 4) ? text.substring(4).strip() : text;
        notes.add(bare);
        for (String sentence : bare.split("\\. ")) {
            Mark mark = Marks.ofFirstWord(sentence);
            if (mark == Mark.CORRECTION || mark == Mark.UPDATE) {
                signals.add(sentence.strip());
                change = change == null || mark.compareTo(change) < 0 ? mark : change;
            }
        }
    }

    private void mark(String written, Mark mark) {
        signals.add(written);
        change = mark != Mark.OTHER && (change == null || mark.compareTo(change) < 0) ? mark : change;
    }

    private static String strip(String piece) {
        int start = 0;
        int end = piece.length();
        while (start < end && "^ \t".indexOf(piece.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "^<= \t".indexOf(piece.charAt(end - 1)) >= 0) {
            end--;
        }
        return piece.substring(start, end);
    }
}
