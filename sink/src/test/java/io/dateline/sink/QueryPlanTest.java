package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queries of docs/querying.md, run on filled tables: they give what they say, through the index that they name. */
@ExtendWith(Servers.class)
class QueryPlanTest {
    private static final Pattern QUERY =
            Pattern.compile("<!-- query: (\\S+) (\\S+) -->\\R```sql\\R([^`]*)```", Pattern.MULTILINE);

    private static Map<String, Query> queries;
    private static TestDatabase database;

    private record Query(String index, String sql) {}

    @BeforeAll
    static void fill(TestDatabase fresh) throws IOException {
        queries = new LinkedHashMap<>();
        Matcher found = QUERY.matcher(Files.readString(Path.of("..", "docs", "querying.md")));
        while (found.find()) {
            queries.put(found.group(1), new Query(found.group(2), found.group(3)));
        }
        database = fresh.migrated();
        try (InputStream filling = QueryPlanTest.class.getResourceAsStream("/filled-tables.sql")) {
            database.execute(new String(filling.readAllBytes(), StandardCharsets.UTF_8));
        }
        database.execute("vacuum analyze");
    }

    private static String sql(String name, Map<String, String> variables) {
        String sql = queries.get(name).sql();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sql = sql.replace(":'" + variable.getKey() + "'", "'" + variable.getValue() + "'");
        }
        assertThat(sql).doesNotContain(":'");
        return sql.replace(";", "");
    }

    private static List<String> ask(String name, Map<String, String> variables) {
        String sql = sql(name, variables);
        String plan = String.join("\n", database.rows("explain (analyze, timing off) " + sql));
        assertThat(plan).as(name).contains(queries.get(name).index()).doesNotContain("Seq Scan");
        System.out.println(
                name + ": " + plan.lines().reduce((first, last) -> last).orElseThrow());
        return database.rows(sql);
    }

    @Test
    void everyQueryOfThePageIsTriedHere() {
        assertThat(queries.keySet())
                .containsExactly(
                        "entity-by-name",
                        "entity-by-word",
                        "stories-about",
                        "stories-about-both",
                        "statements-of",
                        "stories-on",
                        "words",
                        "duplicates-of",
                        "stories-on-once",
                        "history");
    }

    @Test
    void entitiesAreFoundByName() {
        assertThat(ask("entity-by-name", Map.of("name", "PERSON number77")))
                .containsExactly("person:person 77|Person Number77|PERSON");
        assertThat(ask("entity-by-word", Map.of("word", "Number77")))
                .containsExactly("person:person 77|Person Number77|PERSON");
    }

    @Test
    void storiesAboutSomebodyComeLatestFirst() {
        List<String> stories = ask("stories-about", Map.of("entity", "person:person 7"));

        assertThat(stories).hasSize(20);
        assertThat(stories.get(0)).startsWith("a|6|").contains("|Bridge number 6 opened|0.5|");
        assertThat(stories.get(1)).startsWith("a|7|");
        assertThat(stories.get(2)).startsWith("a|1006|");
        assertThat(ask("stories-about-both", Map.of("entity", "person:person 7", "other", "person:person 8")))
                .hasSize(20)
                .first()
                .asString()
                .startsWith("a|7|");
    }

    @Test
    void whatSomebodySaidComesLatestFirst() {
        List<String> statements = ask("statements-of", Map.of("entity", "person:person 7"));

        assertThat(statements).hasSize(20);
        assertThat(statements.get(0)).contains("|Said 7|DIRECT|").endsWith("|a|7|Bridge number 7 opened");
    }

    @Test
    void storiesOnATopicSinceYesterdayAreThoseOfADay() {
        assertThat(ask("stories-on", Map.of("topic", "medtop:5"))).hasSize(15);
    }

    @Test
    void wordsAreFoundInTheirOtherFormsAndInHeadlines() {
        assertThat(ask("words", Map.of("words", "build word4321 -tunnel"))).hasSize(10);
        assertThat(ask("words", Map.of("words", "\"number 4321\" bridges")))
                .singleElement()
                .asString()
                .startsWith("a|4321|");
    }

    @Test
    void copiesOfAStoryAreFoundAndLeftOut() {
        assertThat(ask("duplicates-of", Map.of("article", "a|99")))
                .singleElement()
                .asString()
                .startsWith("a|100|a|");
        assertThat(ask("stories-on-once", Map.of("topic", "medtop:0"))).isEmpty();
        assertThat(ask("stories-on-once", Map.of("topic", "medtop:1"))).hasSize(15);
    }

    @Test
    void theHistoryOfAStoryIsAtHand() {
        assertThat(ask("history", Map.of("article", "a|4321")))
                .singleElement()
                .asString()
                .startsWith("1|NEW|SERVED|");
    }
}
