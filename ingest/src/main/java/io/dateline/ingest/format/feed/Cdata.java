package io.dateline.ingest.format.feed;

import java.util.function.Consumer;

/** CDATA sections of one item. Thread-safe. */
final class Cdata {
    private static final String OPEN = "<![CDATA[";
    private static final String CLOSE = "]]>";

    private Cdata() {}

    /**
     * The item without the openings of sections that have no end: such a one would take the elements after it along.
     * What was in it is then read as markup.
     */
    static String mended(String item, Consumer<String> notes) {
        int open = item.indexOf(OPEN);
        if (open < 0) {
            return item;
        }
        StringBuilder out = new StringBuilder(item.length());
        int from = 0;
        boolean mended = false;
        int close = -1;
        while (open >= 0) {
            int inside = open + OPEN.length();
            if (close < inside) {
                int found = item.indexOf(CLOSE, inside);
                close = found < 0 ? Integer.MAX_VALUE : found;
            }
            int next = item.indexOf(OPEN, inside);
            if (close == Integer.MAX_VALUE || next >= 0 && next < close && closesElement(item, inside, next)) {
                out.append(item, from, open);
                from = inside;
                mended = true;
            } else {
                out.append(item, from, close + CLOSE.length());
                from = close + CLOSE.length();
                next = item.indexOf(OPEN, from);
            }
            open = next;
        }
        if (mended) {
            notes.accept("A CDATA section without an end was opened up.");
        }
        return out.append(item, from, item.length()).toString();
    }

    private static boolean closesElement(String item, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (item.charAt(i) == '<' && item.charAt(i + 1) == '/') {
                return true;
            }
        }
        return false;
    }
}
