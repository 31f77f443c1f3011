package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * English words and phrases with the topics that they speak for: a hash table from a phrase's number to a term, and
 * from a term to its topics and weights. Immutable, thread-safe.
 */
final class TopicLexicon {
    /** Longest phrase, in words. */
    static final int LONGEST = 3;

    /** Name of the table beside this class. */
    static final String TABLE = "lexicon-en.tsv";

    private static final String NO_TOPIC = "-";

    private final List<MediaTopic> topics;
    private final int[] parents;
    private final long[] keys;
    private final int[] terms;
    private final int[] firstPosting;
    private final short[] postingTopic;
    private final float[] postingWeight;

    private TopicLexicon(List<MediaTopic> topics, Map<Long, Map<Integer, Float>> weights) {
        this.topics = List.copyOf(topics);
        this.parents = new int[topics.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = indexOf(topics.get(i).broader());
        }
        int capacity = Integer.highestOneBit(Math.max(8, weights.size())) * 4;
        this.keys = new long[capacity];
        this.terms = new int[capacity];
        this.firstPosting = new int[weights.size() + 1];
        int postings = weights.values().stream().mapToInt(Map::size).sum();
        this.postingTopic = new short[postings];
        this.postingWeight = new float[postings];
        int term = 0;
        int posting = 0;
        for (Map.Entry<Long, Map<Integer, Float>> entry : weights.entrySet()) {
            int slot = slot(entry.getKey());
            while (keys[slot] != 0) {
                slot = slot + 1 & keys.length - 1;
            }
            keys[slot] = entry.getKey();
            terms[slot] = term;
            firstPosting[term++] = posting;
            for (Map.Entry<Integer, Float> weight : entry.getValue().entrySet()) {
                postingTopic[posting] = weight.getKey().shortValue();
                postingWeight[posting++] = weight.getValue();
            }
        }
        firstPosting[term] = posting;
    }

    private int indexOf(String code) {
        for (int i = 0; i < topics.size(); i++) {
            if (topics.get(i).code().equals(code)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads the lexicon that ships with the project.
     *
     * @throws IllegalStateException when a line can't be read or names a topic that is not active or below level 2
     */
    static TopicLexicon load(MediaTopics vocabulary) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        List<MediaTopic> topics = new ArrayList<>();
        Map<Long, Map<Integer, Float>> weights = new TreeMap<>();
        for (String[] row : TableResource.rows(TopicLexicon.class, TABLE)) {
            if (row.length != 3) {
                throw new IllegalStateException(TABLE + ": three columns expected: " + row[0]);
            }
            int topic = row[0].equals(NO_TOPIC) ? -1 : index(row[0], vocabulary, indexes, topics);
            float weight = Float.parseFloat(row[1]);
            for (String entry : row[2].split(";")) {
                for (String term : forms(entry.strip())) {
                    Map<Integer, Float> postings = weights.computeIfAbsent(key(term), key -> new TreeMap<>());
                    if (topic >= 0) {
                        postings.merge(topic, weight, Math::max);
                    }
                }
            }
        }
        // a second-level topic's term speaks for the top-level topic as much, unless that lists it with a weight itself
        for (Map<Integer, Float> postings : weights.values()) {
            Map<Integer, Float> inherited = new TreeMap<>();
            for (Map.Entry<Integer, Float> child : postings.entrySet()) {
                String broader = topics.get(child.getKey()).broader();
                if (broader != null) {
                    String number = broader.substring(MediaTopics.PREFIX.length());
                    inherited.merge(index(number, vocabulary, indexes, topics), child.getValue(), Math::max);
                }
            }
            inherited.forEach(postings::putIfAbsent);
        }
        return new TopicLexicon(topics, weights);
    }

    private static int index(
            String number, MediaTopics vocabulary, Map<String, Integer> indexes, List<MediaTopic> topics) {
        return indexes.computeIfAbsent(number, missing -> {
            MediaTopic topic = vocabulary
                    .byCode(MediaTopics.PREFIX + missing)
                    .filter(found -> found.isActive() && found.level() <= 2)
                    .orElseThrow(() -> new IllegalStateException(TABLE + ": no active topic for it: " + missing));
            topics.add(topic);
            return topics.size() - 1;
        });
    }

    /** "invade~" is a verb: invade, invaded, invading (invades is folded into invade). */
    private static List<String> forms(String entry) {
        if (!entry.endsWith("~")) {
            return List.of(entry);
        }
        String verb = entry.substring(0, entry.length() - 1);
        if (verb.endsWith("e")) {
            String stem = verb.substring(0, verb.length() - 1);
            return List.of(verb, verb + "d", stem + "ing");
        }
        if (verb.endsWith("y") && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0) {
            return List.of(verb, verb.substring(0, verb.length() - 1) + "ied", verb + "ing");
        }
        return List.of(verb, verb + "ed", verb + "ing");
    }

    /** The number of a phrase as written in the table. */
    private static long key(String term) {
        boolean acronym =
                term.chars().noneMatch(Character::isLowerCase) && term.chars().anyMatch(Character::isLetter);
        long[] phrase = new long[2];
        Words.walk(term, (folded, capitals) -> {
            long word = acronym ? capitals : folded;
            phrase[0] = phrase[1] == 0 ? word : Words.join(phrase[0], word);
            phrase[1]++;
        });
        if (phrase[0] == 0 || phrase[1] > (acronym ? 1 : LONGEST)) {
            throw new IllegalStateException(TABLE + ": not one to three words: '" + term + "'");
        }
        return phrase[0];
    }

    private int slot(long key) {
        return (int) (key ^ key >>> 32) & keys.length - 1;
    }

    /** The term of a phrase's number, or -1. */
    int term(long key) {
        int slot = slot(key);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return terms[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
        return -1;
    }

    /** How many terms there are. */
    int terms() {
        return firstPosting.length - 1;
    }

    /** How many topics the lexicon knows. */
    int topics() {
        return parents.length;
    }

    /** A topic by its index. */
    MediaTopic topic(int index) {
        return topics.get(index);
    }

    /** Index of the top-level topic above, or -1 for a top-level topic. */
    int parent(int index) {
        return parents[index];
    }

    /** Adds to each topic's score what the term is worth to it. */
    void addTo(double[] scores, int term, double count) {
        for (int i = firstPosting[term]; i < firstPosting[term + 1]; i++) {
            scores[postingTopic[i]] += postingWeight[i] * count;
        }
    }
}
