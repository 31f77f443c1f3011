package io.dateline.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireParsersTest {

    /** Takes what begins with its name. */
    private record Toy(String format, Confidence confidence, BiConsumer<WireInput, ParseSink> work)
            implements WireParser {
        @Override
        public Confidence sniff(WireHead head) {
            return head.trimmed().startsWith(format) ? confidence : Confidence.NONE;
        }

        @Override
        public void parse(WireInput input, ParseSink sink) {
            work.accept(input, sink);
        }
    }

    private static void story(WireInput input, ParseSink sink) {
        sink.accept(ArticleDraft.of(input, "toy").guid("x").build());
    }

    private static WireInput input(String text) {
        return Parses.input(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ParseResult> parse(WireInput input, WireParser... parsers) {
        return WireParsers.of(List.of(parsers)).parseAll(input);
    }

    private static void assertRefused(List<ParseResult> results, RefusalCode code) {
        assertThat(results).hasSize(1);
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void theSurestParserIsTakenAndTheEarlierOfTwoThatAreEquallySure() {
        List<String> taken = new ArrayList<>();
        Toy unsure = new Toy("a", Confidence.POSSIBLE, (input, sink) -> taken.add("unsure"));
        Toy sure = new Toy("ab", Confidence.LIKELY, (input, sink) -> taken.add("sure"));
        Toy alsoSure = new Toy("abc", Confidence.LIKELY, (input, sink) -> taken.add("also"));

        parse(input("abcd"), unsure, sure, alsoSure);

        assertThat(taken).containsExactly("sure");
    }

    @Test
    void everyInputHasAnOutcome() {
        Toy silent = new Toy("silent", Confidence.CERTAIN, (input, sink) -> {});
        Toy failing = new Toy("failing", Confidence.CERTAIN, (input, sink) -> {
            throw new IllegalStateException("boom");
        });
        Toy missing = new Toy("missing", Confidence.CERTAIN, (input, sink) -> {
            throw new NoClassDefFoundError("io/dateline/Missing");
        });

        assertRefused(parse(input(""), silent), RefusalCode.EMPTY);
        assertRefused(parse(input(" \r\n\t"), silent), RefusalCode.EMPTY);
        assertRefused(parse(input("silent"), silent), RefusalCode.NO_STORY);
        assertRefused(parse(input("failing"), failing), RefusalCode.INTERNAL);
        assertRefused(parse(input("missing"), missing), RefusalCode.INTERNAL);
        assertRefused(parse(input("unheard of"), silent, failing), RefusalCode.UNKNOWN_FORMAT);
    }

    @Test
    void aDocumentOverTheLimitIsRefusedBeforeItIsRead() {
        Toy toy = new Toy("toy", Confidence.CERTAIN, WireParsersTest::story);
        Limits small = new Limits(10, 10, 10, 10, 1);

        assertRefused(parse(input("toy, but larger").withLimits(small), toy), RefusalCode.TOO_LARGE);
    }

    @Test
    void itemsBeyondTheLimitEndTheInputWithARefusal() {
        Toy toy = new Toy("toy", Confidence.CERTAIN, (input, sink) -> {
            for (int i = 0; i < 1000; i++) {
                story(input, sink);
            }
        });

        List<ParseResult> results = parse(input("toy").withLimits(new Limits(100, 100, 3, 10, 1)), toy);

        assertThat(results).hasSize(4);
        assertThat(((Refused) results.get(3)).code()).isEqualTo(RefusalCode.TOO_MANY);
    }

    @Test
    void inputsWithinInputsAreParsedAndBounded() {
        Toy box = new Toy(
                "box",
                Confidence.CERTAIN,
                (input, sink) -> sink.nested(input.inner(input.content().head(100), null, "inner.txt")));
        Toy letter = new Toy(
                "letter",
                Confidence.CERTAIN,
                (input, sink) -> sink.nested(input.inner("toy".getBytes(StandardCharsets.UTF_8), null, "attached")));
        Toy toy = new Toy("toy", Confidence.CERTAIN, WireParsersTest::story);

        assertThat(parse(input("letter"), box, letter, toy)).hasSize(1).first().isInstanceOf(ParseResult.Parsed.class);
        assertRefused(parse(input("box"), box), RefusalCode.TOO_DEEP);
    }

    @Test
    void whatIsRefusedOfAnInnerInputIsItsBytes() {
        Toy letter = new Toy(
                "letter",
                Confidence.CERTAIN,
                (input, sink) -> sink.nested(input.inner("odd".getBytes(StandardCharsets.UTF_8), null, "attached")));

        Refused refused = (Refused) parse(input("letter"), letter).get(0);

        assertThat(refused.original()).isEqualTo("odd".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.where()).isEqualTo("attached");
    }

    @Test
    void whatTheConsumerThrowsComesThroughAndEndsTheParsing() {
        List<Integer> read = new ArrayList<>();
        Toy toy = new Toy("toy", Confidence.CERTAIN, (input, sink) -> {
            for (int i = 0; i < 3; i++) {
                read.add(i);
                story(input, sink);
            }
        });
        RuntimeException full = new IllegalArgumentException("full");

        assertThatThrownBy(() -> WireParsers.of(List.of(toy)).parse(input("toy"), result -> {
                    throw full;
                }))
                .isSameAs(full);
        assertThat(read).containsExactly(0);
    }

    @Test
    void storageThatFailsIsNoRefusal(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("toy.txt"), "toy");
        Content content = Content.of(file);
        Files.delete(file);
        WireInput gone = new WireInput(content, null, "toy.txt", Parses.FEED, Parses.RECEIVED, Limits.DEFAULT);
        WireParsers parsers = WireParsers.of(List.of(new Toy("toy", Confidence.CERTAIN, WireParsersTest::story)));

        assertThatThrownBy(() -> parsers.parseAll(gone)).isInstanceOf(Content.UnreadableException.class);
    }

    @Test
    void theHeadFindsTheRootElementBehindAProlog() {
        WireHead head = WireHead.of(input("""
                <?xml version="1.0"?>
                <!-- <wrong/> -->
                <!DOCTYPE n:news [ <!ENTITY a "<x>"> ]>
                <n:news xmlns:n="urn:example"><item/></n:news>
                """));

        assertThat(head.xmlRoot().name()).isEqualTo("n:news");
        assertThat(head.xmlRoot().localName()).isEqualTo("news");
        assertThat(head.xmlRoot().attributes()).contains("urn:example");
        assertThat(WireHead.of(input("< 5 and > 3")).xmlRoot()).isNull();
        assertThat(WireHead.of(input("<!-- never ends")).xmlRoot()).isNull();
    }

    @Test
    void bytesOfNoTextLookBinary() {
        assertThat(WireHead.of(Parses.input(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 16, 'J', 'F'}))
                        .looksBinary())
                .isTrue();
        assertThat(WireHead.of(input("\u0001abc\u0002\nText with old marks\u0003"))
                        .looksBinary())
                .isFalse();
    }

    @Test
    void aRefusalOfXmlNamesItsOutermostElement() {
        List<ParseResult> results = parse(input("<?xml version=\"1.0\"?><menu><item/></menu>"));

        assertThat(((Refused) results.get(0)).reason()).endsWith("its outermost element is menu");
    }
}
