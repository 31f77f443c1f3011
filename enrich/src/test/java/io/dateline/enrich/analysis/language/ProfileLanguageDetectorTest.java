package io.dateline.enrich.analysis.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.segment.StandardSegmenter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileLanguageDetectorTest {
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();
    private static final ProfileLanguageDetector DETECTOR = ProfileLanguageDetector.load();

    private static final String GERMAN =
            "Der Fluss ist am Dienstag wieder gestiegen, und die alte Brücke wurde für den Verkehr"
                    + " gesperrt. Nach Angaben der Stadt ist niemand zu Schaden gekommen, aber die Schulen bleiben in dieser Woche zu.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The river rose again on Tuesday and the old bridge was closed to all cars.",
                "de | Der Fluss ist am Dienstag wieder gestiegen, und die alte Brücke wurde für den Verkehr gesperrt.",
                "fr | La rivière est montée mardi et le vieux pont a été fermé à la circulation dans la ville.",
                "es | El río volvió a subir el martes y el viejo puente de la ciudad fue cerrado para los coches.",
                "it | Il fiume è salito di nuovo martedì e il vecchio ponte della città è stato chiuso alle auto.",
                "pt | O rio voltou a subir na terça-feira e a velha ponte da cidade foi fechada para os carros, não se sabe até quando.",
                "nl | De rivier is dinsdag weer gestegen en de oude brug is voor het verkeer gesloten, maar niet voor fietsers.",
                "sv | Floden steg igen på tisdagen och den gamla bron är stängd för alla bilar men inte för cyklar.",
                "pl | Rzeka znowu się podniosła we wtorek i stary most jest zamknięty dla samochodów, ale nie dla rowerów.",
                "tr | Nehir salı günü yine yükseldi ve eski köprü bu hafta için trafiğe kapatıldı, ama okullar açık.",
                "ru | Река во вторник снова поднялась, и старый мост был закрыт для всех машин, но не для людей.",
                "uk | Річка у вівторок знову піднялася, і старий міст було закрито для всіх машин, але не для людей.",
                "ar | ارتفع النهر مرة أخرى يوم الثلاثاء وأغلق الجسر القديم",
                "zh | 星期二河水再次上涨 旧桥关闭",
                "ja | 川の水位が火曜日に再び上がり 古い橋は閉鎖されました",
                "el | Το ποτάμι ανέβηκε ξανά την Τρίτη και η παλιά γέφυρα έκλεισε",
                "und | Xyzzy plugh 12 34",
            })
    void tellsTheLanguageOfASentence(String language, String text) {
        assertThat(detect(text, null)).isEqualTo(language);
    }

    @Test
    void believesTheWireWhereNothingSpeaksAgainstIt() {
        assertThat(detect("Xyzzy plugh", "en-GB")).isEqualTo("en-GB");
        assertThat(detect("Flood in Lima", "EN_us")).isEqualTo("en-US");
        assertThat(detect(GERMAN, "de-AT")).isEqualTo("de-AT");
    }

    @Test
    void doesNotBelieveTheWireWhenTheTextIsClearlyInAnotherLanguage() {
        assertThat(detect(GERMAN, "en")).isEqualTo("de");
        assertThat(detect("ارتفع النهر مرة أخرى يوم الثلاثاء", "en")).isEqualTo("ar");
    }

    @Test
    void passesOverADeclarationThatIsNone() {
        assertThat(detect(GERMAN, "???")).isEqualTo("de");
        assertThat(detect(GERMAN, "und")).isEqualTo("de");
        assertThat(detect("", " ")).isEqualTo("und");
    }

    private static String detect(String text, String declared) {
        return DETECTOR.detect(SEGMENTER.segment(text), declared);
    }
}
