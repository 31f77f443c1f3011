package io.dateline.ingest.format.feed;

/**
 * Finds the items in a feed's text by one pass over it, without a tree. Comments and CDATA are skipped; an item that is
 * not closed ends where the next begins, and a CDATA section that is not closed ends with its item. Not thread-safe.
 */
final class FeedScan {
    private static final String CDATA = "<![CDATA[";

    private final String text;
    private final String item;
    private final FeedNames names;
    private int at;
    private int nextCdataEnd = -1;
    private boolean commentsOpen;
    private int start;
    private int end;
    private boolean closed;

    /**
     * @param from where to begin
     * @param item "item" or "entry"
     */
    FeedScan(String text, int from, String item, FeedNames names) {
        this.text = text;
        this.at = from;
        this.item = item;
        this.names = names;
    }

    /** Goes to the next item; false when there is none. */
    boolean next() {
        start = -1;
        while (true) {
            int tag = text.indexOf('<', at);
            if (tag < 0) {
                return finish(text.length(), false);
            }
            if (text.startsWith("<!--", tag)) {
                at = afterComment(tag);
            } else if (text.startsWith(CDATA, tag)) {
                at = afterCdata(tag);
            } else if (text.startsWith("</", tag)) {
                at = tag + 2;
                if (start >= 0 && isItem(at)) {
                    int close = text.indexOf('>', at);
                    at = close < 0 ? text.length() : close + 1;
                    return finish(at, close >= 0);
                }
            } else if (isItem(tag + 1)) {
                if (start >= 0) {
                    // The next item begins while this one is open.
                    at = tag;
                    return finish(tag, false);
                }
                start = tag;
                int close = text.indexOf('>', tag);
                at = close < 0 ? text.length() : close + 1;
                if (close > 0 && text.charAt(close - 1) == '/') {
                    return finish(at, true);
                }
            } else {
                at = tag + 1;
            }
        }
    }

    /** First character of the item. */
    int start() {
        return start;
    }

    /** One past the last character of the item. */
    int end() {
        return end;
    }

    /** Has the item its end tag? */
    boolean isClosed() {
        return closed;
    }

    private boolean finish(int to, boolean properly) {
        if (start < 0) {
            at = text.length();
            return false;
        }
        end = to;
        closed = properly;
        return true;
    }

    /** After a comment; one that is not closed is none. */
    private int afterComment(int tag) {
        int found = commentsOpen ? -1 : text.indexOf("-->", tag + 4);
        commentsOpen = found < 0;
        return found < 0 ? tag + 1 : found + 3;
    }

    /** After a section that is closed; else after its opening, so that the item's own end is found. */
    private int afterCdata(int tag) {
        int from = tag + CDATA.length();
        if (nextCdataEnd < from) {
            // Looked for once for each end, not once for each beginning: a file of beginnings would take for ever.
            int found = text.indexOf("]]>", from);
            nextCdataEnd = found < 0 ? Integer.MAX_VALUE : found;
        }
        if (nextCdataEnd == Integer.MAX_VALUE) {
            return from;
        }
        int another = text.indexOf(CDATA, from);
        if (another >= 0 && another < nextCdataEnd && endsItem(from, another)) {
            return from;
        }
        return nextCdataEnd + 3;
    }

    private boolean endsItem(int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (text.charAt(i) == '<' && text.charAt(i + 1) == '/' && isItem(i + 2)) {
                return true;
            }
        }
        return false;
    }

    private boolean isItem(int nameStart) {
        int nameEnd = nameStart;
        int limit = Math.min(text.length(), nameStart + 64);
        while (nameEnd < limit && " \t\r\n/>".indexOf(text.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        int length = nameEnd - nameStart;
        if (length < item.length() || !text.regionMatches(true, nameEnd - item.length(), item, 0, item.length())) {
            return false;
        }
        return names.isOwn(text.substring(nameStart, nameEnd), item);
    }
}
