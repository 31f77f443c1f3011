package io.dateline.app.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Deliveries as a provider sends them, lines of NDJSON: stories with updates, corrections, doubles, late versions,
 * embargoes, kills, and lines that are no story. Versions of one story keep their order; stories are mixed. The same seed
 * gives the same script.
 */
final class Script {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAR_AWAY = "2099-01-01T00:00:00Z";
    private static final String[] GIVEN = {"Maria", "John", "Amina", "David", "Ana", "Omar", "Ingrid", "Claire", "Peter"
    };
    private static final String[] FAMILY = {
        "Almeida", "Carter", "Odhiambo", "Fraser", "Sousa", "Hassan", "Solberg", "Tremblay", "Novak"
    };
    private static final String[] PLACES = {"Lisbon", "Nairobi", "Oslo", "Cairo", "Ottawa", "Jakarta", "Paris", "Tokyo"
    };
    /** One of them has a character that takes two chars and is one code point: spans count these. */
    private static final String[] WORDS =
            ("harbour budget minister inquiry railway nurses wages ceasefire merger airline"
                            + " bridge engineer winter storm ferry court judge ruling appeal market grain export tariff union"
                            + " strike school teacher reform ballot senate treaty border patrol river flood dam turbine copper"
                            + " mine ore smelter pension fund audit bank loan bond yield inflation price harvest drought vaccine"
                            + " clinic surgeon satellite rocket orbit museum painting theatre orchestra stadium coach final\uD83D\uDEA2")
                    .split(" ");

    private static final int PARAGRAPHS = 20;

    private final Random random;
    private final String prefix;
    private final int mostOpen;
    private final Deque<String> lines = new ArrayDeque<>();
    private int stories;

    private Script(long seed, String prefix) {
        this.random = Scale.random(seed, "script " + prefix);
        this.prefix = prefix;
        this.mostOpen = 40;
    }

    /**
     * A script of about as many lines.
     *
     * @param prefix of all ids, so that several scripts can follow each other
     */
    static List<String> of(long seed, String prefix, int lines) {
        return new Script(seed, prefix).mixed(lines, 1);
    }

    /** The same without lines that are no story, for entrances whose refusals may come twice. */
    static List<String> ofStories(long seed, String prefix, int lines) {
        return new Script(seed, prefix).mixed(lines, 0);
    }

    /** One story of some 600 words. */
    static String longStory(long seed, String id) {
        Script script = new Script(seed, id);
        StringBuilder body = new StringBuilder(script.body());
        for (int i = 0; i < PARAGRAPHS; i++) {
            body.append("\n\n").append(script.sentences());
        }
        return story(id, 1, body.toString()).toString();
    }

    /** The text of a story, of three paragraphs. */
    static String text(long seed, String id) {
        return new Script(seed, id).body();
    }

    private List<String> mixed(int count, int garbagePercent) {
        List<String> script = new ArrayList<>();
        List<Deque<String>> open = new ArrayList<>();
        while (script.size() < count) {
            if (random.nextInt(100) < garbagePercent) {
                script.add("{\"id\": \"" + prefix + "-broken-" + script.size() + "\", \"headline\": ");
                continue;
            }
            while (open.size() < mostOpen) {
                open.add(life());
            }
            int chosen = random.nextInt(open.size());
            script.add(open.get(chosen).poll());
            if (open.get(chosen).isEmpty()) {
                open.remove(chosen);
            }
        }
        return script;
    }

    /** Everything that is delivered of one story. */
    private Deque<String> life() {
        String id = prefix + "-" + stories++;
        lines.clear();
        String first = body();
        switch (random.nextInt(10)) {
            case 0 -> {
                add(id, 1, first);
                add(id, 2, body());
                add(id, 1, body()); // late: version 1 once more, with other content
            }
            case 1 -> {
                String again = add(id, 1, first);
                lines.add(again);
            }
            case 2 -> {
                add(id, 1, first);
                lines.add(story(id, 2, first).put("urgency", 2).toString()); // only a field is new
            }
            case 3 -> lines.add(story(id, 1, first).put("embargo", FAR_AWAY).toString());
            case 4 -> {
                add(id, 1, first);
                lines.add(kill(id, 2));
                add(id, 2, body()); // what was killed does not come back
            }
            case 5 -> {
                add(id, 1, first);
                String second = add(id, 2, body());
                lines.add(second);
                lines.add(kill(id, 3));
                add(id, 4, body()); // a higher version does
            }
            case 6, 7 -> {
                add(id, 1, first);
                add(id, 2, first + "\n\n" + paragraph());
            }
            default -> add(id, 1, first);
        }
        return new ArrayDeque<>(lines);
    }

    private String add(String id, int version, String body) {
        String line = story(id, version, body).toString();
        lines.add(line);
        return line;
    }

    private static ObjectNode story(String id, int version, String body) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("provider", "proof")
                .put("version", version)
                .put("language", "en")
                .put("headline", "Report " + id)
                .put("body", body);
    }

    private static String kill(String id, int version) {
        return story(id, version, "").put("status", "canceled").toString();
    }

    private String body() {
        return pick(PLACES) + ", Nov 3 - " + paragraph() + "\n\n" + paragraph() + "\n\n" + paragraph();
    }

    /** Words in no order that any other story has, and something that somebody says. */
    private String paragraph() {
        String person = pick(GIVEN) + " " + pick(FAMILY);
        return "The " + words(9) + " in " + pick(PLACES) + " on Tuesday. \"We will see the " + words(7) + ",\" "
                + person + " told reporters.";
    }

    /** As {@link #paragraph}, and not in the same frame as every other. */
    private String sentences() {
        String person = pick(GIVEN) + " " + pick(FAMILY);
        String place = pick(PLACES);
        return switch (random.nextInt(10)) {
            case 0 -> "\"" + words(12) + ",\" said " + person + ". " + words(14) + " near " + place + ".";
            case 1 -> words(8) + " of " + place + ", where " + words(9) + ". " + person + " denied " + words(6) + ".";
            case 2 -> person + " added: \"" + words(15) + ".\" That was before " + words(8) + ".";
            case 3 -> "For " + words(11) + " it was the third " + words(4) + " since May, " + person + " said.";
            case 4 -> words(16) + ", according to " + person + ", who leads " + words(5) + " in " + place + ".";
            case 5 -> person + " warned that " + words(13) + ". " + words(7) + " were not available.";
            case 6 -> "\"" + words(6) + "?\" asked " + person + ". \"" + words(9) + ".\"";
            case 7 ->
                "Last year " + words(10) + " cost " + (random.nextInt(900) + 20) + " million euros. " + words(9) + ".";
            case 8 -> words(20) + ". Between " + place + " and " + pick(PLACES) + " " + words(7) + ".";
            default -> paragraph();
        };
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(pick(WORDS));
        }
        return words.toString();
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
