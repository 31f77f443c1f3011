package io.dateline.ingest.format.text;

import io.dateline.ingest.clean.Dateline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The parts of wire copy that is nothing but text.
 *
 * @param headline the first line, when it looks like one; null otherwise
 * @param body all the rest, unchanged
 * @param byline the line that begins with "By", as written; null without one
 * @param dateline the dateline; null without one
 * @param copyright the paragraph that claims the copyright; null without one
 * @param embargo the time up to which an embargo line says to hold, or the line when it gives none; null without one
 * @param isKill does a line above the story say that it is killed?
 */
public record Copy(
        String headline,
        String body,
        String byline,
        Dateline dateline,
        String copyright,
        String embargo,
        boolean isKill) {
    private static final int TOP_LINES = 8;
    private static final int LONGEST_HEADLINE = 160;
    private static final int LONGEST_LINE = 140;
    private static final int MOST_HEADLINE_WORDS = 25;
    private static final String[] BYLINE_WORDS = {"By ", "BY ", "Von ", "VON ", "Par ", "PAR ", "Por ", "POR "};
    private static final String[] EMBARGO_WORDS = {
        "embargoed until",
        "embargoed till",
        "embargoed to",
        "embargoed for",
        "embargo:",
        "embargo until",
        "embargo till",
        "embargo to",
        "embargo ends",
        "embargoed:",
        "strictly embargoed",
        "under embargo until",
        "hold for release",
        "not for publication before",
        "not for publication until",
        "not for release before",
        "not for release until",
        "not for use before",
        "sperrfrist",
        "frei für",
        "embargo jusqu",
        "bajo embargo hasta"
    };
    private static final String[] UNTIL_WORDS = {
        "until ",
        "till ",
        "before ",
        "bis ",
        "ends ",
        "hasta ",
        "jusqu'au ",
        "jusqu'à ",
        "for release at ",
        "for release on ",
        "for release ",
        "embargoed to ",
        "embargo to ",
        ": "
    };
    private static final Set<String> KILLS = Set.of(
            "KILL",
            "BULLETIN KILL",
            "MANDATORY KILL",
            "BULLETIN MANDATORY KILL",
            "STORY KILL",
            "STORY KILLED",
            "STORY WITHDRAWN",
            "WITHDRAWN",
            "WITHDRAWAL");

    /** @param text clean text, paragraphs parted by a blank line */
    public static Copy of(String text) {
        List<String> top = topLines(text);
        String embargo = null;
        boolean kill = false;
        int notices = 0;
        for (String line : top) {
            String found = embargoOf(line);
            embargo = embargo == null ? found : embargo;
            boolean isKillLine = KILLS.contains(bare(line));
            kill |= isKillLine;
            if ((found != null || isKillLine) && notices == top.indexOf(line)) {
                notices++;
            }
        }
        // Notices stay where they are; the headline is the first line below them.
        int from = skipLines(text, notices);
        String rest = text.substring(from);
        String headline = headline(rest);
        String story =
                headline == null ? rest : rest.substring(headline.length()).stripLeading();
        String body = headline == null ? text : join(text.substring(0, from), story);
        return new Copy(headline, body, byline(story), dateline(story), copyright(text), embargo, kill);
    }

    private static String join(String notices, String story) {
        String above = notices.strip();
        return above.isEmpty() ? story : story.isEmpty() ? above : above + "\n\n" + story;
    }

    private static List<String> topLines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length() && lines.size() < TOP_LINES) {
            int end = lineEnd(text, start);
            if (end > start) {
                lines.add(text.substring(start, end));
            }
            start = end + 1;
        }
        return lines;
    }

    private static int skipLines(String text, int lines) {
        int start = 0;
        int left = lines;
        while (start < text.length() && (left > 0 || text.charAt(start) == '\n')) {
            int end = lineEnd(text, start);
            left -= end > start ? 1 : 0;
            start = Math.min(end + 1, text.length());
        }
        return start;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The line that {@code story} begins with, when it looks like a headline and a story follows. */
    private static String headline(String story) {
        int end = lineEnd(story, 0);
        String line = story.substring(0, end);
        String below = story.substring(end).stripLeading();
        if (below.isEmpty() || line.length() > LONGEST_HEADLINE || line.length() < 4) {
            return null;
        }
        int words = line.split(" +").length;
        if (words > MOST_HEADLINE_WORDS
                || isByline(line)
                || endsSentence(line)
                || !Character.isLetterOrDigit(line.codePointAt(0)) && "\"'“‘«„(".indexOf(line.charAt(0)) < 0
                || Dateline.at(line) != null && line.length() > 60
                || looksLikeFurniture(line)) {
            return null;
        }
        String next = below.substring(0, lineEnd(below, 0));
        boolean blankBelow = story.startsWith("\n\n", end);
        boolean introduces = isByline(next) || Dateline.at(next) != null || embargoOf(next) != null;
        return introduces || blankBelow && next.length() > line.length() / 2 && words > 1 ? line : null;
    }

    private static boolean endsSentence(String line) {
        char last = line.charAt(line.length() - 1);
        if (last == ',' || last == ':' || last == ';' || last == '…') {
            return true;
        }
        // "says U.S." is a headline's end, "He said so." is not.
        return last == '.' && (line.length() < 3 || line.charAt(line.length() - 3) != '.');
    }

    private static boolean looksLikeFurniture(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("email:")
                || lower.startsWith("twitter:")
                || lower.startsWith("share:")
                || lower.startsWith("(reporting")
                || lower.indexOf('@') > 0 && lower.indexOf(' ') < 0
                || lower.startsWith("http://")
                || lower.startsWith("https://");
    }

    private static String byline(String story) {
        int lines = 0;
        for (String line : topLines(story)) {
            if (isByline(line)) {
                return line;
            }
            if (++lines == 4) {
                break;
            }
        }
        return null;
    }

    /** "By" and names: a line of its own without a sentence in it. */
    private static boolean isByline(String line) {
        for (String word : BYLINE_WORDS) {
            if (line.startsWith(word) && line.length() > word.length()) {
                int name = line.codePointAt(word.length());
                return Character.isUpperCase(name) && line.length() <= LONGEST_LINE && !endsSentence(line);
            }
        }
        return false;
    }

    /** In the first paragraphs: below headline, byline and notices. */
    private static Dateline dateline(String story) {
        int paragraphs = 0;
        for (String line : topLines(story)) {
            Dateline found = Dateline.at(line);
            if (found != null) {
                return found;
            }
            // A paragraph of prose ends the search: a dash in the middle of the story is no dateline's.
            if (line.length() > LONGEST_LINE || ++paragraphs == 4) {
                return null;
            }
        }
        return null;
    }

    /** Among the last lines. */
    private static String copyright(String text) {
        int end = text.length();
        for (int i = 0; i < TOP_LINES && end > 0; i++) {
            int start = text.lastIndexOf('\n', end - 1) + 1;
            String line = text.substring(start, end);
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("copyright ") || lower.startsWith("©") || lower.startsWith("(c) ")) {
                return line;
            }
            end = start - 1;
        }
        return null;
    }

    private static String embargoOf(String line) {
        if (line.length() > LONGEST_LINE) {
            return null;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < lower.length() && !Character.isLetter(lower.charAt(start))) {
            start++;
        }
        for (String word : EMBARGO_WORDS) {
            if (lower.startsWith(word, start)) {
                return untilOf(line, lower, start);
            }
        }
        return null;
    }

    private static String untilOf(String line, String lower, int from) {
        for (String word : UNTIL_WORDS) {
            int at = lower.indexOf(word, from);
            if (at >= 0) {
                String until = line.substring(at + word.length()).strip();
                int end = until.length();
                while (end > 0 && "*)-.]!".indexOf(until.charAt(end - 1)) >= 0) {
                    end--;
                }
                return end == 0 ? line : until.substring(0, end);
            }
        }
        return line;
    }

    private static String bare(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && !Character.isLetter(line.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetter(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }
}
