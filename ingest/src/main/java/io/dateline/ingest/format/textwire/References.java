package io.dateline.ingest.format.textwire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of other messages that a text names: "bdt0123", "bdt 0123", "FRS0456". Thread-safe. */
public final class References {
    private static final int MOST = 20;

    private References() {}

    /**
     * Numbers of messages of a service.
     *
     * @param service the letters, in any case
     * @param own the number of the message itself, which is left out
     */
    public static List<String> of(String text, String service, String own) {
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        String letters = service.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(letters);
        while (at >= 0 && found.size() < MOST) {
            int start = at + letters.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
            int from = start < lower.length() && lower.charAt(start) == ' ' ? start + 1 : start;
            int end = from;
            while (end < lower.length() && Character.isDigit(lower.charAt(end))) {
                end++;
            }
            String number = lower.substring(from, end);
            if (begins
                    && number.length() >= 3
                    && number.length() <= 5
                    && !number.equals(own)
                    && !found.contains(number)) {
                found.add(number);
            }
            at = lower.indexOf(letters, Math.max(end, at + 1));
        }
        return found;
    }
}
