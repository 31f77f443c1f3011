package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.Controls;
import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.MessageText;
import java.util.List;

/**
 * The header of a message whose two lines are cut down: a number, a priority and a category, on one line or two, or nothing
 * at all. Such a message is ANPA's when a slugline with its cycle ("BC-US--Example") comes right below. Thread-safe.
 */
final class BareHeader {
    private static final int MOST_LINES = 4;
    private static final int FEWEST_LETTERS = 4;

    private final MessageText message;
    private String level = "";
    private String number = "";
    private char priority = ' ';
    private char category = ' ';

    private BareHeader(MessageText message) {
        this.message = message;
    }

    /**
     * The header; its lines are taken out of the message, and the slugline becomes the first line of the body.
     *
     * @return null when there is no slugline where it should be; the message's lists may have changed then
     */
    static AnpaHeader takenFrom(MessageText message) {
        BareHeader header = new BareHeader(message);
        SlugLine slug = header.read();
        return slug == null
                ? null
                : new AnpaHeader(
                        header.level,
                        header.number,
                        "",
                        header.priority,
                        header.category,
                        slug.slug(),
                        slug.version(),
                        0,
                        0,
                        false);
    }

    private SlugLine read() {
        List<String> top = message.top();
        boolean framed = top != message.body();
        for (int looked = 0; looked < MOST_LINES && !top.isEmpty(); ) {
            String written = top.remove(0);
            String line = bare(written);
            if (line.isEmpty()) {
                continue;
            }
            looked++;
            // A headline may begin with "AP-" too: it needs a sign that this is the wire's slug.
            boolean signed = !number.isEmpty() || written.strip().startsWith("^") || line.contains("--");
            SlugLine slug = signed ? slug(line) : null;
            if (slug != null) {
                message.body().add(0, "^" + line);
                return slug;
            }
            if (!understand(line.split("\\s+"))) {
                return null;
            }
        }
        return framed ? firstOfBody() : null;
    }

    private SlugLine firstOfBody() {
        for (String line : message.body()) {
            String bare = bare(line);
            if (!bare.isEmpty()) {
                return line.strip().startsWith("^") ? slug(bare) : null;
            }
        }
        return null;
    }

    /** "a0456", "r i", "a0456 r i". */
    private boolean understand(String[] words) {
        int at = 0;
        String first = words[0];
        boolean lettered = !first.isEmpty() && AnpaHeader.isLetter(first.charAt(0));
        String digits = lettered ? first.substring(1) : first;
        if (number.isEmpty() && DayTime.isDigits(digits, 3, 5)) {
            level = lettered ? first.substring(0, 1) : "";
            number = digits;
            at = 1;
        }
        if (at == words.length) {
            return true;
        }
        boolean letters = words.length == at + 2
                && AnpaHeader.isOneLetter(words[at])
                && AnpaHeader.isOneLetter(words[at + 1])
                && priority == ' ';
        if (letters) {
            priority = words[at].charAt(0);
            category = words[at + 1].charAt(0);
        }
        return letters;
    }

    private static SlugLine slug(String line) {
        SlugLine slug = SlugLine.of(line);
        boolean cycle = slug != null && SlugLine.cycleOf(slug.slug()).length() > 0;
        return cycle && slug.slug().length() >= 3 + FEWEST_LETTERS ? slug : null;
    }

    /** Without controls, and without the marks of a line's beginning and end. */
    private static String bare(String line) {
        String text = Controls.apply(line).strip();
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '^') {
            start++;
        }
        while (end > start && "<^= \t".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end).strip();
    }
}
