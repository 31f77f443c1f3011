package io.dateline.sink;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.Mention;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Speaker;
import io.dateline.schemas.Topic;
import io.dateline.schemas.TopicOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Stories as large as wires send them: 600 words in paragraphs, 15 entities with 30 mentions, 6 quotes, 3 topics. Words
 * and names are as frequent as in language, a few very and most rarely (Zipf's law), so that indexes work as they would.
 */
final class WireTraffic {
    private static final int WORDS = 600;
    private static final int VOCABULARY = 20_000;
    private static final int NAMES = 20_000;
    private static final int ENTITIES = 15;
    private static final int QUOTES = 6;
    private static final int TOPICS = 3;
    private static final int TOPIC_CODES = 1200;

    private final Random random;
    private final String[] vocabulary = new String[VOCABULARY];

    WireTraffic(long seed) {
        random = new Random(seed);
        for (int i = 0; i < VOCABULARY; i++) {
            vocabulary[i] = word(2 + random.nextInt(3));
        }
    }

    /** The next story. */
    EnrichedArticle next(String id, long version) {
        String articleId = Stories.articleId(id);
        StringBuilder text = new StringBuilder();
        List<Entity> entities = new ArrayList<>();
        List<Quote> quotes = new ArrayList<>();
        Set<Integer> names = new HashSet<>();
        while (names.size() < ENTITIES) {
            names.add(zipf(NAMES));
        }
        int[] chosen = names.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < ENTITIES; i++) {
            entities.add(entity(chosen[i], i));
        }
        int sinceMention = 0;
        int mentioned = 0;
        for (int words = 0; words < WORDS; words++) {
            if (words > 0) {
                text.append(words % 60 == 0 ? ".\n\n" : words % 15 == 0 ? ". " : " ");
            }
            if (words % 100 == 50 && quotes.size() < QUOTES) {
                quotes.add(quote(articleId, text, entities.get(quotes.size()), quotes.size()));
                words += 20;
            } else if (++sinceMention >= 14) {
                sinceMention = 0;
                Entity entity = entities.get(mentioned++ % ENTITIES);
                entity.getMentions()
                        .add(new Mention(
                                text.length(), text.length() + entity.getName().length(), entity.getName()));
                text.append(entity.getName());
                words++;
            } else {
                text.append(vocabulary[zipf(VOCABULARY)]);
            }
        }
        return Stories.usable(id, version)
                .setText(text.append('.').toString())
                .setEntities(entities)
                .setQuotes(quotes)
                .setTopics(topics())
                .build();
    }

    private Quote quote(String articleId, StringBuilder text, Entity speaker, int number) {
        text.append('"');
        int start = text.length();
        for (int i = 0; i < 18; i++) {
            text.append(i == 0 ? "" : " ").append(vocabulary[zipf(VOCABULARY)]);
        }
        int end = text.length();
        text.append(",\" said ");
        int named = text.length();
        text.append(speaker.getName());
        String said = text.substring(start, end);
        return Quote.newBuilder()
                .setQuoteId(RecordKeys.quoteId(articleId, said, 0))
                .setStart(start)
                .setEnd(end)
                .setText(said)
                .setType(QuoteType.DIRECT)
                .setCue("said")
                .setSpeaker(new Speaker(named, text.length(), speaker.getName(), number, speaker.getName(), null))
                .setConfidence(0.9)
                .build();
    }

    private Entity entity(int name, int position) {
        return Entity.newBuilder()
                .setName(vocabulary[name] + " " + vocabulary[(name * 7 + 3) % VOCABULARY])
                .setType(EntityType.values()[name % EntityType.values().length])
                .setWikidataId(name % 2 == 0 ? "Q" + name : null)
                .setAliases(position % 3 == 0 ? List.of(vocabulary[name]) : List.of())
                .setRole(position % 4 == 0 ? "Minister of Works" : null)
                .setSalience(1.0 / (1 + position))
                .setConfidence(0.8)
                .setMentions(new ArrayList<>())
                .build();
    }

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        for (int i = 0; i < TOPICS; i++) {
            int code = zipf(TOPIC_CODES);
            topics.add(new Topic("medtop:" + (20_000_000 + code), "topic " + code, 3, 0.7, TopicOrigin.MODEL));
        }
        return topics;
    }

    /** Rank r with a probability of about 1/r. */
    private int zipf(int ranks) {
        return (int) Math.min(ranks - 1L, (long) Math.exp(random.nextDouble() * Math.log(ranks)) - 1);
    }

    private String word(int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append("bcdfghjklmnprstvw".charAt(random.nextInt(17)))
                    .append("aeiou".charAt(random.nextInt(5)))
                    .append(
                            i % 2 == 0
                                    ? ""
                                    : "nrst".substring(random.nextInt(4)).substring(0, 1));
        }
        return word.toString();
    }
}
