package io.dateline.enrich.life;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words with which desks say what a version does to the one before it, and where they put them: in labels before a
 * headline ("CORRECTED-UPDATE 1-", "Correction: ", "(LEAD)"), in the version part of a slugline (", 2ndLd-Writethru", "(UPDATE
 * 2)"), at the beginning of the sentences of a note ("Eds: CORRECTS spelling of name. ADDS quote."). The same words elsewhere
 * are news: "Update on the weather", "Cancelled: the rock festival". Linear in the length of the line.
 */
final class ChangeMarks {
    /** What a word says. */
    enum Mark {
        KILL,
        WITHHOLD,
        CORRECTION,
        REFILE,
        UPDATE
    }

    /** No more of a line than this is looked at, in UTF-16 units. */
    private static final int LOOKED_AT = 400;

    private static final int MAX_LABEL_WORDS = 6;
    private static final int MAX_LABELS = 4;

    /** Words of labels. */
    private static final Map<String, Mark> WORDS = table(Map.of(
            Mark.KILL,
            "KILL KILLED KILLS WITHDRAWN WITHDRAWAL DELETED ELIMINATION ELIMINATE RETRACTED "
                    + "RETRACTION ANNULATION ANNULE ANNULEE STORNO STORNIERT ANULACION ANULADA ANULADO "
                    + "ANNULLAMENTO ANNULLATA INGETROKKEN TILBAKEKALT ANULOWANA ANULOWANIE",
            Mark.WITHHOLD,
            "WITHHOLD WITHHELD SUSPENDUE ZURUCKGEHALTEN",
            Mark.CORRECTION,
            "CORRECTED CORRECTION CORRECTIONS CORRECTS CORRECT CORRECTIVE CORRECTING "
                    + "CLARIFICATION CLARIFIES CLARIFIED BERICHTIGUNG BERICHTIGT KORREKTUR KORRIGIERT "
                    + "RECTIFICATIF RECTIFICATION RECTIFIE RECTIFIEE CORRIGE CORRIGEE CORRECCION CORREGIDA "
                    + "CORREGIDO CORREZIONE CORRETTO RETTIFICA RETTELSE RETTET KORRIGERT KORRIGERING "
                    + "RATTELSE KORJAUS RECTIFICATIE CORRECTIE KOREKTA CORRECAO ERRATUM",
            Mark.REFILE,
            "REFILE REFILED REFILES REFILING",
            Mark.UPDATE,
            "UPDATE UPDATED UPDATES UPDATING WRAPUP RPT REPEAT REPEATS REPEATING RECASTS "
                    + "RECAST RECASTING ADDS ADDED LEAD LD LEADALL SUBLEAD SUB SUBS SUBSTITUTE WRITETHRU "
                    + "WRITETHROUGH ZUSAMMENFASSUNG ZUSF AKTUALISIERUNG AKTUALISIERT ERGANZUNG ERGANZT "
                    + "NEUFASSUNG ACTUALISATION ACTUALISE ACTUALISEE ACTUALIZA ACTUALIZACION ACTUALIZADO "
                    + "AMPLIA AMPLIACION AGGIORNAMENTO AGGIORNATO OPPDATERING OPPDATERT OPDATERING "
                    + "UPPDATERING PAIVITYS RESENDS RESENDING WIEDERHOLUNG INSERT ADD"));

    /** First words of sentences in notes. */
    private static final Map<String, Mark> NOTE_VERBS = table(Map.of(
            Mark.KILL,
            "KILL KILLS KILLING ELIMINATE ELIMINATES ELIMINATING WITHDRAWS WITHDRAWN RETRACTS",
            Mark.WITHHOLD,
            "WITHHOLD WITHHOLDS",
            Mark.CORRECTION,
            "CORRECTS CORRECTED CORRECTING CORRECTION CORRECTIONS CLARIFIES CLARIFYING "
                    + "CLARIFICATION AMENDS AMENDED FIXES FIXED BERICHTIGT BERICHTIGUNG KORRIGIERT "
                    + "KORREKTUR CORRIGE RECTIFIE RECTIFICATIF CORREGIDO CORRECCION CORREGGE RETTIFICA "
                    + "RETTER RETTET",
            Mark.REFILE,
            "REFILES REFILED REFILING REFILE RESENDS",
            Mark.UPDATE,
            "UPDATES UPDATED UPDATING UPDATE ADDS ADDING RECASTS RECASTING SUBS SUBSTITUTES TOPS "
                    + "LEADS RESTORES INCORPORATES EXPANDS AKTUALISIERT ERGANZT NEU ACTUALISE AJOUTE "
                    + "ACTUALIZA AMPLIA ANADE AGGIORNA"));

    /** Words that stand beside marks and say nothing of change. */
    private static final Set<String> FILLERS =
            Set.of(("URGENT BULLETIN FLASH STORY STORIES MANDATORY LEGAL OFFICIAL ADVISORY ATTENTION "
                            + "EDITORS EDITOR EDS ED NOTE PLEASE ACHTUNG AVIS ATENCION EIL EILMELDUNG ALERT ALERTE "
                            + "THE OF AND TO A VERSION COPY THIS ALL NIGHT NIGHTLEAD TEXT AP AFP PA DPA REUTERS "
                            + "NOTES EDITORIAL")
                    .split(" "));

    /** What is killed. */
    private static final Set<String> OBJECTS =
            Set.of("THE", "THIS", "STORY", "ALL", "OUR", "PREVIOUS", "EARLIER", "FROM");

    /** Words that end a story and are no news themselves. */
    private static final Set<String> ORDERS =
            Set.of("KILL KILLS WITHHOLD ELIMINATE ANNULATION STORNO ANULACION ANNULLAMENTO".split(" "));

    /** Orders that may be about a part of a story: "ELIMINATES extraneous word". */
    private static final Set<String> OF_PARTS =
            Set.of("ELIMINATE ELIMINATES ELIMINATING WITHHOLD WITHHOLDS".split(" "));

    /** Words that need capitals, or "mandatory" or a number before them: the news has them too. */
    private static final Set<String> CAPITALS_ONLY =
            Set.of(("KILL KILLED KILLS WITHDRAWN WITHDRAWAL DELETED ELIMINATION ELIMINATE RETRACTED "
                            + "RETRACTION WITHHOLD WITHHELD LEAD LD SUB SUBS SUBSTITUTE REPEAT REPEATS REPEATING "
                            + "INSERT ADD ADDS ADDED RECAST CORRECT CORRECTIONS CORRECTIVE ANNULE ANNULEE STORNO")
                    .split(" "));

    private ChangeMarks() {}

    /** What the labels before a headline say; empty when there is none. */
    static Set<Mark> beforeHeadline(String headline) {
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        String rest = beginning(headline);
        for (int i = 0; i < MAX_LABELS && !rest.isEmpty(); i++) {
            int end = labelEnd(rest);
            String label = rest.substring(0, end);
            Set<Mark> marks = ofLabel(label);
            if (marks == null) {
                found.addAll(ofVerb(rest));
                break;
            }
            found.addAll(marks);
            rest = afterSeparator(rest, end);
        }
        return found;
    }

    /**
     * What the version part of a slugline says: all behind its first comma, and what is in brackets. Many wires have keywords
     * there, "Afghanistan, troops, withdrawal": a story ends only where nothing but marks is said, and by a word that orders
     * it or is in capitals.
     */
    static Set<Mark> inSlugline(String slugline) {
        String line = beginning(slugline);
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        int comma = line.indexOf(',');
        int bracket = line.indexOf('(');
        int from = comma < 0 ? bracket : bracket < 0 ? comma : Math.min(comma, bracket);
        boolean ordinal = from >= 0 || endsWithOrdinalLead(line);
        String[] words = words(from >= 0 ? line.substring(from) : ordinal ? line : "");
        boolean nothingElse = Stream.of(words).allMatch(ChangeMarks::belongsToMarks);
        for (String written : words) {
            String word = strippedOfOrdinal(fold(written));
            Mark mark = WORDS.get(word);
            if (mark != null && (!ends(mark) || nothingElse && isOrder(written, word))) {
                found.add(mark);
            }
        }
        return found;
    }

    private static boolean ends(Mark mark) {
        return mark == Mark.KILL || mark == Mark.WITHHOLD;
    }

    private static boolean belongsToMarks(String written) {
        String word = strippedOfOrdinal(fold(written));
        return word.isEmpty() || Character.isDigit(word.charAt(0)) || WORDS.containsKey(word) || FILLERS.contains(word);
    }

    /** Behind a slugline, a word that ends a story. */
    private static boolean isOrder(String written, String word) {
        boolean capitals = written.equals(written.toUpperCase(Locale.ROOT));
        return capitals || Character.isUpperCase(written.charAt(0)) && ORDERS.contains(word);
    }

    /** What the sentences of a note say by their first words, and by "to correct" or "has been corrected" in them. */
    static Set<Mark> inNote(String note) {
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        boolean first = true;
        for (String sentence : beginning(note).split("[.;:!/\\n()\\[\\]\u2014]+|\\s-\\s")) {
            String folded = fold(sentence).strip();
            first &= addVerb(words(sentence.strip()), first, found);
            if (holds(folded, "TO CORRECT", "BEEN CORRECTED", "IS CORRECTED", "WAS CORRECTED", "CORRECTED VERSION")) {
                found.add(Mark.CORRECTION);
            }
            if (holds(
                    folded,
                    "STORY IS WITHDRAWN",
                    "STORY HAS BEEN WITHDRAWN",
                    "STORY WAS WITHDRAWN",
                    "STORY IS KILLED",
                    "STORY HAS BEEN KILLED",
                    "STORY HAS BEEN RETRACTED")) {
                found.add(Mark.KILL);
            }
            if (folded.startsWith("NEW THROUGHOUT") || holds(folded, "WRITETHRU", "WRITE-THRU")) {
                found.add(Mark.UPDATE);
            }
        }
        return found;
    }

    /**
     * Adds what the first word of a sentence says. That a story is to end is said at the beginning of a note, as an order:
     * "KILL", "Please kill", "Kill the story"; not as in "Eds: Film review: Kill Bill".
     *
     * @return whether nothing but fillers has been read so far
     */
    private static boolean addVerb(String[] words, boolean first, Set<Mark> found) {
        for (int i = 0; i < words.length; i++) {
            String word = fold(words[i]);
            Mark mark = NOTE_VERBS.get(word);
            if (mark != null && ends(mark)) {
                String next = i + 1 < words.length ? fold(words[i + 1]) : "THE";
                boolean ordered = i > 0 || word.equals(words[i]) || OBJECTS.contains(next);
                if (first && ordered && (!OF_PARTS.contains(word) || OBJECTS.contains(next))) {
                    found.add(mark);
                }
                return false;
            }
            if (mark != null) {
                found.add(mark);
                return false;
            }
            if (!word.isEmpty() && !FILLERS.contains(word)) {
                return false;
            }
        }
        return first;
    }

    /** What a mark of the format says: a qcode ("sig:correction"), or a label that the parser found. */
    static Set<Mark> inSignal(String signal) {
        String local = signal.substring(Math.max(signal.lastIndexOf(':'), signal.lastIndexOf('/')) + 1);
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        for (String word : words(local)) {
            Mark mark = WORDS.get(strippedOfOrdinal(fold(word)));
            if (mark != null) {
                found.add(mark);
            }
        }
        return found;
    }

    /** A first paragraph in brackets is a note: "(Corrects figure in paragraph 3)". Empty for any other text. */
    static String noteInBody(String body) {
        String start = beginning(body);
        int end = start.indexOf(')');
        boolean bracketed =
                start.startsWith("(") && end > 0 && (end + 1 == start.length() || start.charAt(end + 1) == '\n');
        return bracketed ? start.substring(1, end) : "";
    }

    /** Where a label would end: before a colon, a dash, a bracket's end; the whole line without any. */
    private static int labelEnd(String line) {
        if (line.startsWith("(") || line.startsWith("[")) {
            int close = line.indexOf(line.charAt(0) == '(' ? ')' : ']');
            return close > 0 ? close + 1 : line.length();
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':' || c == '-' || c == '\u2013' || c == '\u2014' || c == '/' || c == '|' || c == '\n') {
                return i;
            }
        }
        return line.length();
    }

    private static String afterSeparator(String line, int end) {
        int i = end;
        while (i < line.length()
                && !Character.isLetterOrDigit(line.charAt(i))
                && line.charAt(i) != '('
                && line.charAt(i) != '[') {
            i++;
        }
        return line.substring(i);
    }

    /**
     * What a label says; null when it is none: a word in it is neither a mark nor a filler nor a number. Words that the news
     * has too count in capitals only.
     */
    private static Set<Mark> ofLabel(String label) {
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        boolean numbered = false;
        boolean ordered = false;
        int count = 0;
        boolean hyphened = false;
        for (String written : words(label)) {
            count++;
            String word = strippedOfOrdinal(fold(written));
            boolean capitals = written.equals(written.toUpperCase(Locale.ROOT));
            Mark mark = WORDS.get(word);
            if (word.isEmpty() || Character.isDigit(word.charAt(0))) {
                numbered = true;
            } else if (mark != null) {
                boolean sure = capitals || ordered || numbered && !ends(mark) || !CAPITALS_ONLY.contains(word);
                if (!sure) {
                    return null;
                }
                numbered |= word.length() < written.length() && Character.isDigit(written.charAt(0));
                found.add(mark);
                hyphened |= !capitals;
            } else if (FILLERS.contains(word)) {
                ordered |= word.equals("STORY") || word.equals("MANDATORY") || word.equals("LEGAL");
            } else {
                return null;
            }
        }
        boolean isLabel = count > 0 && count <= MAX_LABEL_WORDS && (!found.isEmpty() || !hyphened && !numbered);
        return isLabel ? found : null;
    }

    /** "CORRECTS death toll", "2ND LEAD Bank holds rates": marks in capitals before words that are not. */
    private static Set<Mark> ofVerb(String line) {
        Set<Mark> found = EnumSet.noneOf(Mark.class);
        for (String written : words(line)) {
            boolean capitals = written.equals(written.toUpperCase(Locale.ROOT));
            String word = strippedOfOrdinal(fold(written));
            Mark mark = WORDS.get(word);
            boolean number = word.isEmpty() || Character.isDigit(word.charAt(0));
            if (!capitals) {
                return found;
            }
            if (mark != null && mark != Mark.KILL && mark != Mark.WITHHOLD) {
                found.add(mark);
            } else if (!number && !FILLERS.contains(word)) {
                return EnumSet.noneOf(Mark.class);
            }
        }
        return found;
    }

    /** "1stLd-Writethru" without a comma before it, as some desks file. */
    private static boolean endsWithOrdinalLead(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("writethru")
                || lower.matches(".{0,300}\\d(?:st|nd|rd|th)[ -]?(?:ld|lead|add|sub)\\b.{0,100}");
    }

    /** "2NDLD" is LD, "1ST" is nothing. */
    private static String strippedOfOrdinal(String word) {
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 2) {
            return word;
        }
        String rest = word.substring(digits);
        for (String end : new String[] {"ST", "ND", "RD", "TH"}) {
            if (rest.startsWith(end)) {
                return rest.substring(2);
            }
        }
        return word;
    }

    private static String[] words(String line) {
        return line.replaceAll("^[^\\p{L}\\p{N}]+", "").split("[^\\p{L}\\p{N}\\p{M}]+");
    }

    private static boolean holds(String line, String... parts) {
        for (String part : parts) {
            if (line.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Capitals without accents. */
    private static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                out.append(c);
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    private static String beginning(String line) {
        String stripped = line.strip();
        return stripped.length() <= LOOKED_AT ? stripped : stripped.substring(0, LOOKED_AT);
    }

    private static Map<String, Mark> table(Map<Mark, String> lists) {
        Map<String, Mark> words = new HashMap<>();
        lists.forEach((mark, list) -> {
            for (String word : list.split(" ")) {
                words.put(word, mark);
            }
        });
        return Map.copyOf(words);
    }
}
