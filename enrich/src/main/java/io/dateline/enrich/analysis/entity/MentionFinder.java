package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/** Goes through the sentences and gathers candidates, in text order, not overlapping. For one story. */
final class MentionFinder {
    private final SegmentedText text;
    private final NameUnits units;
    private final RunFinder runs;
    private final RunReader reader;
    private final TypeRules types;
    private final Gazetteer gazetteer;

    MentionFinder(
            SegmentedText text,
            NameUnits units,
            RunFinder runs,
            RunReader reader,
            TypeRules types,
            Gazetteer gazetteer) {
        this.text = text;
        this.units = units;
        this.runs = runs;
        this.reader = reader;
        this.types = types;
        this.gazetteer = gazetteer;
    }

    List<Candidate> find() {
        List<Candidate> out = new ArrayList<>();
        for (int s = 0; s < text.sentences(); s++) {
            if (units.isHeadlineStyle(s)) {
                headline(s, out);
            } else {
                prose(s, out);
            }
        }
        return out;
    }

    private void prose(int s, List<Candidate> out) {
        int stop = units.endOf(s);
        for (int u = units.firstOf(s); u < stop; ) {
            if (!runs.begins(u, stop)) {
                u++;
                continue;
            }
            int end = runs.runEnd(u, stop);
            reader.read(s, u, end, out);
            u = end;
        }
    }

    /** In a title only what is known, and given names with what follows them; the rest is settled by the story. */
    private void headline(int s, List<Candidate> out) {
        int stop = units.endOf(s);
        for (int u = units.firstOf(s); u < stop; u++) {
            int end = runs.knownEnd(u, stop);
            if (end > u) {
                Candidate c = new Candidate(units, s, u, end);
                c.known = runs.known(u, end);
                boolean firm = c.known != null && c.known.firm() || gazetteer.isNationality(c.name);
                if (firm && types.judge(c)) {
                    out.add(c);
                    u = end - 1;
                }
                continue;
            }
            boolean given = gazetteer.isGivenName(Gazetteer.unshout(units.word(u)));
            if (given && u + 1 < stop && units.isCapital(u + 1) && units.timesSmall(units.word(u + 1)) == 0) {
                Candidate c = new Candidate(units, s, u, u + 2).as(EntityType.PERSON, 0.7);
                c.doubtful = true;
                out.add(c);
                u++;
            } else if (units.isCapital(u)) {
                Candidate c = new Candidate(units, s, u, u + 1);
                c.doubtful = true;
                out.add(c);
            }
        }
    }
}
