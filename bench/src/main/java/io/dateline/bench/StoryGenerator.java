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
public final class StoryGenerator implements StorySource {
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
    private static final String[] DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
    private static final String[] MONTHS =
            words("January February March April May June July August September October November December");
    private static final String[] KINDS = words(
            "Ministry Union Commission Agency Federation Council Institute Authority Alliance Fund Court Company");
    private static final String[] SAID =
            words("said argued insisted warned wrote claimed conceded testified complained predicted believed denied");
    private static final String[] DID = words(
            "discussed prepared rejected financed signed welcomed lost joined criticised avoided followed opposed");
    private static final String[] TOLD = words("said. added. recalled. replied. explained. wrote. joked. concluded.");

    private final long seed;
    private final Random random;

    /** @param seed of everything that is drawn */
    public StoryGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** A usable story, version 1. */
    @Override
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
                text.append(upper(people()) + " of " + organisation() + ' ' + pick(DID) + ' ' + matter() + ' '
                        + time() + ", according to " + number() + ' ' + people() + ". " + upper(claim())
                        + ", they said.");
            case 3 ->
                text.append(person + ", who once " + pick(DID) + ' ' + matter() + " for " + organisation() + ", "
                        + pick(SAID) + ' '
                        + claim() + " and that " + pick(COUNTRIES) + " would \"" + pick(VERBS) + " the "
                        + pick(ADJECTIVES) + ' ' + noun() + "\" " + time() + '.');
            case 4 ->
                text.append(upper(claim()) + ". In " + pick(COUNTRIES) + ", where " + claim() + ", " + number() + ' '
                        + people() + " asked " + organisation() + " for a " + pick(ADJECTIVES) + ' '
                        + noun() + '.');
            default ->
                text.append("The " + noun() + " dispute began " + time() + ", when "
                        + pick(COUNTRIES) + ' ' + pick(DID) + ' ' + matter() + ". " + upper(organisation())
                        + ", led by "
                        + person + ", " + pick(DID) + ' ' + matter() + " because " + claim() + '.');
        }
    }

    private String time() {
        return switch (random.nextInt(5)) {
            case 0 -> "before the " + noun();
            case 1 -> "on " + pick(DAYS);
            case 2 -> "in " + pick(MONTHS) + ' ' + (1990 + random.nextInt(35));
            case 3 -> "after " + number() + " days";
            default -> "without " + people();
        };
    }

    /** One that exists, or one of many that don't. */
    private String organisation() {
        return random.nextInt(3) == 0 ? pick(BODIES) : "the " + upper(pick(NOUNS)) + ' ' + pick(KINDS);
    }

    private String matter() {
        return switch (random.nextInt(4)) {
            case 0 -> "the " + pick(ADJECTIVES) + ' ' + noun() + ' ' + time();
            case 1 -> "a " + noun() + " for " + people();
            case 2 -> "plans to " + pick(VERBS) + " the " + noun() + " of " + pick(COUNTRIES);
            default -> "the " + noun() + " that " + people() + ' ' + pick(VERBS);
        };
    }

    private String claim() {
        return switch (random.nextInt(5)) {
            case 0 -> "the " + noun() + " would " + pick(VERBS) + ' ' + number() + ' ' + people() + ' ' + time();
            case 1 -> people() + " had to " + pick(VERBS) + " the " + noun();
            case 2 -> "no " + noun() + " could " + pick(VERBS) + " a " + pick(ADJECTIVES) + ' ' + noun();
            case 3 -> "the " + pick(ADJECTIVES) + ' ' + noun() + " cost " + number() + " million dollars " + time();
            default -> people() + " and " + people() + " wanted to " + pick(VERBS) + ' ' + matter();
        };
    }

    /** Of thousands: two stories seldom put the same one between the same words. */
    private String noun() {
        return random.nextInt(4) == 0 ? pick(NOUNS) : pick(NOUNS) + ' ' + pick(NOUNS);
    }

    private String people() {
        return random.nextInt(4) == 0 ? pick(PLURALS) : pick(ADJECTIVES) + ' ' + pick(PLURALS);
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

    @Override
    public String toString() {
        return "of 400 to 900 words, seed " + seed;
    }
}
