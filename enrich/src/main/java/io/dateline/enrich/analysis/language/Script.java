package io.dateline.enrich.analysis.language;

/** Scripts that tell a language well enough to know that it is not English. */
enum Script {
    GREEK("el", "el"),
    HEBREW("he", "he iw yi"),
    ARABIC("ar", "ar fa ur ps ku"),
    DEVANAGARI("hi", "hi mr ne sa"),
    BENGALI("bn", "bn as"),
    TAMIL("ta", "ta"),
    THAI("th", "th"),
    GEORGIAN("ka", "ka"),
    ARMENIAN("hy", "hy"),
    HANGUL("ko", "ko"),
    KANA("ja", "ja"),
    HAN("zh", "zh ja yue");

    /** Characters of a word that are looked at for kana. */
    private static final int LOOKED_AT = 40;

    private final String language;
    private final String others;

    Script(String language, String others) {
        this.language = language;
        this.others = others;
    }

    /** The script of a word, or null when it is not one of these. Japanese words may begin in Han and end in kana. */
    static Script ofWord(String word) {
        Script first = of(word.codePointAt(0));
        for (int i = 0; first == HAN && i < word.length() && i < LOOKED_AT; i++) {
            if (of(word.charAt(i)) == KANA) {
                return KANA;
            }
        }
        return first;
    }

    private static Script of(int letter) {
        if (letter < 0x370) {
            return null;
        }
        return switch (Character.UnicodeScript.of(letter)) {
            case GREEK -> GREEK;
            case HEBREW -> HEBREW;
            case ARABIC -> ARABIC;
            case DEVANAGARI -> DEVANAGARI;
            case BENGALI -> BENGALI;
            case TAMIL -> TAMIL;
            case THAI -> THAI;
            case GEORGIAN -> GEORGIAN;
            case ARMENIAN -> ARMENIAN;
            case HANGUL -> HANGUL;
            case HIRAGANA, KATAKANA -> KANA;
            case HAN -> HAN;
            default -> null;
        };
    }

    /** The language of the script that most words are in; null when they are in none of these. */
    static String dominant(int[] counts, int words) {
        // Japanese is written in kana and Han together: any fair share of kana tells it from Chinese
        if (2 * (counts[KANA.ordinal()] + counts[HAN.ordinal()]) > words) {
            return 10 * counts[KANA.ordinal()] > words ? KANA.language : HAN.language;
        }
        for (Script script : values()) {
            if (2 * counts[script.ordinal()] > words) {
                return script.language;
            }
        }
        return null;
    }

    /** Is the declared language written in the script of the found one? */
    static boolean agrees(String found, String declared) {
        for (Script script : values()) {
            if (script.language.equals(found)) {
                return (" " + script.others + " ").contains(" " + declared + " ");
            }
        }
        return false;
    }
}
