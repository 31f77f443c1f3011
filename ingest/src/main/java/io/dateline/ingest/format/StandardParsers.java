package io.dateline.ingest.format;

import io.dateline.ingest.format.anpa.AnpaWire;
import io.dateline.ingest.format.archive.ArchiveParser;
import io.dateline.ingest.format.feed.FeedParser;
import io.dateline.ingest.format.html.HtmlParser;
import io.dateline.ingest.format.iptc7901.Iptc7901Wire;
import io.dateline.ingest.format.json.JsonWire;
import io.dateline.ingest.format.mail.MailParser;
import io.dateline.ingest.format.newsml1.NewsMl1Parser;
import io.dateline.ingest.format.newsmlg2.NewsMlG2Parser;
import io.dateline.ingest.format.nitf.NitfParser;
import io.dateline.ingest.format.ownxml.OwnXmlParser;
import io.dateline.ingest.format.telex.TelexWire;
import io.dateline.ingest.format.text.TextWire;
import io.dateline.ingest.wire.WireParser;
import io.dateline.ingest.wire.WireParsers;
import java.util.List;

/** The formats that Dateline reads. Here they are put together, and only here. */
public final class StandardParsers {
    private StandardParsers() {}

    /** All of them. Of two that are equally sure of an input, the one that stands first takes it. */
    public static WireParsers create() {
        List<WireParser> parsers = List.of(
                new JsonWire(),
                new NewsMlG2Parser(),
                new NewsMl1Parser(),
                new NitfParser(),
                new FeedParser(),
                new HtmlParser(),
                new MailParser(),
                new Iptc7901Wire(),
                new AnpaWire(),
                new TelexWire(),
                new ArchiveParser(),
                new OwnXmlParser(),
                new TextWire());
        return WireParsers.of(parsers);
    }
}
