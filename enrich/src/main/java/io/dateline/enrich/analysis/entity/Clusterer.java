package io.dateline.enrich.analysis.entity;

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
 *       begins with it) and who was spoken of last, if gender agrees. Two full names stay two persons.
 *   <li>Others: by the gazetteer's entry, else by name without the forms of companies; an acronym belongs to the
 *       organisation whose capitals it is.
 *   <li>What the text says to be the same is the same.
 * </ul>
 *
 * For one story.
 */
final class Clusterer {
    /** Of persons that share a part of their names, only so many are told apart. */
    private static final int NAMESAKES = 8;

    private static final Set<String> COMPANY_FORMS = Set.of(
            "inc",
            "inc.",
            "corp",
            "corp.",
            "co",
            "co.",
            "ltd",
            "ltd.",
            "plc",
            "llc",
            "group",
            "company",
            "corporation");

    private final Map<String, Cluster> byName = new HashMap<>();
    private final Map<String, List<Cluster>> personsByPart = new HashMap<>();
    private final List<Cluster> clusters = new ArrayList<>();

    List<Cluster> cluster(List<Candidate> candidates, List<int[]> aliases) {
        Cluster[] of = new Cluster[candidates.size()];
        for (int i = 0; i < of.length; i++) {
            Candidate c = candidates.get(i);
            if (c.type == EntityType.PERSON && c.words >= 2) {
                of[i] = named(personKey(c));
                registerPerson(c, of[i]);
            } else if (c.type != EntityType.PERSON) {
                of[i] = named(key(c));
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
            of[i].members.add(c);
            of[i].latest = i;
        }
        joinAcronyms();
        for (int[] pair : aliases) {
            of[pair[0]].join(of[pair[1]]);
        }
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

    private static String personKey(Candidate c) {
        if (c.known != null && c.known.firm()) {
            return "p " + c.known.name().toLowerCase(Locale.ROOT);
        }
        String[] words = c.name.split(" ");
        int last = words.length - 1;
        while (last > 1 && Set.of("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV").contains(words[last])) {
            last--;
        }
        // initials and middle names aside, first and last name make the person
        return "p " + (words[0] + " " + words[last]).toLowerCase(Locale.ROOT);
    }

    private static String key(Candidate c) {
        if (c.known != null && c.known.firm()) {
            return "k " + c.known.type() + " " + c.known.name();
        }
        String name = Gazetteer.unshout(c.name).toLowerCase(Locale.ROOT);
        name = name.startsWith("the ") ? name.substring(4) : name;
        int space = name.lastIndexOf(' ');
        if (space > 0 && c.type == EntityType.ORGANISATION && COMPANY_FORMS.contains(name.substring(space + 1))) {
            name = name.substring(0, space);
        }
        return "n " + name;
    }

    /** Every tail of the name ("bin Salman", "Salman") and its first word may stand for the person. */
    private void registerPerson(Candidate c, Cluster cluster) {
        String name = c.name;
        for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
            String tail = name.substring(space + 1);
            register(tail, cluster);
            int hyphen = tail.indexOf('-');
            if (hyphen > 0 && hyphen <= 2 && tail.indexOf(' ') < 0) {
                register(tail.substring(hyphen + 1), cluster);
            }
        }
        register(c.firstWord(), cluster);
    }

    private void register(String part, Cluster cluster) {
        List<Cluster> sharing = personsByPart.computeIfAbsent(part, key -> new ArrayList<>(1));
        if (sharing.size() < NAMESAKES && !sharing.contains(cluster)) {
            sharing.add(cluster);
        }
    }

    /** The person whose short name this is: of those whose gender agrees, the one spoken of last, else the first to come. */
    private Cluster shortForm(Candidate c) {
        Cluster best = null;
        for (Cluster cluster : personsByPart.getOrDefault(c.name, List.of())) {
            if (!cluster.members.isEmpty() && !cluster.gender().agrees(c.gender)) {
                continue;
            }
            boolean spokenOf = !cluster.members.isEmpty();
            if (best == null || spokenOf && (best.members.isEmpty() || cluster.latest > best.latest)) {
                best = cluster;
            }
        }
        return best == null ? named("n " + c.name.toLowerCase(Locale.ROOT)) : best;
    }

    /** "bin Salman" after "Mohammed bin Salman": the two words are the tail of a longer name. */
    private Cluster longerForm(Candidate c, Cluster own) {
        for (Cluster cluster : personsByPart.getOrDefault(c.name, List.of())) {
            if (cluster != own) {
                return cluster;
            }
        }
        return null;
    }

    private void joinAcronyms() {
        Map<String, Cluster> byAcronym = new HashMap<>();
        for (Cluster cluster : clusters) {
            for (Candidate c : cluster.members) {
                if (c.type == EntityType.ORGANISATION && c.words >= 2) {
                    byAcronym.putIfAbsent(MentionSettler.acronym(c.name), cluster);
                    break;
                }
            }
        }
        for (Cluster cluster : clusters) {
            if (!cluster.members.isEmpty() && cluster.known() == null) {
                Candidate c = cluster.members.get(0);
                boolean acronym = c.words == 1 && c.name.length() >= 3 && Chars.isAllCaps(c.name);
                Cluster full = acronym && c.type == EntityType.ORGANISATION ? byAcronym.get(c.name) : null;
                if (full != null && full.known() == null) {
                    full.join(cluster);
                }
            }
        }
    }
}
