package io.dateline.ingest.format.iptc7901;

/**
 * The first line of a message: "bdt0123 3 pl 410  dpa 0456".
 *
 * @param service who sends: up to five letters
 * @param number the message's number, which begins anew every day; as written
 * @param priority one digit: 1 is the most urgent, 6 the least; 9 is the sender's own
 * @param category one to four letters
 * @param words the number of words that are announced; -1 without
 * @param extra whatever follows: agency, number at the agency, references; may be empty
 */
record Header(String service, String number, char priority, String category, int words, String extra) {
    private static final int LONGEST = 200;

    /** The header in a line; null when it is none. */
    static Header of(String line) {
        String text = line.strip();
        if (text.length() > LONGEST || text.length() < 6) {
            return null;
        }
        int at = 0;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        int letters = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (letters < 1 || letters > 5 || at - letters < 1 || at - letters > 6 || !isSpace(text, at)) {
            return null;
        }
        String service = text.substring(0, letters);
        String number = text.substring(letters, at);
        at = skip(text, at);
        if (at + 2 > text.length() || text.charAt(at) < '1' || text.charAt(at) > '9' || !isSpace(text, at + 1)) {
            return null;
        }
        char priority = text.charAt(at);
        at = skip(text, at + 1);
        int start = at;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > 4 || at < text.length() && !isSpace(text, at)) {
            return null;
        }
        String category = text.substring(start, at);
        at = skip(text, at);
        start = at;
        while (at < text.length() && isDigit(text.charAt(at)) && at - start < 6) {
            at++;
        }
        int words = at > start && (at == text.length() || isSpace(text, at))
                ? Integer.parseInt(text.substring(start, at))
                : -1;
        return new Header(
                service,
                number,
                priority,
                category,
                words,
                text.substring(words < 0 ? start : at).strip());
    }

    /** Does the sender number its messages? Converters that have no number write 0000. */
    boolean isNumbered() {
        for (int i = 0; i < number.length(); i++) {
            if (number.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(String text, int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    private static int skip(String text, int from) {
        int at = from;
        while (isSpace(text, at)) {
            at++;
        }
        return at;
    }
}
