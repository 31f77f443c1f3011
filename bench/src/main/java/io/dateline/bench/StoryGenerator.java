package io.dateline.bench;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/**
 * Makes stories of 400 to 900 words, rich in names and quotes, from templates. The same seed gives the same stories. Not
 * thread-safe.
 */
public final class StoryGenerator {
    private static final int MIN_WORDS = 400;
    private static final int MAX_WORDS = 900;
    private static final String[] CITIES = {
        "PARIS", "LONDON", "NAIROBI", "WASHINGTON", "TOKYO", "BRASILIA", "CAIRO", "OSLO", "JAKARTA", "OTTAWA"
    };
    private static final String[] COUNTRIES = {
        "France", "Britain", "Kenya", "the United States", "Japan", "Brazil", "Egypt", "Norway", "Indonesia", "Canada"
    };
    private static final String[] GIVEN = {
        "Maria", "John", "Amina", "David", "Yuki", "Ana", "Omar", "Ingrid", "Siti", "Claire", "Peter", "Laura"
    };
    private static final String[] FAMILY = {
        "Almeida", "Carter", "Odhiambo", "Fraser", "Tanaka", "Sousa", "Hassan", "Solberg", "Wijaya", "Tremblay"
    };
    private static final String[] ROLES = {
        "Finance Minister", "Foreign Minister", "Senator", "Governor", "Judge", "Professor", "Mayor", "General"
    };
    private static final String[] BODIES = {
        "the European Commission",
        "the United Nations",
        "the World Bank",
        "Congress",
        "the Defense Department",
        "the Supreme Court",
        "the central bank",
        "the opposition Liberal Party"
    };
    private static final String[] MATTERS = {
        "the budget for next year", "a ceasefire along the border", "the merger of two airlines",
        "an inquiry into the collapse of the dam", "higher wages for nurses", "a ban on deep-sea mining",
        "the extradition of a former minister", "the new railway to the coast"
    };
    private static final String[] CLAIMS = {
        "the talks would go on through the night", "no decision had been taken",
                "the plan would cost 3.2 billion dollars",
        "more than 400 people had been moved to safety", "the figures had been misread",
                "a vote could come within days",
        "neither side had kept its word", "the law left no other choice"
    };

    private final Random random;

    /** @param seed of everything that is drawn */
    public StoryGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** A usable story, version 1. */
    public RawArticle story(String id) {
        String body = body();
        return RawArticle.newBuilder()
                .setArticleId(RecordKeys.articleId("bench", id))
                .setProvider("bench")
                .setVersion(1L)
                .setStatus(ArticleStatus.USABLE)
                .setLanguage("en")
                .setHeadline(name() + " speaks on " + pick(MATTERS))
                .setBody(body)
                .setFormat("bench")
                .setFeed("bench")
                .setReceivedAt(Instant.now())
                .setOriginal(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** The text of a story. */
    public String body() {
        int words = MIN_WORDS + random.nextInt(MAX_WORDS - MIN_WORDS + 1);
        StringBuilder text = new StringBuilder(words * 7);
        text.append(pick(CITIES)).append(", Nov 3 - ");
        int written = 0;
        String[] people = {name(), name(), name(), name()};
        while (written < words) {
            int start = text.length();
            paragraph(text, people);
            written += count(text, start);
            text.append("\n\n");
        }
        return text.append("(Reporting by ").append(name()).append(")\n").toString();
    }

    private void paragraph(StringBuilder text, String[] people) {
        String person = people[random.nextInt(people.length)];
        String family = person.substring(person.lastIndexOf(' ') + 1);
        switch (random.nextInt(5)) {
            case 0 ->
                text.append(pick(ROLES))
                        .append(' ')
                        .append(person)
                        .append(" said on Tuesday that ")
                        .append(pick(CLAIMS))
                        .append(", after a meeting on ")
                        .append(pick(MATTERS))
                        .append(" in ")
                        .append(pick(COUNTRIES))
                        .append('.');
            case 1 ->
                text.append('"')
                        .append(upper(pick(CLAIMS)))
                        .append(", and everybody in the room knew it,\" ")
                        .append(family)
                        .append(" told reporters. \"We will come back to ")
                        .append(pick(MATTERS))
                        .append(".\"");
            case 2 ->
                text.append("Officials of ")
                        .append(pick(BODIES))
                        .append(" have been at work on ")
                        .append(pick(MATTERS))
                        .append(" since the spring, according to two people who took part in the talks. ")
                        .append(upper(pick(CLAIMS)))
                        .append(", they said.");
            case 3 ->
                text.append(person)
                        .append(", who has worked with ")
                        .append(pick(BODIES))
                        .append(" for eleven years, warned that ")
                        .append(pick(CLAIMS))
                        .append(" and that ")
                        .append(pick(COUNTRIES))
                        .append(" would \"pay for it twice,\" once in money and once in trust.");
            default ->
                text.append("The dispute over ")
                        .append(pick(MATTERS))
                        .append(" began in 2019, when ")
                        .append(pick(COUNTRIES))
                        .append(" and ")
                        .append(pick(COUNTRIES))
                        .append(" could not agree on who should pay. It has since drawn in ")
                        .append(pick(BODIES))
                        .append(", whose chair, ")
                        .append(person)
                        .append(", declined to comment.");
        }
    }

    private String name() {
        return pick(GIVEN) + " " + pick(FAMILY);
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String upper(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
    }

    private static int count(CharSequence text, int from) {
        int words = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                words++;
            }
        }
        return words;
    }
}
