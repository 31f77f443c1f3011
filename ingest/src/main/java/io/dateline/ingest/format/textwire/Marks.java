package io.dateline.ingest.format.textwire;

import io.dateline.schemas.NormalForms;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The words with which desks say what a message does to an earlier one, in the languages of the wires. Thread-safe.
 */
public final class Marks {
    private static final int MAX_WORDS = 6;
    private static final Map<String, Mark> WORDS = words();

    private Marks() {}

    /** What a mark says. */
    public enum Mark {
        /** The earlier story must not be used any more. */
        KILL,
        /** The earlier story must not be used until further notice. */
        WITHHOLD,
        /** Something in the earlier story was wrong. */
        CORRECTION,
        /** There is more, or newer, than in the earlier story. */
        UPDATE,
        /** The same once more. */
        REPEAT,
        /** How urgent it is, or what kind of text; nothing about an earlier story. */
        OTHER
    }

    /**
     * What a label says: the words of a line in brackets before its colon, or of a line that holds nothing but such words.
     *
     * @return null when there is another word than marks, ordinals and fillers in it
     */
    public static Mark of(String label) {
        Mark found = null;
        int words = 0;
        boolean ordinal = false;
        for (String word : fold(label).split("[^\\p{L}\\p{N}]+")) {
            if (word.isEmpty()) {
                continue;
            }
            words++;
            // "3RD NET" is dpa's third version of a network story; a net by itself is a word like others.
            Mark mark = ordinal && word.equals("NET") ? Mark.UPDATE : WORDS.get(word);
            ordinal = Character.isDigit(word.charAt(0));
            if (mark == null) {
                if (!isFiller(word)) {
                    return null;
                }
            } else if (found == null || mark.compareTo(found) < 0) {
                found = mark;
            }
        }
        return words > MAX_WORDS ? null : found;
    }

    /** What the first word of a text says; null when it is no mark. */
    public static Mark ofFirstWord(String text) {
        for (String word : fold(text).split("[^\\p{L}\\p{N}]+", 4)) {
            if (!word.isEmpty() && !isFiller(word)) {
                return WORDS.get(word);
            }
        }
        return null;
    }

    /** Capitals without accents. */
    static String fold(String text) {
        String plain = NormalForms.of(text, Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                out.append(c == '\'' || c == '\u2019' ? ' ' : c);
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    private static boolean isFiller(String word) {
        if (Character.isDigit(word.charAt(0))) {
            // "2", "1ST", "2ND", "3EME", "1715"
            return word.length() <= 5;
        }
        return switch (word) {
            case "D",
                    "DE",
                    "LA",
                    "LE",
                    "A",
                    "TO",
                    "OF",
                    "AND",
                    "UND",
                    "ET",
                    "MIT",
                    "NR",
                    "NO",
                    "BULLETIN",
                    "MANDATORY",
                    "ALL",
                    "THRU",
                    "NEUE",
                    "NEUER",
                    "ATTENTION",
                    "ACHTUNG",
                    "AVIS",
                    "ATENCION" -> true;
            default -> false;
        };
    }

    private static Map<String, Mark> words() {
        Map<String, Mark> words = new HashMap<>();
        put(
                words,
                Mark.KILL,
                "KILL KILLED ANNULE ANNULEE ANNULATION ANNULER STORNO STORNIERUNG STORNIERT RUCKRUF ZURUCKGEZOGEN "
                        + "ZURUCKZIEHUNG ELIMINAR ANULAR ANULADO ANULADA ANULACION ANNULLARE ANNULLATA ANNULLAMENTO INTREKKEN INGETROKKEN "
                        + "WITHDRAW WITHDRAWN WITHDRAWAL DELETE DELETED CANCEL CANCELED CANCELLED CANCELLATION ELIMINATION TILBAKEKALT "
                        + "TREKKES ANULOWANIE ANULOWANA RETRACTION RETRACTED \u0410\u041d\u041d\u0423\u041b\u0418\u0420\u041e\u0412\u0410\u041d\u0418\u0415 "
                        + "\u062d\u0638\u0631");
        put(words, Mark.WITHHOLD, "WITHHOLD WITHHELD SUSPENDRE SUSPENDUE ZURUCKGEHALTEN");
        put(
                words,
                Mark.CORRECTION,
                "BERICHTIGUNG BERICHTIGT KORREKTUR KORRIGIERT RECTIFICATIF RECTIFICATION RECTIFIE RECTIFIEE "
                        + "CORRECTION CORRECTED CORRECTS CORRECTIVE CORRIGE CORRIGEE CORREGIDA CORREGIDO CORRECCION CORREZIONE CORRETTO "
                        + "RETTIFICA RETTELSE RETTET KORRIGERT KORRIGERING RATTELSE KORJAUS KORJATTU RECTIFICATIE CORRECTIE KOREKTA "
                        + "CORRECAO CLARIFICATION CLARIFIES "
                        + "\u041a\u041e\u0420\u0420\u0415\u041a\u0426\u0418\u042f \u062a\u0635\u062d\u064a\u062d");
        put(
                words,
                Mark.UPDATE,
                "LEAD LD LEADALL WRITETHRU WRITETHROUGH ZUSAMMENFASSUNG ZUSF ZUS AKTUALISIERUNG AKTUALISIERT "
                        + "ERGANZUNG ERGANZT NEUFASSUNG UPDATE UPDATED UPDATES UPDATING ADDS RECASTS ACTUALISATION ACTUALISE ACTUALISEE "
                        + "ACTUALIZACION ACTUALIZADO AMPLIACION AMP AGGIORNAMENTO OPPDATERING OPPDATERT OPDATERING UPPDATERING PAIVITYS "
                        + "TOTAAL AKTUALIZACJA ADD INSERT SUB SUBS WRAPUP NEU "
                        + "\u041e\u0411\u041d\u041e\u0412\u0418\u0422\u042c \u062a\u062d\u062f\u064a\u062b");
        put(
                words,
                Mark.REPEAT,
                "REPEAT REPEATS REFILE REFILES RPT WIEDERHOLUNG WIEDERHOLT REPETITION REPETE REMETTRE RESENDS RESENDING");
        put(
                words,
                Mark.OTHER,
                "EIL EILMELDUNG BLITZ FLASH URGENT URGENTE URGENCE ALERTE ALERT PILNE EXTRA VORRANG SNAP NEWSALERT");
        return Map.copyOf(words);
    }

    private static void put(Map<String, Mark> words, Mark mark, String list) {
        for (String word : list.split(" ")) {
            words.put(word, mark);
        }
    }
}
