package io.dateline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    private final List<String> notes = new ArrayList<>();

    private String html(String html) {
        return PlainText.ofHtml(html, notes::add);
    }

    private String text(String text) {
        return PlainText.ofText(text, notes::add);
    }

    private String line(String text) {
        return PlainText.line(text, notes::add);
    }

    @Test
    void blocksBecomeParagraphs() {
        assertThat(html("<div><h2>Head</h2><p>One\n  line.</p>loose <b>bold</b>text<p>Two<br>lines</p></div>"))
                .isEqualTo("Head\n\nOne line.\n\nloose boldtext\n\nTwo\nlines");
    }

    @Test
    void twoBreaksAreAParagraph() {
        assertThat(html("One.<br><br/>Two.")).isEqualTo("One.\n\nTwo.");
    }

    @Test
    void rowsAreLinesAndCellsArePartedByTabs() {
        assertThat(html("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"))
                .isEqualTo("A\tB\n1\t2");
    }

    @Test
    void scriptsStylesAndWhatIsHiddenStayOut() {
        assertThat(
                        html(
                                "<head><title>T</title><style>p{color:red}</style></head><p>Text</p><script>x()</script><p style='Display: none'>pixel</p><noscript>n</noscript><p hidden>h</p>"))
                .isEqualTo("Text");
    }

    @Test
    void entitiesAreCharactersAlsoWhenEscapedTwice() {
        assertThat(html("<p>caf&eacute; &#8212; &#x41;&nbsp;b</p>")).isEqualTo("café — A b");
        assertThat(notes).isEmpty();
        assertThat(html("<p>caf&amp;eacute;</p>")).isEqualTo("café");
        assertThat(html("&lt;p&gt;One&amp;nbsp;two&lt;/p&gt;"))
                .doesNotContain("&")
                .contains("One two");
        assertThat(notes).contains(PlainText.NOTE_ESCAPES);
    }

    @Test
    void markupThatIsSpokenOfStays() {
        assertThat(html("<p>The &lt;b&gt; tag</p>")).isEqualTo("The <b> tag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<table><tr><td>",
                "<ul><li>",
                "<i><p>",
                "<a>",
                "<",
                "<!--",
                "&amp;",
                "<p>",
                "<svg>"
            })
    void nestingBeyondReasonTakesNoTimeAndLosesNoText(String tag) {
        String deep = "<p>Caf&eacute;</p>" + tag.repeat(100_000) + " inside";

        String text = assertTimeout(Duration.ofSeconds(15), () -> html(deep));

        assertThat(text).startsWith("Café");
        assertThat(text.contains("inside") || tag.equals("<!--") || tag.equals("<svg>"))
                .isTrue();
    }

    @Test
    void hardWrappedLinesAreJoined() {
        String wrapped = """
                The ministry said on Monday that it would publish the report before
                the end of the month, and that nobody had been asked to change what
                it says.

                "We wait," said the mayor, who had asked for the report in a letter
                in May.
                """;

        assertThat(text(wrapped))
                .isEqualTo("The ministry said on Monday that it would publish the report before the end of the month,"
                        + " and that nobody had been asked to change what it says.\n\n\"We wait,\" said the mayor,"
                        + " who had asked for the report in a letter in May.");
    }

    @Test
    void linesThatEndedBeforeTheWidthKeepTheirBreaks() {
        String contacts = "A paragraph that is quite long and nowhere near the width of any teleprinter, which could"
                + " not have printed a line of this length at all.\n\nEmail: a@b.example\nPhone: 123";

        assertThat(text(contacts)).endsWith("\n\nEmail: a@b.example\nPhone: 123");
    }

    @Test
    void tablesKeepTheirLinesAndColumns() {
        String table = "Team          P   W   Pts\nNorthfield   10   8    24\nSouthgate    10   2     6";

        assertThat(text(table)).isEqualTo(table);
    }

    @Test
    void anIndentBeginsAParagraphWhereThereAreNoBlankLines() {
        String old = """
                   The first paragraph of a story that was sent by telex some years
                ago and is read today.
                   The second paragraph follows at once, without any blank line before
                it.
                """;

        assertThat(text(old).split("\n\n")).hasSize(2);
    }

    @Test
    void withoutBlankLinesALineThatEndsASentenceIsAParagraph() {
        assertThat(text("It rained.\nIt stopped\nlater.")).isEqualTo("It rained.\n\nIt stopped\nlater.");
    }

    @Test
    void anIndentThatAllLinesHaveIsNone() {
        String printed = "A virtual tour of the old town and\n        businesses with historic photos of the\n"
                + "        neighbourhood.\n\nAnd more.";

        assertThat(text(printed))
                .isEqualTo("A virtual tour of the old town and\nbusinesses with historic photos of the\nneighbourhood."
                        + "\n\nAnd more.");
        assertThat(text("    Team          P\n    Northfield   10\n    Southgate    10"))
                .isEqualTo("Team          P\nNorthfield   10\nSouthgate    10");
    }

    @Test
    void noWordOfPlainTextIsLost() {
        String dirty = "militantsthe common enemy,, said  &  went < 5 > 3 AT&T R&D; <notatag> a@b.example — “x”…";

        assertThat(text(dirty)).isEqualTo(dirty);
    }

    @Test
    void invisibleAndControlCharactersGoAndSpacesBecomeSpaces() {
        assertThat(text("so\u00ADft\u200B \u00A0x\u202Fy\u0007z\uFEFF\r\nnext\rlast\u0085end"))
                .isEqualTo("soft  x yz\nnext\nlast\nend");
    }

    @Test
    void loneSurrogatesAreReplacedAndPairsKept() {
        assertThat(text("a\uD83Db \uD83D\uDE00 \uDE00c")).isEqualTo("a\uFFFDb \uD83D\uDE00 \uFFFDc");
        assertThat(notes).containsExactly(Scrub.NOTE_SURROGATE);
    }

    @Test
    void mojibakeIsUndoneOnlyWhenCertain() {
        String broken =
                new String("It’s the café’s ‘best’ naïve idea".getBytes(StandardCharsets.UTF_8), Charsets.WINDOWS_1252);

        assertThat(text(broken)).isEqualTo("It’s the café’s ‘best’ naïve idea");
        assertThat(notes).containsExactly(PlainText.NOTE_MOJIBAKE);

        notes.clear();
        assertThat(text("Ã la carte, São Paulo, Ångström")).isEqualTo("Ã la carte, São Paulo, Ångström");
        assertThat(text(broken + " 日本")).isEqualTo(broken + " 日本");
        assertThat(notes).isEmpty();
    }

    @Test
    void windowsQuotesThatBecameControlsAreQuotesAgain() {
        assertThat(text("It\u0092s")).isEqualTo("It’s");
    }

    @Test
    void aLineIsOneLine() {
        assertThat(line("  Two\n words &amp;amp; <em>more</em>\t")).isEqualTo("Two words & more");
        assertThat(line("AT&T buys R&D; 5 < 6")).isEqualTo("AT&T buys R&D; 5 < 6");
    }

    @Test
    void aParagraphOfMarkupThatHoldsAPrintedTextIsTakenApart() {
        assertThat(html("""
                        <p>(Adds comment)
                            * Copper rises
                            * Nickel falls

                            By Jane Sample
                            Jan 30 (Newswire) - Copper rose on Tuesday on hopes
                        of more demand, traders said.
                            Nickel fell.</p>"""))
                .isEqualTo(
                        "(Adds comment)\n\n* Copper rises\n\n* Nickel falls\n\nBy Jane Sample\n\n"
                                + "Jan 30 (Newswire) - Copper rose on Tuesday on hopes of more demand, traders said.\n\nNickel fell.");
    }

    @Test
    void anIndentThatAllLinesHaveIsThePrettyPrintersAndPartsNothing() {
        assertThat(html("<p>\n        Copper rose on Tuesday.\n        Nickel fell.\n      </p>"))
                .isEqualTo("Copper rose on Tuesday. Nickel fell.");
    }
}
