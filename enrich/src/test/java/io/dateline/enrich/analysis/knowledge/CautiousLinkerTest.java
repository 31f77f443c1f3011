package io.dateline.enrich.analysis.knowledge;

import static io.dateline.enrich.analysis.knowledge.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With an invented world: Ruritania and Borduria, and people and places that share names. */
class CautiousLinkerTest {
    private static final KnowledgeEntry RURITANIA = entry(
            "Q1", EntityType.LOCATION, 0.95, "Ruritania", List.of(), List.of(), "Q1", "country", List.of("Ruritanian"));
    private static final KnowledgeEntry BORDURIA = entry(
            "Q2", EntityType.LOCATION, 0.95, "Borduria", List.of(), List.of(), "Q2", "country", List.of("Bordurian"));
    private static final KnowledgeEntry WALES_COUNTRY = entry(
            "Q3", EntityType.LOCATION, 0.95, "Valia", List.of(), List.of("Valia"), "Q3", "country", List.of("Valian"));
    private static final KnowledgeEntry WALES_STATE = entry(
            "Q4",
            EntityType.LOCATION,
            0.5,
            "Valia",
            List.of(),
            List.of("Valia"),
            "Q2",
            "state",
            List.of("Petersburgh"));
    private static final KnowledgeEntry PRESIDENT = entry(
            "Q5",
            EntityType.PERSON,
            0.6,
            "Ana Moura",
            List.of(),
            List.of("Moura"),
            "Q1",
            "President of Ruritania",
            List.of());
    private static final KnowledgeEntry FAMOUS = entry(
            "Q6",
            EntityType.PERSON,
            0.95,
            "Viktor Stahl",
            List.of(),
            List.of("Stahl"),
            "Q2",
            "President of Borduria",
            List.of());
    private static final KnowledgeEntry COMPANY = entry(
            "Q7",
            EntityType.ORGANISATION,
            0.8,
            "Target Corporation",
            List.of(),
            List.of("Target"),
            "Q1",
            "retailer",
            List.of("supermarket"));
    private static final KnowledgeEntry SMALL_TOWN =
            entry("Q8", EntityType.LOCATION, 0.2, "Marlow", List.of(), List.of(), "Q1", "town in Ruritania", List.of());
    private static final KnowledgeEntry OTHER_TOWN =
            entry("Q9", EntityType.LOCATION, 0.2, "Marlow", List.of(), List.of(), "Q2", "town in Borduria", List.of());
    private static final KnowledgeEntry UNION =
            entry("Q10", EntityType.ORGANISATION, 0.95, "Danube Union", "DU", "D.U.C.");
    private static final KnowledgeEntry SENATOR = entry(
            "Q11", EntityType.PERSON, 0.15, "Mike Rogers", List.of(), List.of(), "Q1", "senator, Liberal", List.of());

    private static final KnowledgeBase WORLD = KnowledgeBase.of(List.of(
            RURITANIA,
            BORDURIA,
            WALES_COUNTRY,
            WALES_STATE,
            PRESIDENT,
            FAMOUS,
            COMPANY,
            SMALL_TOWN,
            OTHER_TOWN,
            UNION,
            SENATOR));

    private final CautiousLinker linker = new CautiousLinker();

    @Test
    void aCountryNeedsNoSupportAndATypeHasToAgree() {
        assertThat(links("Ruritania signed.", location("Ruritania"))).containsExactly("Q1");
        assertThat(links("Ruritania sang.", person("Ruritania", null))).containsExactly((String) null);
    }

    @Test
    void aPersonNeedsItsCountryOrItsOffice() {
        assertThat(links("Ana Moura spoke.", person("Ana Moura", null))).containsExactly((String) null);
        assertThat(links("The Ruritanian leader Ana Moura spoke.", person("Ana Moura", null)))
                .containsExactly("Q5");
        assertThat(links("President Ana Moura spoke.", person("Ana Moura", "President")))
                .containsExactly("Q5");
        assertThat(links("Ana Moura, a swimmer from Ruritania, won.", person("Ana Moura", "swimmer")))
                .as("another calling")
                .containsExactly((String) null);
        assertThat(links("Ana Moura of Borduria spoke to Bordurian radio.", person("Ana Moura", null)))
                .as("another country")
                .containsExactly((String) null);
    }

    @Test
    void aLoneSurnameIsLinkedOnlyToWhomEverybodyKnowsAndOnlyAtHome() {
        assertThat(links("Stahl spoke in Borduria.", person("Stahl", null), location("Borduria")))
                .containsExactly("Q6", "Q2");
        assertThat(links("Stahl spoke.", person("Stahl", null))).containsExactly((String) null);
        assertThat(links("Moura spoke in Ruritania.", person("Moura", null), location("Ruritania")))
                .containsExactly(null, "Q1");
        assertThat(links("Stahl and Eva Stahl spoke in Borduria.", person("Stahl", null), person("Eva Stahl", null)))
                .as("two of the name")
                .containsExactly(null, null);
    }

    @Test
    void anObscureNamesakeNeedsCountryAndOffice() {
        assertThat(links("Mike Rogers sang in Ruritania.", person("Mike Rogers", null)))
                .containsExactly((String) null);
        assertThat(links("Ruritanian Senator Mike Rogers spoke.", person("Mike Rogers", "Senator")))
                .containsExactly("Q11");
        assertThat(links("Ruritanian Senator Mike J. Rogers spoke.", person("Mike J. Rogers", "Senator")))
                .as("initials don't count")
                .containsExactly("Q11");
    }

    @Test
    void aNameOfTwoPlacesIsToldApartByTheStory() {
        assertThat(links("Troops left Valia.", location("Valia"))).containsExactly((String) null);
        assertThat(links("Valian troops left Valia for Borduria.", location("Valia")))
                .containsExactly("Q3");
        assertThat(links("A Bordurian court in Petersburgh, Valia, ruled.", location("Valia")))
                .containsExactly("Q4");
    }

    @Test
    void thePlaceThatFollowsTellsWhichTown() {
        assertThat(links("Fire in Marlow, Borduria, and Ruritania.", location("Marlow")))
                .containsExactly("Q9");
        assertThat(links("Fire in Marlow, Ruritania.", location("Marlow"))).containsExactly("Q8");
        assertThat(links("Fire in Marlow, Valia, near Ruritania.", location("Marlow")))
                .containsExactly((String) null);
        assertThat(links("Marlow Jones met Ruritanian police.", location("Marlow")))
                .as("cut out of a longer name")
                .containsExactly((String) null);
    }

    @Test
    void aCommonWordIsACompanyOnlyWithTwoSigns() {
        assertThat(links("Target missed.", organisation("Target"))).containsExactly((String) null);
        assertThat(links("Ruritanian supermarket Target grew.", organisation("Target")))
                .containsExactly("Q7");
        assertThat(links("Target Corporation grew.", organisation("Target Corporation")))
                .containsExactly("Q7");
    }

    @Test
    void anAcronymThatTheStoryExplainsLinksItsLongName() {
        EntityAnnotation entity = annotation(
                "Danube Union Council", EntityType.ORGANISATION, List.of("DUC"), null, "Danube Union Council");

        assertThat(links("The Danube Union Council (DUC) met.", entity)).containsExactly("Q10");
    }

    @Test
    void knowsNothingWithoutKnowledge() {
        assertThat(linker.link("Ruritania", List.of(location("Ruritania")), KnowledgeBase.EMPTY))
                .containsExactly((KnowledgeEntry) null);
    }

    private List<String> links(String text, EntityAnnotation... stories) {
        List<EntityAnnotation> placed = Arrays.stream(stories)
                .map(e -> {
                    int at = text.indexOf(e.name().equals("Danube Union Council") ? "Danube" : e.name());
                    return new EntityAnnotation(
                            e.name(),
                            e.type(),
                            null,
                            e.aliases(),
                            e.role(),
                            0.5,
                            0.9,
                            List.of(new Span(
                                    Math.max(0, at), Math.max(0, at) + e.name().length())));
                })
                .toList();
        List<String> ids = new ArrayList<>();
        linker.link(text, placed, WORLD).forEach(entry -> ids.add(entry == null ? null : entry.id()));
        return ids;
    }

    private static EntityAnnotation location(String name) {
        return annotation(name, EntityType.LOCATION, List.of(), null, name);
    }

    private static EntityAnnotation organisation(String name) {
        return annotation(name, EntityType.ORGANISATION, List.of(), null, name);
    }

    private static EntityAnnotation person(String name, String role) {
        return annotation(name, EntityType.PERSON, List.of(), role, name);
    }

    private static EntityAnnotation annotation(
            String name, EntityType type, List<String> aliases, String role, String mention) {
        return new EntityAnnotation(name, type, null, aliases, role, 0.5, 0.9, List.of(new Span(0, mention.length())));
    }
}
