package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Draws names of each kind in the shapes that such names have: from tables, composed of their parts, and coined of
 * syllables, so that what is learned of a shape does not hang on the names that a few newspapers printed.
 */
final class NameMaker {
    private static final String[] ONSETS = {
        "b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "sh", "st", "t",
        "tr", "v", "w", "y", "z"
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u", "a", "e", "o", "ai", "ou"};
    private static final String[] CODAS = {"", "", "", "n", "r", "l", "s", "m", "nd", "rt", "k"};
    private static final String[] SURNAME_ENDINGS = {
        "son", "sen", "ov", "enko", "ski", "ez", "es", "ini", "escu", "yan", "oğlu", "ić", "ova", "man", "berg", "ton",
        "wala", "kar", "moto", "dóttir", "eira", "opoulos", "aho"
    };
    private static final String[] COMPANY_TAILS = {
        "Inc.",
        "Corp.",
        "Ltd",
        "Group",
        "Holdings",
        "Industries",
        "Bank",
        "Airlines",
        "Airways",
        "Motors",
        "Systems",
        "Records",
        "Pictures",
        "Media",
        "Energy",
        "Technologies",
        "Foods",
        "Press",
        "Studios",
        "Entertainment",
        "Pharmaceuticals",
        "Mining"
    };
    private static final String[] CLUB_TAILS = {
        "United",
        "City",
        "Rovers",
        "Rangers",
        "FC",
        "F.C.",
        "Town",
        "Athletic",
        "Wanderers",
        "Dynamo",
        "Albion",
        "County",
        "RFC"
    };
    private static final String[] NICKNAMES = {
        "Eagles",
        "Tigers",
        "Giants",
        "Bears",
        "Kings",
        "Hawks",
        "Rockets",
        "Sharks",
        "Pirates",
        "Bulls",
        "Wolves",
        "Saints",
        "Lions",
        "Knights",
        "Chiefs",
        "Storm",
        "Thunder",
        "Blue Jackets",
        "Red Devils",
        "Golden Bears"
    };
    private static final String[] BODY_HEADS = {
        "Ministry of",
        "Department of",
        "Institute of",
        "Academy of",
        "Association of",
        "Federation of",
        "Bureau of",
        "Council of",
        "Bank of",
        "Church of",
        "Society of",
        "Union of",
        "Office of",
        "College of",
        "Board of"
    };
    private static final String[] FIELDS = {
        "Agriculture",
        "Sciences",
        "Education",
        "Fisheries",
        "Justice",
        "Engineers",
        "Public Health",
        "Mines",
        "Statistics",
        "Transport",
        "Physicians",
        "Arts",
        "Water Resources",
        "Labour",
        "Trade",
        "Teachers"
    };
    private static final String[] BODY_TAILS = {
        "Party",
        "Council",
        "Committee",
        "Commission",
        "Association",
        "Foundation",
        "Society",
        "Institute",
        "Authority",
        "Agency",
        "Federation",
        "Union",
        "Church",
        "Orchestra",
        "Museum",
        "Police",
        "Front",
        "Movement",
        "League",
        "Army"
    };
    private static final String[] BAND_WORDS = {
        "Velvet",
        "Paper",
        "Electric",
        "Broken",
        "Silver",
        "Lost",
        "Midnight",
        "Hollow",
        "Black",
        "Wild",
        "Burning",
        "Glass"
    };
    private static final String[] BAND_NOUNS = {
        "Lanterns",
        "Foxes",
        "Machines",
        "Sisters",
        "Rivers",
        "Hearts",
        "Strangers",
        "Engines",
        "Crows",
        "Shadows",
        "Prophets",
        "Monkeys"
    };
    private static final String[] FEATURES = {
        "River",
        "Lake",
        "Valley",
        "Island",
        "Bay",
        "County",
        "Airport",
        "Bridge",
        "Street",
        "Park",
        "Stadium",
        "Hills",
        "Province",
        "District",
        "Beach",
        "Road",
        "Square",
        "Castle",
        "Forest"
    };
    private static final String[] FEATURE_HEADS = {
        "Lake", "Mount", "Port", "Fort", "Cape", "San", "Saint", "New", "North"
    };
    private static final String[] WORK_WORDS = {
        "Night",
        "Love",
        "World",
        "River",
        "Summer",
        "Stranger",
        "Road",
        "House",
        "Fire",
        "Garden",
        "Dream",
        "Last",
        "Silent",
        "Return",
        "Winter",
        "Story",
        "Golden",
        "Children",
        "Island",
        "Letters"
    };

    private final Random random;
    private final List<String> given = new ArrayList<>();
    private final List<String> surnames = new ArrayList<>();
    private final List<String> organisations = new ArrayList<>();
    private final List<String> countries;
    private final List<String> cities;

    /**
     * @param people persons whose last names are drawn from
     * @param organisations organisations that are drawn as they are, beside made ones
     */
    NameMaker(
            Random random,
            List<String> people,
            Set<String> organisations,
            List<String> countries,
            List<String> cities) {
        this.random = random;
        TableResource.sections(Gazetteer.class, "given-names.tsv").values().forEach(given::addAll);
        people.forEach(person -> surnames.add(person.substring(person.lastIndexOf(' ') + 1)));
        this.organisations.addAll(organisations);
        this.countries = countries;
        this.cities = cities;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A word that nobody has written. */
    String coined() {
        StringBuilder word = new StringBuilder();
        for (int syllables = 1 + random.nextInt(3); syllables > 0; syllables--) {
            word.append(pick(ONSETS)).append(pick(VOWELS)).append(pick(CODAS));
        }
        word.append(word.length() < 3 ? "ra" : "");
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    String given() {
        return chance(0.8) ? pick(given) : coined();
    }

    String surname() {
        return chance(0.5) ? pick(surnames) : chance(0.6) ? coined() + pick(SURNAME_ENDINGS) : coined();
    }

    String person() {
        String middle = chance(0.1) ? initial() + " " : chance(0.06) ? given() + " " : chance(0.04) ? "de " : "";
        return given() + " " + middle + surname();
    }

    String initial() {
        return (char) ('A' + random.nextInt(26)) + ".";
    }

    String country() {
        return pick(countries);
    }

    String city() {
        return chance(0.8) ? pick(cities) : coined();
    }

    /** One of a people that nobody has heard of. */
    String people() {
        return coined() + pick("ian", "an", "ese", "i", "ish", "ite");
    }

    /** A river, a lake, a county, a street and the like. */
    String feature() {
        String own = chance(0.5) ? coined() : chance(0.5) ? surname() : city();
        return chance(0.2) ? pick(FEATURE_HEADS) + " " + own : own + " " + pick(FEATURES);
    }

    String acronym() {
        StringBuilder letters = new StringBuilder();
        for (int n = 2 + random.nextInt(4); n > 0; n--) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return letters.toString();
    }

    /** A club by its full name. */
    String team() {
        return city() + " " + (chance(0.4) ? pick(CLUB_TAILS) : nickname());
    }

    String nickname() {
        return pick(NICKNAMES);
    }

    String company() {
        String own = chance(0.5) ? coined() : chance(0.6) ? surname() : city();
        return chance(0.12)
                ? own + " & " + surname()
                : chance(0.1) ? own + " and " + surname() : own + " " + pick(COMPANY_TAILS);
    }

    String university() {
        return chance(0.45)
                ? "University of " + city()
                : (chance(0.5) ? city() : surname()) + " "
                        + pick(
                                "University",
                                "College",
                                "State University",
                                "High School",
                                "Institute of Technology",
                                "School of Law");
    }

    /** A ministry, a party, an agency: what "the" stands before. */
    String body() {
        if (chance(0.4)) {
            return pick(BODY_HEADS) + " " + (chance(0.7) ? pick(FIELDS) : country());
        }
        String own = chance(0.35)
                ? city()
                : chance(0.4) ? pick(FIELDS) : chance(0.5) ? "National " + pick(FIELDS) : coined();
        return own + " " + pick(BODY_TAILS);
    }

    String band() {
        return switch (random.nextInt(6)) {
            case 0 -> "The " + pick(BAND_NOUNS);
            case 1 -> "The " + pick(BAND_WORDS) + " " + pick(BAND_NOUNS);
            case 2 -> pick(BAND_WORDS) + " " + pick(BAND_NOUNS);
            case 3 -> coined();
            case 4 -> surname() + " and the " + pick(BAND_NOUNS);
            default -> pick(BAND_WORDS) + " " + coined();
        };
    }

    /** A film, a book, a record. */
    String work() {
        return switch (random.nextInt(5)) {
            case 0 -> "The " + pick(WORK_WORDS) + " of " + pick(WORK_WORDS);
            case 1 -> "The " + pick(WORK_WORDS) + " " + pick(WORK_WORDS);
            case 2 -> pick(WORK_WORDS) + " in the " + pick(WORK_WORDS);
            case 3 -> pick(WORK_WORDS) + " " + pick(WORK_WORDS);
            default -> coined();
        };
    }

    /** An organisation that has several words; as it stands after "the" or not. */
    String longOrganisation(boolean afterThe) {
        if (afterThe) {
            return chance(0.7) ? body() : chance(0.5) ? city() + " " + nickname() : company();
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> known(true);
            case 3, 4 -> company();
            case 5 -> team();
            case 6 -> university();
            default -> body();
        };
    }

    /** An organisation of one word. */
    String shortOrganisation() {
        return chance(0.6) ? known(false) : coined();
    }

    private String known(boolean severalWords) {
        for (int i = 0; i < 50; i++) {
            String name = pick(organisations);
            if (name.indexOf(' ') > 0 == severalWords) {
                return name;
            }
        }
        return coined();
    }
}
