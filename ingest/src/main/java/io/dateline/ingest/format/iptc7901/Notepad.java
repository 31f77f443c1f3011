package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * dpa's notebook below a story: notes to editors, links, places, contacts, of which the last "are not for publication".
 * None of it is story. For one message; not thread-safe.
 */
final class Notepad {
    private static final String[] NOT_PUBLIC = {
        "die folgenden informationen sind nicht",
        "the following information is not",
        "not for publication:",
        "la siguiente información no",
        "les informations suivantes ne sont pas"
    };
    private static final int LONGEST_CLOSING = 60;

    private final List<String> notes = new ArrayList<>();
    private final List<String[]> links = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    private Notepad() {}

    /** Takes the notebook and the closing line with the editors' signs off the end of a story. */
    static Notepad takenFrom(List<String> story) {
        Notepad notepad = new Notepad();
        String closing = takeClosing(story);
        int start = start(story);
        if (start >= 0) {
            notepad.read(story.subList(start, story.size()));
            story.subList(start, story.size()).clear();
            if (closing == null) {
                closing = takeClosing(story);
            }
        }
        if (closing != null) {
            notepad.notes.add(closing);
        }
        return notepad;
    }

    void fill(ArticleDraft draft, List<String> otherNotes) {
        List<String> all = new ArrayList<>(otherNotes);
        all.addAll(notes);
        draft.editorialNote(all.isEmpty() ? null : String.join(" | ", all));
        links.forEach(link -> draft.link(link[1], "related", link[0], null));
        places.forEach(place -> draft.place(null, place));
    }

    /** The heading of the notebook, or the line that says that what follows is not public; -1 without. */
    private static int start(List<String> story) {
        for (int i = 0; i < story.size(); i++) {
            String line = story.get(i).strip();
            boolean heading = line.startsWith("# ") && line.length() < 40 && line.indexOf(' ', 2) < 0;
            boolean stars = line.equals("* * * *") && i + 1 < story.size() && isNotPublic(story.get(i + 1));
            if (heading || stars || isNotPublic(line)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNotPublic(String line) {
        String lower = line.strip().toLowerCase(Locale.ROOT);
        for (String words : NOT_PUBLIC) {
            if (lower.startsWith(words)) {
                return true;
            }
        }
        return false;
    }

    /** "dpa kre/su yysw a3 lön mda": the agency and signs in small letters, as the very last line. */
    private static String takeClosing(List<String> story) {
        for (int i = story.size() - 1; i >= 0; i--) {
            String line = story.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            boolean alone = i == 0 || story.get(i - 1).isBlank();
            if (!alone || !line.startsWith("dpa ") || line.length() > LONGEST_CLOSING || hasCapital(line)) {
                return null;
            }
            story.subList(i, story.size()).clear();
            return line;
        }
        return null;
    }

    private static boolean hasCapital(String line) {
        return line.chars().anyMatch(c -> Character.isUpperCase(c));
    }

    private void read(List<String> lines) {
        String section = "";
        List<String> items = new ArrayList<>();
        for (String line : lines) {
            String bare = line.strip();
            if (bare.startsWith("#")) {
                section(section, items);
                section = bare.replace("#", "").strip();
            } else if (bare.equals("* * * *")) {
                section(section, items);
                section = "";
            } else if (bare.startsWith("- ")) {
                items.add(bare.substring(2));
            } else if (!bare.isEmpty() && !items.isEmpty() && !isNotPublic(bare)) {
                items.set(items.size() - 1, items.get(items.size() - 1) + " " + bare);
            } else if (!bare.isEmpty() && !isNotPublic(bare)) {
                items.add(bare);
            }
        }
        section(section, items);
    }

    private void section(String title, List<String> items) {
        String lower = title.toLowerCase(Locale.ROOT);
        for (String item : items) {
            int open = item.indexOf("](");
            boolean linked = item.startsWith("[") && open > 0 && item.endsWith(")");
            String target = linked ? item.substring(open + 2, item.length() - 1) : "";
            if (linked && target.startsWith("http")) {
                links.add(new String[] {item.substring(1, open), target});
            } else if (linked
                    && (lower.startsWith("ort") || lower.startsWith("location") || lower.startsWith("place"))) {
                places.add(item.substring(1, open));
            } else {
                notes.add(title.isEmpty() ? item : title + ": " + item);
            }
        }
        items.clear();
    }
}
