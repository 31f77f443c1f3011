package io.dateline.ingest.format.anpa;

import java.util.ArrayList;
import java.util.List;

/** The sluglines of other stories that a text names, each with its cycle: "BC-US--Example Slug". */
final class NamedSlugs {
    private static final int MOST = 10;
    private static final int LONGEST = 60;

    private NamedSlugs() {}

    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i + 3 < text.length() && found.size() < MOST; i++) {
            boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)) && text.charAt(i - 1) != '-';
            if (begins
                    && !SlugLine.cycleOf(text.substring(i, i + 3)).isEmpty()
                    && Character.isUpperCase(text.charAt(i))) {
                int end = end(text, i + 3);
                String slug = text.substring(i, end).strip();
                if (slug.length() > 5 && !found.contains(slug)) {
                    found.add(slug);
                }
                i = end;
            }
        }
        return found;
    }

    /** A slug ends at a comma, a full stop or a bracket; a word in small letters is not its own any more. */
    private static int end(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < LONGEST) {
            char c = text.charAt(at);
            if (",.;:()<\n\"\u201d".indexOf(c) >= 0) {
                break;
            }
            if (c == ' '
                    && at + 1 < text.length()
                    && !Character.isUpperCase(text.charAt(at + 1))
                    && !Character.isDigit(text.charAt(at + 1))) {
                break;
            }
            at++;
        }
        return at;
    }
}
