package io.dateline.enrich.analysis.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compiles the lexicon that goes into the model from the tables that ship, and from lists of cities and regions. */
final class LexiconBuilder {
    private static final Map<String, Integer> CUES = Map.ofEntries(
            Map.entry("org_tail", Lexicon.ORG_TAIL),
            Map.entry("org_head", Lexicon.ORG_HEAD),
            Map.entry("loc_tail", Lexicon.PLACE_TAIL),
            Map.entry("loc_head", Lexicon.PLACE_HEAD),
            Map.entry("misc_tail", Lexicon.OTHER_TAIL),
            Map.entry("event_head", Lexicon.OTHER_HEAD),
            Map.entry("verb_after", Lexicon.VERB_AFTER),
            Map.entry("place_before", Lexicon.PREPOSITION),
            Map.entry("particle", Lexicon.PARTICLE),
            Map.entry("common", Lexicon.COMMON),
            Map.entry("place_noun", Lexicon.PLACE_NOUN),
            Map.entry("org_noun", Lexicon.ORG_NOUN),
            Map.entry("direction", Lexicon.DIRECTION));

    private static final Map<String, Integer> TITLES = Map.of(
            "honorific", Lexicon.HONORIFIC,
            "honorific_m", Lexicon.HONORIFIC,
            "honorific_f", Lexicon.HONORIFIC,
            "rank", Lexicon.RANK,
            "role", Lexicon.ROLE,
            "before", Lexicon.BEFORE_RANK,
            "calendar", Lexicon.CALENDAR);

    private final Segmenter segmenter;
    private final LongIntMap classes = new LongIntMap(1 << 17);
    private final Set<String> countries = new TreeSet<>();
    private final Set<String> cities = new TreeSet<>();
    private final Set<String> persons = new TreeSet<>();
    private final Set<String> organisations = new TreeSet<>();

    LexiconBuilder(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    /**
     * @param cities CSV of name, country, region, id; or null for none
     * @param brands a name of a company or other operator a line; or null for none
     */
    Lexicon build(Path cities, Path brands) throws IOException {
        Set<String> certainCities = new HashSet<>();
        TableResource.rows(Gazetteer.class, "city-names.txt").forEach(row -> certainCities.add(row[0]));
        certainCities.forEach(city -> name(city, Lexicon.CITY));
        if (cities != null) {
            List<String> lines = Files.readAllLines(cities);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.replace("\"", "").split(",");
                if (cells.length == 4) {
                    name(cells[0], certainCities.contains(cells[0]) ? Lexicon.CITY : Lexicon.CITY_PERHAPS);
                    name(cells[2], Lexicon.REGION);
                    countries.add(cells[1]);
                    this.cities.add(cells[0]);
                }
            }
        }
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            EntityType type = EntityType.valueOf(row[0]);
            boolean country = countries.contains(row[1]);
            int known =
                    switch (type) {
                        case LOCATION -> country ? Lexicon.COUNTRY : Lexicon.PLACE;
                        case PERSON -> Lexicon.PERSON;
                        case ORGANISATION -> Lexicon.ORGANISATION;
                        case MISC -> Lexicon.OTHER;
                    };
            for (String form : (row[1] + ";" + row[2]).split(";")) {
                String bare = form.endsWith("~") ? form.substring(0, form.length() - 1) : form;
                if (!bare.isEmpty()) {
                    name(bare, known);
                    if (type == EntityType.PERSON && bare.indexOf(' ') > 0) {
                        word(bare.substring(bare.lastIndexOf(' ') + 1), Lexicon.SURNAME);
                    }
                }
            }
        }
        readKnowledge();
        if (brands != null) {
            for (String brand : Files.readAllLines(brands)) {
                name(brand, Lexicon.BRAND);
                organisations.add(brand);
            }
        }
        TableResource.rows(Gazetteer.class, "nationalities.txt").forEach(row -> name(row[0], Lexicon.NATIONALITY));
        TableResource.sections(Gazetteer.class, "given-names.tsv")
                .values()
                .forEach(names -> names.forEach(name -> word(name, Lexicon.GIVEN)));
        words("cues.tsv", CUES);
        words("titles.tsv", TITLES);
        return new Lexicon(classes);
    }

    /** The lexicon without all names: what is left to go by when nobody has heard of who is in the news. */
    Lexicon withoutNames() {
        LexiconBuilder cues = new LexiconBuilder(segmenter);
        cues.words("cues.tsv", CUES);
        cues.words("titles.tsv", TITLES);
        return new Lexicon(cues.classes);
    }

    /** Names of the persons and organisations that the starting knowledge base knows. */
    private void readKnowledge() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String[] row : TableResource.rows(KnowledgeBase.class, "starter.jsonl")) {
            JsonNode entry = json.readTree(row[0]);
            String name = entry.get("name").asText();
            EntityType type = EntityType.valueOf(entry.get("type").asText());
            if (type == EntityType.PERSON) {
                name(name, Lexicon.PERSON);
                word(name.substring(name.lastIndexOf(' ') + 1), Lexicon.SURNAME);
                persons.add(name);
            } else if (type == EntityType.ORGANISATION) {
                name(name, Lexicon.ORGANISATION);
                entry.path("aliases").forEach(alias -> name(alias.asText(), Lexicon.ORGANISATION));
                organisations.add(name);
            }
        }
    }

    /** The persons of the knowledge base. */
    List<String> persons() {
        return List.copyOf(persons);
    }

    /** The organisations of the knowledge base, and the brands that were read. */
    Set<String> organisations() {
        return organisations;
    }

    /** The countries that were read. */
    List<String> countries() {
        return List.copyOf(countries);
    }

    /** The cities that were read. */
    List<String> cities() {
        return List.copyOf(cities);
    }

    private void words(String table, Map<String, Integer> sections) {
        Map<String, Set<String>> entries = TableResource.sections(Gazetteer.class, table);
        sections.forEach(
                (section, wordClass) -> entries.getOrDefault(section, Set.of()).forEach(word -> word(word, wordClass)));
    }

    private void word(String word, int wordClass) {
        add(Hashes.of(word.toLowerCase(java.util.Locale.ROOT)), 1 << wordClass);
    }

    private void name(String name, int nameClass) {
        if (name.length() <= 5 && name.length() > 1 && Chars.isAllCaps(name)) {
            add(Hashes.join(Lexicon.ACRONYM_SALT, Hashes.of(name)), 1 << nameClass);
            return;
        }
        NameUnits units = new NameUnits(segmenter.segment(name));
        if (units.sentences() != 1 || units.size() > Lexicon.LONGEST || name.length() < 2) {
            return;
        }
        long hash = Hashes.of(units.lower(0));
        for (int u = 1; u < units.size(); u++) {
            add(hash, 1 << Lexicon.PREFIX);
            hash = Hashes.join(hash, Hashes.of(units.lower(u)));
        }
        add(hash, 1 << nameClass);
    }

    private void add(long hash, int bits) {
        int before = classes.get(hash);
        classes.put(hash, (before == LongIntMap.NONE ? 0 : before) | bits);
    }

    /** Reads clusters: the word and its cluster at each grain, parted by tabs. */
    static WordClusters clusters(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        LongIntMap index = new LongIntMap(lines.size());
        short[] clusters = new short[lines.size() * WordClusters.GRAINS];
        int n = 0;
        for (String line : lines) {
            String[] cells = line.split("\t");
            for (int g = 0; g < WordClusters.GRAINS; g++) {
                clusters[n * WordClusters.GRAINS + g] = (short) (1 + Integer.parseInt(cells[1 + g]));
            }
            index.put(Hashes.of(cells[0]), n++);
        }
        return new WordClusters(index, clusters);
    }
}
