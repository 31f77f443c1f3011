package io.dateline.enrich.analysis.boilerplate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.BoilerplateKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBoilerplateFinderTest {
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();
    private static final Gazetteer GAZETTEER = Gazetteer.load();
    private static final RuleBoilerplateFinder FINDER = RuleBoilerplateFinder.load(SEGMENTER, GAZETTEER::isPlace);
    private static final String STORY = "The river rose again on Tuesday and the old bridge was closed to cars.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WASHINGTON — The river rose.                | WASHINGTON            | WASHINGTON",
                "PARIS, Nov 3 (Reuters) - The river rose.    | PARIS, Nov 3 (Reuters) | PARIS",
                "LONDON (AP) _ The river rose.               | LONDON (AP)           | LONDON",
                "NEW DELHI: The river rose.                  | |",
                "Geneva, 4 May (IPS) – The river rose.       | Geneva, 4 May (IPS)   | Geneva",
                "SAN FRANCISCO -- The river rose.            | SAN FRANCISCO         | SAN FRANCISCO",
                "BEIRUT, Lebanon — The river rose.           | BEIRUT, Lebanon       | BEIRUT",
                "BREAKING NEWS — The river rose.             | |",
                "The river — it rose — fell.                 | |",
                "Paris — a city of rivers — woke up.         | |",
                "IT — The river rose.                        | |",
            })
    void knowsADatelineByItsForm(String text, String dateline, String place) {
        BoilerplateResult found = find(text);

        assertThat(found.dateline()).isEqualTo(dateline);
        assertThat(found.datelinePlace()).isEqualTo(place);
        assertThat(found.spans()).hasSize(dateline == null ? 0 : 1);
    }

    @Test
    void keepsTheDashInTheDatelinesSpan() {
        BoilerplateResult found = find("WASHINGTON — " + STORY);

        assertThat(found.spans().get(0).span().of("WASHINGTON — " + STORY)).isEqualTo("WASHINGTON —");
        assertThat(found.spans().get(0).kind()).isEqualTo(BoilerplateKind.DATELINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "By Jane Ruiz                                                             | BYLINE",
                "By JANE RUIZ, Associated Press                                           | BYLINE",
                "Email: jruiz@example.com                                                 | CONTACT",
                "Twitter: @JaneRuiz                                                       | CONTACT",
                "Tel: +44 20 7946 0000                                                    | CONTACT",
                "jruiz@example.com                                                        | CONTACT",
                "Follow Jane Ruiz on Twitter @janeruiz.                                   | CONTACT",
                "(Reporting by Jane Ruiz; Editing by Tom Lee)                             | CREDIT",
                "Reporting by Jane Ruiz in Lima                                           | CREDIT",
                "Associated Press writer Tom Lee in Lima contributed to this report.      | CREDIT",
                "Share:                                                                   | SHARE_BAR",
                "More In Home                                                             | SHARE_BAR",
                "Read more: Floods in pictures                                            | SHARE_BAR",
                "© 2021 Example News                                                      | COPYRIGHT",
                "Copyright 2021 Example News. All rights reserved.                        | COPYRIGHT",
                "Jane Ruiz is a reporter for Example News, covering rivers and bridges.   | AUTHOR_NOTE",
                "Jane Ruiz was deputy editor and senior river correspondent for Example.  | AUTHOR_NOTE",
                "The author is a professor of hydrology at Lima University.               | AUTHOR_NOTE",
            })
    void marksFurnitureBelowAStory(String line, BoilerplateKind kind) {
        String text = STORY + "\n\n" + STORY + "\n\n" + line;

        BoilerplateResult found = find(text);

        assertThat(found.spans()).hasSize(1);
        assertThat(found.spans().get(0).kind()).isEqualTo(kind);
        assertThat(found.spans().get(0).span().of(text)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By Friday the water had gone.",
                "By the numbers",
                "More in the valley fear a flood.",
                "More than a hundred people left the town.",
                "Jane Ruiz is a fisherman in the valley, and her boat was lost.",
                "Tom Lee is an author of note.\" The town knows him.",
                "Share prices of the insurer fell.",
                "Reporting by phone is hard, she said.",
                "Email: \"The water is coming,\" it said.",
                "He contributed to the flood relief fund.",
                "Comments about the flood were rare.",
                "Copyright is what the firm lives from.",
            })
    void leavesTheStoryAlone(String line) {
        assertThat(find(STORY + "\n\n" + line + "\n\n" + STORY).spans()).isEmpty();
    }

    @Test
    void takesAPersonWhomTheStoryNamesForPartOfIt() {
        String text = "Jane Ruiz fought for the bridge.\n\nJane Ruiz is a reporter for Example News, covering rivers.";

        assertThat(find(text).spans()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane Ruiz is a reporter for Example News, covering rivers.           | Jane Ruiz | Example News",
                "Jane Ruiz was deputy editor and senior river correspondent for the Lima Post and Mail. | Jane Ruiz"
                        + " | Lima Post and Mail",
                "Ana de Ruiz is a reporter for Example News.                          | |",
                "Jane Ruiz is a correspondent in Lima for The Daily Example.          | Jane Ruiz | The Daily Example",
                "Jane Ruiz is the editor of Example Policy.                           | Jane Ruiz | Example Policy",
                "Jane Ruiz is a professor of hydrology at Lima University.            | Jane Ruiz |",
                "Jane Ruiz is a freelance journalist covering rivers.                 | Jane Ruiz |",
                "The writer is a columnist with Example News.                         | | Example News",
            })
    void namesTheAuthorAndWhomTheyWriteForByTheNoteAboutThem(String note, String byline, String credit) {
        BoilerplateResult found = find(STORY + "\n\n" + STORY + "\n\n" + note);

        assertThat(found.byline()).isEqualTo(byline);
        assertThat(found.credit()).isEqualTo(credit);
    }

    @Test
    void takesTheBylineAsWrittenBeforeTheNoteAboutTheAuthor() {
        BoilerplateResult found = find("By Jane Ruiz\n\n" + STORY + "\n\n" + STORY
                + "\n\nJane Ruiz is a reporter for Example News.\n\nTom Lee is an editor at Other News.");

        assertThat(found.byline()).isEqualTo("By Jane Ruiz");
        assertThat(found.credit()).isEqualTo("Example News");
    }

    @Test
    void findsBylineAndDatelineTogether() {
        BoilerplateResult found = find("By Jane Ruiz\n\nLIMA (AP) — " + STORY);

        assertThat(found.byline()).isEqualTo("By Jane Ruiz");
        assertThat(found.dateline()).isEqualTo("LIMA (AP)");
    }

    @Test
    void marksACreditInBracketsAtAParagraphsEnd() {
        String text = STORY + " (Reporting by Jane Ruiz; Editing by Tom Lee)";

        List<io.dateline.enrich.analysis.Analysis.Boilerplate> spans =
                find(text).spans();

        assertThat(spans).hasSize(1);
        assertThat(spans.get(0).span().of(text)).isEqualTo("(Reporting by Jane Ruiz; Editing by Tom Lee)");
    }

    private static BoilerplateResult find(String text) {
        return FINDER.find(SEGMENTER.segment(text));
    }
}
