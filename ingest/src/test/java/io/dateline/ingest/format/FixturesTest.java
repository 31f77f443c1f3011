package io.dateline.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field of the fixtures that {@code fixtures-expected.tsv} lists: file, field, value; lists by one element each. */
class FixturesTest {

    @TestFactory
    Stream<DynamicTest> fields() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = FixturesTest.class.getResourceAsStream("/fixtures-expected.tsv")) {
            for (String row : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!row.isBlank() && !row.startsWith("#")) {
                    String[] cells = row.split("\t", -1);
                    tests.add(DynamicTest.dynamicTest(
                            cells[0] + " " + cells[1],
                            () -> check(
                                    cells[0],
                                    cells[1],
                                    cells[2].replace("\\n", "\n").replace("\\t", "\t"))));
                }
            }
        }
        return tests.stream();
    }

    private static void check(String file, String field, String expected) {
        RawArticle story = Parses.all(Parses.fixture(file)).stream()
                .filter(Parsed.class::isInstance)
                .map(Parses::article)
                .findFirst()
                .orElseThrow();
        Object value = story.get(story.getSchema().getField(field).pos());
        if (value instanceof Collection<?> list) {
            assertThat(list).extracting(Object::toString).anyMatch(element -> element.contains(expected));
        } else {
            assertThat(String.valueOf(value)).isEqualTo(expected);
        }
    }
}
