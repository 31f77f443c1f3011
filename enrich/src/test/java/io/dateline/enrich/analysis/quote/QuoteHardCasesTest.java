package io.dateline.enrich.analysis.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analyses;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is hard about quotes, case by case, from {@code hard-cases.txt}. A case is its name behind "==", the text, and the
 * quotes to be found behind ">": type, speaker and content parted by bars, then what else is to be checked. A speaker is an
 * entity's name, [words that name no entity], or ? when unknown; "…" in a content stands for anything. A line "> none" means
 * no quotes; a line "> ..." that more may be found than is listed.
 */
class QuoteHardCasesTest {

    record Case(String name, String text, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = QuoteHardCasesTest.class.getResourceAsStream("hard-cases.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n== ")).skip(1).map(QuoteHardCasesTest::read);
        }
    }

    private static Case read(String block) {
        List<String> text = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        String[] lines = block.split("\n");
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].startsWith("> ")) {
                expected.add(lines[i].substring(2));
            } else {
                text.add(lines[i]);
            }
        }
        assertThat(expected).as(lines[0]).isNotEmpty();
        return new Case(lines[0], String.join("\n", text).strip(), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void findsQuotesAndTheirSpeakers(Case hard) {
        Analysis analysis = Analyses.of(hard.text());

        List<String> lines = new ArrayList<>(hard.expected());
        boolean open = lines.remove("...");
        lines.remove("none");
        List<QuoteAnnotation> left = new ArrayList<>(analysis.quotes());
        for (String line : lines) {
            assertThat(left)
                    .as("%s%nmeant to be found: %s%nfound: %s", hard.text(), line, told(analysis, hard.text()))
                    .anyMatch(quote -> matches(line, quote, analysis, hard.text()));
            left.removeIf(quote -> matches(line, quote, analysis, hard.text()));
        }
        if (!open) {
            assertThat(left)
                    .as("%s%nfound: %s", hard.text(), told(analysis, hard.text()))
                    .isEmpty();
        }
    }

    private static boolean matches(String line, QuoteAnnotation quote, Analysis analysis, String text) {
        String[] parts = line.split(" \\| ");
        boolean same = quote.type().name().equals(parts[0])
                && speaker(quote.speaker(), analysis, text).equals(parts[1])
                && isContent(parts[2], quote.content().of(text));
        for (int i = 3; i < parts.length && same; i++) {
            String[] pair = parts[i].split("=");
            same = switch (pair[0]) {
                case "parts" -> quote.parts().size() == Integer.parseInt(pair[1]);
                case "cue" -> quote.cueClass().name().equals(pair[1]);
                case "org" ->
                    quote.speaker().organisation() >= 0
                            && analysis.entities()
                                    .get(quote.speaker().organisation())
                                    .name()
                                    .equals(pair[1]);
                default -> throw new IllegalArgumentException("what is " + parts[i] + "?");
            };
        }
        return same;
    }

    private static boolean isContent(String expected, String found) {
        int gap = expected.indexOf(" … ");
        return gap < 0
                ? found.equals(expected)
                : found.startsWith(expected.substring(0, gap)) && found.endsWith(expected.substring(gap + 3));
    }

    private static String speaker(SpeakerAnnotation speaker, Analysis analysis, String text) {
        if (speaker == null) {
            return "?";
        }
        return speaker.entity() < 0
                ? "[" + speaker.span().of(text) + "]"
                : analysis.entities().get(speaker.entity()).name();
    }

    private static List<String> told(Analysis analysis, String text) {
        return analysis.quotes().stream()
                .map(q -> q.type() + " | " + speaker(q.speaker(), analysis, text) + " | "
                        + q.content().of(text) + " | parts=" + q.parts().size() + " | cue=" + q.cueClass() + " "
                        + q.confidence()
                        + (q.speaker() == null || q.speaker().organisation() < 0
                                ? ""
                                : " org="
                                        + analysis.entities()
                                                .get(q.speaker().organisation())
                                                .name()))
                .toList();
    }
}
