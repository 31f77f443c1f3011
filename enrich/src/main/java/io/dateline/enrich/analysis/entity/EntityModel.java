package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameModel;

/** What recognisers know: the model of names, the tables of names and titles. Immutable, one for all recognisers. */
public final class EntityModel {
    /** Name of the rules in provenance. */
    public static final String NAME = "entity-rules";
    /** Version of the rules in provenance. */
    public static final String VERSION = "4";

    private final NameModel names;
    private final Gazetteer gazetteer;
    private final NameCues cues;

    private EntityModel(NameModel names, Gazetteer gazetteer, NameCues cues) {
        this.names = names;
        this.gazetteer = gazetteer;
        this.cues = cues;
    }

    /** With the model and the tables that ship with it. */
    public static EntityModel load(NameModel names, Gazetteer gazetteer) {
        return new EntityModel(names, gazetteer, NameCues.load());
    }

    /**
     * A recogniser for one thread.
     *
     * @param knowledge what is known of names that stand for the same
     * @param budget for each story
     */
    public EntityRecognizer newRecognizer(NameKnowledge knowledge, TimeBudget budget) {
        return new TaggedEntityRecognizer(names.newTagger(budget), gazetteer, cues, knowledge);
    }
}
