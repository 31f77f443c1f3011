package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docs/operating.md says of the containers is in docker-compose.yml and the Dockerfile. */
class DockerComposeTest {
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        // Not Jackson, which does not follow what a service takes over from x-part.
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("..", "docker-compose.yml")));
        services = (Map<String, Map<String, Object>>) file.get("services");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "enrich", "sink"})
    void ourPartsHaveNoMoreRightsThanTheyNeed(String part) {
        assertThat(services.get(part))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .doesNotContainKeys("user", "privileged", "cap_add");
    }

    @Test
    void ourImagesRunAsAUserOfTheirOwn() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "Dockerfile")))
                .filteredOn(line -> line.startsWith("USER "))
                .containsExactly("USER 10001:10001");
    }

    @Test
    void everythingListensOnLoopbackOnly() {
        assertThat(services.values())
                .filteredOn(service -> service.containsKey("ports"))
                .isNotEmpty()
                .allSatisfy(service -> assertThat((List<?>) service.get("ports"))
                        .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:")));
    }
}
