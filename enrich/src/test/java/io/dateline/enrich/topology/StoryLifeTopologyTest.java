package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, corrections, kills and embargoes through the real topology. */
class StoryLifeTopologyTest {
    private TopologyHarness kafka;

    @BeforeEach
    void start(@TempDir Path state) {
        kafka = new TopologyHarness(state);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void aCorrectionSaysWhatItCorrects() {
        kafka.send(RawStories.story("a", 1, "The winner took 17 minutes. Ann says: Yes."));
        kafka.send(RawStories.story("a", 2, "The winner took 18 minutes. Ann says: Yes.")
                .setHeadline("CORRECTED-Headline of a"));

        EnrichedArticle correction = kafka.enriched.readValuesToList().get(1);
        assertThat(correction.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(correction.getReplaces().getVersion()).isEqualTo(1);
        assertThat(correction.getReplaces().getPreviousHeadline()).isEqualTo("Headline of a");
        assertThat(correction.getReplaces().getChanges()).hasSize(1);
        assertThat(correction.getReplaces().getChanges().get(0).getRemovedWords())
                .isEqualTo("17");
        ArticleVersion entry = kafka.versions.readValuesToList().get(1);
        assertThat(entry.getChangeRule()).isEqualTo("HEADLINE_CORRECTED");
        assertThat(entry.getReplaces()).isEqualTo(correction.getReplaces());
    }

    /** The record has to hold the new text, and not what it changes as well, where that is as large. */
    @Test
    void aLargeStoryIsServedThoughAllOfItHasChanged() {
        kafka.send(RawStories.story("a", 1, "Zwei. ".repeat(700_000)));
        kafka.send(RawStories.story("a", 2, "word ".repeat(900_000)));
        kafka.send(RawStories.story("a", 3, "word ".repeat(900_000) + "more"));

        assertThat(kafka.ledger()).containsExactly("acme|a 1 SERVED", "acme|a 2 SERVED", "acme|a 3 SERVED");
        assertThat(kafka.deadLetters.isEmpty()).isTrue();
        assertThat(kafka.enriched.readValuesToList().subList(1, 3))
                .allSatisfy(article ->
                        assertThat(article.getReplaces().getChangesCut()).isTrue());
    }

    @Test
    void theSameTextUnderANewVersionIsPassedOnWithoutANewAnalysis() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.quoteTexts();
        kafka.send(RawStories.story("a", 2, "Ann says: Yes.").setUrgency(1));

        EnrichedArticle second = kafka.enriched.readValuesToList().get(1);
        assertThat(second.getMetadataOnly()).isTrue();
        assertThat(second.getUrgency()).isEqualTo(1);
        assertThat(second.getQuotes()).hasSize(1);
        assertThat(kafka.analysed).hasSize(1);
        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(kafka.ledger()).containsExactly("acme|a 1 SERVED", "acme|a 2 METADATA_ONLY");
    }

    @Test
    void aBylineOrCreditThatIsNoLongerDeliveredIsTakenBackUnlessItWasFoundInTheText() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.").setByline("Ann").setCredit("Acme"));
        kafka.send(RawStories.story("a", 2, "Ann says: Yes."));
        kafka.send(RawStories.story("b", 1, "By Ann\nBo says: Yes."));
        kafka.send(RawStories.story("b", 2, "By Ann\nBo says: Yes.").setCredit("Acme"));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getMetadataOnly, EnrichedArticle::getByline, EnrichedArticle::getCredit)
                .containsExactly(
                        tuple(false, "Ann", "Acme"),
                        tuple(true, null, null),
                        tuple(false, "By Ann", null),
                        tuple(true, "By Ann", "Acme"));
    }

    @Test
    void aKillOfAnotherStoryReachesItByItsOwnPartition() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.quoteTexts();
        kafka.send(RawStories.story("kill-of-a", 1, "")
                .setStatus(ArticleStatus.CANCELED)
                .setSupersedes(List.of("acme|a")));

        Map<String, ArticleStatus> last = new HashMap<>();
        for (KeyValue<String, EnrichedArticle> served : kafka.enriched.readKeyValuesToList()) {
            last.put(served.key, served.value.getStatus());
        }
        assertThat(last).containsEntry("acme|a", ArticleStatus.CANCELED);
        assertThat(kafka.quoteTexts()).containsExactly("-");
    }

    @Test
    void aKillThatComesBeforeItsStoryWaitsForIt() {
        kafka.send(RawStories.story("kill-of-a", 1, "")
                .setStatus(ArticleStatus.CANCELED)
                .setSupersedes(List.of("acme|a")));
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(kafka.enriched.readKeyValuesToMap().get("acme|a").getStatus())
                .isEqualTo(ArticleStatus.CANCELED);

        kafka.send(RawStories.story("a", 2, "Ann says: Indeed."));
        assertThat(kafka.quoteTexts()).containsExactly("Indeed.");
    }

    @Test
    void aPersonReleasesAStoryWhoseEmbargoCantBeRead() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.").setEmbargoText("Next Monday"));
        assertThat(kafka.enriched.isEmpty()).isTrue();

        kafka.order("acme|a", StoryOrder.RELEASE);
        kafka.order("acme|a", StoryOrder.RELEASE);

        assertThat(kafka.enriched.readValuesToList()).hasSize(1);
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 SERVED");
    }

    @Test
    void aPersonKillsAStory() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.order("acme|a", StoryOrder.KILL);
        kafka.send(RawStories.story("a", 1, "Ann says: Yes, again."));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getStatus)
                .containsExactly(ArticleStatus.USABLE, ArticleStatus.CANCELED);
    }

    @Test
    void aStoryWithoutNewsIsForgottenAfterTheRetention() {
        kafka.send(RawStories.story("a", 2, "Ann says: Two."));
        kafka.send(
                RawStories.story("b", 1, "later").setEmbargoedUntil(TopologyHarness.START.plus(Duration.ofDays(40))));
        kafka.advance(Duration.ofDays(29));
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        assertThat(kafka.ledger()).containsExactly("acme|a 2 SERVED", "acme|b 1 HELD", "acme|a 1 LATE");

        kafka.advance(Duration.ofDays(31).minusMinutes(1));
        kafka.advance(Duration.ofMinutes(1));
        kafka.send(RawStories.story("a", 1, "Ann says: One."));

        assertThat(kafka.ledger()).contains("acme|a 1 SERVED", "acme|b 1 SERVED");
    }

    @Test
    void ofAnyOrderOfArrivalTheEndIsTheSame() {
        int stories = 0;
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3, 4, 5))) {
            String id = "a" + stories++;
            order.forEach(arrival -> kafka.send(storm(id).get(arrival)));
            assertThat(kafka.ledger()).as("ledger of %s", order).hasSize(order.size());
        }
        kafka.advance(Duration.ofSeconds(100));
        for (int i = 0; i < stories / 200 + 1; i++) {
            kafka.advance(Duration.ofSeconds(1));
        }

        Map<String, EnrichedArticle> last = kafka.enriched.readKeyValuesToMap();
        assertThat(last).hasSize(720);
        assertThat(last.values()).allSatisfy(article -> {
            assertThat(article.getVersion()).isEqualTo(5);
            assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        });
        Map<String, String> quotes = new HashMap<>();
        kafka.quotes.readKeyValuesToList().forEach(quote -> {
            if (quote.value == null) {
                quotes.remove(quote.key);
            } else {
                quotes.put(quote.key, quote.value.getText());
            }
        });
        assertThat(quotes).hasSize(720);
        assertThat(quotes.values()).containsOnly("Five.");
    }

    /** Three versions, the second of them twice, a kill, and one more under an embargo. */
    private static List<RawArticle> storm(String id) {
        return List.of(
                RawStories.story(id, 1, "Ann says: One.").build(),
                RawStories.story(id, 2, "Ann says: Two.").build(),
                RawStories.story(id, 3, "Ann says: Three.")
                        .setHeadline("CORRECTED-Three")
                        .build(),
                RawStories.story(id, 2, "Ann says: Two.").build(),
                RawStories.story(id, 4, "").setStatus(ArticleStatus.CANCELED).build(),
                RawStories.story(id, 5, "Ann says: Five.")
                        .setEmbargoedUntil(TopologyHarness.START.plusSeconds(100))
                        .build());
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            for (List<T> tail : permutations(rest)) {
                List<T> order = new ArrayList<>();
                order.add(first);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
