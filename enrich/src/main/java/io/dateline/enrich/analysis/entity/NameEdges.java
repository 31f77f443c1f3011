package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.name.TaggedName;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Corrects where names begin and end by what the text itself says: letters of honour behind a person's name are no part of
 * it ("Simon Hart QC"), a short form in brackets tells how far a name reaches ("Engineering and Physical Sciences Research
 * Council (EPSRC)"), and a number parts the two sides of a result ("Porto 3 Lisbon"). Linear in the names. Pure functions.
 */
final class NameEdges {
    /** How many units before a name its beginning is looked for. */
    private static final int FARTHEST = 10;

    private final NameUnits units;
    private final Gazetteer gazetteer;
    private final NameCues cues;
    private final List<TaggedName> mended = new ArrayList<>();

    private NameEdges(NameUnits units, Gazetteer gazetteer, NameCues cues) {
        this.units = units;
        this.gazetteer = gazetteer;
        this.cues = cues;
    }

    /** The names in text order, with their edges put right. */
    static List<TaggedName> mend(NameUnits units, List<TaggedName> names, Gazetteer gazetteer, NameCues cues) {
        NameEdges edges = new NameEdges(units, gazetteer, cues);
        names.forEach(edges::add);
        return edges.mended;
    }

    private void add(TaggedName name) {
        if (name.type() == EntityType.PERSON) {
            int end = name.endUnit();
            while (end > name.firstUnit() + 1 && cues.isPostNominal(units.word(end - 1))) {
                end--;
            }
            mended.add(with(name, name.firstUnit(), end));
            return;
        }
        int number = isResult(name);
        if (number > 0) {
            add(with(name, name.firstUnit(), number));
            add(with(name, number + 1, name.endUnit()));
            return;
        }
        int first = name.type() == EntityType.ORGANISATION ? first(name) : name.firstUnit();
        while (first < name.firstUnit()
                && !mended.isEmpty()
                && mended.get(mended.size() - 1).endUnit() > first) {
            mended.remove(mended.size() - 1);
        }
        mended.add(with(name, first, name.endUnit()));
    }

    private static TaggedName with(TaggedName name, int first, int end) {
        boolean same = first == name.firstUnit() && end == name.endUnit();
        return same ? name : new TaggedName(name.sentence(), first, end, name.type(), name.confidence());
    }

    /** The unit of a score between two places, as a table of results has them; -1 when there is none. */
    private int isResult(TaggedName name) {
        for (int u = name.firstUnit() + 1; u < name.endUnit() - 1; u++) {
            String word = units.word(u);
            boolean score = word.length() <= 3 && word.chars().allMatch(c -> c >= '0' && c <= '9');
            if (score && isPlace(name.firstUnit(), u) && isPlace(u + 1, name.endUnit())) {
                return u;
            }
        }
        return -1;
    }

    private boolean isPlace(int first, int end) {
        return gazetteer.isPlace(units.name(first, end).toLowerCase(Locale.ROOT));
    }

    /** Where the organisation's name begins if the short form behind it in brackets has a letter for each of its words. */
    private int first(TaggedName name) {
        int open = name.endUnit();
        int stop = units.endOf(name.sentence());
        boolean bracket = open + 2 < stop
                && units.word(open).equals("(")
                && units.word(open + 2).equals(")")
                && Chars.isAllCaps(units.word(open + 1));
        if (!bracket) {
            return name.firstUnit();
        }
        String letters = units.word(open + 1);
        String now = Acronyms.of(units.name(name.firstUnit(), name.endUnit()));
        if (now.length() < 2 || now.length() >= letters.length() || !letters.endsWith(now)) {
            return name.firstUnit();
        }
        int low = Math.max(units.firstOf(name.sentence()), name.firstUnit() - FARTHEST);
        int missing = letters.length() - now.length();
        for (int u = name.firstUnit() - 1; u >= low && missing > 0; u--) {
            String word = units.word(u);
            if (units.isCapital(u)) {
                missing = word.charAt(0) == letters.charAt(missing - 1) ? missing - 1 : -1;
                if (missing == 0) {
                    return u;
                }
            } else if (!isJoint(word)) {
                break;
            }
        }
        return name.firstUnit();
    }

    private static boolean isJoint(String word) {
        return switch (word) {
            case "and", "of", "for", "the", "on", "in", "to", "&", "," -> true;
            default -> false;
        };
    }
}
