package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameTagger;
import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.EntityType;
import java.util.List;

/** Takes the names that the tagger finds, and brings them together to entities. For one thread. */
final class TaggedEntityRecognizer implements EntityRecognizer {
    private final NameTagger tagger;
    private final Gazetteer gazetteer;
    private final NameCues cues;
    private final NameKnowledge knowledge;

    TaggedEntityRecognizer(NameTagger tagger, Gazetteer gazetteer, NameCues cues, NameKnowledge knowledge) {
        this.tagger = tagger;
        this.gazetteer = gazetteer;
        this.cues = cues;
        this.knowledge = knowledge;
    }

    @Override
    public StoryEntities recognize(SegmentedText story, PosTags tags, String headline) {
        if (story.tokens() == 0) {
            return StoryEntities.NONE;
        }
        NameUnits units = new NameUnits(story);
        List<Candidate> found = NameEdges.mend(units, tagger.tag(units), gazetteer, cues).stream()
                .map(name -> new Candidate(units, name))
                .toList();
        List<Candidate> whole = GluedNames.part(units, found, gazetteer, cues);
        List<Candidate> candidates = SharedSurnames.complete(units, whole, gazetteer);
        TypeSettler.settle(units, candidates, gazetteer, cues);
        RoleFinder roles = new RoleFinder(units, tags, cues);
        for (Candidate c : candidates) {
            if (c.type == EntityType.PERSON) {
                roles.find(c);
                if (c.words > 1) {
                    guessGender(c);
                }
            }
            c.subject = isSubject(units, tags, c);
            Gazetteer.Known known = gazetteer.known(c.name);
            c.known = known != null && known.type() == c.type ? known : null;
        }
        List<Cluster> clusters = new Clusterer(knowledge).cluster(candidates, new AliasFinder(units).find(candidates));
        for (Cluster cluster : clusters) {
            // a bare name may be a surname that is a given name too ("Clinton"): it tells only where nothing else does
            if (cluster.type() == EntityType.PERSON && cluster.gender == Gender.UNKNOWN) {
                cluster.gender = gazetteer.gender(cluster.members.get(0).firstWord());
            }
        }
        return new EntityAssembler(story, headline).assemble(clusters);
    }

    /** By the given name, where no title told it. */
    private void guessGender(Candidate c) {
        c.gender = c.gender == Gender.UNKNOWN ? gazetteer.gender(c.firstWord()) : c.gender;
    }

    /** A verb follows the name, at most an adverb between, and no preposition stands before it. */
    private static boolean isSubject(NameUnits units, PosTags tags, Candidate c) {
        int stop = units.endOf(c.sentence);
        int next = c.endUnit;
        if (next < stop && tags.is(units.token(next), Pos.ADV)) {
            next++;
        }
        boolean verb = next < stop && tags.isVerbal(units.token(next)) && !units.isAfterHyphen(next);
        return verb && (c.firstUnit == units.firstOf(c.sentence) || !tags.is(units.token(c.firstUnit - 1), Pos.ADP));
    }
}
