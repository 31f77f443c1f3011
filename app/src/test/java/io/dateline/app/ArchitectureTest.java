package io.dateline.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The boundaries between modules and packages that docs/architecture.md draws. */
class ArchitectureTest {
    private static JavaClasses ours;

    @BeforeAll
    static void importClasses() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.dateline");
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("schemas", "embedded", "ingest", "enrich", "sink", "app")) {
            assertThat(ours.stream().anyMatch(c -> c.getPackageName().startsWith("io.dateline." + module)))
                    .as(module)
                    .isTrue();
        }
    }

    @Test
    void partsMeetOnKafkaOnly() {
        for (String part : List.of("ingest", "enrich", "sink")) {
            List<String> others = List.of("ingest", "enrich", "sink", "app", "embedded").stream()
                    .filter(other -> !other.equals(part))
                    .map(other -> "io.dateline." + other + "..")
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage("io.dateline." + part + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.toArray(String[]::new))
                    .check(ours);
        }
    }

    @Test
    void schemasDependOnNothingOfOurs() {
        classes()
                .that()
                .resideInAPackage("io.dateline.schemas..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.dateline.ingest..",
                        "io.dateline.enrich..",
                        "io.dateline.sink..",
                        "io.dateline.embedded..",
                        "io.dateline.app..")
                .check(ours);
    }

    @Test
    void analysisKnowsNothingOfKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.dateline.enrich.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.dateline.enrich.topology..",
                        "io.dateline.enrich.record..",
                        "io.dateline.enrich.life..")
                .check(ours);
    }

    @Test
    void topologyKnowsOnlyTheSeamOfTheAnalysis() {
        noClasses()
                .that()
                .resideInAPackage("io.dateline.enrich.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dateline.enrich.analysis.(*)..")
                .check(ours);
    }

    @Test
    void storyLifeIsPure() {
        noClasses()
                .that()
                .resideInAPackage("io.dateline.enrich.life..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.dateline.enrich.analysis..")
                .check(ours);
    }

    @Test
    void onlyOneClassKnowsTheBundledRegistryClient() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.dateline.schemas.registry.ConfluentSchemaRegistry")
                .and()
                .resideOutsideOfPackage("io.dateline.schemas.registry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(ours);
    }

    @Test
    void noStaticMutableState() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.dateline..")
                .should()
                .beFinal()
                .check(ours);
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        for (String module : List.of("schemas", "ingest", "enrich", "sink")) {
            slices().matching("io.dateline." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(ours);
        }
    }
}
