package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.EntityType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTaggerTest {
    private static final Segmenter SEGMENTER = StandardSegmenter.load();
    private static final NameModel MODEL = NameModel.load();

    private static List<String> names(String text) {
        NameUnits units = new NameUnits(SEGMENTER.segment(text));
        return MODEL.newTagger(TimeBudget.unlimited()).tag(units).stream()
                .map(name -> name.type() + " "
                        + text.substring(units.start(name.firstUnit()), units.end(name.endUnit() - 1)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "A spokesman for Zorvan Holdings Ltd said so.       | ORGANISATION Zorvan Holdings Ltd",
                "The mayor, Anna Lindqvist, was late.               | PERSON Anna Lindqvist",
                "It rained in Nairobi.                              | LOCATION Nairobi",
                "The Kenyan side won.                               | MISC Kenyan",
                "A US-led plan failed.                              | LOCATION US",
                "He met Omar al-Hakim there.                        | PERSON Omar al-Hakim",
                "She spoke of Maria de la Cruz.                     | PERSON Maria de la Cruz",
                "He studied at the University of Nairobi.           | ORGANISATION University of Nairobi",
                "Officials said that it rained.                     |",
                "MINISTER VISITS KENYA AFTER FLOODS                 | LOCATION KENYA",
            })
    void findsNames(String text, String expected) {
        assertThat(names(text)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void remembersWhatTheStoryCallsSomebody() {
        String alone = "Zorvanda was silent.";
        String story = "Police said that Anna Zorvanda, 43, was missing. Ms Zorvanda had left home. " + alone;

        assertThat(names(story)).hasSize(3).allMatch(name -> name.startsWith("PERSON"));
    }

    @Test
    void isSureToADegree() {
        NameUnits units =
                new NameUnits(SEGMENTER.segment("Ash Carter met Zorvan in Kenya and praised Blenheim Trasks."));
        assertThat(MODEL.newTagger(TimeBudget.unlimited()).tag(units))
                .isNotEmpty()
                .allMatch(name -> name.confidence() > 0 && name.confidence() <= 1);
    }

    /** Learns a made-up world from a few stories, and finds its names again, through the packed form. */
    @Test
    void findsWhatAModelWasTaughtThatIsWrittenAndReadAgain() throws IOException {
        List<LabelledStory> stories = new ArrayList<>();
        String[] people = {"Quorra Vex", "Tam Ilvane", "Brisk Oren", "Dova Keel"};
        String[] places = {"Ustrel", "Port Nimm", "Halvor", "Gesh"};
        for (int i = 0; i < 16; i++) {
            String person = people[i % 4];
            String place = places[i / 4];
            String text = "Captain " + person + " sailed to " + place + " again.";
            int at = text.indexOf(place);
            stories.add(new LabelledStory(
                    "s" + i,
                    text,
                    List.of(
                            new LabelledStory.Name(8, 8 + person.length(), EntityType.PERSON),
                            new LabelledStory.Name(at, at + place.length(), EntityType.LOCATION))));
        }
        NameModel model = teach(stories);

        String text = "Captain Nuri Ash sailed to Ravenne again.";
        NameUnits units = new NameUnits(SEGMENTER.segment(text));
        List<TaggedName> found = model.newTagger(TimeBudget.unlimited()).tag(units);

        assertThat(model.version()).isEqualTo("taught");
        assertThat(found)
                .extracting(name -> units.name(name.firstUnit(), name.endUnit()), TaggedName::type)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("Nuri Ash", EntityType.PERSON),
                        org.assertj.core.api.Assertions.tuple("Ravenne", EntityType.LOCATION));
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatThrownBy(() -> NameModel.read(new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(IOException.class);
    }

    private static NameModel teach(List<LabelledStory> stories) throws IOException {
        Lexicon lexicon = new Lexicon(new LongIntMap(16));
        WordClusters clusters = new WordClusters(new LongIntMap(16), new short[0]);
        Map<Long, Integer> numbers = new HashMap<>();
        List<ChainTraining.Example> examples = new ArrayList<>();
        for (LabelledStory story : stories) {
            NameUnits units = new NameUnits(SEGMENTER.segment(story.text()));
            DocumentView view = new DocumentView(units, lexicon, clusters);
            int[][] features = new int[units.size()][];
            for (int u = 0; u < units.size(); u++) {
                List<Integer> own = new ArrayList<>();
                Features.of(
                        view,
                        clusters,
                        0,
                        u,
                        f -> own.add(numbers.computeIfAbsent(NameModel.key(f), k -> numbers.size())));
                features[u] = own.stream().mapToInt(Integer::intValue).toArray();
            }
            examples.add(new ChainTraining.Example(0, features, story.labels(units), 1));
        }
        ChainTraining training = new ChainTraining(numbers.size(), new ChainTraining.Settings(10, 0.1f, 0.001f, 3));
        training.learn(examples);
        long[] keys =
                numbers.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        int n = Labels.COUNT;
        byte[] weights = new byte[keys.length * 2 * n];
        for (int i = 0; i < keys.length; i++) {
            for (int label = 0; label < 2 * n; label++) {
                float weight = training.weights[numbers.get(keys[i]) * n + label % n];
                weights[i * 2 * n + label] = (byte) Math.max(-127, Math.min(127, Math.round(weight / 0.02f)));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        float[][] transitions = {training.transitions, training.transitions};
        NameModel.write(out, "taught", lexicon, clusters, keys, weights, 0.02f, transitions);
        byte[] bytes = out.toByteArray();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        NameModel.write(again, "taught", lexicon, clusters, keys, weights, 0.02f, transitions);
        assertThat(Arrays.equals(bytes, again.toByteArray()))
                .as("always the same bytes")
                .isTrue();
        return NameModel.read(new ByteArrayInputStream(bytes));
    }
}
