package io.dateline.enrich.analysis.knowledge;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase.Posting;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Links where the story leaves no doubt: a miss is better than a wrong link.
 *
 * <p>An entity's fullest name decides; the type has to agree. Each candidate needs support, the more the less its name says:
 *
 * <ul>
 *   <li>the story speaks of its country: 1; words of its description or its context stand in the story: 1; the role that the
 *       story states is its own: 1; the place that follows its name is where it is: 2;
 *   <li>a place follows that is elsewhere, a role that is another's, a country named and its own not: no link.
 * </ul>
 *
 * A short name needs more than a firm one, a person more than a country, an obscure entry more than a famous one. Of
 * several candidates the best has to be better by a unit of support, or thrice as likely. Holds no state.
 */
public final class CautiousLinker implements EntityLinker {
    /** Name of the rules in provenance. */
    public static final String NAME = "entity-linker";
    /** Version of the rules in provenance. */
    public static final String VERSION = "1";

    /** What everybody knows needs no support. */
    private static final double FAMOUS = 0.9;
    /** Below it an entry is obscure. */
    private static final double KNOWN = 0.5;
    /** A name with more senses than this tells nothing. */
    private static final int MOST_SENSES = 50;
    /** How many times likelier the best has to be than the next with as much support. */
    private static final double LIKELIER = 3;

    private static final int NEVER = Integer.MIN_VALUE;

    /** Words in roles that tell offices of state apart from other callings. */
    private static final Set<String> OFFICES = Set.of(
            "president",
            "premier",
            "prime",
            "minister",
            "chancellor",
            "king",
            "queen",
            "emperor",
            "emir",
            "sultan",
            "prince",
            "crown",
            "pope",
            "governor",
            "senator",
            "congressman",
            "congresswoman",
            "representative",
            "secretary",
            "mayor",
            "taoiseach",
            "leader",
            "chairman",
            "judge",
            "speaker",
            "ruler",
            "monarch",
            "dictator",
            "pontiff",
            "sen",
            "rep",
            "gov",
            "pm",
            "candidate",
            "politician",
            "lawmaker",
            "commander",
            "general",
            "chief",
            "head",
            "mr",
            "mrs",
            "ms",
            "sir",
            "lord",
            "dr",
            "premier-designate",
            "founder",
            "entrepreneur",
            "ceo",
            "majesty",
            "highness",
            "footballer",
            "striker",
            "captain");

    /** A candidate with its support. */
    private record Scored(KnowledgeEntry entry, int support) {}

    @Override
    public List<KnowledgeEntry> link(String text, List<EntityAnnotation> entities, KnowledgeBase knowledge) {
        KnowledgeEntry[] links = new KnowledgeEntry[entities.size()];
        if (knowledge.size() == 0 || entities.isEmpty()) {
            return Arrays.asList(links);
        }
        StoryEvidence evidence = new StoryEvidence(text, knowledge);
        List<List<Posting>> candidates = new ArrayList<>(links.length);
        Map<String, Integer> surnames = new HashMap<>();
        for (EntityAnnotation entity : entities) {
            List<Posting> found = candidates(entity, knowledge);
            candidates.add(found);
            addCountry(entity, found, evidence);
            if (entity.type() == EntityType.PERSON) {
                surnames.merge(lastWord(entity.name()), 1, Integer::sum);
            }
        }
        for (int i = 0; i < links.length; i++) {
            EntityAnnotation entity = entities.get(i);
            boolean shared = entity.type() == EntityType.PERSON
                    && entity.name().indexOf(' ') < 0
                    && surnames.getOrDefault(lastWord(entity.name()), 0) > 1;
            if (!candidates.get(i).isEmpty() && !shared) {
                links[i] = best(entity, candidates.get(i), text, evidence, knowledge);
            }
        }
        return Arrays.asList(links);
    }

    /** Entries of the entity's type that have its fullest name, or failing that a form that the story says is the same. */
    private static List<Posting> candidates(EntityAnnotation entity, KnowledgeBase knowledge) {
        List<Posting> found = ofType(entity.type(), knowledge.named(entity.name()));
        if (found.isEmpty() && entity.type() == EntityType.PERSON) {
            String plain = withoutInitials(entity.name());
            found = plain.equals(entity.name()) ? found : ofType(entity.type(), knowledge.named(plain));
        }
        if (found.isEmpty()) {
            for (String alias : entity.aliases()) {
                List<Posting> other = ofType(entity.type(), knowledge.named(alias));
                boolean telling = entity.type() == EntityType.PERSON
                        ? alias.indexOf(' ') > 0 && lastWord(alias).equals(lastWord(entity.name()))
                        : NameKey.isAcronym(alias) && alias.length() > 2 && isAcronymOf(alias, entity.name());
                if (telling && other.size() == 1 && other.get(0).firm()) {
                    return other;
                }
            }
        }
        return found.size() > MOST_SENSES ? List.of() : found;
    }

    private static List<Posting> ofType(EntityType type, List<Posting> postings) {
        Map<String, Posting> found = new LinkedHashMap<>();
        for (Posting posting : postings) {
            if (posting.entry().type() == type) {
                found.putIfAbsent(posting.entry().id(), posting);
            }
        }
        return List.copyOf(found.values());
    }

    /** Countries and famous places that are named speak for what is in them. */
    private static void addCountry(EntityAnnotation entity, List<Posting> found, StoryEvidence evidence) {
        if (found.size() == 1 && found.get(0).firm() && entity.type() == EntityType.LOCATION) {
            KnowledgeEntry entry = found.get(0).entry();
            if (entry.isCountry()) {
                evidence.addCountry(
                        entry.id(), 1 + Math.min(3, entity.mentions().size()) / 2.0);
            } else if (entry.country() != null && entry.prior() >= FAMOUS) {
                evidence.addCountry(entry.country(), 0.5);
            }
        }
    }

    private static KnowledgeEntry best(
            EntityAnnotation entity,
            List<Posting> candidates,
            String text,
            StoryEvidence evidence,
            KnowledgeBase knowledge) {
        List<KnowledgeEntry> neighbours =
                entity.type() == EntityType.LOCATION ? NeighbourPlace.after(entity, text, knowledge) : List.of();
        Scored best = null;
        Scored next = null;
        for (Posting posting : candidates) {
            int support = support(entity, posting.entry(), neighbours, text, evidence);
            if (support == NEVER || support < needed(entity, posting)) {
                continue;
            }
            Scored scored = new Scored(posting.entry(), support);
            if (best == null || isBetter(scored, best)) {
                next = best;
                best = scored;
            } else if (next == null || isBetter(scored, next)) {
                next = scored;
            }
        }
        if (best == null) {
            return null;
        }
        boolean clear = next == null
                || best.support() > next.support()
                || best.entry().prior() >= LIKELIER * next.entry().prior();
        return clear ? best.entry() : null;
    }

    private static boolean isBetter(Scored a, Scored b) {
        return a.support() != b.support()
                ? a.support() > b.support()
                : a.entry().prior() > b.entry().prior();
    }

    /** How much support the candidate needs. */
    private static int needed(EntityAnnotation entity, Posting posting) {
        KnowledgeEntry entry = posting.entry();
        boolean severalWords = entity.name().indexOf(' ') > 0;
        if (!posting.firm()) {
            return entry.prior() >= FAMOUS ? 1 : 2;
        }
        if (entry.prior() >= FAMOUS) {
            return 0;
        }
        boolean doubtful = entity.type() == EntityType.PERSON || !severalWords;
        if (entry.prior() >= KNOWN) {
            return doubtful ? 1 : 0;
        }
        return doubtful && entity.type() != EntityType.ORGANISATION ? 2 : 1;
    }

    private static int support(
            EntityAnnotation entity,
            KnowledgeEntry entry,
            List<KnowledgeEntry> neighbours,
            String text,
            StoryEvidence evidence) {
        int support = 0;
        if (!neighbours.isEmpty() && !entry.isCountry()) {
            if (neighbours.stream().noneMatch(place -> isIn(entry, place))) {
                return NEVER;
            }
            support += 2;
        }
        boolean famous = entry.prior() >= FAMOUS;
        if (entity.type() == EntityType.LOCATION && !famous && isPartOfName(entity, text)) {
            return NEVER;
        }
        if (entry.country() != null && !entry.isCountry()) {
            if (evidence.country(entry.country()) > 0) {
                support++;
            } else if (evidence.hasCountries() && !famous && neighbours.isEmpty()) {
                return NEVER;
            }
        }
        int words = evidence.wordsFor(entry, entity.name());
        if (entity.type() == EntityType.PERSON) {
            int role = role(entity.role(), entry);
            if (role < 0 && !famous) {
                return NEVER;
            }
            support += Math.max(0, role);
            support += words >= 2 ? 1 : 0;
        } else {
            support += words >= 1 ? 1 : 0;
        }
        return support;
    }

    /** Does a capitalised word follow the first mention: "Austin Li"? Then the mention may be cut short. */
    private static boolean isPartOfName(EntityAnnotation entity, String text) {
        int end = entity.mentions().get(0).end();
        return end + 1 < text.length() && text.charAt(end) == ' ' && Character.isUpperCase(text.charAt(end + 1));
    }

    /** Is the entry in the place: the place its country, or both of one country that is named less than its parts? */
    private static boolean isIn(KnowledgeEntry entry, KnowledgeEntry place) {
        if (place.isCountry()) {
            return place.id().equals(entry.country());
        }
        String within = " " + NameKey.of(entry.description()) + " ";
        return place.id().equals(entry.id())
                || place.country() != null
                        && place.country().equals(entry.country())
                        && (within.contains(" " + NameKey.of(place.name()) + " ") || entry.prior() >= FAMOUS);
    }

    /** 1 when the role names an office that the entry's description names too, -1 when it names another calling, else 0. */
    private static int role(String role, KnowledgeEntry entry) {
        if (role == null) {
            return 0;
        }
        String described = " " + NameKey.of(entry.description()) + " ";
        boolean anyOffice = false;
        for (String word : NameKey.of(role).split(" ")) {
            if (OFFICES.contains(word)) {
                anyOffice = true;
                if (described.contains(" " + word + " ")) {
                    return 1;
                }
            }
        }
        return anyOffice ? 0 : -1;
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }

    /** "Donald J. Trump" as "Donald Trump"; initials at the front stay. */
    private static String withoutInitials(String name) {
        String[] words = name.split(" ");
        StringBuilder plain = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            boolean initial = words[i].length() <= 2
                    && i < words.length - 1
                    && (words[i].length() == 1 || words[i].endsWith("."));
            boolean suffix = i == words.length - 1 && (words[i].equals("Jr.") || words[i].equals("Jr"));
            if (!initial && !suffix) {
                plain.append(' ').append(words[i]);
            }
        }
        return plain.toString();
    }

    /** Are the acronym's letters the capitals of the name, in order? */
    private static boolean isAcronymOf(String acronym, String name) {
        int at = 0;
        for (int i = 0; i < name.length() && at < acronym.length(); i++) {
            if (acronym.charAt(at) == '.') {
                at++;
                i--;
            } else if (Character.toUpperCase(name.charAt(i)) == acronym.charAt(at)
                    && (i == 0 || !Character.isLetter(name.charAt(i - 1)))) {
                at++;
            }
        }
        while (at < acronym.length() && acronym.charAt(at) == '.') {
            at++;
        }
        return at == acronym.length();
    }
}
