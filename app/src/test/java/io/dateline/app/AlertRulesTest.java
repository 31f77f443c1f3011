package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules, their tests and the dashboard's queries in the real program that reads them; skipped where it is not. */
class AlertRulesTest {
    private static final Path MONITORING = Path.of("..", "docker", "monitoring");
    private static final String RULES = "alerts.yml";
    private static final String TESTS = "alerts-test.yml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path promtool;

    private record Run(int status, String output) {}

    @BeforeAll
    static void findPromtool() {
        promtool = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(promtool != null, "promtool, which comes with Prometheus, is not on the PATH");
    }

    private static Run promtool(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    @Test
    void prometheusTakesTheRulesAndItsConfiguration() throws Exception {
        assertThat(promtool(MONITORING, "check", "rules", RULES))
                .returns(0, Run::status)
                .satisfies(run -> assertThat(run.output()).contains("SUCCESS"));
        assertThat(promtool(MONITORING, "check", "config", "prometheus.yml")).returns(0, Run::status);
    }

    @Test
    void theRulesFireWhenTheyShould() throws Exception {
        assertThat(promtool(MONITORING, "test", "rules", TESTS))
                .satisfies(run -> assertThat(run.status()).as(run.output()).isZero());
    }

    /** Each rule, made never to fire or to fire at other times, fails its tests. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up{job=\"dateline\"} == 0|up{job=\"dateline\"} == 2",
                "dateline_dependency_up == 0|dateline_dependency_up == 2",
                "(rate(dateline_sink_received_to_stored_seconds_bucket[5m]))) > 5|(rate(dateline_sink_received_to_stored_seconds_bucket[5m]))) > 500",
                "(dateline_behind_records) > 1000|(dateline_behind_records) > 100000",
                "(dateline_standstill_seconds) > 300|(dateline_standstill_seconds) > 30000",
                "min by (part, topic, partition)|max by (part, topic, partition)",
                "or vector(0)|or vector(1)",
                "unless dateline_enrich_stories_total|and dateline_enrich_stories_total",
                "or increase(dateline_enrich_stories_total|and increase(dateline_enrich_stories_total",
                "unless dateline_sink_dead_letters_total|and dateline_sink_dead_letters_total",
                "or increase(dateline_sink_dead_letters_total|and increase(dateline_sink_dead_letters_total",
                "unless dateline_ingest_stories_total|and dateline_ingest_stories_total",
                "or increase(dateline_ingest_stories_total|and increase(dateline_ingest_stories_total",
                "and on () (up{job=\"dateline\"} offset 10m)|and on () (up{job=\"dateline\"})",
                "dateline_ingest_feed_quiet == 1|dateline_ingest_feed_quiet == 2",
                "dateline_ingest_poll_failing > 3|dateline_ingest_poll_failing > 300",
            })
    void aRuleThatIsWrongFailsTheTests(String right, String wrong, @TempDir Path directory) throws Exception {
        String rules = Files.readString(MONITORING.resolve(RULES));
        assertThat(rules).contains(right);
        Files.writeString(directory.resolve(RULES), rules.replace(right, wrong));
        Files.copy(MONITORING.resolve(TESTS), directory.resolve(TESTS));

        assertThat(promtool(directory, "check", "rules", RULES)).returns(0, Run::status);
        assertThat(promtool(directory, "test", "rules", TESTS))
                .satisfies(run -> assertThat(run.status()).isNotZero())
                .satisfies(run -> assertThat(run.output()).contains("FAILED"));
    }

    @Test
    void prometheusTakesTheQueriesOfTheDashboard(@TempDir Path directory) throws Exception {
        List<String> queries = new ArrayList<>();
        collect(
                JSON.readTree(
                        MONITORING.resolve("grafana/dashboards/dateline.json").toFile()),
                queries);
        assertThat(queries).hasSizeGreaterThan(15);
        ObjectNode file = JSON.createObjectNode();
        ArrayNode rules =
                file.putArray("groups").addObject().put("name", "dashboard").putArray("rules");
        for (int i = 0; i < queries.size(); i++) {
            rules.addObject().put("record", "query:" + i).put("expr", queries.get(i));
        }
        // JSON is YAML.
        JSON.writeValue(directory.resolve(RULES).toFile(), file);

        assertThat(promtool(directory, "check", "rules", RULES))
                .satisfies(run -> assertThat(run.status()).as(run.output()).isZero());
    }

    private static void collect(JsonNode node, List<String> queries) {
        if (node.isObject() && node.has("expr")) {
            queries.add(node.get("expr").asText());
        }
        node.forEach(child -> collect(child, queries));
    }
}
