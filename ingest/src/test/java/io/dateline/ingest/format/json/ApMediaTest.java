package io.dateline.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApMediaTest {
    private static final String ITEM = new String(Parses.fixture("json/ap-media.json"), StandardCharsets.UTF_8);

    @Test
    void readsEveryFieldOfAnItem() {
        RawArticle story = Parses.one(ITEM);

        assertThat(story.getFormat()).isEqualTo("ap-media");
        assertThat(story.getArticleId())
                .isEqualTo("ap|https://api.ap.org/media/v/content/0123456789abcdef0123456789abcdef");
        assertThat(story.getVersion()).isEqualTo(2L);
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(story.getSignals()).contains("Lead", "Writethru", "newscontent");
        assertThat(story.getUrgency()).isEqualTo(4);
        assertThat(story.getLanguage()).isEqualTo("en");
        assertThat(story.getHeadline()).isEqualTo("Example town opens its bridge");
        assertThat(story.getSlugline()).isEqualTo("BC-EX--Sample Bridge, 1st Ld-Writethru");
        assertThat(story.getByline()).isEqualTo("By JANE SAMPLE, Example Writer; JOE SAMPLE");
        assertThat(story.getDateline()).isEqualTo("SPRINGFIELD, Ohio");
        assertThat(story.getDatelinePlace()).isEqualTo("Springfield");
        assertThat(story.getUsageTerms()).isEqualTo("For editorial use only. Not for sale.");
        assertThat(story.getEditorialNote()).isEqualTo("UPDATES with quotes.");
        assertThat(story.getGenres()).containsExactly("Spot Development");
        assertThat(story.getSubjects())
                .contains(
                        new Subject("anpa:a", null, "anpa"),
                        new Subject("94aa", "Bridges", "http://cv.ap.org/id/"),
                        new Subject(null, "EX--Sample Bridge", "keyword"));
        assertThat(story.getPlaces()).hasSize(1);
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-11-05T14:05:12Z"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-11-05T12:00:00Z"));
        assertThat(story.getLinks()).extracting(Link::getRel).contains("nitf", "1");
        assertThat(story.getBody()).startsWith("The bridge of an example town");
    }

    @ParameterizedTest
    @CsvSource({
        "canceled,Lead,newscontent,CANCELED",
        "usable,Kill,newscontent,CANCELED",
        "usable,Elimination,newscontent,CANCELED",
        "withheld,Lead,newscontent,WITHHELD",
        "usable,Withhold,newscontent,WITHHELD",
        "usable,Advisory,somethingelse,WITHHELD"
    })
    void decidesWhatMayBePublishedAsApSays(String pubstatus, String type, String signal, ArticleStatus status) {
        RawArticle story = Parses.one(ITEM.replace("\"pubstatus\": \"usable\"", "\"pubstatus\": \"" + pubstatus + "\"")
                .replace("[\"Lead\", \"Writethru\"]", "[\"" + type + "\"]")
                .replace("[\"newscontent\"]", "[\"" + signal + "\"]"));

        assertThat(story.getStatus()).isEqualTo(status);
    }

    @Test
    void holdsAnEmbargoedItemUntilItsTime() {
        String embargoed = ITEM.replace("\"pubstatus\": \"usable\"", "\"pubstatus\": \"embargoed\"");

        RawArticle timed = Parses.one(
                embargoed.replace("\"version\": 2", "\"version\": 2, \"embargoed\": \"2024-11-06T05:00:00Z\""));
        RawArticle untimed = Parses.one(embargoed);

        assertThat(timed.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(timed.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-11-06T05:00:00Z"));
        assertThat(untimed.getEmbargoedUntil()).isNull();
        assertThat(untimed.getEmbargoText()).isEqualTo("embargoed");
    }

    @Test
    void readsCorrections() {
        RawArticle story = Parses.one(ITEM.replace("[\"Lead\", \"Writethru\"]", "[\"Writethru\", \"Correction\"]"));

        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
    }

    @Test
    void readsTheItemsOfAFeed() {
        String item = ITEM.substring(ITEM.indexOf("\"item\":"), ITEM.lastIndexOf('}', ITEM.lastIndexOf('}') - 1));
        String feed = "{\"id\": \"x\", \"data\": {\"items\": [{" + item + "}, {"
                + item.replace("0123456789abcdef0123456789abcdef", "00000000000000000000000000000000") + "}]}}";

        assertThat(Parses.all(feed))
                .hasSize(2)
                .allSatisfy(
                        result -> assertThat(Parses.article(result).getFormat()).isEqualTo("ap-media"));
    }
}
