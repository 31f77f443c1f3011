package io.dateline.ingest.format.textwire;

import io.dateline.ingest.format.textwire.Marks.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands above a story: marks, headline, byline, notes. Where it ends: behind the last line with "=" at its end, as
 * German agencies write it; else above the dateline; else below the first line. For one message; not thread-safe.
 */
public final class TextHead {
    private static final int MOST_LINES = 24;
    private static final int LONGEST_HEADLINE = 200;
    private static final int FULL_LINE = 48;
    private static final int LONGEST_GENRE = 40;
    private static final String[] BYLINES = {
        "By ", "BY ", "Von ", "VON ", "Par ", "PAR ", "Por ", "POR ", "Di ", "DI ", "Da ", "Door ", "DOOR ", "Av ",
        "AV ", "Af "
    };
    private static final String[] MEDIA = {
        "foto", "grafik", "video", "photo", "mit bild", "with photo", "avec photo", "bild"
    };

    private final List<String> lines;
    private String headline;
    private String byline;
    private String embargo;
    private Mark change;
    private int from;
    private final List<String> signals = new ArrayList<>();
    private final List<String> genres = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> below = new ArrayList<>();

    private TextHead(List<String> lines) {
        this.lines = lines;
    }

    /** @param lines the text of the message without control characters */
    public static TextHead of(List<String> lines) {
        TextHead head = new TextHead(lines);
        head.read();
        return head;
    }

    /** The headline; null without. */
    public String headline() {
        return headline;
    }

    /** The byline as written; null without. */
    public String byline() {
        return byline;
    }

    /** The line that holds the story back; null without. */
    public String embargo() {
        return embargo;
    }

    /** What the marks say about an earlier story, the gravest of them; null without. */
    public Mark change() {
        return change;
    }

    /** The marks as written. */
    public List<String> signals() {
        return signals;
    }

    /** What kind of text it says it is. */
    public List<String> genres() {
        return genres;
    }

    /** Notes to editors. */
    public List<String> notes() {
        return notes;
    }

    /** The story: subtitles first, when there are any, each followed by a blank line. */
    public List<String> story() {
        List<String> story = new ArrayList<>(below);
        story.addAll(lines.subList(from, lines.size()));
        return story;
    }

    private void read() {
        int start = 0;
        while (start < lines.size() && lines.get(start).isBlank()) {
            start++;
        }
        from = start;
        int end = endByMark(start);
        boolean marked = end > start;
        if (!marked) {
            end = endByDateline(start);
        }
        if (end < 0) {
            end = endByLook(start);
        }
        from = end;
        int at = start;
        List<String> titles = new ArrayList<>();
        while (at < end) {
            at = line(at, end, titles);
        }
        headline(titles, marked);
    }

    /** Behind the last line that ends with "="; the start when there is none. */
    private int endByMark(int start) {
        int end = start;
        int looked = 0;
        for (int i = start; i < lines.size() && looked < MOST_LINES; i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                if (end > start) {
                    break;
                }
                continue;
            }
            looked++;
            if (line.endsWith("=") && !line.endsWith("==")) {
                end = i + 1;
            } else if (end > start && !isSubtitle(line)) {
                break;
            }
        }
        return end;
    }

    /** The line with the dateline; -1 without. */
    private int endByDateline(int start) {
        int looked = 0;
        for (int i = start; i < lines.size() && looked < MOST_LINES / 2; i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            looked++;
            String next = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
            boolean alone = WireDateline.of(line + " ") != null;
            boolean broken = !alone && WireDateline.of(next) == null && WireDateline.of(line + " " + next) != null;
            if (!isByline(line) && (alone || broken && !line.startsWith("("))) {
                return i;
            }
        }
        return -1;
    }

    /** Below the lines that look like a head: marks, one headline, a byline. */
    private int endByLook(int start) {
        int at = start;
        int titles = 0;
        while (at < lines.size() && at - start < MOST_LINES / 2) {
            String line = lines.get(at).strip();
            boolean furniture = line.isEmpty()
                    || line.startsWith("(")
                    || Marks.of(line) != null
                    || Embargo.isIn(line)
                    || titles > 0 && isByline(line);
            if (!furniture) {
                boolean title =
                        titles == 0 && line.length() <= LONGEST_HEADLINE / 2 && !line.endsWith(".") && !isTable(line);
                if (!title || !hasMore(at + 1)) {
                    return at;
                }
                titles++;
            }
            at++;
        }
        return at;
    }

    private boolean hasMore(int from) {
        for (int i = from; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTable(String line) {
        return line.startsWith("|") || line.contains("   ") || line.indexOf('\t') >= 0;
    }

    /** Reads one line, or a mark of several; returns where the next begins. */
    private int line(int at, int end, List<String> titles) {
        String line = withoutEquals(lines.get(at).strip());
        if (line.isEmpty()) {
            return at + 1;
        }
        if (line.startsWith("(")) {
            return brackets(at, end, titles);
        }
        if (Embargo.isIn(line)) {
            embargo = embargo == null ? line : embargo;
        } else if (Marks.of(bare(line)) != null) {
            mark(bare(line), Marks.of(bare(line)));
        } else if (isSubtitle(line)) {
            below.add(line);
            below.add("");
        } else if (!titles.isEmpty() && isByline(line)) {
            byline = byline == null ? line : byline + " " + line;
        } else if (byline == null) {
            titles.add(line);
        } else {
            below.add(line);
            below.add("");
        }
        return at + 1;
    }

    private int brackets(int at, int end, List<String> titles) {
        StringBuilder inside = new StringBuilder();
        int depth = 0;
        for (int i = at; i < end; i++) {
            String line = withoutEquals(lines.get(i).strip());
            for (int k = 0; k < line.length(); k++) {
                char c = line.charAt(k);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0 && c == ')') {
                    note(inside.substring(1).strip());
                    String rest = line.substring(k + 1).strip();
                    if (!rest.isEmpty()) {
                        titles.add(rest);
                    }
                    return i + 1;
                }
                inside.append(c);
            }
            inside.append(' ');
        }
        // It never closes: a line like any other.
        titles.add(withoutEquals(lines.get(at).strip()));
        return at + 1;
    }

    /** What stood in brackets. */
    private void note(String text) {
        if (text.isEmpty()) {
            return;
        }
        int colon = text.indexOf(':');
        String label = colon < 0 ? text : text.substring(0, colon);
        Mark mark = Marks.of(label);
        if (mark == null) {
            mark = Marks.ofFirstWord(label);
        }
        if (Embargo.isIn(text) || text.contains("Sperrfrist ")) {
            embargo = embargo == null ? text : embargo;
        } else if (mark != null) {
            mark(label.strip(), mark);
            if (colon > 0) {
                notes.add(text);
            }
        } else if (isMedia(text) || text.length() > LONGEST_GENRE || text.endsWith(".")) {
            notes.add(text);
        } else {
            genres.add(text);
        }
    }

    private void mark(String written, Mark mark) {
        signals.add(written);
        boolean graver = change == null || mark.compareTo(change) < 0;
        change = graver && mark != Mark.OTHER ? mark : change;
    }

    private void headline(List<String> titles, boolean marked) {
        StringBuilder title = new StringBuilder();
        for (String line : titles) {
            boolean goesOn =
                    marked || title.length() >= FULL_LINE && title.length() + line.length() <= LONGEST_HEADLINE;
            if (title.length() == 0) {
                title.append(line);
            } else if (goesOn && below.isEmpty()) {
                title.append(' ').append(line);
            } else {
                below.add(line);
                below.add("");
            }
        }
        if (title.length() == 0) {
            return;
        }
        headline = title.toString();
        prefix(headline);
    }

    /** "URGENT: …", "RECTIFICATIF - …": the headline stays as it is, but the mark counts. */
    private void prefix(String text) {
        int end = text.indexOf(':');
        int dash = text.indexOf(" - ");
        end = end < 0 || dash > 0 && dash < end ? dash : end;
        if (end < 3 || end > LONGEST_GENRE) {
            return;
        }
        String label = text.substring(0, end).strip();
        Mark mark = Marks.of(label);
        boolean certain = mark != null && (mark != Mark.KILL || label.equals(label.toUpperCase(Locale.ROOT)));
        if (certain) {
            mark(label, mark);
        }
    }

    private static boolean isMedia(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : MEDIA) {
            if (lower.startsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSubtitle(String line) {
        return line.startsWith("Utl.:") || line.startsWith("Utl:");
    }

    /** Is this a line that says who wrote the story? */
    public static boolean isByline(String line) {
        for (String word : BYLINES) {
            if (line.startsWith(word) && line.length() > word.length() && line.length() <= 120) {
                String name = line.substring(word.length());
                boolean sentence =
                        name.endsWith(".") && !name.endsWith("..") || name.endsWith("?") || name.endsWith(":");
                int end = name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ');
                boolean named = Character.isUpperCase(name.codePointAt(0)) || Agencies.isKnown(name.substring(0, end));
                return named && !sentence;
            }
        }
        return false;
    }

    private static String withoutEquals(String line) {
        return line.endsWith("=") ? line.substring(0, line.length() - 1).stripTrailing() : line;
    }

    /** Without the stars and crosses around it. */
    private static String bare(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && "*+-=# ".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "*+-=# :".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(start, end);
    }
}
