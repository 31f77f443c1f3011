package io.dateline.app.proof;

import io.dateline.schemas.RawArticle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the raw topic against what was sent: each accepted delivery is there with all its bytes, in its story's order, and
 * once; more often only where a request got no answer and was sent again. What a proof expects of the other topics and the
 * tables is worked out from these deliveries as they were sent.
 */
final class Arrivals {
    private static final int SHOWN = 8;

    private final List<RawArticle> deliveries = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Arrivals() {}

    /** @param raw what is on the topic, in the order of each story */
    static Arrivals of(Sent sent, List<RawArticle> raw) {
        Map<String, List<Sent.Lot>> stories = sent.stories();
        Map<String, List<RawArticle>> found = new LinkedHashMap<>();
        for (RawArticle story : raw) {
            found.computeIfAbsent(story.getArticleId(), id -> new ArrayList<>()).add(story);
        }
        Arrivals arrivals = new Arrivals();
        stories.forEach((id, lots) -> arrivals.hold(id, lots, found.getOrDefault(id, List.of())));
        found.keySet().stream()
                .filter(id -> !stories.containsKey(id) && !sent.isBad(id))
                .forEach(id -> arrivals.faults.add(id + ": nobody sent it"));
        return arrivals;
    }

    /** Every delivery that arrived, in the order of each story, as it was sent. */
    List<RawArticle> deliveries() {
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.size() + " stories are not on the raw topic as they were accepted:\n  "
                    + String.join("\n  ", faults.subList(0, Math.min(SHOWN, faults.size()))));
        }
        return deliveries;
    }

    List<String> faults() {
        return faults;
    }

    private void hold(String id, List<Sent.Lot> lots, List<RawArticle> found) {
        Set<Integer> ends = new TreeSet<>(Set.of(0));
        for (Sent.Lot lot : lots) {
            List<RawArticle> sent = lot.deliveries();
            for (int attempt = 0; attempt < lot.unanswered(); attempt++) {
                Set<Integer> further = new TreeSet<>();
                ends.forEach(end -> inPart(sent, 0, found, end, further));
                ends = further;
            }
            Set<Integer> further = new TreeSet<>();
            for (int end : ends) {
                if (end + sent.size() <= found.size() && areSame(sent, found.subList(end, end + sent.size()))) {
                    further.add(end + sent.size());
                }
            }
            ends = further;
        }
        if (ends.contains(found.size())) {
            found.forEach(story -> deliveries.add(sentAs(story, lots)));
        } else {
            faults.add(id + ": sent versions " + versions(lots) + ", found "
                    + found.stream().map(RawArticle::getVersion).toList());
        }
    }

    /** Wherever a part of a lot, from one of its deliveries on and in their order, may end. */
    private static void inPart(List<RawArticle> sent, int from, List<RawArticle> found, int begin, Set<Integer> ends) {
        ends.add(begin);
        for (int i = from; begin < found.size() && i < sent.size(); i++) {
            if (isSame(sent.get(i), found.get(begin))) {
                inPart(sent, i + 1, found, begin + 1, ends);
            }
        }
    }

    private static RawArticle sentAs(RawArticle found, List<Sent.Lot> lots) {
        return lots.stream()
                .flatMap(lot -> lot.deliveries().stream())
                .filter(sent -> isSame(sent, found))
                .findFirst()
                .orElseThrow();
    }

    private static boolean areSame(List<RawArticle> sent, List<RawArticle> found) {
        for (int i = 0; i < sent.size(); i++) {
            if (!isSame(sent.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** All fields and all bytes; but for when it was received, which no client knows. */
    private static boolean isSame(RawArticle sent, RawArticle found) {
        return RawArticle.newBuilder(found).setReceivedAt(Instant.EPOCH).build().equals(sent);
    }

    private static List<Long> versions(List<Sent.Lot> lots) {
        return lots.stream()
                .flatMap(lot -> lot.deliveries().stream())
                .map(RawArticle::getVersion)
                .toList();
    }
}
