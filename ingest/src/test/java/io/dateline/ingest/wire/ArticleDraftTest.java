package io.dateline.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleDraftTest {
    private static final Feed BERLIN = new Feed("watch:x", "Wire.DE", ZoneId.of("Europe/Berlin"));

    private static ArticleDraft draft(Feed feed) {
        return ArticleDraft.of(
                WireInput.of("the bytes".getBytes(StandardCharsets.UTF_8), feed, Parses.RECEIVED), "test");
    }

    private static ArticleDraft draft() {
        return draft(Parses.FEED);
    }

    private static RawArticle built(ArticleDraft draft) {
        return Parses.article(draft.build());
    }

    @Test
    void theProviderIsTheStorysThenTheFeedsThenTheGuids() {
        String guid = "tag:paper.example.com,2026:1";

        assertThat(built(draft(BERLIN).guid(guid).provider("nprov:AFX")).getArticleId())
                .isEqualTo("afx|" + guid);
        assertThat(built(draft(BERLIN).guid(guid)).getArticleId()).isEqualTo("wire|" + guid);
        assertThat(built(draft().guid(guid)).getArticleId()).isEqualTo("example|" + guid);
        assertThat(built(draft().guid("17")).getArticleId()).isEqualTo("unknown|17");
    }

    @Test
    void withoutAGuidTheIdentityComesFromTheContentAndSaysSo() {
        RawArticle first = built(draft().headline("Head").bodyText("Text"));
        RawArticle again = built(draft().headline("Head").bodyText("Text").urgency("3"));
        RawArticle other = built(draft().headline("Head").bodyText("Other text"));

        assertThat(again.getArticleId()).isEqualTo(first.getArticleId());
        assertThat(other.getArticleId()).isNotEqualTo(first.getArticleId());
        assertThat(first.getNotes()).anyMatch(note -> note.contains("no identity"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "3,3,none",
                "03,3,03",
                "3.0,3,3.0",
                "1.2,none,1.2",
                "-1,none,-1",
                "99999999999999999999,none,99999999999999999999"
            })
    void theVersionIsAWholeNumberOrALabel(String written, Long number, String label) {
        RawArticle article = built(draft().guid("x").version(written));

        assertThat(article.getVersion()).isEqualTo(number);
        assertThat(article.getVersionLabel()).isEqualTo(label);
    }

    @Test
    void anIdentityTooLongForAnIndexIsShortenedAndStaysUnique() {
        String a = built(draft().guid("x".repeat(5000) + "a")).getArticleId();
        String b = built(draft().guid("x".repeat(5000) + "b")).getArticleId();

        assertThat(a).hasSizeLessThan(600).isNotEqualTo(b);
        assertThat(built(draft().guid("y").supersedes("x".repeat(5000) + "a")).getSupersedes())
                .containsExactly(a);
    }

    @Test
    void theVersionInTheGuidCountsWhenNoneIsStated() {
        assertThat(built(draft().guid("story.v7")).getVersion()).isEqualTo(7);
        assertThat(built(draft().guid("story.v7").version("8")).getVersion()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none,USABLE",
                "usable,USABLE",
                "stat:usable,USABLE",
                "stat:canceled,CANCELED",
                "Killed,CANCELED",
                "withheld,WITHHELD",
                "http://cv.iptc.org/newscodes/pubstatusg2/withheld,WITHHELD",
                "whatever,WITHHELD"
            })
    void aStatusThatNobodyKnowsIsWithheld(String written, ArticleStatus status) {
        assertThat(built(draft().guid("x").status(written)).getStatus()).isEqualTo(status);
    }

    @Test
    void theChangeKindComesFromStatusThenFormatThenSignals() {
        assertThat(built(draft().guid("x").signal("sig:correction")).getChangeKind())
                .isEqualTo(ChangeKind.CORRECTION);
        assertThat(built(draft().guid("x").signal("sig:correction").changeKind(ChangeKind.UPDATE))
                        .getChangeKind())
                .isEqualTo(ChangeKind.UPDATE);
        assertThat(built(draft().guid("x").signal("sig:update").status("canceled"))
                        .getChangeKind())
                .isEqualTo(ChangeKind.CANCELLATION);
        assertThat(built(draft().guid("x").signal("sig:odd")).getChangeKind()).isNull();
    }

    @Test
    void anEmbargoThatCannotBeReadHolds() {
        RawArticle article = built(draft().guid("x").status("usable").embargo("Next Monday"));

        assertThat(article.getEmbargoText()).isEqualTo("Next Monday");
        assertThat(article.getEmbargoedUntil()).isNull();
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(article.getNotes()).anyMatch(note -> note.contains("held"));
    }

    @Test
    void anEmbargoThatIsNoneHoldsNothing() {
        assertThat(built(draft().guid("x").embargo("false")).getEmbargoText()).isNull();
        assertThat(built(draft().guid("x").embargo(" ")).getEmbargoText()).isNull();
    }

    @Test
    void timesWithoutAZoneAreReadInTheFeedsAndNeverInTheMachines() {
        RawArticle inBerlin =
                built(draft(BERLIN).guid("x").versionCreated("2026-07-01 10:00").embargo("2026-07-02"));
        RawArticle nowhere = built(draft().guid("x").versionCreated("2026-07-01 10:00"));

        assertThat(inBerlin.getVersionCreated()).isEqualTo(Instant.parse("2026-07-01T08:00:00Z"));
        assertThat(inBerlin.getEmbargoedUntil()).isEqualTo(Instant.parse("2026-07-01T22:00:00Z"));
        assertThat(nowhere.getVersionCreated()).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(nowhere.getNotes()).anyMatch(note -> note.contains("UTC"));
    }

    @Test
    void supersededStoriesGetTheSameScopeAndNoVersion() {
        RawArticle article = built(draft(BERLIN).guid("b").supersedes("a.v2").supersedes("afx|c"));

        assertThat(article.getSupersedes()).containsExactly("wire|a", "afx|c");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"1,1", "8,8", "0,none", "9,none", "high,none", "3.0,3"})
    void urgencyIsOneToEight(String written, Integer urgency) {
        assertThat(built(draft().guid("x").urgency(written)).getUrgency()).isEqualTo(urgency);
    }

    @Test
    void iptcCodesAreWrittenWithTheirAlias() {
        RawArticle article = built(draft().guid("x")
                .subject("http://cv.iptc.org/newscodes/mediatopic/20000353", "rates", null)
                .subject("20000541", null, "http://cv.iptc.org/newscodes/mediatopic/")
                .subject("x:1", null, null)
                .subject(null, null, "scheme alone"));

        assertThat(article.getSubjects())
                .extracting(subject -> subject.getCode())
                .containsExactly("medtop:20000353", "medtop:20000541", "x:1");
    }

    @Test
    void theFirstSourceOfAFieldCounts() {
        RawArticle article = built(
                draft().guid("x").headline(null).headline(" ").headline("One").headline("Two"));

        assertThat(article.getHeadline()).isEqualTo("One");
    }

    @Test
    void anIdentityAloneIsAStoryButNothingIsNone() {
        assertThat(built(draft().guid("x").status("canceled")).getBody()).isEmpty();
        assertThat(draft().urgency("3").build())
                .isInstanceOfSatisfying(
                        ParseResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NO_STORY));
    }

    @Test
    void aStoryThatNoRecordCanHoldIsRefused() {
        byte[] bytes = new byte[9_000_000];
        WireInput input = WireInput.of(bytes, Parses.FEED, Parses.RECEIVED);

        ParseResult result = ArticleDraft.of(input, "test")
                .guid("x")
                .body("b".repeat(8_000_000))
                .build();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.TOO_LARGE));
    }

    @Test
    void aTextLongerThanAStoryMayBeIsRefusedUnread() {
        String text = "one &amp; all ".repeat(Limits.DEFAULT.maxStoryBytes() / 14 + 1);

        for (ArticleDraft draft : List.of(draft().bodyText(text), draft().bodyHtml(text), draft().bodyEither(text))) {
            assertThat(draft.hasBody()).isFalse();
            assertThat(draft.build())
                    .isInstanceOfSatisfying(
                            ParseResult.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.TOO_LARGE));
        }
    }

    @Test
    void theOriginalIsKept() {
        assertThat(built(draft().guid("x")).getOriginal().array())
                .isEqualTo("the bytes".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAgencyHasOneNameWhateverItsFormatsCallIt() {
        assertThat(built(draft().guid("1").provider("The Press Association")).getProvider())
                .isEqualTo("pa");
        assertThat(built(draft().guid("1").provider("pa.press.net")).getProvider())
                .isEqualTo("pa");
        assertThat(built(draft().guid("1").provider("itar-tass.com")).getProvider())
                .isEqualTo("tass");
    }

    @Test
    void theDatelineOfTheTextStandsInForOneThatIsMissing() {
        String rest = "The minister said on Monday that the bridge would be closed for a year.";
        RawArticle certain = built(draft().guid("1").bodyText("By Jane Doe\n\nNueva Delta, 21 ene (XYZ).- " + rest));
        RawArticle doubtful = built(draft().guid("1").bodyText("NASA - " + rest));
        RawArticle stated = built(draft().guid("1").dateline("PORTO").bodyText("LISBON, Nov 3 - " + rest));

        assertThat(certain.getDateline()).isEqualTo("Nueva Delta, 21 ene (XYZ)");
        assertThat(certain.getDatelinePlace()).isEqualTo("Nueva Delta");
        assertThat(doubtful.getDateline()).isNull();
        assertThat(stated.getDateline()).isEqualTo("PORTO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-01-03 20:13:08 GMT+00:00", "4/4/2018", "20190121T103600Z"})
    void aDateInDigitsIsNoDateline(String written) {
        assertThat(built(draft().guid("1").dateline(written)).getDateline()).isNull();
    }

    @Test
    void aHostWithoutALabelNamesNobody() {
        assertThat(built(draft().guid("https://..example/1").provider("..example"))
                        .getProvider())
                .isEqualTo("unknown");
    }
}
