package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes passages of the kind that reference works and features have: bands, clubs, schools, companies, works and battles
 * told of in a sentence or two, from patterns written for this project and names that a {@link NameMaker} draws.
 */
final class EncyclopediaCopy {
    /**
     * What stands for what: P a person, S a surname, C a country, Y a city, L another place, O a company, B a band, T a
     * team, K its nickname, U a school, G a body, A an acronym, W a work, V an event, N a nationality, y a year, d a
     * number, m a month.
     */
    private static final String[] SENTENCES = {
        "{B} is a {N} rock band from {Y}, formed in {y} by {P} and {P}.",
        "{B} were a band from {Y}, {C}, whose members were {P}, {P} and {P}.",
        "{B} released their second album, {W}, on {O} in {m} {y}.",
        "After {S} left {B}, the group signed with {O} and toured {C} with {B}.",
        "The album {W} was produced by {P}, who had worked with {B} and {B}.",
        "{P} played drums for {B} until {y}, when he joined {B}.",
        "{P} (born {m} {d}, {y}) is a {N} footballer who plays for {T}.",
        "{P} (born in {Y}, {C}) is a former {N} footballer who played for {T}, {T} and {T}.",
        "He made {d} appearances for {T} before he moved to {T} in {y}.",
        "{P} was drafted by the {T} in the second round of the {y} draft and traded to the {T}.",
        "The {K} lost to {T} in the final, and {S} was dismissed as coach.",
        "{T} finished third in the league, behind {T} and {T}.",
        "In {y} the {T} moved from {L} to {L}.",
        "{P} studied law at {U} and taught at {U} from {y} to {y}.",
        "She graduated from {U} in {y} and took her doctorate at {U}.",
        "{U} is a private school in {Y}, founded in {y}.",
        "{P} was a professor of history at {U} and a member of the {G}.",
        "{O} is a {N} company based in {Y}, {C}.",
        "{O} was founded in {y} by {P} and bought by {O} in {y}.",
        "In {y}, {O} merged with {O} to form {O}.",
        "The game was developed by {O} and published by {O} for the {X}.",
        "{W} is a {y} {N} film directed by {P} and starring {P} and {P}.",
        "{W} is a novel by {P}, first published by {O} in {y}.",
        "The series was broadcast on {A} and later on {O}.",
        "The character was played by {P} in {W} and {W}.",
        "The {G} ({A}) was set up in {y} in {Y}.",
        "The {A} and the {G} opposed the plan, and {P} resigned.",
        "{P} was elected to the {G} for {L} in {y}.",
        "{P} joined the {G} and fought in the {V}.",
        "During the {V}, {S} commanded the garrison of {Y}.",
        "The {V} ended in {y} with the surrender of {Y}.",
        "{L} is a village in {L}, {C}, near the border with {C}.",
        "The {L} rises near {Y} and flows into the {L}.",
        "{Y} lies on {L}, {d} km south of {Y}.",
        "{S} was born in {Y} and grew up in {L}, where his father worked for {O}.",
        "{P} married {P} in {y}; they had {d} children.",
        "According to {P} of {U}, the {N} settlers came from {L}.",
        "The building was bought by the {G} and leased to {U}.",
        "Founded as {O}, it became {O} in {y}.",
        "Its teams, the {K}, play at {L}.",
        "{A} is owned by {O}, a unit of {O}.",
        "The {A} chose {P} of {T} as player of the year.",
        "His brother {P} played for {U} and the {T}.",
        "The ship was built in {Y} by {O} for the {G}.",
        "{W}, her first record for {O}, was recorded in {Y} with {B}.",
    };

    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private final NameMaker maker;
    private final List<String> nationalities = new ArrayList<>();

    EncyclopediaCopy(NameMaker maker) {
        this.maker = maker;
        TableResource.rows(Gazetteer.class, "nationalities.txt").forEach(row -> nationalities.add(row[0].strip()));
    }

    /** A passage of some sentences. */
    LabelledStory story(int number) {
        StringBuilder text = new StringBuilder();
        List<LabelledStory.Name> names = new ArrayList<>();
        for (int lines = 2 + maker.below(4); lines > 0; lines--) {
            sentence(maker.pick(SENTENCES), text, names);
            text.append(maker.chance(0.3) ? "\n\n" : " ");
        }
        return new LabelledStory("reference-" + number, text.toString(), names);
    }

    private void sentence(String pattern, StringBuilder text, List<LabelledStory.Name> names) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '{') {
                text.append(pattern.charAt(i));
                continue;
            }
            value(pattern.charAt(i + 1), text, names);
            i += 2;
        }
    }

    private void value(char kind, StringBuilder text, List<LabelledStory.Name> names) {
        EntityType type =
                switch (kind) {
                    case 'P', 'S' -> EntityType.PERSON;
                    case 'O', 'B', 'T', 'K', 'U', 'G', 'A' -> EntityType.ORGANISATION;
                    case 'C', 'Y', 'L' -> EntityType.LOCATION;
                    case 'W', 'V', 'N', 'X' -> EntityType.MISC;
                    default -> null;
                };
        String value =
                switch (kind) {
                    case 'P' -> maker.person();
                    case 'S' -> maker.surname();
                    case 'C' -> maker.country();
                    case 'Y' -> maker.city();
                    case 'L' -> maker.feature();
                    case 'O' -> maker.chance(0.5) ? maker.company() : maker.shortOrganisation();
                    case 'B' -> maker.band();
                    case 'T' -> maker.chance(0.85) ? maker.team() : maker.city();
                    case 'K' -> maker.nickname();
                    case 'U' -> maker.university();
                    case 'G' -> maker.body();
                    case 'A' -> maker.acronym();
                    case 'W' -> maker.work();
                    case 'V' -> maker.pick("Battle of ", "Siege of ", "Treaty of ") + maker.city();
                    case 'N' -> nationalities.get(maker.below(nationalities.size()));
                    case 'X' -> maker.coined() + " " + (1 + maker.below(9));
                    case 'y' -> Integer.toString(1850 + maker.below(170));
                    case 'm' -> maker.pick(MONTHS);
                    case 'd' -> Integer.toString(2 + maker.below(90));
                    default -> throw new IllegalArgumentException("pattern: " + kind);
                };
        if (type != null) {
            names.add(new LabelledStory.Name(text.length(), text.length() + value.length(), type));
        }
        text.append(value);
    }
}
