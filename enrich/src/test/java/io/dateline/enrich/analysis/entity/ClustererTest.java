package io.dateline.enrich.analysis.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.knowledge.NameKnowledge;
import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.name.TaggedName;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClustererTest {
    private static final int MANY = 6_000;

    /** Names of one word each, all of one sentence. */
    private static List<Candidate> candidates(List<String> names, EntityType type) {
        NameUnits units = new NameUnits(StandardSegmenter.load().segment(String.join(" ", names)));
        List<Candidate> candidates = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            candidates.add(new Candidate(units, new TaggedName(0, u, u + 1, type, 0.9)));
        }
        return candidates;
    }

    private static List<String> manyNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            names.add("Zorvan" + (char) ('a' + i / 676 % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i % 26));
        }
        return names;
    }

    @Test
    void asksKnowledgeOnceAboutEachEntityHoweverManyThereAre() {
        AtomicInteger asked = new AtomicInteger();
        List<String> names = manyNames();
        String first = names.get(10);
        String last = names.get(MANY - 1);
        NameKnowledge knowledge = (type, name) -> {
            asked.incrementAndGet();
            return name.equals(first) || name.equals(last) ? "Q1" : null;
        };

        List<Cluster> clusters =
                new Clusterer(knowledge).cluster(candidates(names, EntityType.ORGANISATION), List.of());

        assertThat(asked).hasValue(MANY);
        assertThat(clusters).hasSize(MANY - 1);
        assertThat(clusters).filteredOn(cluster -> cluster.members.size() == 2).hasSize(1);
    }

    @Test
    void keepsApartWhatKnowledgeKnowsUnderTwoTypes() {
        List<Candidate> candidates = candidates(List.of("Zorvan", "Kloop"), EntityType.ORGANISATION);
        candidates.get(1).type = EntityType.LOCATION;

        List<Cluster> clusters = new Clusterer((type, name) -> type == EntityType.ORGANISATION ? "Q1" : "Q2")
                .cluster(candidates, List.of());

        assertThat(clusters).hasSize(2);
    }

    @Test
    void takesAPersonsGenderFromTheFirstMentionThatTellsIt() {
        List<Candidate> candidates = candidates(List.of("Kloop", "Kloop", "Kloop"), EntityType.PERSON);
        candidates.get(1).gender = Gender.FEMALE;

        List<Cluster> clusters = new Clusterer(NameKnowledge.NONE).cluster(candidates, List.of());

        assertThat(clusters).hasSize(1);
        assertThat(clusters.get(0).gender).isEqualTo(Gender.FEMALE);
    }
}
