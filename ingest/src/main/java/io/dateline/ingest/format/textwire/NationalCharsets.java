package io.dateline.ingest.format.textwire;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Character sets of the text wires that Java doesn't know: the national variants of ISO 646, where letters stand in the
 * places of brackets and braces ("f}r" is "für" in German), and ISO 6937 with its accents before the letters. A variant is
 * taken when the message designates it with an escape sequence (ISO 2022), or when reading it so makes several of the
 * language's commonest words. Thread-safe.
 */
final class NationalCharsets {
    private static final int ESCAPE = 0x1b;
    private static final int MIN_WORDS = 2;
    private static final int LOOKED_AT = 64 * 1024;
    private static final String PLACES = "#$@[\\]^`{|}~";

    private static final List<Variant> NATIONAL = List.of(
            new Iso646(
                    "the German seven-bit alphabet",
                    'K',
                    "#$§ÄÖÜ^`äöüß",
                    Set.of(
                            "für",
                            "über",
                            "daß",
                            "können",
                            "müssen",
                            "früher",
                            "fünf",
                            "zurück",
                            "präsident",
                            "würde",
                            "würden",
                            "während",
                            "später",
                            "größte",
                            "gegenüber",
                            "hätte",
                            "künftig",
                            "öffentlichen",
                            "größten",
                            "außenminister",
                            "könnte",
                            "möglich",
                            "straße",
                            "müsse",
                            "zunächst",
                            "verhältnis",
                            "bevölkerung")),
            new Iso646(
                    "the French seven-bit alphabet",
                    'R',
                    "£$à°ç§^µéùè¨",
                    Set.of(
                            "à",
                            "été",
                            "après",
                            "déjà",
                            "où",
                            "très",
                            "français",
                            "française",
                            "président",
                            "général",
                            "société",
                            "fédéral",
                            "première",
                            "européenne",
                            "qualité",
                            "sécurité",
                            "réunion",
                            "était",
                            "état",
                            "déclaré")),
            new Iso646(
                    "the Swedish and Finnish seven-bit alphabet",
                    'H',
                    "#¤ÉÄÖÅÜéäöåü",
                    Set.of(
                            "är", "för", "på", "från", "när", "även", "år", "också", "över", "två", "än", "där",
                            "måste", "själv", "että", "myös", "hän", "jälkeen", "vielä", "sekä", "eikä", "ettei",
                            "päivänä", "tänään", "viikkoa")),
            new Iso646(
                    "the Danish and Norwegian seven-bit alphabet",
                    '`',
                    "#$@ÆØÅ^`æøå~",
                    Set.of(
                            "på", "også", "når", "får", "år", "være", "før", "så", "både", "måtte", "må", "åpne", "blå",
                            "nå", "gå", "stå", "større", "første", "østen", "måned", "måneder", "årets", "således")),
            new Iso646(
                    "the Spanish seven-bit alphabet",
                    'Z',
                    "£$§¡Ñ¿^`°ñç~",
                    Set.of(
                            "español",
                            "española",
                            "año",
                            "años",
                            "señor",
                            "mañana",
                            "españa",
                            "niños",
                            "pequeño",
                            "compañía")),
            new Iso646(
                    "the Italian seven-bit alphabet",
                    'Y',
                    "£$§°çé^ùàòèì",
                    Set.of(
                            "è",
                            "più",
                            "perché",
                            "già",
                            "così",
                            "città",
                            "può",
                            "però",
                            "sarà",
                            "società",
                            "università",
                            "attività",
                            "martedì",
                            "venerdì",
                            "lunedì",
                            "finché")));

    private static final Iso6937 ISO_6937 = new Iso6937();

    private NationalCharsets() {}

    /** A way to read bytes. */
    interface Variant {
        /** Its name in a note. */
        String label();

        String decode(byte[] bytes);
    }

    /** The variant that these bytes are in; null when it is none of them. */
    static Variant find(byte[] bytes) {
        boolean sevenBit = true;
        int places = 0;
        char designated = 0;
        int length = Math.min(bytes.length, LOOKED_AT);
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xff;
            sevenBit &= b < 0x80;
            if (b == ESCAPE && i + 2 < length && (bytes[i + 1] == '(' || bytes[i + 1] == ',')) {
                designated = (char) (bytes[i + 2] & 0xff);
            }
            if (b < 0x80 && PLACES.indexOf(b) >= 0) {
                places++;
            }
        }
        if (!sevenBit) {
            return ISO_6937.fits(bytes, length) ? ISO_6937 : null;
        }
        for (Variant variant : NATIONAL) {
            if (((Iso646) variant).designation == designated) {
                return variant;
            }
        }
        return places < MIN_WORDS ? null : byWords(bytes, length);
    }

    private static Variant byWords(byte[] bytes, int length) {
        Variant best = null;
        int most = MIN_WORDS - 1;
        for (Variant variant : NATIONAL) {
            int words = ((Iso646) variant).words(bytes, length);
            if (words > most) {
                most = words;
                best = variant;
            }
        }
        return best;
    }

    private static final class Iso646 implements Variant {
        private final String label;
        private final char designation;
        private final String letters;
        private final Set<String> common;

        Iso646(String label, char designation, String letters, Set<String> common) {
            this.label = label;
            this.designation = designation;
            this.letters = letters;
            this.common = common;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String decode(byte[] bytes) {
            return decode(bytes, bytes.length);
        }

        private String decode(byte[] bytes, int length) {
            StringBuilder text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                char c = (char) (bytes[i] & 0x7f);
                if (c == ESCAPE && i + 2 < length && bytes[i + 1] >= ' ' && bytes[i + 1] <= '/') {
                    i += 2;
                    continue;
                }
                int place = PLACES.indexOf(c);
                text.append(place < 0 ? c : letters.charAt(place));
            }
            return text.toString();
        }

        /** Common words with a letter of this alphabet's own in them. */
        private int words(byte[] bytes, int length) {
            String text = decode(bytes, length).toLowerCase(Locale.ROOT);
            int found = 0;
            int start = -1;
            boolean own = false;
            for (int i = 0; i <= text.length(); i++) {
                char c = i < text.length() ? text.charAt(i) : ' ';
                if (Character.isLetter(c)) {
                    start = start < 0 ? i : start;
                    own |= c > 0x7f;
                } else if (start >= 0) {
                    found += own && common.contains(text.substring(start, i)) ? 1 : 0;
                    start = -1;
                    own = false;
                }
            }
            return found;
        }
    }

    /** Accents are bytes C1 to CF, each before its letter. */
    private static final class Iso6937 implements Variant {
        private static final int FIRST_ACCENT = 0xc1;
        /** For each accent the letters that it stands on, by the repertoire of the standard. */
        private static final List<String> LETTERS = List.of(
                "aeiou",
                "aceilnorsuyz",
                "aceghijosuwy",
                "ainou",
                "aeiou",
                "agu",
                "cegiz",
                "aeiouy",
                "aeiouy",
                "au",
                "cgklnrst",
                "",
                "ou",
                "aeiu",
                "cdelnrstz");

        private static final String COMBINING =
                "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0327\u0332\u030b\u0328\u030c";
        private static final String UPPER = "ΩÆÐªĦ\u0000ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\u00ad";

        @Override
        public String label() {
            return "ISO 6937";
        }

        boolean fits(byte[] bytes, int length) {
            int high = 0;
            int pairs = 0;
            for (int i = 0; i < length; i++) {
                int b = bytes[i] & 0xff;
                if (b < 0x80) {
                    continue;
                }
                high++;
                boolean accent = b >= FIRST_ACCENT && b <= 0xcf;
                if (accent && i + 1 < length && LETTERS.get(b - FIRST_ACCENT).indexOf(bytes[i + 1]) >= 0) {
                    pairs++;
                }
            }
            // Lower-case letters after nearly every one: capitals of ISO 8859-1 have these codes too.
            return pairs > 2 && pairs * 10 >= high * 9;
        }

        private static boolean isAsciiLetter(byte b) {
            return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
        }

        @Override
        public String decode(byte[] bytes) {
            StringBuilder text = new StringBuilder(bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                int b = bytes[i] & 0xff;
                if (b >= FIRST_ACCENT && b <= 0xcf && i + 1 < bytes.length && isAsciiLetter(bytes[i + 1])) {
                    text.append((char) bytes[++i]).append(COMBINING.charAt(b - FIRST_ACCENT));
                } else if (b >= 0xe0) {
                    text.append(UPPER.charAt(b - 0xe0));
                } else {
                    text.append((char) b);
                }
            }
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        }
    }
}
