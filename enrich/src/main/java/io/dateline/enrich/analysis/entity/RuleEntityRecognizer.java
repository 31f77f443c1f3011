package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Finds entities by rules and tables. Holds no workspace, so one may be shared; see {@link EntityRecognizer}. */
public final class RuleEntityRecognizer implements EntityRecognizer {
    /** Name of the rules in provenance. */
    public static final String NAME = "entity-rules";
    /** Version of the rules in provenance. */
    public static final String VERSION = "1";

    private final Gazetteer gazetteer;
    private final NameCues cues;

    private RuleEntityRecognizer(Gazetteer gazetteer, NameCues cues) {
        this.gazetteer = gazetteer;
        this.cues = cues;
    }

    /** With the gazetteer and the tables that ship with it. */
    public static RuleEntityRecognizer load(Gazetteer gazetteer) {
        return new RuleEntityRecognizer(gazetteer, NameCues.load());
    }

    @Override
    public StoryEntities recognize(SegmentedText story, PosTags tags, String headline) {
        if (story.tokens() == 0) {
            return StoryEntities.NONE;
        }
        NameUnits units = new NameUnits(story, gazetteer);
        RunFinder runs = new RunFinder(units, tags, gazetteer, cues);
        TypeRules types = new TypeRules(units, tags, gazetteer, cues);
        RunReader reader = new RunReader(units, runs, gazetteer, cues, types);
        List<Candidate> found = new MentionFinder(story, units, runs, reader, types, gazetteer).find();
        List<Candidate> settled = new MentionSettler(types).settle(found);
        RoleFinder roles = new RoleFinder(units, tags, cues);
        settled.forEach(roles::find);
        List<Cluster> clusters = new Clusterer().cluster(settled, new AliasFinder(units).find(settled));
        return new EntityAssembler(story, headline).assemble(clusters);
    }
}
