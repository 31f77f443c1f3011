package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes wire copy of kinds that the labelled stories lack: results, tables and short items of an agency of the nineties,
 * from patterns written by hand and names drawn from the tables. Teams that are called by their city are organisations,
 * national ones places.
 */
final class WireCopy {
    /**
     * What stands for what: P a person, S a surname, F a surname with initial, C a country, Y a city, T a team, N a
     * nationality, E an event, O a company, d a number, n a small one, t a time, s a set, m a day.
     */
    private static final String[] TABLES = {
        "%n. %P ( %C ) %t",
        "%n. %P , %C , %t",
        "%n. %F ( %C ) %d points",
        "%n. %P ( %C ) %T %t",
        "%P ( %C ) beat %P ( %C ) %s %s",
        "%n - %P ( %C ) beat %n - %P ( %C ) %s %s",
        "%P and %P ( %C ) beat %P and %P ( %C ) %s %s",
        "%T %n %T %n",
        "%T %n %T %n ( halftime %n-%n )",
        "%T %d %T %d",
        "%C %n %C %n",
        "%T %d %d .%d %n",
        "%T %d %d %d %d %d %d %d",
        "%T at %T",
        "%T %n , %T %n",
        "%T vs %T",
        "%S c %S b %S %d",
        "%S lbw b %S %n",
        "%F c and b %S %n",
        "%S run out %n",
        "%S not out %d",
        "Did not bat : %S , %S , %S .",
        "Bowling : %S %n-%n-%d-%n , %S %n-%n-%d-%n .",
        "Scorers : %T - %S ( %n ) , %S ( %d ) . %T - %S ( %d )",
        "%T - %P %d , %P %d .",
        "%C : %P ( %n , %d ) .",
        "%P ( %T )",
        "%d %P ( %T )",
        "%d - %P ( %T ) , %P ( %T ) .",
        "Attendance : %d,000 .",
        "Leading goalscorers ( team , goals ) :",
        "Standings ( tabulate under played , won , drawn , lost , points ) :",
        "%d. %T %d %d %d %d",
        "%n. %C %d %d %d %d",
        "%P ( %C ) %d-%d %d-%d",
        "%P , %C %n:%d.%d",
        "Result of a %N first division match on %m :",
        "Results of %N league soccer matches played on %m :",
        "Leading scores after the second round of the %E on %m ( %N unless stated ) :",
        "%d %P %d %d , %P ( %C ) %d %d",
    };

    private static final String[] SENTENCES = {
        "%T striker %P scored twice as %T beat %T %n-%n in the %N first division on %m .",
        "%P of %C won the men 's %d metres at the %E in %Y on %m .",
        "%C captain %P said his team had played badly against %C .",
        "%C beat %C %n-%n ( halftime %n-%n ) in a %E qualifier on %m .",
        "%P scored the winner for %T against %T in the %d th minute .",
        "Second seed %P of %C was beaten by %N qualifier %P in the %E on %m .",
        "%T signed %N midfielder %P from %T for %d million dollars , the club said .",
        "%T coach %P said %S would miss the match against %T with a knee injury .",
        "In %Y , %P hit a three-run homer and %P pitched seven innings as the %T beat the %T %n-%n .",
        "At %Y , %P threw for %d yards and the %T beat %T .",
        "%S , who joined %T from %T last year , was sent off .",
        "%O shares rose %n percent to %d in %Y trading on %m .",
        "%O said it had bought %O for %d million dollars .",
        "%O chairman %P told reporters in %Y that sales had fallen .",
        "%C 's foreign minister %P met %N President %P in %Y on %m .",
        "%N Prime Minister %P left %Y for talks with %P in %C .",
        "Police in the %N city of %Y said %n people were killed .",
        "%P , a spokesman for the %N government , said %S had resigned .",
        "The %N news agency said %n %N soldiers died near %Y .",
        "Traders in %Y said %C would buy %d,000 tonnes of %N wheat .",
        "-- %Y Newsroom",
        "( %Y newsroom %d %d )",
        "-- %P , %Y newsroom",
    };

    private static final String[] HEADLINES = {
        "SOCCER - %T BEAT %T .",
        "SOCCER - %N FIRST DIVISION RESULTS .",
        "SOCCER - %S SCORES TWICE AS %C BEAT %C .",
        "TENNIS - RESULTS AT %E .",
        "TENNIS - %S BEATS %S IN %Y .",
        "CRICKET - %C V %C SCOREBOARD .",
        "CRICKET - %S HUNDRED RESCUES %C .",
        "BASEBALL - %T BEAT %T .",
        "BASKETBALL - %T AT %T .",
        "GOLF - SCORES AT %E .",
        "ATHLETICS - %S WINS IN %Y .",
        "CYCLING - %S WINS STAGE OF %E .",
        "%C SAYS %N TROOPS NEAR %Y .",
        "%O BUYS %O .",
        "%N MINISTER %S RESIGNS .",
        "%S TO VISIT %C NEXT WEEK .",
        "%C , %C SIGN TRADE DEAL IN %Y .",
        "%O first-half net rises %n percent .",
        "%N shares close higher in %Y .",
        "%C 's %S says no talks with %C .",
        "%S beats %S in %Y final",
        "%O to sell %N unit",
    };

    private static final String[] EVENTS = {
        "World Cup",
        "European Cup",
        "U.S. Open",
        "Davis Cup",
        "Asian Cup",
        "Grand Prix",
        "UEFA Cup",
        "Olympic Games",
        "European Championship",
        "World Series",
        "Masters",
        "Cup Winners ' Cup",
        "Tour de France",
        "Wimbledon"
    };
    private static final String[] SUFFIXES = {
        "United", "City", "Rovers", "Rangers", "FC", "Town", "Athletic", "Wanderers", "Dynamo", "Albion", "County"
    };
    private static final String[] NICKNAMES = {
        "Eagles", "Tigers", "Giants", "Bears", "Kings", "Hawks", "Rockets", "Sharks", "Pirates", "Red Wings", "Bulls"
    };
    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

    private final Random random;
    private final List<String> given = new ArrayList<>();
    private final List<String> surnames = new ArrayList<>();
    private final List<String> countries = new ArrayList<>();
    private final List<String> nationalities = new ArrayList<>();
    private final List<String> cities = new ArrayList<>();
    private final List<String> companies = new ArrayList<>();

    /** @param countryNames names of countries; @param people marked persons whose last names are drawn from */
    WireCopy(Random random, List<String> countryNames, List<String> people, List<String> cityNames) {
        this.random = random;
        countries.addAll(countryNames);
        cities.addAll(cityNames);
        TableResource.sections(Gazetteer.class, "given-names.tsv").values().forEach(given::addAll);
        people.forEach(person -> surnames.add(person.substring(person.lastIndexOf(' ') + 1)));
        TableResource.rows(Gazetteer.class, "nationalities.txt").forEach(row -> nationalities.add(row[0]));
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            if (row[0].equals("ORGANISATION") && row[1].indexOf(' ') < 0) {
                companies.add(row[1]);
            }
        }
    }

    /** A story of some lines. */
    LabelledStory story(int number) {
        boolean spaced = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        List<LabelledStory.Name> names = new ArrayList<>();
        line(pick(HEADLINES), spaced, text, names);
        if (random.nextBoolean()) {
            line("%Y 1996-0" + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(18)), spaced, text, names);
        }
        int lines = 4 + random.nextInt(10);
        boolean table = random.nextInt(3) > 0;
        String pattern = pick(TABLES);
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(3) == 0) {
                table = !table;
                pattern = pick(TABLES);
            }
            line(table ? pattern : pick(SENTENCES), spaced, text, names);
        }
        return new LabelledStory("wire-" + number, text.toString(), names);
    }

    private void line(String pattern, boolean spaced, StringBuilder text, List<LabelledStory.Name> names) {
        boolean shout = pattern.equals(pattern.toUpperCase(Locale.ROOT).replace("%D", "%d")) || isShouted(pattern);
        for (String piece : pattern.split(" ")) {
            int mark = piece.indexOf('%');
            boolean glue = !spaced
                    && (piece.equals(",")
                            || piece.equals(".")
                            || piece.equals(")")
                            || piece.equals(":")
                            || piece.equals("'s")
                            || piece.equals(";"));
            boolean afterOpen = !spaced && text.length() > 0 && text.charAt(text.length() - 1) == '(';
            if (text.length() > 0 && text.charAt(text.length() - 1) != '\n' && !glue && !afterOpen) {
                text.append(' ');
            }
            while (mark >= 0) {
                text.append(piece, 0, mark);
                value(piece.charAt(mark + 1), shout, text, names);
                piece = piece.substring(mark + 2);
                mark = piece.indexOf('%');
            }
            text.append(piece);
        }
        text.append(random.nextBoolean() ? "\n\n" : "\n");
    }

    private static boolean isShouted(String pattern) {
        String bare = pattern.replaceAll("%[a-zA-Z]", "");
        return bare.equals(bare.toUpperCase(Locale.ROOT))
                && bare.chars().filter(Character::isLetter).count() > 1;
    }

    private void value(char kind, boolean shout, StringBuilder text, List<LabelledStory.Name> names) {
        String value;
        EntityType type = null;
        switch (kind) {
            case 'P' -> {
                value = pick(given) + " " + pick(surnames);
                type = EntityType.PERSON;
            }
            case 'S' -> {
                value = pick(surnames);
                type = EntityType.PERSON;
            }
            case 'F' -> {
                value = (char) ('A' + random.nextInt(26)) + ". " + pick(surnames);
                type = EntityType.PERSON;
            }
            case 'C' -> {
                value = pick(countries);
                type = EntityType.LOCATION;
            }
            case 'Y' -> {
                value = pick(cities);
                type = EntityType.LOCATION;
            }
            case 'T' -> {
                int form = random.nextInt(6);
                value = form == 0
                        ? pick(cities) + " " + pick(SUFFIXES)
                        : form == 1 ? pick(NICKNAMES) : form == 2 ? pick(surnames) : pick(cities);
                type = EntityType.ORGANISATION;
            }
            case 'N' -> {
                value = pick(nationalities);
                type = EntityType.MISC;
            }
            case 'E' -> {
                value = pick(EVENTS);
                type = EntityType.MISC;
            }
            case 'O' -> {
                value = pick(companies);
                type = EntityType.ORGANISATION;
            }
            case 'n' -> value = Integer.toString(random.nextInt(10));
            case 'd' -> value = Integer.toString(10 + random.nextInt(90));
            case 't' -> value = random.nextInt(60) + ":" + (10 + random.nextInt(50)) + "." + random.nextInt(100);
            case 's' -> value = "6-" + random.nextInt(5);
            case 'm' -> value = pick(DAYS);
            default -> throw new IllegalArgumentException("pattern: %" + kind);
        }
        String written = shout ? value.toUpperCase(Locale.ROOT) : value;
        if (type != null) {
            names.add(new LabelledStory.Name(text.length(), text.length() + written.length(), type));
        }
        text.append(written);
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
