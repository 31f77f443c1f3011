package io.dateline.enrich.analysis.entity;

import io.dateline.schemas.EntityType;
import java.util.List;

/** Cuts a run of capitalised words into titles and names. For one story. */
final class RunReader {
    private final NameUnits units;
    private final RunFinder runs;
    private final Gazetteer gazetteer;
    private final NameCues cues;
    private final TypeRules types;

    RunReader(NameUnits units, RunFinder runs, Gazetteer gazetteer, NameCues cues, TypeRules types) {
        this.units = units;
        this.runs = runs;
        this.gazetteer = gazetteer;
        this.cues = cues;
        this.types = types;
    }

    /** Adds the names of the run. */
    void read(int sentence, int first, int stop, List<Candidate> out) {
        if (runs.knownEnd(first, stop) == stop) {
            name(sentence, first, stop, out);
            return;
        }
        if (!endsLikeOrganisation(first, stop) && !beginsLikeOrganisation(first, stop)) {
            for (int t = first; t < stop; t++) {
                int known = runs.knownEnd(t, stop);
                if (known > t + 1) {
                    t = known - 1;
                    continue;
                }
                int end = titleEnd(t, stop);
                if (end > t && !isSurname(first, t, end, stop)) {
                    titled(sentence, first, t, end, stop, out);
                    return;
                }
            }
        }
        untitled(sentence, first, stop, out);
    }

    private boolean endsLikeOrganisation(int first, int stop) {
        String last = units.word(stop - 1);
        boolean tail = cues.is("org_tail", last) || cues.is("loc_tail", last) || cues.is("misc_tail", last);
        return stop - first > 1 && tail && !cues.isRank(last);
    }

    /** "Ministry of Justice": what looks like a title inside is none. */
    private boolean beginsLikeOrganisation(int first, int stop) {
        for (int u = first; u + 2 < stop; u++) {
            if (units.word(u + 1).equals("of") || units.word(u + 1).equals("for")) {
                return cues.is("org_head", units.word(u)) && !cues.isRank(units.word(u));
            }
        }
        return false;
    }

    /** One past the title that begins at the unit; the unit itself when none does. */
    private int titleEnd(int t, int stop) {
        int end = t;
        int k = t;
        while (k < stop) {
            String word = units.word(k);
            if (cues.isRank(word) || cues.isHonorific(word)) {
                end = ++k;
            } else if (cues.isBefore(word)) {
                k++;
            } else if (word.equals("of") && end == k) {
                k++;
                k += k < stop && units.word(k).equals("the") ? 1 : 0;
                int after = k;
                k = cues.roleObjectEnd(units, gazetteer, k, stop);
                end = k > after ? k : end;
            } else {
                break;
            }
        }
        return end;
    }

    /** "Stephen King", "Martin Luther King": a rank at the end after a given name is a surname. "Dean Smith": a given name. */
    private boolean isSurname(int first, int t, int end, int stop) {
        if (end == stop && t > first && gazetteer.isGivenName(units.word(first))) {
            return true;
        }
        return t == first && end == t + 1 && end < stop && gazetteer.isGivenName(units.word(t));
    }

    private void titled(int sentence, int first, int t, int end, int stop, List<Candidate> out) {
        if (t > first) {
            untitled(sentence, first, t, out);
        }
        if (end == stop) {
            return;
        }
        Candidate person = new Candidate(units, sentence, end, stop);
        Gazetteer.Known known = runs.known(end, stop);
        boolean place = known != null && known.type() != EntityType.PERSON && known.firm();
        if (place || isNationality(end, stop)) {
            untitled(sentence, end, stop, out);
            return;
        }
        person.as(EntityType.PERSON, 0.95);
        person.known = known != null && known.type() == EntityType.PERSON ? known : null;
        boolean rank = false;
        for (int u = t; u < end; u++) {
            rank |= cues.isRank(units.word(u));
            Gender gender = cues.genderOfTitle(units.word(u));
            person.gender = gender == Gender.UNKNOWN ? person.gender : gender;
        }
        if (rank) {
            person.role = units.name(t > first && runs.knownEnd(first, t) == t ? first : t, end);
        }
        types.noteGender(person);
        out.add(person);
    }

    private boolean isNationality(int first, int stop) {
        return gazetteer.isNationality(units.name(first, stop));
    }

    /** Reads a run without titles. */
    private void untitled(int sentence, int first, int stop, List<Candidate> out) {
        // furniture of the run: articles and honorifics that were joined
        int from = first;
        while (from < stop && units.isInitial(from) && stop - from > 1 && isLooseStart(from, stop)) {
            from++;
        }
        int known = runs.knownEnd(from, stop);
        if (known == stop || known == from || types.isAllNationalities(from, stop)) {
            name(sentence, from, stop, out);
            return;
        }
        if (!units.isCapital(known)) {
            // "Trinidad and Tobago and ..." never comes here; a known name and a particle belongs together
            name(sentence, from, stop, out);
            return;
        }
        boolean restKnown = runs.knownEnd(known, stop) == stop;
        boolean restPerson = gazetteer.isGivenName(units.word(known)) && stop - known >= 2;
        if ((restKnown || restPerson) && !endsLikeOrganisation(from, stop)) {
            name(sentence, from, known, out);
            untitled(sentence, known, stop, out);
        } else {
            name(sentence, from, stop, out);
        }
    }

    /** An ordinary word that begins the sentence, before a name. */
    private boolean isLooseStart(int unit, int stop) {
        String word = units.word(unit);
        if (runs.knownEnd(unit, stop) > unit || gazetteer.isGivenName(word) || endsLikeOrganisation(unit, stop)) {
            return false;
        }
        return cues.is("common", word) || units.timesSmall(word) > 0 && units.timesCapitalInside(word) == 0;
    }

    private void name(int sentence, int first, int stop, List<Candidate> out) {
        if (first >= stop) {
            return;
        }
        Candidate candidate = new Candidate(units, sentence, first, stop);
        candidate.known = runs.known(first, stop);
        if (types.judge(candidate)) {
            out.add(candidate);
        }
    }
}
