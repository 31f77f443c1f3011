package io.dateline.ingest.format.mail;

/** Dates of mail as RFC 5322 has them, and as mail programs write them. Thread-safe. */
final class MailDates {
    private static final int MAX_LENGTH = 200;

    private MailDates() {}

    /**
     * The date without comments, its offset with a sign and four digits: "(MOW DST)" goes, "-600" is "-0600", a bare "0000"
     * behind the time is "+0000".
     */
    static String tidied(String date) {
        if (date == null) {
            return null;
        }
        String text = withoutComments(date.substring(0, Math.min(date.length(), MAX_LENGTH)));
        int last = text.lastIndexOf(' ');
        String zone = text.substring(last + 1);
        if (last < 0 || text.indexOf(':') < 0 || text.indexOf(':') > last) {
            return text;
        }
        boolean signed = zone.startsWith("+") || zone.startsWith("-");
        String digits = signed ? zone.substring(1) : zone;
        if (!isDigits(digits)) {
            return text;
        }
        if (signed && digits.length() == 3) {
            return text.substring(0, last + 1) + zone.charAt(0) + '0' + digits;
        }
        // Four digits in the end are a year where asctime writes one, with no year before the time.
        boolean yearBefore = hasYear(text.substring(0, text.indexOf(':')));
        return !signed && digits.length() == 4 && yearBefore ? text.substring(0, last + 1) + '+' + digits : text;
    }

    private static boolean hasYear(String beforeTime) {
        int numbers = 0;
        for (String word : beforeTime.split("[ ,-]+")) {
            if (isDigits(word)) {
                numbers++;
            }
        }
        // Day, year and the hour.
        return numbers >= 3;
    }

    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
