package io.dateline.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a story on its way here: it is parsed or refused, in bounded time, and never an exception. */
class MutatedFixturesTest {
    /** Far more than any takes on a quiet machine: a hang is what it finds. */
    private static final Duration TIME = Duration.ofSeconds(20);

    private final WireParsers parsers = StandardParsers.create();
    private final AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, new InMemorySchemaRegistry());

    @Provide
    Arbitrary<Path> fixtures() {
        return Arbitraries.of(allFixtures());
    }

    private static List<Path> allFixtures() {
        try {
            Path root =
                    Path.of(MutatedFixturesTest.class.getResource("/fixtures").toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 1500)
    void mutatedFixturesAreParsedOrRefused(@ForAll("fixtures") Path fixture, @ForAll long seed) throws IOException {
        byte[] mutated = Mutations.of(Files.readAllBytes(fixture), new Random(seed));
        String name = new Random(seed).nextBoolean() ? fixture.getFileName().toString() : null;
        WireInput input = Parses.input(mutated).withFileName(name);

        List<ParseResult> results = assertTimeoutPreemptively(TIME, () -> parsers.parseAll(input));

        assertThat(results).isNotEmpty();
        results.forEach(this::assertSound);
    }

    @Property(tries = 300)
    void noiseIsParsedOrRefused(@ForAll byte[] bytes) {
        List<ParseResult> results = assertTimeoutPreemptively(TIME, () -> parsers.parseAll(Parses.input(bytes)));

        assertThat(results).isNotEmpty();
        results.forEach(this::assertSound);
    }

    private void assertSound(ParseResult result) {
        if (result instanceof ParseResult.Refused refused) {
            assertThat(refused.code()).as(refused.reason()).isNotEqualTo(RefusalCode.INTERNAL);
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        RawArticle article = ((ParseResult.Parsed) result).article();
        assertThat(article.getArticleId())
                .startsWith(article.getProvider() + "|")
                .doesNotEndWith("|");
        assertThat(article.getProvider()).isNotBlank();
        assertThat(article.getBody()).doesNotContain("\r", "\n\n\n", "\u0000", "\u00ad");
        assertThat(article.getBody().codePoints())
                .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0xD800 && c <= 0xDFFF);
        if (article.getEmbargoedUntil() != null) {
            assertThat(article.getEmbargoText()).isNotNull();
        }
        assertThat(serde.serializer().serialize("news.articles.raw", article)).isNotEmpty();
    }
}
