package io.dateline.enrich.analysis.entity;

/** Short forms made of capitals. Pure functions. */
final class Acronyms {
    private Acronyms() {}

    /** The capitals of a name: "World Health Organization" gives "WHO". */
    static String of(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i)) && (i == 0 || !Character.isLetter(name.charAt(i - 1)))) {
                letters.append(name.charAt(i));
            }
        }
        return letters.toString();
    }
}
