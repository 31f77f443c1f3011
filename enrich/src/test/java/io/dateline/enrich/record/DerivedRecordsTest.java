package io.dateline.enrich.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Provenance;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuotePart;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.QuoteType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedRecordsTest {
    private static final String TEXT = "\"The bridge stays shut,\" Marta Lund said, \"until we know more.\"";
    private static final List<QuotePart> PARTS =
            List.of(new QuotePart(1, 23, "The bridge stays shut,"), new QuotePart(43, 62, "until we know more."));

    @Test
    void anInterruptedQuoteKeepsItsParts() {
        QuoteRecord derived =
                DerivedRecords.quotes(article(quote(1, 62, PARTS))).get("wire|1#a");

        assertThat(derived.getParts()).isEqualTo(PARTS);
        assertThat(derived.getParts())
                .allSatisfy(
                        part -> assertThat(part.getText()).isEqualTo(TEXT.substring(part.getStart(), part.getEnd())));
    }

    @Test
    void aQuoteOfOnePieceHasNoParts() {
        assertThat(DerivedRecords.quotes(article(quote(1, 62, List.of())))
                        .get("wire|1#a")
                        .getParts())
                .isEmpty();
    }

    @Test
    void partsThatMovedWithTheTextSayNothingNew() {
        List<QuotePart> moved =
                List.of(new QuotePart(11, 33, "The bridge stays shut,"), new QuotePart(53, 72, "until we know more."));
        QuoteRecord sent = DerivedRecords.quotes(article(quote(1, 62, PARTS))).get("wire|1#a");
        QuoteRecord newer = DerivedRecords.quotes(article(quote(11, 72, moved))).get("wire|1#a");

        assertThat(DerivedRecords.saysTheSame(sent, newer)).isTrue();
        newer.setText(newer.getText() + " Or less.");
        assertThat(DerivedRecords.saysTheSame(sent, newer)).isFalse();
    }

    /** It stands in the record of each quote: twenty thousand characters for each of a hundred thousand quotes are gigabytes. */
    @Test
    void aHeadlineWithoutEndIsCut() {
        EnrichedArticle article = article(quote(1, 62, PARTS));
        article.setHeadline("x\uD83D\uDCF0".repeat(10_000));

        String headline = DerivedRecords.quotes(article).get("wire|1#a").getHeadline();

        assertThat(headline)
                .hasSizeLessThanOrEqualTo(DerivedRecords.LONGEST_HEADLINE)
                .endsWith("\uDCF0\u2026");
    }

    private static Quote quote(int start, int end, List<QuotePart> parts) {
        return Quote.newBuilder()
                .setQuoteId("wire|1#a")
                .setStart(start)
                .setEnd(end)
                .setText(TEXT.substring(1, 62))
                .setType(QuoteType.DIRECT)
                .setParts(parts)
                .build();
    }

    private static EnrichedArticle article(Quote quote) {
        return EnrichedArticle.newBuilder()
                .setArticleId("wire|1")
                .setProvider("wire")
                .setVersion(1)
                .setStatus(ArticleStatus.USABLE)
                .setChangeKind(ChangeKind.NEW)
                .setLanguage("en")
                .setReceivedAt(Instant.EPOCH)
                .setFormat("text")
                .setFeed("test")
                .setText(TEXT)
                .setQuotes(List.of(quote))
                .setProvenance(Provenance.newBuilder()
                        .setEnricherVersion("0")
                        .setConfigHash("0")
                        .setEnrichedAt(Instant.EPOCH)
                        .build())
                .build();
    }
}
