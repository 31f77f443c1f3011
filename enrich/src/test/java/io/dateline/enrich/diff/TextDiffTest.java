package io.dateline.enrich.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dateline.schemas.ChangeOperation;
import io.dateline.schemas.TextChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static final String BEFORE =
            "VALENCIA - Ruth Kiplagat won in 2 hours, 17 minutes and 41 seconds. It was hot.\n\n"
                    + "\"I felt my legs,\" Kiplagat said.\n\nCarla Moreno was second.";

    @Test
    void aChangedFigure() {
        List<TextChange> changes = changes(BEFORE, BEFORE.replace("17 minutes", "18 minutes"));

        assertThat(changes).hasSize(1);
        TextChange change = changes.get(0);
        assertThat(change.getOperation()).isEqualTo(ChangeOperation.CHANGED);
        assertThat(change.getRemovedWords()).isEqualTo("17");
        assertThat(change.getAddedWords()).isEqualTo("18");
        assertThat(change.getAfter()).endsWith("18 minutes and 41 seconds.");
    }

    @Test
    void aChangedNameWithItsPlace() {
        String after = BEFORE.replace("Carla Moreno", "Clara Moreno");

        TextChange change = changes(BEFORE, after).get(0);

        assertThat(change.getRemovedWords()).isEqualTo("Carla");
        assertThat(change.getAddedWords()).isEqualTo("Clara");
        assertThat(after.substring(change.getStart(), change.getEnd())).isEqualTo("Clara Moreno was second.");
    }

    @Test
    void aRemovedParagraph() {
        List<TextChange> changes = changes(BEFORE, BEFORE.replace("\"I felt my legs,\" Kiplagat said.\n\n", ""));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getOperation()).isEqualTo(ChangeOperation.REMOVED);
        assertThat(changes.get(0).getBefore()).isEqualTo("\"I felt my legs,\" Kiplagat said.");
        assertThat(changes.get(0).getStart()).isNull();
    }

    @Test
    void severalChangesInOneSentenceAreToldApart() {
        String after = BEFORE.replace("Ruth Kiplagat", "Rut Kiplagat").replace("17 minutes", "18 minutes");

        List<TextChange> changes = changes(BEFORE, after);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getRemovedWords()).isEqualTo("Ruth \u2026 17");
        assertThat(changes.get(0).getAddedWords()).isEqualTo("Rut \u2026 18");
    }

    @Test
    void aParagraphOfSeveralSentencesThatIsGoneAndAFigureThatChangedElsewhere() {
        String gone = "Nobody had expected this. The club paid for her shoes.\n\n";
        String before = BEFORE.replace("Carla", gone + "Carla");
        String after = BEFORE.replace("41 seconds", "44 seconds");

        assertThat(changes(before, after))
                .extracting(TextChange::getOperation, TextChange::getRemovedWords)
                .containsExactly(
                        tuple(ChangeOperation.CHANGED, "41"),
                        tuple(ChangeOperation.REMOVED, null),
                        tuple(ChangeOperation.REMOVED, null));
    }

    @Test
    void abbreviationsAndHeadingsEndWhereTheyEnd() {
        String before = "Results so far\n\nMr. Smith and J. Doe of St. Louis met Gov. Reed in 2024. They left.";
        String after = before.replace("2024", "2025");

        List<TextChange> changes = changes(before, after);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getAfter()).isEqualTo("Mr. Smith and J. Doe of St. Louis met Gov. Reed in 2025.");
        assertThat(after.substring(changes.get(0).getStart(), changes.get(0).getEnd()))
                .isEqualTo(changes.get(0).getAfter());
    }

    @Test
    void otherScriptsAreComparedToo() {
        List<TextChange> changes = changes(
                "\u041c\u044d\u0440 \u0443\u0448\u0451\u043b.",
                "\u0414\u043e\u0436\u0434\u044c \u0438\u0434\u0451\u0442 \u0441\u043d\u043e\u0432\u0430.");

        assertThat(changes)
                .extracting(TextChange::getOperation)
                .containsExactly(ChangeOperation.REMOVED, ChangeOperation.ADDED);
    }

    @Test
    void anAddedSentence() {
        List<TextChange> changes = changes(BEFORE, BEFORE.replace("It was hot.", "It was hot. Nobody fell."));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getOperation()).isEqualTo(ChangeOperation.ADDED);
        assertThat(changes.get(0).getAfter()).isEqualTo("Nobody fell.");
    }

    @Test
    void anotherTextAltogether() {
        List<TextChange> changes = changes("One thing was. Another was not.", "Geneva is wet today.");

        assertThat(changes)
                .extracting(TextChange::getOperation)
                .containsExactly(ChangeOperation.REMOVED, ChangeOperation.REMOVED, ChangeOperation.ADDED);
    }

    @Test
    void offsetsAreCodePoints() {
        String before = "\uD83D\uDCF0 First. Second is old.";
        String after = "\uD83D\uDCF0 First. Second is new.";

        TextChange change = changes(before, after).get(0);

        int[] points = after.codePoints().toArray();
        assertThat(new String(points, change.getStart(), change.getEnd() - change.getStart()))
                .isEqualTo("Second is new.");
    }

    @Test
    void nothingBetweenEqualTexts() {
        assertThat(changes(BEFORE, BEFORE)).isEmpty();
    }

    private static List<TextChange> changes(String before, String after) {
        TextDiff.Result result = TextDiff.between(before, after);
        assertThat(result.complete()).isTrue();
        return result.changes();
    }
}
