package io.dateline.app.proof;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent and is accepted, as the client knows it: the one thing that a proof expects from. A lot that had to be sent
 * again because no answer came may have arrived in part before; nothing else may be there twice. Thread-safe.
 */
final class Sent {
    /** How the entrance calls itself on the records that it makes. */
    private static final Feed HTTP = new Feed("http", null, null);

    private final WireParsers parsers = StandardParsers.create();
    private final Map<String, List<Lot>> stories = new LinkedHashMap<>();
    private final List<String> letters = new ArrayList<>();
    private final Set<String> bad = new HashSet<>();
    private int lines;
    private int unanswered;

    /**
     * What one request held of one story.
     *
     * @param deliveries in their order
     * @param unanswered how often it was sent before and no answer came
     */
    record Lot(List<RawArticle> deliveries, int unanswered) {}

    /** What the entrance makes of a body, by the real parser: stories and refusals, in their order. */
    List<ParseResult> parse(List<String> body) {
        byte[] bytes = String.join("\n", body).getBytes(StandardCharsets.UTF_8);
        return parsers.parseAll(WireInput.of(bytes, HTTP, Instant.EPOCH).withMediaType("application/x-ndjson"));
    }

    /**
     * Notes a request that was accepted.
     *
     * @param before how often it was sent before, and no answer came
     */
    synchronized void accepted(List<String> body, int before) {
        lines += body.size();
        unanswered += before;
        Map<String, List<RawArticle>> byStory = new LinkedHashMap<>();
        for (ParseResult result : parse(body)) {
            if (result instanceof ParseResult.Parsed parsed) {
                byStory.computeIfAbsent(parsed.article().getArticleId(), id -> new ArrayList<>())
                        .add(parsed.article());
            } else {
                letters.add(Lines.refused(null, ((ParseResult.Refused) result).original()));
            }
        }
        byStory.forEach((id, deliveries) ->
                stories.computeIfAbsent(id, story -> new ArrayList<>()).add(new Lot(deliveries, before)));
    }

    /** Notes a dead letter that has to come, as {@link Lines} writes it. */
    synchronized void letter(String line) {
        letters.add(line);
    }

    /** Notes a story that was put on the raw topic by hand, to be found bad: it can be read, but nothing else comes of it. */
    synchronized void bad(String articleId) {
        bad.add(articleId);
    }

    /** Notes a story that somebody else answers for: it is there, and nothing is expected of it here. */
    synchronized void apart(String articleId) {
        bad.add(articleId);
    }

    synchronized boolean isBad(String articleId) {
        return bad.contains(articleId);
    }

    /** Lots of each story, in the order in which they were accepted. */
    synchronized Map<String, List<Lot>> stories() {
        return new LinkedHashMap<>(stories);
    }

    /** Dead letters that have to be there, and no others. */
    synchronized List<String> letters() {
        return List.copyOf(letters);
    }

    /** How many lines are accepted. */
    synchronized int lines() {
        return lines;
    }

    /** How many requests found an entrance that did not live to answer. */
    synchronized int unanswered() {
        return unanswered;
    }
}
