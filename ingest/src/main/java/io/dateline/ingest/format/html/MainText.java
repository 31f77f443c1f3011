package io.dateline.ingest.format.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Finds the story's text on a page that doesn't say where it is. Blocks that are long and hold few links are prose; the
 * smallest element that holds nearly all the prose is the story; what in it is made of links, or stands outside its first
 * and last prose, is not. Writes to the page it is given. For one page; not thread-safe.
 */
final class MainText {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "tbody",
            "thead",
            "tr",
            "td",
            "th",
            "blockquote",
            "pre",
            "address",
            "form",
            "fieldset",
            "center",
            "details",
            "summary",
            "hr",
            "body");
    private static final Set<String> PARTS = Set.of("li", "dt", "dd", "td", "th", "tr", "tbody", "thead");
    private static final double MOST = 0.8;
    private static final double MARKED_ENOUGH = 0.4;
    private static final double MAX_LINKS = 0.34;
    private static final int PROSE = 80;
    private static final int SENTENCE = 25;
    private static final int STORY = 300;
    private static final int CARD = 500;
    private static final int FEWEST_CARDS = 3;
    private static final int LABEL = 60;
    private static final int WIDE_WEIGHT = 3;

    /** What is in an element: characters that count, those of them in links, those of them in prose. */
    private static final class Weight {
        private int letters;
        private int linked;
        private int own;
        private int ownLinked;
        private int prose;
        private boolean hasBlocks;
        private char last;
    }

    private final Map<Element, Weight> weights = new IdentityHashMap<>();

    /** The element that holds the story and nothing else any more; null when there is no prose. */
    static Element find(Document page, String headline) {
        return new MainText().search(page, headline);
    }

    private Element search(Document page, String headline) {
        Element body = page.body();
        removeByNature(body);
        weigh(body);
        removeByName(body);
        weights.clear();
        weigh(body);
        if (weights.get(body).prose == 0) {
            return null;
        }
        Element story = descend(body);
        tidy(story, headline);
        return story;
    }

    private static void removeByNature(Element body) {
        for (Element element : body.getAllElements()) {
            if (element != body && Furniture.byNature(element)) {
                drop(element);
            }
        }
    }

    /** Hidden is as good as removed, and costs the same wherever in a long list of children it is. */
    private static void drop(Element element) {
        element.attr("hidden", "");
    }

    private static boolean isDropped(Node node) {
        return node instanceof Element element && element.attributesSize() > 0 && element.hasAttr("hidden");
    }

    /** By class and id, unless that would take the better part of the page's prose with it. */
    private void removeByName(Element body) {
        int all = weights.get(body).prose;
        for (Element element : List.copyOf(weights.keySet())) {
            Weight weight = weights.get(element);
            boolean container = element == body
                    || element.normalName().equals("main")
                    || element.normalName().equals("article");
            if (!container
                    && (weight.hasBlocks || isBlock(element))
                    && isExpendable(element, weight, all)
                    && Furniture.byName(element, weight.letters, weight.linked)) {
                drop(element);
            } else if (weight.hasBlocks) {
                dropCards(element);
            }
        }
    }

    /** Three or more alike, each with a link that is a good part of it: teasers of other stories. */
    private void dropCards(Element parent) {
        Map<String, List<Element>> alike = new HashMap<>();
        for (Element child : parent.children()) {
            Weight weight = weights.get(child);
            if (weight != null && weight.hasBlocks && weight.letters < CARD && weight.linked * 7 > weight.letters) {
                alike.computeIfAbsent(child.normalName() + '.' + child.className(), key -> new ArrayList<>())
                        .add(child);
            }
        }
        for (List<Element> cards : alike.values()) {
            if (cards.size() >= FEWEST_CARDS) {
                cards.forEach(MainText::drop);
            }
        }
    }

    /** Comments may well be longer than the story; anything else that holds so much prose is the story. */
    private static boolean isExpendable(Element element, Weight weight, int all) {
        return weight.prose < all * MARKED_ENOUGH || Furniture.isDiscussion(element) && all - weight.prose >= STORY;
    }

    /** One pass over the tree, without recursion. */
    private void weigh(Element root) {
        NodeTraversor.filter(
                new NodeFilter() {
                    private int links;

                    @Override
                    public FilterResult head(Node node, int depth) {
                        if (isDropped(node)) {
                            return FilterResult.SKIP_ENTIRELY;
                        }
                        if (node instanceof Element element) {
                            weights.put(element, new Weight());
                            links += element.normalName().equals("a") ? 1 : 0;
                        } else if (node instanceof TextNode text && text.parent() != null) {
                            count(text.getWholeText(), weights.get(text.parent()));
                        }
                        return FilterResult.CONTINUE;
                    }

                    private void count(String text, Weight weight) {
                        int letters = 0;
                        for (int i = 0; i < text.length(); i++) {
                            char c = text.charAt(i);
                            if (c > ' ' && c != '\u00a0') {
                                // A character of Chinese or Japanese says as much as several letters.
                                letters += c >= '\u2e80' && c < '\ud800' ? WIDE_WEIGHT : 1;
                                weight.last = c;
                            }
                        }
                        weight.letters += letters;
                        weight.own += letters;
                        weight.linked += links > 0 ? letters : 0;
                        weight.ownLinked += links > 0 ? letters : 0;
                    }

                    @Override
                    public FilterResult tail(Node node, int depth) {
                        if (!(node instanceof Element element)) {
                            return FilterResult.CONTINUE;
                        }
                        links -= element.normalName().equals("a") ? 1 : 0;
                        Weight weight = weights.get(element);
                        boolean block = isBlock(element);
                        if (block && isProse(element, weight)) {
                            weight.prose += weight.own;
                        }
                        if (node != root && element.parent() != null) {
                            add(weight, weights.get(element.parent()), block);
                        }
                        return FilterResult.CONTINUE;
                    }
                },
                root);
    }

    private static void add(Weight weight, Weight parent, boolean block) {
        parent.letters += weight.letters;
        parent.linked += weight.linked;
        parent.prose += weight.prose;
        parent.hasBlocks |= block || weight.hasBlocks;
        if (!block) {
            // Inline text is its block's own.
            parent.own += weight.own;
            parent.ownLinked += weight.ownLinked;
            parent.last = weight.own > 0 ? weight.last : parent.last;
        }
    }

    private static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    private static boolean isHeading(Element element) {
        String name = element.normalName();
        return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
    }

    private static boolean isProse(Element element, Weight weight) {
        if (isHeading(element) || weight.ownLinked > weight.own * MAX_LINKS) {
            return false;
        }
        boolean ends = ".!?…\"”»'’。！？".indexOf(weight.last) >= 0 && weight.last != 0;
        boolean paragraph =
                element.normalName().equals("p") || element.normalName().equals("blockquote");
        return weight.own >= PROSE || paragraph && ends && weight.own >= SENTENCE;
    }

    /** Down to where the prose no longer is nearly all in one child. */
    private Element descend(Element from) {
        Element at = from;
        while (true) {
            int all = weights.get(at).prose;
            Element next = null;
            for (Element child : at.children()) {
                int prose = isDropped(child) ? 0 : weights.get(child).prose;
                boolean enough = prose >= all * MOST || isMarked(child) && prose >= all * MARKED_ENOUGH;
                if (prose > 0 && enough && isHolder(child) && (next == null || prose > weights.get(next).prose)) {
                    next = child;
                }
            }
            if (next == null) {
                return at;
            }
            at = next;
        }
    }

    /** A paragraph that is nearly all of a short story is still one of its paragraphs. */
    private boolean isHolder(Element child) {
        String name = child.normalName();
        boolean paragraph = name.equals("p") || name.equals("li") || name.equals("blockquote") || name.equals("pre");
        return weights.get(child).hasBlocks ? !name.equals("p") && !name.equals("li") : isBlock(child) && !paragraph;
    }

    private static boolean isMarked(Element element) {
        if (element.normalName().equals("article") || element.normalName().equals("main")) {
            return true;
        }
        if (element.attributesSize() == 0) {
            return false;
        }
        String itemprop = element.attr("itemprop");
        String names = (element.attr("class") + ' ' + element.id()).toLowerCase(Locale.ROOT);
        return itemprop.contains("articleBody")
                || element.attr("role").equals("main")
                || names.contains("article-body")
                || names.contains("article__body")
                || names.contains("articlebody")
                || names.contains("story-body")
                || names.contains("storybody")
                || names.contains("article-content")
                || names.contains("entry-content")
                || names.contains("post-content")
                || names.contains("article-text");
    }

    /** Takes out lists of links, headings that head nothing, the headline itself, and what is around the prose. */
    private void tidy(Element story, String headline) {
        List<Element> blocks = new ArrayList<>();
        for (Element element : story.getAllElements()) {
            Weight weight = weights.get(element);
            if (weight != null && element != story && isBlock(element) && !weight.hasBlocks) {
                blocks.add(element);
            }
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < blocks.size(); i++) {
            if (isProse(blocks.get(i), weights.get(blocks.get(i)))) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            // The prose is the story element's own text, broken by line breaks.
            return;
        }
        boolean ownText = weights.get(story).own >= PROSE;
        for (int i = 0; i < blocks.size(); i++) {
            Element block = blocks.get(i);
            boolean outside = i < first && !isBeside(block, blocks.get(first))
                    || i > last && !isBeside(block, blocks.get(last)) && !isListBeside(block, blocks.get(last));
            boolean headsNothing = isHeading(block)
                    && (i + 1 >= blocks.size() || i >= last || isHeading(blocks.get(i + 1)) && i + 1 >= last);
            if (outside && !ownText || headsNothing || isLinks(block) || isHeadline(block, headline)) {
                drop(block);
            }
        }
        removeLinkLists(story);
    }

    /** In the same element as prose, and no link: a short paragraph of the story. */
    private boolean isBeside(Element block, Element prose) {
        return block.parent() == prose.parent() && block.normalName().equals(prose.normalName()) && !isLinks(block);
    }

    /** In a list or table that follows the prose. */
    private boolean isListBeside(Element block, Element prose) {
        Element list = block;
        while (list.parent() != null && PARTS.contains(list.normalName())) {
            list = list.parent();
        }
        return list != block && list.parent() == prose.parent();
    }

    private boolean isLinks(Element block) {
        Weight weight = weights.get(block);
        return weight.letters > 0 && weight.linked > weight.letters * 0.6 && !isCited(block, weight);
    }

    /** A table's cell or a sentence that is all link, but in the row of the prose, stays. */
    private static boolean isCited(Element block, Weight weight) {
        boolean cell = block.normalName().equals("td") || block.normalName().equals("th");
        return cell || block.normalName().equals("p") && weight.letters >= PROSE && weight.last == '.';
    }

    private static boolean isHeadline(Element block, String headline) {
        return isHeading(block)
                && (block.normalName().equals("h1")
                        || headline != null && block.text().strip().equals(headline));
    }

    private void removeLinkLists(Element story) {
        for (Element list : story.select("ul, ol")) {
            Weight weight = weights.get(list);
            if (weight != null && list != story && weight.linked > weight.letters / 2) {
                Weight above = weights.get(list.previousElementSibling());
                // "Read more" above a list of links goes with it.
                if (above != null && above.letters < LABEL && !isProse(list.previousElementSibling(), above)) {
                    drop(list.previousElementSibling());
                }
                drop(list);
            }
        }
    }
}
