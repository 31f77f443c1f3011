package io.dateline.bench;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/**
 * Makes stories of 400 to 900 words, rich in names and quotes, from clauses that are put together from many words: as in
 * stories that people write, two share the phrases that everybody uses, and few others. The same seed gives the same
 * stories. Not thread-safe.
 */
public final class StoryGenerator {
    private static final int MIN_WORDS = 400;
    private static final int MAX_WORDS = 900;
    private static final String[] CITIES = {
        "PARIS", "LONDON", "NAIROBI", "WASHINGTON", "TOKYO", "BRASILIA", "CAIRO", "OSLO", "JAKARTA", "OTTAWA"
    };
    private static final String[] COUNTRIES = {
        "France", "Britain", "Kenya", "the United States", "Japan", "Brazil", "Egypt", "Norway", "Indonesia", "Canada",
        "Poland", "Chile", "Morocco", "Vietnam", "South Korea", "Greece", "Ghana", "Peru", "Turkey", "New Zealand"
    };
    private static final String[] GIVEN = words("""
            Maria John Amina David Yuki Ana Omar Ingrid Siti Claire Peter Laura Kofi Elena Samuel Nadia Thomas Grace
            Luis Hanna Victor Rosa Daniel Mei""");
    private static final String[] FAMILY = words("""
            Almeida Carter Odhiambo Fraser Tanaka Sousa Hassan Solberg Wijaya Tremblay Kowalski Rojas Bennani Nguyen
            Park Papadakis Mensah Quispe Yilmaz Walker Lindqvist Ferrari Novak Adeyemi""");
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
        "the opposition Liberal Party",
        "the Transport Ministry",
        "the World Health Organization",
        "the Coast Guard",
        "Human Rights Watch",
        "the Teachers' Union",
        "the International Monetary Fund",
        "the Environment Agency",
        "the Olympic Committee"
    };
    private static final String[] ADJECTIVES = words("""
            new costly disputed coastal northern secret temporary regional failed planned joint rural foreign
            emergency annual private ageing abandoned electric southern public military offshore medical delayed
            stolen leaked urban digital annulled historic crowded frozen unpaid illegal nuclear seasonal privileged
            remote industrial""");
    private static final String[] NOUNS = words("""
            budget ceasefire merger dam inquiry railway harvest vaccine port strike ferry contract tax prison
            pipeline hospital border treaty refinery school airport subsidy court embassy fishery forest bridge
            tariff pension museum reservoir satellite mine loan tunnel factory election stadium highway archive
            convoy glacier broadcaster laboratory canal shipyard auction cathedral warehouse orchard brewery bank
            wage curfew census ambulance tribunal plantation statue market""");
    private static final String[] PLURALS = words("""
            nurses farmers drivers passengers soldiers lawyers pupils pilots miners refugees investors voters doctors
            fishermen engineers tenants prisoners migrants teachers shareholders dockers villagers judges students
            officers survivors inspectors donors smugglers pensioners""");
    private static final String[] VERBS = words("""
            close protect finance replace divide threaten rebuild inspect sell delay ruin expand guard block rescue
            abolish flood connect tax evacuate modernise investigate postpone supply privatise search extend insure
            poison reopen double suspend""");
    private static final String[] TIMES = {
        "before the winter",
        "within days",
        "by the end of March",
        "after the elections",
        "over the weekend",
        "next year",
        "since the spring",
        "for a second time",
        "without warning",
        "in the coming months",
        "during the night",
        "until a judge decides",
        "at short notice",
        "from Monday",
        "as early as July",
        "in three stages"
    };
    private static final String[] SAID = {
        "said on Tuesday that", "told parliament that", "said in an interview that", "argued that",
                "told reporters that",
        "acknowledged that", "said at a hearing that", "wrote in a letter that", "insisted that", "warned that"
    };
    private static final String[] DID = {
        "worked on", "prepared", "gave up", "discussed", "was asked about", "protested against", "rejected", "financed",
        "reported on", "signed", "looked into", "welcomed", "lost", "campaigned for", "took over", "voted on"
    };
    private static final String[] TOLD = {
        "told reporters.",
        "said.",
        "said in a telephone interview.",
        "told the broadcaster.",
        "said at the site.",
        "added.",
        "told a crowd outside.",
        "said after the vote."
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
                .setHeadline(name() + " speaks on " + matter())
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
        switch (random.nextInt(6)) {
            case 0 ->
                text.append(pick(ROLES) + ' ' + person + ' ' + pick(SAID) + ' ' + claim() + ", after a meeting on "
                        + matter() + " in " + pick(COUNTRIES) + '.');
            case 1 ->
                text.append('"' + upper(claim()) + ",\" " + family + ' ' + pick(TOLD) + " \"" + upper(claim()) + ".\"");
            case 2 ->
                text.append(upper(pick(PLURALS)) + " of " + pick(BODIES) + ' ' + pick(DID) + ' ' + matter() + ' '
                        + pick(TIMES) + ", according to " + number() + ' ' + pick(PLURALS) + ". " + upper(claim())
                        + ", they said.");
            case 3 ->
                text.append(person + ", who once " + pick(DID) + ' ' + matter() + " for " + pick(BODIES) + ", "
                        + pick(SAID) + ' '
                        + claim() + " and that " + pick(COUNTRIES) + " would \"" + pick(VERBS) + " the "
                        + pick(ADJECTIVES) + ' ' + pick(NOUNS) + "\" " + pick(TIMES) + '.');
            case 4 ->
                text.append(upper(claim()) + ". In " + pick(COUNTRIES) + ", where " + claim() + ", " + number() + ' '
                        + pick(PLURALS) + " asked " + pick(BODIES) + " for a " + pick(ADJECTIVES) + ' '
                        + pick(NOUNS) + '.');
            default ->
                text.append("The " + pick(NOUNS) + " dispute dates from " + (1990 + random.nextInt(35)) + ", when "
                        + pick(COUNTRIES) + ' ' + pick(DID) + ' ' + matter() + ". " + upper(pick(BODIES)) + ", led by "
                        + person + ", " + pick(DID) + ' ' + matter() + " because " + claim() + '.');
        }
    }

    private String matter() {
        return switch (random.nextInt(4)) {
            case 0 -> "the " + pick(ADJECTIVES) + ' ' + pick(NOUNS) + ' ' + pick(TIMES);
            case 1 -> "a " + pick(NOUNS) + " for " + pick(ADJECTIVES) + ' ' + pick(PLURALS);
            case 2 -> "plans to " + pick(VERBS) + " the " + pick(NOUNS) + " of " + pick(COUNTRIES);
            default -> "the " + pick(NOUNS) + " that " + pick(PLURALS) + ' ' + pick(VERBS);
        };
    }

    private String claim() {
        return switch (random.nextInt(5)) {
            case 0 ->
                "the " + pick(NOUNS) + " would " + pick(VERBS) + ' ' + number() + ' ' + pick(PLURALS) + ' '
                        + pick(TIMES);
            case 1 -> pick(ADJECTIVES) + ' ' + pick(PLURALS) + " had to " + pick(VERBS) + " the " + pick(NOUNS);
            case 2 -> "no " + pick(NOUNS) + " could " + pick(VERBS) + " a " + pick(ADJECTIVES) + ' ' + pick(NOUNS);
            case 3 ->
                "the " + pick(ADJECTIVES) + ' ' + pick(NOUNS) + " cost " + number() + " million dollars " + pick(TIMES);
            default -> pick(PLURALS) + " and " + pick(PLURALS) + " wanted to " + pick(VERBS) + ' ' + matter();
        };
    }

    private int number() {
        return 2 + random.nextInt(998);
    }

    private String name() {
        return pick(GIVEN) + " " + pick(FAMILY);
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String[] words(String list) {
        return list.split("\\s+");
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
