package io.dateline.ingest.format.anpa;

/**
 * What the seven bits of ANPA stand for in print: two grave accents and two apostrophes are quotation marks, an underscore
 * between spaces is a dash, a brace behind a number is a half, semicolons part the columns of a table.
 */
final class Typography {
    private static final int FEWEST_COLUMNS = 3;

    private Typography() {}

    /** A line of prose. */
    static String prose(String line) {
        String text = line.replace("``", "\u201c").replace("''", "\u201d");
        return text.indexOf('_') < 0 ? text : dashes(text);
    }

    /** A line of a table. */
    static String row(String line) {
        String text = isParted(line) ? line.replace(';', '\t') : line;
        return dashes(halves(text));
    }

    /** Does the line hold columns that are parted by semicolons? */
    static boolean isParted(String line) {
        int semicolons = 0;
        for (int i = 0; i < line.length(); i++) {
            boolean column = line.charAt(i) == ';' && (i + 1 == line.length() || line.charAt(i + 1) != ' ');
            semicolons += column ? 1 : 0;
        }
        return semicolons >= FEWEST_COLUMNS;
    }

    private static String dashes(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            boolean before = i == 0 || " \t".indexOf(out.charAt(i - 1)) >= 0;
            boolean after = i + 1 == out.length() || " \t".indexOf(out.charAt(i + 1)) >= 0;
            if (out.charAt(i) == '_' && before && after) {
                out.setCharAt(i, '\u2014');
            }
        }
        return out.toString();
    }

    private static String halves(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            boolean before =
                    i == 0 || Character.isDigit(out.charAt(i - 1)) || Character.isWhitespace(out.charAt(i - 1));
            boolean after = i + 1 == out.length() || !Character.isLetter(out.charAt(i + 1));
            if (out.charAt(i) == '{' && before && after) {
                out.setCharAt(i, '\u00bd');
            }
        }
        return out.toString();
    }
}
