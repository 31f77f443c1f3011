package io.dateline.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.Mention;
import io.dateline.schemas.VersionOutcome;
import io.dateline.sink.Servers;
import io.dateline.sink.Stories;
import io.dateline.sink.TestDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tables say after which records. */
@ExtendWith(Servers.class)
class StoryStoreTest {
    private static final TopicPartition PARTITION = new TopicPartition("stories", 0);
    private static final String CURRENT =
            "select version, status, headline is not null, text is not null from articles";

    private TestDatabase database;
    private StoryStore store;
    private long offset;

    @BeforeEach
    void makeTables(TestDatabase fresh) throws SQLException {
        database = fresh.migrated();
        store = new StoryStore(database.pool(), "group", false);
        store.nextOffsets(List.of(PARTITION));
    }

    private StoryStore.Result write(Change... changes) throws SQLException {
        StoryStore.Result result =
                store.write(Map.of(PARTITION, new StoryStore.Step(offset, offset + changes.length)), List.of(changes));
        if (result instanceof StoryStore.Result.Written) {
            offset += changes.length;
        }
        store.sweepEntities();
        return result;
    }

    private static Change version(EnrichedArticle.Builder article) {
        return new Change.Version(article.build(), 0, false);
    }

    private static Change removal(String id) {
        return new Change.Removal(Stories.articleId(id));
    }

    @Test
    void aStoryBecomesRowsInEveryTable() throws SQLException {
        write(version(Stories.usable("a", 1)));

        assertThat(database.rows("""
                        select article_id, provider, version, status, change_kind, urgency, language, headline, slugline,
                               byline, dateline_place, links->0->>'href', boilerplate->0->>'kind', models->0->>'name',
                               published_at at time zone 'UTC'
                        from articles"""))
                .containsExactly(
                        "acme|a|acme|1|USABLE|NEW|4|en|Headline of a version 1|BRIDGE-a|By Ned Case|PORT ELLERY"
                                + "|https://example.org/a|OTHER|part-of-speech|2026-11-03 10:16:30.123");
        assertThat(database.rows("select entity_key, name, role, salience, spans from mentions order by salience desc"))
                .containsExactly(
                        "Q900|Ada Quill|Mayor|0.9|[{\"end\": 15, \"text\": \"Ada Quill\", \"start\": 6}]",
                        "location:port ellery|Port Ellery|null|0.4|"
                                + "[{\"end\": 48, \"text\": \"Port Ellery\", \"start\": 37}]");
        assertThat(database.rows("select entity_key, name, type, wikidata_id from entities order by 1"))
                .containsExactly("Q900|Ada Quill|PERSON|Q900", "location:port ellery|Port Ellery|LOCATION|null");
        assertThat(database.rows("""
                        select q.text, substr(a.text, start_at + 1, end_at - start_at), q.type, cue, speaker_key, speaker_name,
                               substr(a.text, speaker_start + 1, speaker_end - speaker_start)
                        from quotes q join articles a using (article_id)"""))
                .containsExactly("It will hold, version 1|It will hold, version 1|DIRECT|said|Q900|Ada Quill|Quill");
        assertThat(database.rows("select code, level, confidence, origin from topics order by code"))
                .containsExactly("medtop:11000000|1|1|PROVIDER", "medtop:20000001|2|0.6|MODEL");
        assertThat(database.rows("select version, change_kind, headline, text is not null from article_versions"))
                .containsExactly("1|NEW|Headline of a version 1|t");
        assertThat(database.rows("select next_offset from sink_offsets")).containsExactly("1");
    }

    @Test
    void aNewerVersionReplacesTheRowsOfTheOneBefore() throws SQLException {
        write(version(Stories.usable("a", 1)), version(Stories.usable("b", 1)));

        write(version(Stories.usable("a", 2)
                .setEntities(List.of(Stories.entity(
                        "Ada Quill", EntityType.PERSON, "Q900", null, 1, new Mention(6, 15, "Ada Quill"))))
                .setTopics(List.of())));

        assertThat(database.rows("select article_id, version from articles order by 1"))
                .containsExactly("acme|a|2", "acme|b|1");
        assertThat(database.rows("select article_id, text from quotes order by 1"))
                .containsExactly("acme|a|It will hold, version 2", "acme|b|It will hold, version 1");
        assertThat(database.rows("select entity_key from mentions where article_id = 'acme|a'"))
                .containsExactly("Q900");
        assertThat(database.rows("select distinct article_id from topics")).containsExactly("acme|b");
        assertThat(
                        database.rows(
                                "select article_id, version, replaces->'changes'->0->>'after' from article_versions order by 1, 2"))
                .containsExactly("acme|a|1|null", "acme|a|2|After.", "acme|b|1|null");
    }

    @Test
    void aVersionThatComesLateIsHistoryOnly() throws SQLException {
        write(version(Stories.usable("a", 3)));
        Map<String, List<String>> before = database.dump();

        write(version(Stories.usable("a", 2)));

        assertThat(database.rows("select version, text is not null from article_versions order by 1"))
                .containsExactly("2|t", "3|t");
        for (String table : List.of("articles", "mentions", "quotes", "topics", "entities")) {
            assertThat(database.dump().get(table)).as(table).isEqualTo(before.get(table));
        }
    }

    @Test
    void aLaterRecordOfTheSameVersionTakesItsPlace() throws SQLException {
        write(version(Stories.usable("a", 1, "First reading")));

        write(version(Stories.usable("a", 1, "Second reading")));

        assertThat(database.rows("select text from quotes")).containsExactly("Second reading");
        assertThat(database.rows("select text like '%Second%' from article_versions"))
                .containsExactly("t");
    }

    @Test
    void aKillLeavesARowThatSaysSoAndNothingThatWasMadeOfTheStory() throws SQLException {
        write(version(Stories.usable("a", 1)));
        write(version(Stories.usable("a", 2)));

        write(version(Stories.killed("a", 3)));

        assertThat(database.rows(CURRENT)).containsExactly("3|CANCELED|f|f");
        assertThat(database.rows("select editorial_note, slugline, byline, links from articles"))
                .containsExactly("Mandatory kill|BRIDGE-a|null|[]");
        for (String table : List.of("mentions", "quotes", "topics", "entities", "entity_orphan_candidates")) {
            assertThat(database.number("select count(*) from " + table))
                    .as(table)
                    .isZero();
        }
        assertThat(database.rows(
                        "select version, change_kind, headline, text, replaces from article_versions order by version"))
                .containsExactly("1|NEW|null|null|null", "2|UPDATE|null|null|null", "3|CANCELLATION|null|null|null");
        assertThat(database.number("select count(*) from articles where search @@ to_tsquery('bridge')"))
                .isZero();
    }

    @Test
    void anOlderVersionDoesNotBringAKilledStoryBack() throws SQLException {
        write(version(Stories.usable("a", 1)));
        write(version(Stories.killed("a", 3)));
        Map<String, List<String>> before = database.dump();

        write(version(Stories.usable("a", 1)));
        assertThat(database.dump()).isEqualTo(before);

        write(version(Stories.usable("a", 2)));
        assertThat(database.rows(CURRENT)).containsExactly("3|CANCELED|f|f");
        assertThat(database.rows("select version, headline, text from article_versions where version = 2"))
                .containsExactly("2|null|null");

        write(version(Stories.usable("a", 3)));
        assertThat(database.rows(CURRENT)).containsExactly("3|CANCELED|f|f");
        assertThat(database.number("select count(*) from quotes")).isZero();
    }

    @Test
    void aHigherVersionAfterAKillIsServedAndTheKilledOnesStayEmpty() throws SQLException {
        write(version(Stories.usable("a", 1)), version(Stories.killed("a", 2)));

        write(version(Stories.usable("a", 3)));
        write(version(Stories.usable("a", 1)));

        assertThat(database.rows(CURRENT)).containsExactly("3|USABLE|t|t");
        assertThat(database.rows("select version, status, text is not null from article_versions order by 1"))
                .containsExactly("1|USABLE|f", "2|CANCELED|f", "3|USABLE|t");
        assertThat(database.number("select count(*) from quotes")).isEqualTo(1);
    }

    @Test
    void aKillThatCameAfterANewerVersionTakesTheTextOfThoseBeforeIt() throws SQLException {
        write(version(Stories.usable("a", 1)), version(Stories.usable("a", 4)));

        write(new Change.Outcome(
                Stories.outcome("a", 3, VersionOutcome.LATE)
                        .setStatus(ArticleStatus.CANCELED)
                        .build(),
                0,
                7));
        write(version(Stories.usable("a", 2)));

        assertThat(database.rows(CURRENT)).containsExactly("4|USABLE|t|t");
        assertThat(database.rows("select version, text is not null from published_versions order by 1"))
                .containsExactly("1|f", "2|f", "4|t");
    }

    @Test
    void aRecordThatIsSentAgainSaysWhichStoryItIsADuplicateOf() throws SQLException {
        write(version(Stories.usable("a", 1)));

        write(version(Stories.usable("a", 1).setDuplicateOf("acme|b")));
        assertThat(database.rows("select version, duplicate_of from articles")).containsExactly("1|acme|b");
        write(
                new Change.Outcome(
                        Stories.outcome("a", 1, VersionOutcome.SERVED).build(), 0, 0),
                new Change.Outcome(
                        Stories.outcome("a", 1, VersionOutcome.NEAR_DUPLICATE)
                                .setDuplicateOf("acme|b")
                                .build(),
                        0,
                        1));
        assertThat(database.rows("select version, outcome, duplicate_of from article_versions"))
                .containsExactly("1|SERVED|acme|b");

        write(version(Stories.usable("a", 1)));
        assertThat(database.rows("select version, duplicate_of from articles")).containsExactly("1|null");
    }

    @Test
    void theSwitchKeepsTheTextOfKilledVersionsInTheHistoryOnly() throws SQLException {
        store = new StoryStore(database.pool(), "group", true);
        write(version(Stories.usable("a", 1)));

        write(version(Stories.killed("a", 2)));

        assertThat(database.rows(CURRENT)).containsExactly("2|CANCELED|f|f");
        assertThat(database.number("select count(*) from quotes")).isZero();
        assertThat(database.rows("select version, text is not null from article_versions order by 1"))
                .containsExactly("1|t", "2|f");
    }

    @Test
    void aWithheldVersionTakesTheStoryOffWithoutItsText() throws SQLException {
        write(version(Stories.usable("a", 1)));

        write(version(Stories.withheld("a", 2)));

        assertThat(database.rows(CURRENT)).containsExactly("2|WITHHELD|f|f");
        assertThat(database.number("select count(*) from quotes")).isZero();
        assertThat(database.number("select count(*) from stories_about")).isZero();
        assertThat(database.rows("select version, text is not null from article_versions order by 1"))
                .containsExactly("1|t", "2|f");
    }

    @Test
    void severalVersionsInOneBatchComeToTheSameAsOneByOne(TestDatabase other) throws SQLException {
        Change[] changes = {
            version(Stories.usable("a", 1)),
            version(Stories.usable("b", 1)),
            version(Stories.usable("a", 3)),
            version(Stories.usable("a", 2)),
            version(Stories.killed("b", 2)),
            version(Stories.usable("b", 1)),
            version(Stories.usable("c", 1)),
            removal("c"),
            version(Stories.killed("d", 1)),
            version(Stories.usable("d", 2)),
        };
        write(changes);

        StoryStore oneByOne = new StoryStore(other.migrated().pool(), "group", false);
        oneByOne.nextOffsets(List.of(PARTITION));
        for (int i = 0; i < changes.length; i++) {
            oneByOne.write(Map.of(PARTITION, new StoryStore.Step(i, i + 1)), List.of(changes[i]));
        }
        oneByOne.sweepEntities();

        assertThat(database.rows("select article_id, version, status from articles order by 1"))
                .containsExactly("acme|a|3|USABLE", "acme|b|2|CANCELED", "acme|d|2|USABLE");
        assertThat(database.dump()).isEqualTo(other.dump());
    }

    @Test
    void aTombstoneDeletesTheStoryAndItsHistory() throws SQLException {
        write(version(Stories.usable("a", 1)), version(Stories.usable("b", 1)));
        write(version(Stories.killed("a", 2)));

        write(removal("a"));

        for (String table : List.of("articles", "article_versions", "mentions", "quotes", "topics")) {
            assertThat(database.rows("select distinct article_id from " + table))
                    .as(table)
                    .containsExactly("acme|b");
        }
        write(removal("a"), removal("never-seen"));
        write(version(Stories.usable("a", 1)));
        assertThat(database.rows(CURRENT + " where article_id = 'acme|a'")).containsExactly("1|USABLE|t|t");
    }

    @Test
    void anEntityGoesWithTheLastStoryThatNamesItAndNotBefore() throws SQLException {
        write(version(Stories.usable("a", 1)), version(Stories.usable("b", 1)));

        write(version(Stories.killed("a", 2)));
        assertThat(database.number("select count(*) from entities")).isEqualTo(2);

        write(version(Stories.killed("b", 2)));
        assertThat(database.number("select count(*) from entities")).isZero();
    }

    @Test
    void theHistoryHasVersionsThatWereNeverPublished() throws SQLException {
        write(version(Stories.usable("a", 2)));

        write(
                new Change.Outcome(
                        Stories.outcome("a", 2, VersionOutcome.SERVED).build(), 0, 0),
                new Change.Outcome(
                        Stories.outcome("a", 2, VersionOutcome.DUPLICATE).build(), 0, 1),
                new Change.Outcome(Stories.outcome("a", 1, VersionOutcome.LATE).build(), 0, 2),
                new Change.Outcome(Stories.outcome("a", 3, VersionOutcome.HELD).build(), 0, 3));

        List<String> expected = List.of("1|USABLE|null|LATE|f", "2|USABLE|UPDATE|SERVED|t", "3|USABLE|null|HELD|f");
        String history = "select version, status, change_kind, outcome, text is not null from article_versions"
                + " where article_id = 'acme|a' order by version";
        assertThat(database.rows(history)).isEqualTo(expected);
        assertThat(database.number("select count(*) from version_outcomes")).isEqualTo(4);

        write(new Change.Outcome(Stories.outcome("a", 1, VersionOutcome.LATE).build(), 0, 2));
        assertThat(database.number("select count(*) from version_outcomes"))
                .as("read again")
                .isEqualTo(4);

        write(new Change.LedgerRemoval(Stories.articleId("a")));
        assertThat(database.rows("select version, outcome from article_versions"))
                .containsExactly("2|null");
    }

    @Test
    void awkwardTextComesBackAsItWas() throws SQLException {
        String awkward =
                "tab\there \\N \\. \"quote\" 'single' {curly, braces} \r\n 𝒳 \ud83d\udcf0 \u2028 e\u0301 ,\u0001";
        write(version(Stories.usable("a", 1, awkward)
                .setGenres(List.of(awkward, "", "null", "NULL"))
                .setSupersedes(List.of("acme|x\"y\\z"))));

        assertThat(database.rows("select text from quotes")).containsExactly(awkward);
        assertThat(database.rows(
                        "select genres[1], genres[2] = '', genres[3], genres[4] = 'NULL', supersedes[1] from articles"))
                .containsExactly(awkward + "|t|null|t|acme|x\"y\\z");
    }

    @Test
    void aHugeTextIsStoredWholeAndSearchedAsFarAsTheIndexReaches() throws SQLException {
        // Worst for the index: words of four-byte letters, each another, hyphenated so that whole and parts are kept.
        StringBuilder huge = new StringBuilder("beginning ");
        for (int i = 0; huge.length() < 3_000_000; i++) {
            huge.append(word(i)).append('-').append(word(i + 1_000_000)).append(' ');
        }
        huge.append("ending");

        write(version(Stories.usable("a", 1).setText(huge.toString())));

        assertThat(database.number("select length(text) from articles"))
                .isEqualTo(huge.codePointCount(0, huge.length()));
        assertThat(database.number("select count(*) from articles where search @@ to_tsquery('english', 'beginning')"))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from articles where search @@ to_tsquery('english', 'ending')"))
                .isZero();
    }

    /** A word of four letters from beyond the basic plane. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int i = 0, rest = number; i < 4; i++, rest /= 50) {
            word.appendCodePoint(0x20000 + rest % 50);
        }
        return word.toString();
    }

    @Test
    void whatTheDatabaseRefusesLeavesNothingBehind() throws SQLException {
        char[] key = new char[20_000];
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < key.length; i++) {
            key[i] = (char) ('!' + random.nextInt(90));
        }

        assertThatThrownBy(() -> write(version(Stories.usable("a", 1)), version(Stories.usable(new String(key), 1))))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("54000");

        assertThat(database.dump().values()).allSatisfy(rows -> assertThat(rows).isEmpty());
        assertThat(database.rows("select next_offset from sink_offsets")).containsExactly("0");
    }

    @Test
    void aRecordThatBreaksTheContractIsRefused() {
        EnrichedArticle.Builder article = Stories.usable("a", 1);
        article.setQuotes(article.getQuotes().stream()
                .map(quote -> {
                    quote.getSpeaker().setEntity(7);
                    return quote;
                })
                .toList());

        assertThatThrownBy(() -> write(version(article))).isInstanceOf(UnstorableException.class);
    }

    @Test
    void aWriterThatLostItsPartitionWritesNothing() throws SQLException {
        StoryStore zombie = new StoryStore(database.pool(), "group", false);
        assertThat(zombie.nextOffsets(List.of(PARTITION))).containsEntry(PARTITION, 0L);
        write(version(Stories.usable("a", 2)), version(Stories.usable("b", 1)));
        Map<String, List<String>> before = database.dump();

        StoryStore.Result result = zombie.write(
                Map.of(PARTITION, new StoryStore.Step(0, 1)), List.of(version(Stories.usable("zombie", 1))));

        assertThat(result).isEqualTo(new StoryStore.Result.Fenced(java.util.Set.of(PARTITION)));
        assertThat(database.dump()).isEqualTo(before);
        assertThat(database.rows("select next_offset from sink_offsets")).containsExactly("2");
    }

    @Test
    void oneLostPartitionOfABatchStopsAllOfIt() throws SQLException {
        TopicPartition other = new TopicPartition("stories", 1);
        store.nextOffsets(List.of(other));
        Map<TopicPartition, StoryStore.Step> steps = new HashMap<>();
        steps.put(PARTITION, new StoryStore.Step(0, 1));
        steps.put(other, new StoryStore.Step(5, 6));

        StoryStore.Result result = store.write(steps, List.of(version(Stories.usable("a", 1))));

        assertThat(result).isEqualTo(new StoryStore.Result.Fenced(java.util.Set.of(other)));
        assertThat(database.number("select count(*) from articles")).isZero();
        assertThat(database.rows("select partition, next_offset from sink_offsets order by 1"))
                .containsExactly("0|0", "1|0");
    }

    @Test
    void groupsHaveOffsetsOfTheirOwn() throws SQLException {
        write(version(Stories.usable("a", 1)));

        assertThat(new StoryStore(database.pool(), "other", false).nextOffsets(Arrays.asList(PARTITION)))
                .containsEntry(PARTITION, 0L);
        assertThat(store.nextOffsets(List.of(PARTITION))).containsEntry(PARTITION, 1L);
    }
}
