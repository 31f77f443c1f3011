package io.dateline.ingest.format.xml;

/** Character references, and which characters XML allows. */
final class References {
    private static final int LONGEST = 12;

    private References() {}

    /**
     * The character that a numeric reference stands for.
     *
     * @param start where its ampersand is
     * @param semicolon where its semicolon is
     * @return -1 when it is no numeric reference or stands for no character of XML
     */
    static int codePoint(String text, int start, int semicolon) {
        if (semicolon - start > LONGEST || semicolon - start < 3 || text.charAt(start + 1) != '#') {
            return -1;
        }
        boolean hex = text.charAt(start + 2) == 'x' || text.charAt(start + 2) == 'X';
        int radix = hex ? 16 : 10;
        long value = 0;
        int digits = start + (hex ? 3 : 2);
        if (digits >= semicolon) {
            return -1;
        }
        for (int i = digits; i < semicolon; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value <= Character.MAX_CODE_POINT && isXml((int) value) ? (int) value : -1;
    }

    /** Is it a character that XML 1.0 allows? */
    static boolean isXml(int codePoint) {
        return codePoint >= 0x20 && codePoint <= 0xD7FF
                || codePoint == '\n'
                || codePoint == '\t'
                || codePoint == '\r'
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000 && codePoint <= 0x10FFFF;
    }
}
