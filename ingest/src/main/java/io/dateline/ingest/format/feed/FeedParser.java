package io.dateline.ingest.format.feed;

import com.rometools.rome.io.FeedException;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireHead.XmlRoot;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter.FilterResult;

/**
 * Reads RSS (0.9x, 1.0, 2.0) and Atom (0.3, 1.0), one story an item, well-formed or not. A feed without items is refused as
 * {@link RefusalCode#NO_STORY}; an item without identity, title and text likewise. Document types are never followed.
 * Thread-safe.
 */
public final class FeedParser implements WireParser {
    private static final String RSS = "rss";
    private static final String ATOM = "atom";

    @Override
    public String format() {
        return "feed";
    }

    @Override
    public Confidence sniff(WireHead head) {
        XmlRoot root = head.xmlRoot();
        if (root == null) {
            return behindJunk(head);
        }
        String attributes = root.attributes();
        return switch (root.localName().toLowerCase(Locale.ROOT)) {
            case "rss" -> Confidence.CERTAIN;
            case "rdf" -> isFeedRdf(head.text()) ? Confidence.CERTAIN : Confidence.NONE;
            case "feed" ->
                mentionsAtom(attributes) || head.text().contains("<entry") ? Confidence.CERTAIN : Confidence.POSSIBLE;
            case "entry" -> mentionsAtom(attributes) ? Confidence.CERTAIN : Confidence.POSSIBLE;
            case "channel" -> head.text().contains("<item") ? Confidence.LIKELY : Confidence.NONE;
            case "item" -> Confidence.POSSIBLE;
            default -> Confidence.NONE;
        };
    }

    private static boolean isFeedRdf(String text) {
        return text.contains("purl.org/rss")
                || text.contains("purl.org/net/rss")
                || text.contains("netscape.com/rdf")
                || text.contains("<item");
    }

    private static boolean mentionsAtom(String attributes) {
        return attributes.contains("w3.org/2005/Atom") || attributes.contains("purl.org/atom");
    }

    /** Something stands before the feed: a server's warning, half a header. */
    private static Confidence behindJunk(WireHead head) {
        String text = head.text();
        boolean rss = text.contains("<rss") && (text.contains("<channel") || text.contains("<item"));
        boolean feed = text.contains("<feed") && mentionsAtom(text) || text.contains("<rdf:RDF") && isFeedRdf(text);
        boolean html = text.contains("<html") || text.contains("<HTML");
        return (rss || feed) && !html && !head.looksBinary() ? Confidence.LIKELY : Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        FeedText feed = FeedText.of(input);
        if (feed.unsafe() != null) {
            sink.accept(Refused.of(RefusalCode.UNSAFE, feed.unsafe()));
            return;
        }
        int rootAt = FeedContext.findRoot(feed.text());
        if (rootAt < 0) {
            sink.accept(Refused.of(RefusalCode.MALFORMED, "there is no element that begins a feed"));
            return;
        }
        FeedContext context = FeedContext.of(feed.text(), rootAt, input.limits());
        new Reading(input, feed, context, sink).run();
    }

    /** One feed being read. */
    private static final class Reading {
        private final WireInput input;
        private final FeedText feed;
        private final FeedContext context;
        private final ParseSink sink;
        private final Parser xml;
        private final RomeBridge rome;

        Reading(WireInput input, FeedText feed, FeedContext context, ParseSink sink) {
            this.input = input;
            this.feed = feed;
            this.context = context;
            this.sink = sink;
            // One more than allowed, so that what is deeper shows.
            this.xml = Parser.xmlParser().setMaxDepth(input.limits().maxDepth() + 2);
            this.rome = new RomeBridge(context.names());
        }

        void run() {
            FeedScan scan = new FeedScan(feed.text(), context.rootAt(), context.item(), context.names());
            int number = 0;
            while (scan.next()) {
                number++;
                int length = scan.end() - scan.start();
                if (length > input.limits().maxStoryBytes()) {
                    refuse(RefusalCode.TOO_LARGE, "an item of " + length + " characters", number, null);
                } else {
                    item(feed.text().substring(scan.start(), scan.end()), number, scan.isClosed());
                }
            }
            if (context.atom()) {
                number += deletions();
            }
            if (number == 0) {
                sink.accept(Refused.of(RefusalCode.NO_STORY, "the feed has no items"));
            }
        }

        private void item(String text, int number, boolean closed) {
            byte[] original = text.getBytes(feed.charset().canEncode() ? feed.charset() : StandardCharsets.UTF_8);
            ArticleDraft draft = draft(original);
            Element element =
                    xml.parseInput(Cdata.mended(text, draft::note), "").firstElementChild();
            if (element == null) {
                refuse(RefusalCode.MALFORMED, "the item can't be read", number, original);
                return;
            }
            if (isTooDeep(element)) {
                refuse(
                        RefusalCode.TOO_DEEP,
                        "elements within elements beyond " + input.limits().maxDepth(),
                        number,
                        original);
                return;
            }
            if (!closed) {
                draft.note("The item has no end tag: it may be incomplete.");
            }
            UnclosedFields.mend(element, draft::note);
            FeedItem item = new FeedItem(context, element);
            byte[] embedded = EmbeddedWire.in(item, context.names());
            if (embedded != null) {
                sink.nested(input.inner(embedded, "application/xml; charset=utf-8", null));
                return;
            }
            try {
                fill(draft, item);
            } catch (FeedException e) {
                refuse(RefusalCode.MALFORMED, "the item can't be read", number, original);
                return;
            }
            sink.accept(draft.build());
        }

        private void fill(ArticleDraft draft, FeedItem item) throws FeedException {
            boolean configured = input.feed().provider() != null;
            if (context.atom()) {
                AtomStory.fill(draft, item, rome.atom(item.element()), context, configured);
            } else {
                RssStory.fill(draft, item, rome.rss(item.element()), context, configured);
            }
        }

        /** RFC 6721: entries that the feed takes back. */
        private int deletions() {
            int count = 0;
            int at = feed.text().indexOf(":deleted-entry", context.rootAt());
            while (at >= 0) {
                int start = feed.text().lastIndexOf('<', at);
                int end = feed.text().indexOf('>', at);
                if (start >= 0 && end > 0 && feed.text().charAt(start + 1) != '/') {
                    String text = feed.text().substring(start, end + 1);
                    Element tag = xml.parseInput(text, "").firstElementChild();
                    if (tag != null && !tag.attr("ref").isBlank()) {
                        count++;
                        sink.accept(draft(text.getBytes(feed.charset()))
                                .guid(tag.attr("ref"))
                                .status("canceled")
                                .versionCreated(tag.attr("when"))
                                .note("The feed says that the entry was deleted.")
                                .build());
                    }
                }
                at = feed.text().indexOf(":deleted-entry", at + 1);
            }
            return count;
        }

        private ArticleDraft draft(byte[] original) {
            ArticleDraft draft =
                    ArticleDraft.of(input, context.atom() ? ATOM : RSS).original(original);
            feed.notes().forEach(draft::note);
            if (input.mediaType() == null) {
                draft.mediaType(context.atom() ? "application/atom+xml" : "application/rss+xml");
            }
            return draft;
        }

        private void refuse(RefusalCode code, String reason, int number, byte[] original) {
            sink.accept(Refused.of(code, reason).at("item " + number, original));
        }

        private boolean isTooDeep(Element element) {
            boolean[] deep = {false};
            element.filter((node, depth) -> {
                deep[0] |= depth > input.limits().maxDepth() - 1;
                return deep[0] ? FilterResult.STOP : FilterResult.CONTINUE;
            });
            return deep[0];
        }
    }
}
