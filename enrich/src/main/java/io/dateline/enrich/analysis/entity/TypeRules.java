package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.schemas.EntityType;

/**
 * Says what kind of name a candidate is, from the tables, the words inside it and the words beside it; the first rule
 * that applies decides, and gives the confidence. The figures are the rules' rounded precision on news that they were
 * tried on. For one story.
 */
final class TypeRules {
    private final NameUnits units;
    private final PosTags tags;
    private final Gazetteer gazetteer;
    private final NameCues cues;

    TypeRules(NameUnits units, PosTags tags, Gazetteer gazetteer, NameCues cues) {
        this.units = units;
        this.tags = tags;
        this.gazetteer = gazetteer;
        this.cues = cues;
    }

    /**
     * Gives the candidate its type, or leaves it open.
     *
     * @return false when it is no name at all
     */
    boolean judge(Candidate c) {
        if (c.endUnit < units.endOf(c.sentence) && isMoney(c.name, units.word(c.endUnit))) {
            return false;
        }
        if (c.known != null && c.known.firm()) {
            c.as(c.known.type(), 0.95);
            noteGender(c);
            return true;
        }
        if (gazetteer.isNationality(c.name) || isAllNationalities(c.firstUnit, c.endUnit)) {
            c.as(EntityType.MISC, 0.93);
            return true;
        }
        if (c.known != null) {
            boolean initialWord = c.words == 1 && units.isInitial(c.firstUnit) && units.timesSmall(c.name) > 0;
            c.doubtful = initialWord;
            c.as(c.known.type(), 0.8);
            return true;
        }
        return c.words == 1 ? judgeWord(c) : judgePhrase(c);
    }

    /** "US$5", "US dollars". */
    private static boolean isMoney(String name, String next) {
        return (name.equals("US") || name.equals("U.S."))
                && (next.equals("$") || next.equals("dollar") || next.equals("dollars"));
    }

    /** "British Indians": nothing but nationalities. */
    boolean isAllNationalities(int first, int stop) {
        int from = first + 1 < stop && cues.is("direction", units.word(first)) ? first + 1 : first;
        for (int u = from; u < stop; u++) {
            if (!gazetteer.isNationality(units.word(u))) {
                return false;
            }
        }
        return true;
    }

    private boolean judgeWord(Candidate c) {
        String word = c.name;
        boolean initial = units.isInitial(c.firstUnit);
        if (cues.is("common", word) || cues.is("calendar", word) || cues.isHonorific(word) || word.length() < 2) {
            return false;
        }
        if (initial) {
            boolean inside = units.timesCapitalInside(word) > units.timesSmall(word);
            c.doubtful = !inside && !gazetteer.isCity(word);
        }
        if (cues.isRank(word) || cues.isBefore(word)) {
            // "the Foreign Secretary" speaks of an office
            return false;
        }
        if (!initial && units.timesSmall(word) > units.timesCapitalInside(word) + 1) {
            return false;
        }

        if (isShort(word)) {
            return true;
        }
        if (isPersonContext(c)) {
            c.as(EntityType.PERSON, 0.8);
        } else if (gazetteer.isCity(word)) {
            c.as(EntityType.LOCATION, isPlaceContext(c) ? 0.85 : 0.6);
        } else if (gazetteer.isGivenName(word) && !isPlaceContext(c)) {
            c.as(EntityType.PERSON, 0.65);
            c.gender = gazetteer.gender(word);
        }
        return true;
    }

    private boolean judgePhrase(Candidate c) {
        String last = units.word(c.endUnit - 1);
        String first = units.word(c.firstUnit);
        boolean given = gazetteer.isGivenName(first);
        boolean of = isJoined(c);
        if (of && judgeJoined(c)) {
            return true;
        }
        if (cues.is("misc_tail", last)) {
            c.as(EntityType.MISC, 0.7);
        } else if (cues.is("org_tail", last)) {
            c.as(EntityType.ORGANISATION, 0.85);
        } else if (cues.is("loc_tail", last) && !(given && c.words == 2 && isPersonContext(c))) {
            c.as(EntityType.LOCATION, 0.8);
        } else if (given && c.words <= 4 && !of) {
            c.as(EntityType.PERSON, 0.9);
            c.gender = gazetteer.gender(first);
        } else if (hasInitialsOrParticle(c)) {
            c.as(EntityType.PERSON, 0.85);
        } else if (gazetteer.isCity(c.name)) {
            c.as(EntityType.LOCATION, 0.8);
        } else if (cues.is("loc_head", first)) {
            c.as(EntityType.LOCATION, 0.75);
        } else if (isPersonContext(c) && c.words <= 4) {
            c.as(EntityType.PERSON, 0.8);
        } else if (cues.is("org_head", first) || holdsOrganisationWord(c)) {
            c.as(EntityType.ORGANISATION, 0.65);
        }
        return true;
    }

    private boolean isJoined(Candidate c) {
        for (int u = c.firstUnit + 1; u < c.endUnit - 1; u++) {
            String word = units.word(u);
            if (word.equals("of") || word.equals("for") || word.equals("on")) {
                return true;
            }
        }
        return false;
    }

    /** "Ministry of ...", "Gulf of ...", "Battle of ...". */
    private boolean judgeJoined(Candidate c) {
        for (int u = c.firstUnit + 1; u < c.endUnit; u++) {
            String word = units.word(u);
            if (word.equals("of") || word.equals("for") || word.equals("on")) {
                String head = units.word(u - 1);
                if (cues.is("event_head", head)) {
                    c.as(EntityType.MISC, 0.75);
                } else if (cues.is("loc_head", head)) {
                    c.as(EntityType.LOCATION, 0.85);
                } else if (cues.is("org_head", head)) {
                    c.as(EntityType.ORGANISATION, 0.9);
                } else if (cues.is("misc_tail", head)) {
                    c.as(EntityType.MISC, 0.7);
                } else {
                    continue;
                }
                return true;
            }
        }
        return false;
    }

    private boolean hasInitialsOrParticle(Candidate c) {
        if (c.words > 5) {
            return false;
        }
        for (int u = c.firstUnit; u < c.endUnit; u++) {
            String word = units.word(u);
            boolean inital = word.length() == 2 && word.charAt(1) == '.' && Character.isUpperCase(word.charAt(0));
            boolean particle = u > c.firstUnit && cues.is("particle", word) && !word.equals("la") && !word.equals("y");
            if (inital && u + 1 < c.endUnit || particle) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsOrganisationWord(Candidate c) {
        for (int u = c.firstUnit; u < c.endUnit; u++) {
            String word = units.word(u);
            if (cues.is("org_tail", word) && cues.is("org_head", word)) {
                return true;
            }
        }
        return false;
    }

    /** Age, "who", a role before, or a verb of saying beside it. */
    private boolean isPersonContext(Candidate c) {
        int next = c.endUnit;
        int end = units.endOf(c.sentence);
        if (next < end) {
            String word = units.word(next);
            if (cues.is("verb_after", word)) {
                return !isPlural(next);
            }
            if (word.equals(",") && next + 2 < end) {
                String after = units.word(next + 1);
                boolean age = after.length() <= 3
                        && Character.isDigit(after.charAt(0))
                        && units.word(next + 2).equals(",");
                if (age || after.equals("who") || after.equals("whose")) {
                    return true;
                }
            }
        }
        int before = c.firstUnit - 1;
        if (before >= units.firstOf(c.sentence)) {
            String word = units.word(before);
            if (word.equals("said") || word.equals("says") || word.equals("named") && c.words > 1) {
                return next >= end || !tags.isVerbal(units.token(next));
            }
            return cues.isRole(word) && units.isWord(before) && !Chars.isCapitalised(word);
        }
        return false;
    }

    private boolean isPlural(int verb) {
        return units.word(verb).equals("say") || units.word(verb).equals("want");
    }

    private boolean isPlaceContext(Candidate c) {
        int before = c.firstUnit - 1;
        return before >= units.firstOf(c.sentence)
                && cues.is("place_before", units.word(before).toLowerCase(java.util.Locale.ROOT));
    }

    /** What given name or title tell of a person's gender. */
    void noteGender(Candidate c) {
        if (c.type == EntityType.PERSON && c.gender == Gender.UNKNOWN) {
            c.gender = gazetteer.gender(c.firstWord());
        }
    }

    /** An acronym or a made-up word: "WHO", "BoG", "TotalEnergies"; but not "McCain". */
    private static boolean isShort(String word) {
        if (word.startsWith("Mc") || word.startsWith("Mac") || word.indexOf('-') >= 0 || word.indexOf('\'') >= 0) {
            return false;
        }
        int capitals = 0;
        for (int i = 0; i < word.length(); i++) {
            capitals += Character.isUpperCase(word.charAt(i)) ? 1 : 0;
        }
        boolean prefix =
                word.startsWith("De") || word.startsWith("Di") || word.startsWith("La") || word.startsWith("Le");
        return capitals >= 2 && !(prefix && capitals == 2);
    }

    /** Adds what the words around an open name speak for, by type. */
    void weigh(Candidate c, double[] weights) {
        int end = units.endOf(c.sentence);
        int next = c.endUnit;
        if (isPlaceContext(c)) {
            weights[EntityType.LOCATION.ordinal()] +=
                    units.word(c.firstUnit - 1).equalsIgnoreCase("in") ? 1.2 : 0.8;
        }
        if (isPersonContext(c)) {
            weights[EntityType.PERSON.ordinal()] += 1.5;
        }
        if (next < end) {
            String after = units.word(next);
            boolean placeFollows = after.equals(",") && next + 1 < end && isKnownPlace(units.word(next + 1));
            if (placeFollows || cues.is("place_noun", after)) {
                weights[EntityType.LOCATION.ordinal()] += 1.5;
            } else if (cues.is("org_noun", after)) {
                weights[EntityType.ORGANISATION.ordinal()] += 1.2;
            }
        }
        int before = c.firstUnit - 1;
        int first = units.firstOf(c.sentence);
        if (before > first && units.word(before).equals("of") && cues.is("place_head", units.word(before - 1))) {
            weights[EntityType.LOCATION.ordinal()] += 1.2;
        }
        if (precededByThe(c) && c.words > 1) {
            weights[EntityType.ORGANISATION.ordinal()] += 0.8;
        }
    }

    private boolean isKnownPlace(String word) {
        Gazetteer.Known known = gazetteer.known(word);
        return known != null && known.type() == EntityType.LOCATION;
    }

    /** What the form of an open name speaks for, whatever is around it. */
    void weighForm(Candidate c, double[] weights) {
        if (c.words == 1) {
            if (isShort(c.name)) {
                weights[EntityType.ORGANISATION.ordinal()] += 3;
            } else if (isProper(c)) {
                // a name that nothing explains
                weights[EntityType.MISC.ordinal()] += 0.5;
            }
            return;
        }
        boolean ordinary = false;
        boolean proper = false;
        boolean place = false;
        for (int u = c.firstUnit; u < c.endUnit; u++) {
            ordinary |= units.timesSmall(units.word(u)) > 0;
            proper |= tags.is(units.token(u), Pos.PROPN);
            place |= isKnownPlace(units.word(u)) || gazetteer.isNationality(units.word(u)) || isShort(units.word(u));
        }
        if (place || ordinary || !proper || c.words > 4) {
            weights[EntityType.ORGANISATION.ordinal()] += 1;
        } else {
            weights[c.words <= 3 ? EntityType.PERSON.ordinal() : EntityType.ORGANISATION.ordinal()] += 1;
        }
    }

    private boolean isProper(Candidate c) {
        return tags.is(units.token(c.firstUnit), Pos.PROPN);
    }

    private boolean precededByThe(Candidate c) {
        int before = c.firstUnit - 1;
        return before >= units.firstOf(c.sentence) && units.word(before).equalsIgnoreCase("the");
    }
}
