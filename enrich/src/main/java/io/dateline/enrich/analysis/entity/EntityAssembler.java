package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes annotations of clusters: canonical name, aliases, role, salience, confidence. For one story. */
final class EntityAssembler {
    /** The most salient entities of a story that are kept. */
    static final int MOST_ENTITIES = 2_000;
    /** The most aliases of an entity that are kept. */
    static final int MOST_ALIASES = 20;

    private record Weighed(EntityAnnotation entity, Gender gender) {}

    private final SegmentedText text;
    private final String headline;

    EntityAssembler(SegmentedText text, String headline) {
        this.text = text;
        this.headline = headline == null ? null : bounded(headline);
    }

    StoryEntities assemble(List<Cluster> clusters) {
        List<Weighed> weighed = new ArrayList<>();
        for (Cluster cluster : clusters) {
            cluster.members.sort(Comparator.comparingInt(c -> c.start));
            weighed.add(new Weighed(annotate(cluster), cluster.gender));
        }
        weighed.sort(Comparator.<Weighed>comparingDouble(w -> -w.entity().salience())
                .thenComparing(w -> w.entity().mentions().get(0)));
        List<Weighed> kept = weighed.size() > MOST_ENTITIES ? weighed.subList(0, MOST_ENTITIES) : weighed;
        return new StoryEntities(
                kept.stream().map(Weighed::entity).toList(),
                kept.stream()
                        .map(w -> w.entity().type() == EntityType.PERSON ? w.gender() : Gender.UNKNOWN)
                        .toList());
    }

    private EntityAnnotation annotate(Cluster cluster) {
        EntityType type = cluster.type();
        Gazetteer.Known known = cluster.known();
        Set<String> forms = new LinkedHashSet<>();
        List<Span> mentions = new ArrayList<>();
        String role = null;
        double probable = 0;
        int subjects = 0;
        int paragraphs = 0;
        int lastParagraph = -1;
        boolean inHeadline = false;
        for (Candidate c : cluster.members) {
            mentions.add(new Span(c.start, c.end));
            boolean fresh = forms.add(c.name);
            inHeadline |= fresh && headline != null && isInHeadline(c);
            role = fuller(role, c.role);
            probable += c.confidence;
            subjects += c.subject ? 1 : 0;
            int paragraph = text.paragraphOfSentence(c.sentence);
            paragraphs += paragraph == lastParagraph ? 0 : 1;
            lastParagraph = paragraph;
        }
        String name = known != null && known.type() == type ? known.name() : fullest(forms);
        forms.remove(name);
        int first = mentions.get(0).start();
        Salience salience = new Salience(
                first / (double) text.text().length(),
                mentions.size(),
                subjects,
                paragraphs / (double) text.paragraphs(),
                inHeadline,
                text.paragraphOfSentence(cluster.members.get(0).sentence) == 0,
                headline != null);
        return new EntityAnnotation(
                name,
                type,
                null,
                forms.stream().limit(MOST_ALIASES).toList(),
                role,
                salience.value(),
                // of its mentions, the part that is probably right
                Math.round(probable / mentions.size() * 10_000) / 10_000.0,
                mentions);
    }

    /** By the name as it is, or by a person's last name. */
    private boolean isInHeadline(Candidate c) {
        boolean surname =
                c.type == EntityType.PERSON && c.words > 1 && c.lastWord().length() > 2;
        return headline.contains(bounded(c.name)) || surname && headline.contains(bounded(c.lastWord()));
    }

    /** The first role that is stated; one of several words rather than a bare rank. */
    private static String fuller(String role, String other) {
        if (role == null) {
            return other;
        }
        return other != null && role.indexOf(' ') < 0 && other.indexOf(' ') > 0 ? other : role;
    }

    /** The form with most words, of these the longest; capitals only where there is no other. */
    private static String fullest(Set<String> forms) {
        String best = null;
        for (String form : forms) {
            if (best == null || weight(form) > weight(best)) {
                best = form;
            }
        }
        return best;
    }

    private static int weight(String form) {
        int words = 1;
        for (int i = 0; i < form.length(); i++) {
            words += form.charAt(i) == ' ' ? 1 : 0;
        }
        boolean shouted = words > 1 && Chars.isAllCaps(form);
        return (shouted ? 0 : 1_000_000) + Math.min(words, 99) * 10_000 + Math.min(form.length(), 9_999);
    }

    /** Lower case, letters and digits with single spaces between and around: what contains it, contains whole words. */
    private static String bounded(String name) {
        StringBuilder out = new StringBuilder(" ");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Chars.isWordPart(c) || Character.isSurrogate(c)) {
                out.append(c);
            } else if (out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        if (out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
