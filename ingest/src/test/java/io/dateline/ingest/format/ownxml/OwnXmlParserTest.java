package io.dateline.ingest.format.ownxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.xml.Wires;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import org.junit.jupiter.api.Test;

class OwnXmlParserTest {

    @Test
    void everyElementWithHeadlineAndTextIsAStory() {
        assertThat(Wires.stories("""
                        <export><made>today</made>
                        <article id="1" lang="en"><headline>Bridge closes</headline><text>For a year.</text></article>
                        <article id="2"><title>Ferry opens</title><bodytext><p>Every half hour.</p><p>From five.</p></bodytext>
                        </article></export>"""))
                .extracting(RawArticle::getArticleId, RawArticle::getHeadline, RawArticle::getBody)
                .containsExactly(
                        tuple("unknown|1", "Bridge closes", "For a year."),
                        tuple("unknown|2", "Ferry opens", "Every half hour.\n\nFrom five."));
    }

    @Test
    void readsAnExportWithItsTextInContentItem() {
        RawArticle story = Parses.one("""
                <Publish><PublishID>7</PublishID><ContentItem><SystemSlug>578e</SystemSlug><Headline>Bridge closes </Headline>
                <SlugProper>EX-Bridge</SlugProper><Source>Northwire</Source><UpdateNote>UPDATES: With photos.</UpdateNote>
                <EmbargoTime>0001-01-01T00:00:00</EmbargoTime><Language>1</Language><HoldFlag>true</HoldFlag>
                <UpdatedDateTime>2026-03-27T11:52:47.78-04:00</UpdatedDateTime><City>Sampleton</City>
                <ContentText>&lt;p&gt;For a year.&lt;/p&gt;</ContentText></ContentItem></Publish>""");

        assertThat(story.getArticleId()).isEqualTo("northwire|578e");
        assertThat(story.getSlugline()).isEqualTo("EX-Bridge");
        assertThat(story.getEditorialNote()).isEqualTo("UPDATES: With photos.");
        assertThat(story.getDatelinePlace()).isEqualTo("Sampleton");
        assertThat(story.getEmbargoText()).isNull();
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.WITHHELD);
        assertThat(story.getBody()).isEqualTo("For a year.");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("provider's own"));
    }

    @Test
    void theLeadStandsAboveTheText() {
        RawArticle story = Parses.one("<release id=\"9\"><title>Ny bro</title><leadtext>Broen er klar.</leadtext>"
                + "<body>&lt;p&gt;Den koster mye.&lt;/p&gt;</body><embargo>28.09.2026 11:15</embargo></release>");

        assertThat(story.getBody()).isEqualTo("Broen er klar.\n\nDen koster mye.");
        assertThat(story.getEmbargoedUntil()).isNotNull();
    }

    @Test
    void marksOfKillAndCorrectionCount() {
        RawArticle killed = Parses.one(
                "<n><newsid>1</newsid><headline>H</headline><content>T</content><Annuleret>true</Annuleret></n>");
        RawArticle corrected = Parses.one(
                "<n><newsid>1</newsid><headline>H</headline><content>T</content><Korrektion>true</Korrektion></n>");

        assertThat(killed.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(corrected.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
    }

    @Test
    void withoutSuchAnElementItIsRefused() {
        assertThat(Parses.refused("<menu><title>Lunch</title><week><text/></week></menu>")
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_FORMAT);
        assertThat(Parses.refused("<menu><title>Lunch</title><week><text>Soup</text></week></menu>")
                        .code())
                .isEqualTo(RefusalCode.NO_STORY);
    }
}
