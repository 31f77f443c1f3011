package io.dateline.enrich.duplicate;

/** Two spellings of one name: "Zelensky" and "Zelenskiy". */
final class Spelling {
    private static final int LONGEST = 40;
    private static final int LETTERS_AN_EDIT = 3;

    private Spelling() {}

    /** Do they differ by no more than one letter in three? */
    static boolean isAlike(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        int longer = Math.max(a.length(), b.length());
        if (longer > LONGEST) {
            return false;
        }
        return edits(a, b) <= longer / LETTERS_AN_EDIT;
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
