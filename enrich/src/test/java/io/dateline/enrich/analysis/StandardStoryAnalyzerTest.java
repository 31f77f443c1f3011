package io.dateline.enrich.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.schemas.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStoryAnalyzerTest {
    private static final StoryAnalyzer ANALYZER = Analyses.models().newAnalyzer();

    @Test
    void keepsItsPromisesOnTextsThatMakeNoSense() {
        for (long seed = 0; seed < 400; seed++) {
            String text = RandomTexts.of(seed, 1 + (int) (seed % 150));
            check(text, ANALYZER.analyze(english(text)), "seed " + seed);
        }
    }

    @Test
    void givesTheSameForTheSameWhateverItDidBefore() {
        for (long seed = 0; seed < 60; seed++) {
            String text = RandomTexts.of(seed, 120);
            Analysis fresh = Analyses.models().newAnalyzer().analyze(english(text));
            assertThat(ANALYZER.analyze(english(text))).as("seed " + seed).isEqualTo(fresh);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "`` ",
                "a",
                "Ab ",
                "said ",
                "he said that ",
                "(",
                ", ",
                ". ",
                "\n",
                "a@",
                "Bank of ",
                "\"Go,\" said Bob. ",
                "\"Go on now.\n\n",
                "Bob, who ",
                "Jane Ruiz (UN), also known as ISIS or ISIL, ",
                "Al-",
                "\uD83D\uDE00",
                "Bob's ",
                "By Bob\n\n",
                "war and election ",
                "President of the "
            })
    void getsThroughALotOfAnything(String piece) {
        String text = piece.repeat((1 << 18) / piece.length());

        check(text, ANALYZER.analyze(english(text)), piece);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\u201C", "\"Go,\" said Bob. "})
    void getsThroughAMegabyteOfQuotationMarks(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        check(text, ANALYZER.analyze(english(text)), piece);
    }

    @Test
    void servesSeveralThreadsFromOneSetOfModels() throws Exception {
        String text = "LIMA — \"The river is rising,\" Mayor Jane Ruiz said. She told the UN that it rained in Kenya.";
        Analysis expected = ANALYZER.analyze(english(text));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                StoryAnalyzer own = Analyses.models().newAnalyzer();
                tasks.add(() -> {
                    boolean same = true;
                    for (int i = 0; i < 50; i++) {
                        same &= own.analyze(english(text)).equals(expected);
                    }
                    return same;
                });
            }
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void givesNoAnnotationsOfOursInAnotherLanguage() {
        String text =
                "« Le fleuve monte », a dit Jeanne Ruiz, la maire de la ville de Paris, qui est dans une situation"
                        + " de crise depuis la semaine dernière avec le gouvernement et les élections.";

        Analysis analysis = ANALYZER.analyze(Story.ofText(text));

        assertThat(analysis.language()).isEqualTo("fr");
        assertThat(analysis.entities()).isEmpty();
        assertThat(analysis.quotes()).isEmpty();
        assertThat(analysis.topics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es | El presidente del gobierno y los ministros de la oposición discutieron en el parlamento la ley de "
                        + "elecciones, y el partido dijo que la crisis de la economía no es un problema de la policía.",
                "de | Der Präsident und die Minister der Regierung haben im Parlament über das Gesetz zur Wahl gestritten, "
                        + "und die Polizei sagte, dass die Krise der Banken nicht das Problem der Opposition ist.",
                "ru | Президент и министры правительства обсудили в парламенте закон о выборах, и полиция сообщила, что "
                        + "кризис банков не является проблемой оппозиции."
            })
    void saysThatAStoryIsInAnotherLanguageAndGivesItNoTopicOfOurs(String language, String text) {
        Analysis analysis = ANALYZER.analyze(Story.ofText(text + " " + text));

        assertThat(analysis.language()).isEqualTo(language);
        assertThat(analysis.topics()).isEmpty();
    }

    @Test
    void readsAWholeDirtyStory() {
        String text = "LIMA —  The Zorvan Ministry's top official says the US is willing to help,, in Kenya.\n \n"
                + "Minister of Rivers Jane Ruiz spoke with General Tomas Lindqvist, the Kenyan head of staff.\n\n"
                + "\"The river will not wait,\" Ruiz said.\n\n"
                + "She also warned that the flood would \"take the whole town,\" not just the bridgethe old one.\n\n"
                + "Email: desk@example.com\nTwitter: @desk\n\n"
                + "Carla Stone was senior river correspondent for Example News, covering floods.\n\nShare:\nMore In Home";

        Analysis analysis = ANALYZER.analyze(english(text));

        check(text, analysis, "story");
        assertThat(analysis.datelinePlace()).isEqualTo("LIMA");
        assertThat(analysis.boilerplate()).hasSize(6);
        assertThat(analysis.entities())
                .extracting(EntityAnnotation::name)
                .contains("Jane Ruiz", "Tomas Lindqvist", "United States", "Kenya")
                .doesNotContain("Carla Stone", "LIMA", "Lima", "Example News");
        assertThat(analysis.quotes()).hasSize(3);
        assertThat(analysis.quotes().get(2).content().of(text))
                .contains("\"take the whole town,\" not just the bridgethe");
        assertThat(analysis.entities()
                        .get(analysis.quotes().get(2).speaker().entity())
                        .name())
                .isEqualTo("Jane Ruiz");
    }

    @Test
    void namesItsModels() {
        assertThat(Analyses.models().versions())
                .extracting(ModelVersion::getName)
                .doesNotHaveDuplicates()
                .contains("opennlp-en-ud-ewt-pos", "gazetteer", "media-topics");
        assertThat(Analyses.models().versions()).allMatch(v -> !v.getVersion().isBlank());
    }

    private static Story english(String text) {
        return new Story(text, null, "en", List.of());
    }

    private static void check(String text, Analysis analysis, String name) {
        List<Span> furniture = new ArrayList<>();
        for (Analysis.Boilerplate boilerplate : analysis.boilerplate()) {
            within(boilerplate.span(), text, name);
            if (!furniture.isEmpty()
                    && furniture.get(furniture.size() - 1).end()
                            > boilerplate.span().start()) {
                throw new AssertionError(name + ": furniture overlaps");
            }
            furniture.add(boilerplate.span());
        }
        for (EntityAnnotation entity : analysis.entities()) {
            assertThat(entity.mentions()).as(name).isNotEmpty();
            assertThat(entity.name()).as(name).isNotBlank();
            share(entity.salience(), name);
            share(entity.confidence(), name);
            Span last = null;
            for (Span mention : entity.mentions()) {
                within(mention, text, name);
                outside(mention, furniture, name);
                if (last != null && mention.start() < last.end()) {
                    throw new AssertionError(name + ": mentions of an entity overlap or are out of order");
                }
                last = mention;
            }
        }
        assertThat(analysis.entities())
                .as(name)
                .isSortedAccordingTo(Comparator.comparingDouble(entity -> -entity.salience()));
        int start = 0;
        for (QuoteAnnotation quote : analysis.quotes()) {
            within(quote.content(), text, name);
            share(quote.confidence(), name);
            if (quote.content().start() < start) {
                throw new AssertionError(name + ": quotes are out of order");
            }
            start = quote.content().start();
            if (quote.speaker() != null) {
                within(quote.speaker().span(), text, name);
                outside(quote.speaker().span(), furniture, name);
                assertThat(quote.speaker().entity())
                        .as(name)
                        .isBetween(-1, analysis.entities().size() - 1);
            }
        }
        analysis.topics().forEach(topic -> share(topic.confidence(), name));
    }

    private static void within(Span span, String text, String name) {
        if (span.end() > text.length() || span.length() == 0) {
            throw new AssertionError(name + ": " + span + " is empty or not within the text");
        }
    }

    private static void outside(Span span, List<Span> furniture, String name) {
        int low = 0;
        int high = furniture.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (furniture.get(middle).end() <= span.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < furniture.size() && furniture.get(low).overlaps(span)) {
            throw new AssertionError(name + ": " + span + " lies in furniture");
        }
    }

    private static void share(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new AssertionError(name + ": " + value + " is not between 0 and 1");
        }
    }
}
