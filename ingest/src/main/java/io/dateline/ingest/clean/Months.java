package io.dateline.ingest.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Months by their names and abbreviations in the languages of the wires. Thread-safe. */
public final class Months {
    private static final Map<String, Integer> NUMBERS = numbers();

    private Months() {}

    /** Number of a month, 1 to 12, whatever the case and with a full stop or without; 0 for a word that is none. */
    public static int of(String word) {
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return NUMBERS.getOrDefault(bare.toLowerCase(Locale.ROOT), 0);
    }

    private static Map<String, Integer> numbers() {
        String[] names = {
            "jan january januar jänner jaen janvier janv ene enero gennaio gen januari janeiro tammi янв января sty stycznia",
            "feb february februar feber février fevrier fev fév febr febrero febbraio februari fevereiro helmi фев февраля lut lutego",
            "mar march märz maerz mär mrz mars marzo maart mrt março maalis мар марта marca",
            "apr april avril avr abr abril aprile huhti апр апреля kwi kwietnia",
            "may mai mayo mag maggio mei maj maio touko май мая maja",
            "jun june juni juin junio giu giugno junho kesä июн июня cze czerwca",
            "jul july juli juillet juil julio lug luglio julho heinä июл июля lip lipca",
            "aug august août aout aou aoû ago agosto augustus augusti elo авг августа sie sierpnia",
            "sep sept september septembre septiembre set settembre setembro syys сен сент сентября wrz września",
            "oct october okt oktober octobre octubre ott ottobre out outubro loka окт октября paź października",
            "nov november novembre noviembre novembro marras ноя нояб ноября lis listopada",
            "dec december dez dezember décembre decembre déc dic diciembre dicembre des desember dezembro joulu дек декабря gru grudnia"
        };
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i].split(" ")) {
                numbers.put(name, i + 1);
            }
        }
        return Map.copyOf(numbers);
    }
}
