package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.ParseResult;
import io.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether what was accepted is on the raw topic: whatever is lost, doubled, swapped or altered there must be found. */
class ArrivalsTest {
    private static final List<String> SCRIPT =
            List.of(line("a", 1, "one"), line("a", 2, "two"), line("b", 1, "three"), line("a", 3, "four"));

    private final Sent sent = new Sent();

    @Test
    void whatIsThereAsItWasSentIsTakenAsItWasSent() {
        sent.accepted(SCRIPT, 0);

        assertThat(Arrivals.of(sent, arrived(0, 1, 2, 3)).deliveries())
                .extracting(RawArticle::getBody)
                .containsExactly("one", "two", "four", "three");
    }

    @Test
    void oneThatIsMissingIsFound() {
        sent.accepted(SCRIPT, 0);

        for (int missing = 0; missing < SCRIPT.size(); missing++) {
            List<RawArticle> found = arrived(0, 1, 2, 3);
            found.remove(missing);
            assertThat(faults(found)).as("without %d", missing).hasSize(1);
        }
    }

    @Test
    void oneThatIsThereTwiceIsFound() {
        sent.accepted(SCRIPT, 0);

        assertThat(faults(arrived(0, 1, 2, 3, 2))).singleElement().asString().contains("proof|b");
        assertThat(faults(arrived(0, 0, 1, 2, 3))).singleElement().asString().contains("proof|a");
    }

    @Test
    void versionsThatAreSwappedAreFoundAndStoriesMayBeMixed() {
        sent.accepted(SCRIPT, 0);

        assertThat(faults(arrived(1, 0, 2, 3))).hasSize(1);
        assertThat(faults(arrived(2, 0, 1, 3))).isEmpty();
    }

    @Test
    void anyByteThatIsAlteredIsFound() {
        sent.accepted(SCRIPT, 0);

        List<RawArticle> otherText = arrived(0, 1, 2, 3);
        otherText.set(1, RawArticle.newBuilder(otherText.get(1)).setBody("twO").build());
        List<RawArticle> otherBytes = arrived(0, 1, 2, 3);
        byte[] original = otherBytes.get(1).getOriginal().array().clone();
        original[original.length - 3] ^= 1;
        otherBytes.set(
                1,
                RawArticle.newBuilder(otherBytes.get(1))
                        .setOriginal(ByteBuffer.wrap(original))
                        .build());

        assertThat(faults(otherText)).hasSize(1);
        assertThat(faults(otherBytes)).hasSize(1);
    }

    @Test
    void aStoryThatNobodySentIsFound() {
        sent.accepted(SCRIPT.subList(0, 2), 0);

        assertThat(faults(arrived(0, 1, 2))).containsExactly("proof|b: nobody sent it");
    }

    @Test
    void whatGotNoAnswerMayHaveArrivedInPartBeforeItWasSentAgainAndNoOftener() {
        sent.accepted(SCRIPT, 1);

        assertThat(faults(arrived(0, 1, 2, 3))).isEmpty();
        assertThat(faults(arrived(0, 1, 0, 1, 2, 3))).isEmpty();
        assertThat(faults(arrived(1, 3, 0, 1, 2, 3))).isEmpty();
        assertThat(faults(arrived(0, 1, 0, 1, 0, 1, 2, 3))).hasSize(1);
        assertThat(faults(arrived(0, 1, 1, 2, 3)))
                .as("the repetition is cut off")
                .hasSize(1);
        assertThat(faults(arrived(0, 1, 2)))
                .as("only the first attempt arrived")
                .hasSize(1);
    }

    /** A second delivery of the same number, with other words, that a set of numbers would not miss. */
    @Test
    void aSecondDeliveryOfAVersionThatIsMissingIsFound() {
        sent.accepted(List.of(line("a", 1, "one")), 1);
        sent.accepted(List.of(line("a", 1, "once more")), 1);

        List<RawArticle> once = arrivals(List.of(line("a", 1, "one"), line("a", 1, "one")));
        assertThat(faults(once)).hasSize(1);
    }

    private List<String> faults(List<RawArticle> found) {
        return Arrivals.of(sent, found).faults();
    }

    /** Lines of the script as they come off the topic. */
    private static List<RawArticle> arrived(Integer... lines) {
        return arrivals(Arrays.stream(lines).map(SCRIPT::get).toList());
    }

    private static List<RawArticle> arrivals(List<String> lines) {
        Sent elsewhere = new Sent();
        List<RawArticle> found = new ArrayList<>();
        for (String line : lines) {
            elsewhere
                    .parse(List.of(line))
                    .forEach(result -> found.add(RawArticle.newBuilder(((ParseResult.Parsed) result).article())
                            .setReceivedAt(Instant.ofEpochSecond(1_800_000_000))
                            .build()));
        }
        return found;
    }

    private static String line(String id, int version, String body) {
        return "{\"id\": \"" + id + "\", \"provider\": \"proof\", \"version\": " + version + ", \"headline\": \"H\","
                + " \"body\": \"" + body + "\"}";
    }
}
