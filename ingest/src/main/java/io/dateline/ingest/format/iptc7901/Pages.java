package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.format.textwire.PageNumber;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireInput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts the pages of a story together that come one right after the other, and hands every story on when it is complete.
 * For one input; not thread-safe.
 */
final class Pages {
    private static final int MOST_PAGES = 40;

    private final WireInput input;
    private final ParseSink sink;
    private final List<Page> waiting = new ArrayList<>();
    private String waitingFor;
    private int bytes;

    /**
     * A message.
     *
     * @param notes what had to be guessed to decode it
     * @param where its number in the input, for people
     */
    record Page(Message message, byte[] bytes, List<String> notes, String where) {
        PageNumber number() {
            return PageNumber.of(message.keywords());
        }
    }

    Pages(WireInput input, ParseSink sink) {
        this.input = input;
        this.sink = sink;
    }

    void add(Page page) {
        PageNumber number = page.number();
        boolean goesOn = number != null
                && number.number() == waiting.size() + 1
                && number.number() > 1
                && key(page, number.rest()).equals(waitingFor)
                && waiting.size() < MOST_PAGES
                && bytes + page.bytes().length <= input.limits().maxStoryBytes();
        if (!goesOn) {
            flush();
            waitingFor = key(page, number == null ? page.message().keywords() : number.rest());
        }
        waiting.add(page);
        bytes += page.bytes().length;
        if (number == null && !goesOn && !isContinued(page)) {
            // Most stories have one page; only what says that it has more is waited for.
            flush();
        }
    }

    /** Hands on what is waiting. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Page> pages = List.copyOf(waiting);
        waiting.clear();
        waitingFor = null;
        bytes = 0;
        sink.accept(new Story(pages, input).read());
    }

    private static String key(Page page, String keywords) {
        return page.message().header().service() + " " + keywords;
    }

    /** Does the text end by saying that there is more? */
    private static boolean isContinued(Page page) {
        List<String> lines = page.message().lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                return isMore(line);
            }
        }
        return false;
    }

    /** A last line that announces another page. */
    static boolean isMore(String line) {
        String text = line.toLowerCase(Locale.ROOT);
        return switch (text) {
            case "more",
                    "(more)",
                    "more...",
                    "-more-",
                    "(à suivre)",
                    "(suit)",
                    "(folgt)",
                    "(fortsetzung folgt)",
                    "mf",
                    "(mehr)" -> true;
            default -> false;
        };
    }

    /** The bytes of all pages. */
    static byte[] join(List<Page> pages) {
        if (pages.size() == 1) {
            return pages.get(0).bytes();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pages.forEach(page -> joined.writeBytes(page.bytes()));
        return joined.toByteArray();
    }
}
