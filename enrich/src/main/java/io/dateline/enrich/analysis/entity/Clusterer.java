package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says which mentions name the same thing.
 *
 * <ul>
 *   <li>Persons: by first and last name without initials; a short form belongs to the person whose name ends with it (or
 *       begins with it) and who was spoken of last, if gender agrees; of namesakes, one whom the story speaks of far more often
 *       keeps it. Two full names stay two persons.
 *   <li>Others: by name without articles and the forms of companies; a name that begins or ends a longer one of the story
 *       belongs to it ("Zorvan" to "Zorvan Holdings"); an acronym belongs to the organisation whose capitals it is.
 *   <li>What the text says to be the same is the same, and what knowledge says to be.
 * </ul>
 *
 * For one story.
 */
final class Clusterer {
    /** Of names that share a part, only so many are told apart. */
    private static final int NAMESAKES = 8;

    /** How many times as often as a namesake the main person of that name is spoken of. */
    private static final int MAIN = 2;

    private static final Set<String> COMPANY_FORMS = Set.of(
            "inc",
            "inc.",
            "corp",
            "corp.",
            "co",
            "co.",
            "ltd",
            "ltd.",
            "limited",
            "plc",
            "llc",
            "ag",
            "sa",
            "group",
            "company",
            "corporation");

    private static final Set<String> GENERATIONS = Set.of("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV");

    private final NameKnowledge knowledge;
    private final Map<String, Cluster> byName = new HashMap<>();
    private final Map<String, List<Cluster>> personsByPart = new HashMap<>();
    private final Map<String, List<Cluster>> othersByPart = new HashMap<>();
    private final List<Cluster> clusters = new ArrayList<>();

    Clusterer(NameKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    List<Cluster> cluster(List<Candidate> candidates, List<int[]> aliases) {
        Cluster[] of = new Cluster[candidates.size()];
        for (int i = 0; i < of.length; i++) {
            Candidate c = candidates.get(i);
            if (c.type == EntityType.PERSON && c.words >= 2) {
                of[i] = named(personKey(c));
                of[i].fullNames++;
                registerPerson(c, of[i]);
            } else if (c.type != EntityType.PERSON) {
                of[i] = named(key(c));
                registerOther(c, of[i]);
            }
        }
        for (int i = 0; i < of.length; i++) {
            Candidate c = candidates.get(i);
            if (of[i] == null) {
                of[i] = shortForm(c);
            } else if (c.type == EntityType.PERSON && of[i].members.isEmpty()) {
                Cluster longer = longerForm(c, of[i]);
                of[i] = longer == null ? of[i] : longer;
            }
            of[i].add(c, i);
        }
        for (int[] pair : aliases) {
            of[pair[0]].join(of[pair[1]]);
        }
        joinShortForms();
        joinAcronyms();
        joinKnown();
        clusters.removeIf(cluster -> cluster.members.isEmpty());
        return clusters;
    }

    private Cluster named(String key) {
        return byName.computeIfAbsent(key, k -> {
            Cluster cluster = new Cluster();
            clusters.add(cluster);
            return cluster;
        });
    }

    private static String folded(String name) {
        return Gazetteer.unshout(name).toLowerCase(Locale.ROOT);
    }

    private static String personKey(Candidate c) {
        if (c.known != null && c.known.firm()) {
            return "p " + c.known.name().toLowerCase(Locale.ROOT);
        }
        String[] words = c.name.split(" ");
        int last = words.length - 1;
        while (last > 1 && GENERATIONS.contains(words[last])) {
            last--;
        }
        // initials and middle names aside, first and last name make the person
        return "p " + (words[0] + " " + words[last]).toLowerCase(Locale.ROOT);
    }

    private static String key(Candidate c) {
        if (c.known != null && c.known.firm()) {
            return "k " + c.known.type() + " " + c.known.name();
        }
        return "n " + core(c);
    }

    /** The name in small letters without article and company form. */
    private static String core(Candidate c) {
        String name = folded(c.name);
        name = name.startsWith("the ") ? name.substring(4) : name;
        int space = name.lastIndexOf(' ');
        if (space > 0 && c.type == EntityType.ORGANISATION && COMPANY_FORMS.contains(name.substring(space + 1))) {
            name = name.substring(0, space);
        }
        return name;
    }

    /** Every tail of the name ("bin Salman", "Salman") and its first word may stand for the person. */
    private void registerPerson(Candidate c, Cluster cluster) {
        String name = folded(c.name);
        for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
            String tail = name.substring(space + 1);
            register(personsByPart, tail, cluster);
            int hyphen = tail.indexOf('-');
            if (hyphen > 0 && hyphen <= 2 && tail.indexOf(' ') < 0) {
                register(personsByPart, tail.substring(hyphen + 1), cluster);
            }
            // a middle name, or the family name of those who bear two: "Garcia" of "Jose Garcia Lopez"
            int next = tail.indexOf(' ');
            if (next > 2) {
                register(personsByPart, tail.substring(0, next), cluster);
            }
        }
        register(personsByPart, name.substring(0, name.indexOf(' ')), cluster);
    }

    /** What a longer name begins or ends with may stand for it. */
    private void registerOther(Candidate c, Cluster cluster) {
        String name = core(c);
        int space = name.indexOf(' ');
        if (space > 0 && c.type == EntityType.ORGANISATION && name.length() < 120) {
            for (; space > 0; space = name.indexOf(' ', space + 1)) {
                register(othersByPart, name.substring(0, space), cluster);
                register(othersByPart, name.substring(space + 1), cluster);
            }
        }
    }

    private static void register(Map<String, List<Cluster>> index, String part, Cluster cluster) {
        List<Cluster> sharing = index.computeIfAbsent(part, key -> new ArrayList<>(1));
        if (sharing.size() < NAMESAKES && !sharing.contains(cluster)) {
            sharing.add(cluster);
        }
    }

    /**
     * The person whose short name this is: of those whose gender agrees, the one spoken of last, else the first to come. Who
     * is spoken of far more often than that one keeps it: in a story of a senator, his wife's full name does not take it.
     */
    private Cluster shortForm(Candidate c) {
        Cluster latest = null;
        Cluster main = null;
        String part = folded(c.name);
        for (Cluster cluster : personsByPart.getOrDefault(part, List.of())) {
            boolean spokenOf = !cluster.members.isEmpty();
            if (spokenOf && !cluster.gender.agrees(c.gender)) {
                continue;
            }
            if (latest == null || spokenOf && (latest.members.isEmpty() || cluster.latest > latest.latest)) {
                latest = cluster;
            }
            if (spokenOf && (main == null || weight(cluster) > weight(main))) {
                main = cluster;
            }
        }
        if (latest == null) {
            return named("s " + part);
        }
        return main != null && weight(main) >= MAIN * weight(latest) ? main : latest;
    }

    /** How much the story speaks of the person: by full name anywhere, by any name so far. */
    private static int weight(Cluster cluster) {
        return cluster.fullNames + cluster.members.size();
    }

    /** "bin Salman" after "Mohammed bin Salman": the two words are the tail of a longer name. */
    private Cluster longerForm(Candidate c, Cluster own) {
        for (Cluster cluster : personsByPart.getOrDefault(folded(c.name), List.of())) {
            if (cluster != own) {
                return cluster;
            }
        }
        return null;
    }

    /** An organisation's short form belongs to the one longer name that begins or ends with it. */
    private void joinShortForms() {
        for (Cluster cluster : clusters) {
            if (cluster.members.isEmpty() || cluster.type() != EntityType.ORGANISATION) {
                continue;
            }
            Candidate c = cluster.members.get(0);
            Cluster longer = null;
            boolean several = false;
            for (Cluster other : othersByPart.getOrDefault(core(c), List.of())) {
                Cluster root = other.root();
                if (root != cluster && root.type() == EntityType.ORGANISATION) {
                    several |= longer != null && longer != root;
                    longer = root;
                }
            }
            if (longer != null && !several && c.known == null) {
                longer.join(cluster);
            }
        }
    }

    private void joinAcronyms() {
        Map<String, Cluster> byAcronym = new HashMap<>();
        for (Cluster cluster : clusters) {
            for (Candidate c : cluster.members) {
                if (c.type != EntityType.PERSON && c.words >= 2) {
                    byAcronym.putIfAbsent(Acronyms.of(c.name), cluster);
                }
            }
        }
        for (Cluster cluster : clusters) {
            if (!cluster.members.isEmpty() && cluster.known() == null) {
                Candidate c = cluster.members.get(0);
                boolean acronym = c.words == 1 && c.name.length() >= 2 && Chars.isAllCaps(c.name);
                Cluster full = acronym && c.type != EntityType.PERSON ? byAcronym.get(c.name) : null;
                boolean fits =
                        full != null && (c.name.length() > 2 || full.root().type() == c.type);
                if (fits && full.root() != cluster && full.root().known() == null) {
                    full.join(cluster);
                }
            }
        }
    }

    /** Entities for which knowledge has the same entry are one. Asks once about each. */
    private void joinKnown() {
        Map<String, Cluster> byEntry = new HashMap<>();
        for (Cluster cluster : clusters) {
            if (!cluster.members.isEmpty()) {
                EntityType type = cluster.type();
                String entry = knowledge.onlyEntry(type, cluster.members.get(0).name);
                Cluster first = entry == null ? null : byEntry.putIfAbsent(entry, cluster);
                if (first != null) {
                    first.join(cluster);
                }
            }
        }
    }
}
