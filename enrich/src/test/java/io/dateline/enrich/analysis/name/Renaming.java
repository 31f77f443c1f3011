package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.entity.Gazetteer;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes copies of labelled stories whose names are other names of the same kind and shape,
 * the same one throughout a story: what stands around a name is kept, what it is called is not.
 */
final class Renaming {
    private static final double PERSONS = 0.85;
    private static final double ORGANISATIONS = 0.9;
    private static final double PLACES = 0.5;
    private static final double OTHERS = 0.7;

    private final NameMaker maker;
    private final Set<String> countries;
    private final Set<String> nationalities = new HashSet<>();

    Renaming(NameMaker maker, List<String> countries) {
        this.maker = maker;
        this.countries = new HashSet<>(countries);
        TableResource.rows(Gazetteer.class, "nationalities.txt").forEach(row -> nationalities.add(row[0].strip()));
    }

    /** The copy, and the stretches that were changed. */
    Augmentation.Changed rename(LabelledStory story) {
        Map<String, String> renamed = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        List<LabelledStory.Name> longestFirst = new ArrayList<>(story.names());
        longestFirst.sort(Comparator.comparingInt((LabelledStory.Name name) -> name.start() - name.end())
                .thenComparingInt(LabelledStory.Name::start));
        for (LabelledStory.Name name : longestFirst) {
            String old = story.text().substring(name.start(), name.end());
            renamed.computeIfAbsent(name.type() + old, key -> other(old, name, story.text(), words));
        }
        StringBuilder text = new StringBuilder();
        List<LabelledStory.Name> names = new ArrayList<>();
        List<LabelledStory.Name> changed = new ArrayList<>();
        int from = 0;
        List<LabelledStory.Name> inOrder = new ArrayList<>(story.names());
        inOrder.sort(Comparator.comparingInt(LabelledStory.Name::start));
        for (LabelledStory.Name name : inOrder) {
            if (name.start() < from) {
                continue;
            }
            String old = story.text().substring(name.start(), name.end());
            String fresh = renamed.get(name.type() + old);
            text.append(story.text(), from, name.start());
            LabelledStory.Name moved =
                    new LabelledStory.Name(text.length(), text.length() + fresh.length(), name.type());
            text.append(fresh);
            names.add(moved);
            if (!fresh.equals(old)) {
                changed.add(moved);
            }
            from = name.end();
        }
        text.append(story.text(), from, story.text().length());
        return new Augmentation.Changed(new LabelledStory(story.id() + "#renamed", text.toString(), names), changed);
    }

    private String other(String old, LabelledStory.Name name, String text, Map<String, String> words) {
        boolean small = old.equals(old.toLowerCase(Locale.ROOT));
        if (small || old.chars().noneMatch(Character::isLetter)) {
            return old;
        }
        boolean severalWords = old.indexOf(' ') > 0;
        boolean shouted = severalWords && isShouted(old);
        String fresh =
                switch (name.type()) {
                    case PERSON -> maker.chance(PERSONS) ? person(old, words) : old;
                    case ORGANISATION ->
                        maker.chance(ORGANISATIONS)
                                ? organisation(old, severalWords, isAfterThe(name.start(), text), words)
                                : old;
                    case LOCATION ->
                        maker.chance(PLACES) ? place(old, severalWords, isAfterThe(name.start(), text)) : old;
                    case MISC -> maker.chance(OTHERS) ? other(old, severalWords) : old;
                };
        return shouted ? fresh.toUpperCase(Locale.ROOT) : fresh;
    }

    private static boolean isAfterThe(int start, String text) {
        return start >= 4 && text.substring(start - 4, start).equalsIgnoreCase("the ");
    }

    private String person(String old, Map<String, String> words) {
        String[] parts = old.split(" ");
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean last = i == parts.length - 1;
            String fresh = part;
            if (part.endsWith(".") && part.length() == 2) {
                fresh = maker.initial();
            } else if (part.length() > 1 && !part.endsWith(".") && Character.isUpperCase(part.charAt(0))) {
                fresh = words.computeIfAbsent(
                        part.toLowerCase(Locale.ROOT), key -> last ? maker.surname() : maker.given());
            }
            name.append(i == 0 ? "" : " ").append(fresh);
        }
        return name.toString();
    }

    private String organisation(String old, boolean severalWords, boolean afterThe, Map<String, String> words) {
        if (!severalWords) {
            String shortened = words.get("short " + old);
            if (shortened != null) {
                return shortened;
            }
            boolean letters = old.length() <= 6 && isShouted(old);
            return letters ? maker.acronym() : afterThe ? maker.nickname() : maker.shortOrganisation();
        }
        String fresh = maker.longOrganisation(afterThe);
        if (old.startsWith("The ") && !fresh.startsWith("The ")) {
            fresh = "The " + fresh;
        }
        words.putIfAbsent("short " + old.substring(0, old.indexOf(' ')), fresh.split(" ")[0]);
        return fresh;
    }

    /** A people, an event, a work or a product. */
    private String other(String old, boolean severalWords) {
        if (nationalities.contains(old)) {
            boolean many = old.endsWith("s");
            return maker.chance(0.5) ? maker.people() + (many ? "s" : "") : old;
        }
        if (!severalWords) {
            return old.length() <= 6 && isShouted(old) ? maker.acronym() : maker.coined();
        }
        String last = old.substring(old.lastIndexOf(' ') + 1);
        boolean event = Character.isUpperCase(last.charAt(0)) && maker.chance(0.5);
        return event ? (maker.chance(0.5) ? maker.coined() : maker.city()) + " " + last : maker.work();
    }

    private static boolean isShouted(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }

    private String place(String old, boolean severalWords, boolean afterThe) {
        if (old.indexOf('.') >= 0) {
            return old;
        }
        if (countries.contains(old)) {
            return afterThe ? old : maker.country();
        }
        if (afterThe) {
            return severalWords ? maker.feature() : old;
        }
        return maker.chance(severalWords ? 0.6 : 0.1) ? maker.feature() : maker.city();
    }
}
