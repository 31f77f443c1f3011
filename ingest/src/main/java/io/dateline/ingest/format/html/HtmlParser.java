package io.dateline.ingest.format.html;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.clean.Dateline;
import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads a news page in HTML, or a fragment of HTML, as one story. Its identity is the page's canonical address. A page that
 * neither describes an article nor holds prose is refused as {@link RefusalCode#NO_STORY}. Thread-safe.
 */
public final class HtmlParser implements WireParser {
    private static final int PRESCAN = 4096;
    private static final int SHORTEST_TITLE = 8;
    /** What is nested deeper is read as standing beside: no page that means well goes as far. */
    private static final int MAX_DEPTH = 256;

    private static final Set<String> FRAGMENTS = Set.of(
            "p",
            "div",
            "article",
            "section",
            "h1",
            "h2",
            "body",
            "head",
            "main",
            "span",
            "table",
            "b",
            "strong",
            "em",
            "br",
            "ul",
            "ol",
            "blockquote",
            "meta",
            "title",
            "header",
            "a",
            "img",
            "figure",
            "center",
            "font");

    @Override
    public String format() {
        return "html";
    }

    @Override
    public Confidence sniff(WireHead head) {
        boolean declared =
                head.mediaType().equals("text/html") || head.mediaType().equals("application/xhtml+xml");
        boolean named = head.fileName().endsWith(".html")
                || head.fileName().endsWith(".htm")
                || head.fileName().endsWith(".xhtml");
        String name = head.xmlRoot() == null ? "" : head.xmlRoot().localName().toLowerCase(Locale.ROOT);
        if (name.equals("html")) {
            return Confidence.CERTAIN;
        }
        if (head.looksBinary()) {
            return Confidence.NONE;
        }
        if (FRAGMENTS.contains(name)) {
            return declared || named ? Confidence.LIKELY : Confidence.POSSIBLE;
        }
        if (name.isEmpty()
                && PlainText.looksLikeHtml(head.text())
                && head.firstChar() != '{'
                && head.firstChar() != '[') {
            return declared || named || head.text().contains("<html") ? Confidence.LIKELY : Confidence.NONE;
        }
        return Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        if (input.content().size() > input.limits().maxStoryBytes()) {
            sink.accept(Refused.of(
                    RefusalCode.TOO_LARGE,
                    "a page of " + input.content().size() + " bytes, and no more than "
                            + input.limits().maxStoryBytes() + " are taken"));
            return;
        }
        byte[] bytes = input.content().bytes();
        String declared = Charsets.named(input.mediaType()) != null ? input.mediaType() : declaredCharset(bytes);
        Charsets.Decoded decoded = Charsets.decode(bytes, declared);
        ArticleDraft draft = ArticleDraft.of(input, format());
        decoded.notes().forEach(draft::note);
        if (input.mediaType() == null) {
            draft.mediaType("text/html");
        }
        Document page = Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(decoded.text(), "");
        if (read(page, draft, input)) {
            sink.accept(draft.build());
        } else {
            sink.accept(Refused.of(RefusalCode.NO_STORY, "the page describes no article and holds no prose"));
        }
    }

    private static boolean read(Document page, ArticleDraft draft, WireInput input) {
        PageFacts facts = new PageFacts(page);
        String address = facts.address();
        LdArticle article = JsonLd.of(page, input.limits(), draft::note).article(address);
        String stated = "";
        String headline = null;
        if (article != null) {
            address = address == null && !article.addresses().isEmpty()
                    ? article.addresses().get(0)
                    : address;
            headline = headline(article, facts);
            stated = PlainText.ofEither(article.text("articleBody"), draft::note);
            if (stated.isEmpty()) {
                stated = PlainText.ofEither(article.updates(), draft::note);
            }
            draft.headline(headline);
            article.fill(draft);
        }
        String found = found(page, facts, headline, draft);
        if (headline == null && !facts.titles().isEmpty()) {
            String top = firstParagraph(found);
            if (isPartOf(facts.titles().get(0), top)) {
                draft.headline(top);
                found = found.substring(top.length()).strip();
            }
        }
        facts.fill(draft, article != null && !article.text("keywords").isEmpty());
        boolean saysArticle = article != null || facts.saysArticle();
        String body = ArticleBody.choose(stated, found);
        if (body.isEmpty() && !saysArticle) {
            return false;
        }
        if (address != null) {
            draft.guid(address).link(address, "canonical", null, "text/html");
        }
        dateline(draft, body);
        draft.body(body);
        return true;
    }

    /** Google wants headlines of at most 110 characters, so some are cut in the JSON-LD only. */
    private static String headline(LdArticle article, PageFacts facts) {
        String stated = article.text("headline").isBlank() ? article.text("name") : article.text("headline");
        String bare = stated.strip();
        int end = bare.endsWith("...") ? bare.length() - 3 : bare.endsWith("…") ? bare.length() - 1 : -1;
        if (end > 20) {
            String beginning = bare.substring(0, end).strip();
            for (String title : facts.titles()) {
                if (title.length() > bare.length() && title.startsWith(beginning)) {
                    return title;
                }
            }
        }
        return bare.isEmpty() ? null : bare;
    }

    private static String found(Document page, PageFacts facts, String headline, ArticleDraft draft) {
        String title =
                headline == null && !facts.titles().isEmpty() ? facts.titles().get(0) : headline;
        Element story = MainText.find(page, title);
        String text = story == null ? "" : PlainText.ofElement(story, draft::note);
        // Old pages set the headline in bold above the story.
        String top = firstParagraph(text);
        return title != null && top.length() < text.length() && top.equalsIgnoreCase(title)
                ? text.substring(top.length()).strip()
                : text;
    }

    private static String firstParagraph(String text) {
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end);
    }

    /** "Sample Site - Bridge reopens": the page's title is the story's, with the name of the site before it or behind. */
    private static boolean isPartOf(String title, String top) {
        int rest = title.length() - top.length();
        if (top.length() < SHORTEST_TITLE || rest < 3) {
            return false;
        }
        String site = title.endsWith(top)
                ? title.substring(0, rest).stripTrailing()
                : title.startsWith(top) ? title.substring(top.length()).stripLeading() : "";
        return !site.isEmpty()
                && "|-\u2013\u2014:\u00bb".indexOf(site.charAt(title.endsWith(top) ? site.length() - 1 : 0)) >= 0;
    }

    private static void dateline(ArticleDraft draft, String body) {
        int end = body.indexOf('\n');
        Dateline dateline = Dateline.at(end < 0 ? body : body.substring(0, end));
        if (dateline != null) {
            draft.dateline(dateline.text()).datelinePlace(dateline.place());
        }
    }

    /** The character set that a meta element or an XML declaration near the beginning names; null without one. */
    private static String declaredCharset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, PRESCAN), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        for (String mark : new String[] {"charset=", "encoding="}) {
            for (int at = head.indexOf(mark); at >= 0; at = head.indexOf(mark, at + 1)) {
                int from = at + mark.length();
                while (from < head.length() && " \"'".indexOf(head.charAt(from)) >= 0) {
                    from++;
                }
                int to = from;
                while (to < head.length() && " \"';/>?\r\n".indexOf(head.charAt(to)) < 0) {
                    to++;
                }
                String label = head.substring(from, to);
                if (Charsets.named(label) != null) {
                    return label;
                }
            }
        }
        return null;
    }
}
