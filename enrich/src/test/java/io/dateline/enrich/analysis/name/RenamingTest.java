package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenamingTest {
    private static final List<String> COUNTRIES = List.of("Kenya", "Peru");

    @Test
    void callsWhoIsOneByOneOtherNameAndLeavesAllElse() {
        LabelledStory story = story(
                "[Jane Ruiz|PERSON] leads [Zorvan Mining|ORGANISATION] in [Peru|LOCATION]. The [Peruvian|MISC] board backs"
                        + " [Ruiz|PERSON], and [Zorvan|ORGANISATION] said so. [Ruiz|PERSON] left [Zorvan Mining|ORGANISATION].");
        for (long seed = 0; seed < 50; seed++) {
            LabelledStory renamed = renaming(seed).rename(story).story();

            Map<String, String> byOld = new HashMap<>();
            StringBuilder between = new StringBuilder();
            int from = 0;
            for (int i = 0; i < story.names().size(); i++) {
                String old = of(story, i);
                assertThat(byOld.computeIfAbsent(old, key -> ""))
                        .as("seed " + seed)
                        .isIn("", of(renamed, i));
                byOld.put(old, of(renamed, i));
                assertThat(renamed.names().get(i).type())
                        .isEqualTo(story.names().get(i).type());
                between.append(renamed.text(), from, renamed.names().get(i).start())
                        .append('#');
                from = renamed.names().get(i).end();
            }
            between.append(renamed.text().substring(from));
            assertThat(between.toString())
                    .as("seed " + seed)
                    .isEqualTo("# leads # in #. The # board backs #, and # said so. # left #.");
        }
    }

    @Test
    void saysWhatItChanged() {
        LabelledStory story =
                story("[Jane Ruiz|PERSON] of [Zorvan Mining|ORGANISATION] met the [Peruvian|MISC] press.");
        for (long seed = 0; seed < 50; seed++) {
            Augmentation.Changed changed = renaming(seed).rename(story);

            for (LabelledStory.Name span : changed.spans()) {
                assertThat(story.text())
                        .as("seed " + seed)
                        .doesNotContain(changed.story().text().substring(span.start(), span.end()));
            }
            boolean same = changed.story().text().equals(story.text());
            assertThat(changed.spans().isEmpty()).as("seed " + seed).isEqualTo(same);
        }
    }

    @Test
    void copyOfReferenceWorksMarksWholeWords() {
        EncyclopediaCopy copy = new EncyclopediaCopy(maker(3));
        for (int i = 0; i < 200; i++) {
            LabelledStory story = copy.story(i);
            assertThat(story.text()).as("seed 3, " + i).doesNotContain("{").doesNotContain("}");
            for (LabelledStory.Name name : story.names()) {
                String text = story.text();
                assertThat(text.substring(name.start(), name.end()))
                        .isNotBlank()
                        .isEqualTo(text.substring(name.start(), name.end()).strip());
                assertThat(name.start() == 0 || !Character.isLetter(text.charAt(name.start() - 1)))
                        .isTrue();
                assertThat(Character.isLetter(text.charAt(name.end()))).isFalse();
            }
        }
    }

    private static Renaming renaming(long seed) {
        return new Renaming(maker(seed), COUNTRIES);
    }

    private static NameMaker maker(long seed) {
        return new NameMaker(
                new Random(seed),
                List.of("Tomas Lindqvist", "Abla Okoro"),
                Set.of("Harrow Steel", "Quillmark"),
                COUNTRIES,
                List.of("Nakuru", "Piura"));
    }

    private static String of(LabelledStory story, int name) {
        return story.text()
                .substring(
                        story.names().get(name).start(), story.names().get(name).end());
    }

    private static LabelledStory story(String marked) {
        StringBuilder text = new StringBuilder();
        List<LabelledStory.Name> names = new ArrayList<>();
        for (String piece : marked.split("[\\[\\]]")) {
            int bar = piece.indexOf('|');
            if (bar < 0) {
                text.append(piece);
            } else {
                names.add(new LabelledStory.Name(
                        text.length(), text.length() + bar, EntityType.valueOf(piece.substring(bar + 1))));
                text.append(piece, 0, bar);
            }
        }
        return new LabelledStory("story", text.toString(), names);
    }
}
