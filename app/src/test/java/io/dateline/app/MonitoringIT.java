package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.HealthServer;
import io.dateline.schemas.service.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every metric that the dashboard and the alert rules ask for, and of Kafka's what the page on operating names, is one that a running pipeline has. */
class MonitoringIT {
    private static final int MOST_CHARS = 200_000;
    private static final Path MONITORING = Path.of("..", "docker", "monitoring");
    private static final Path OPERATING = Path.of("..", "docs", "operating.md");
    private static final Pattern OF_KAFKA = Pattern.compile("`(kafka_[a-z0-9_]+)`");
    private static final Pattern BEHIND = Pattern.compile(
            "dateline_behind_records\\{part=\"([a-z]+)\",partition=\"0\",topic=\"([^\"]+)\"} ([0-9.E]+)");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dateline|kafka|jvm|process)_[a-z0-9_]+");

    @Test
    void theDashboardTheRulesAndThePageNameMetricsThatThereAre(@TempDir Path directory) throws Exception {
        Set<String> asked = new TreeSet<>();
        collect(
                new ObjectMapper()
                        .readTree(MONITORING
                                .resolve("grafana/dashboards/dateline.json")
                                .toFile()),
                asked);
        int onDashboard = asked.size();
        collect(
                new ObjectMapper(new YAMLFactory())
                        .readTree(MONITORING.resolve("alerts.yml").toFile()),
                asked);
        assertThat(onDashboard).isGreaterThan(15);
        int ofRules = asked.size();
        Matcher described = OF_KAFKA.matcher(Files.readString(OPERATING));
        while (described.find()) {
            asked.add(described.group(1));
        }
        assertThat(asked.size() - ofRules).isGreaterThan(35);

        int port = freePort();
        Settings settings = Settings.of(Map.of(
                "topics.partitions", "1",
                "ingest.poll.feeds", "gone=http://127.0.0.1:1/rss",
                "health.port", Integer.toString(port)));
        try (Telemetry telemetry = new Telemetry();
                LocalPipeline pipeline = new LocalPipeline(directory, LocalPipeline.Ports.FREE, settings, telemetry)) {
            pipeline.start();
            HealthServer health = HealthServer.start(settings, pipeline, telemetry);
            try (health) {
                Stories.post(
                        pipeline.httpUrl(),
                        "application/x-ndjson",
                        Stories.story("a", 1, Stories.body(1)).toString());
                Stories.post(pipeline.httpUrl(), "application/xml", "<newsItem");
                System.gc();

                await().atMost(Duration.ofSeconds(150)) // Kafka's are looked for once a minute.
                        .untilAsserted(() -> assertThat(names(port)).containsAll(asked));
                // What is in the logs is done with, ends of transactions included.
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(behind(port))
                                .containsExactlyInAnyOrder(
                                        "enrich news.articles.raw 0.0",
                                        "enrich news.commands 0.0",
                                        "enrich news.knowledge-base 0.0",
                                        "enrich dateline-enrich-likeness-bands 0.0",
                                        "enrich dateline-enrich-likeness-notes 0.0",
                                        "sink news.articles.enriched 0.0",
                                        "sink news.articles.versions 0.0",
                                        "sink dateline-sink-redrive 0.0"));
            }
        }
    }

    private static void collect(JsonNode node, Set<String> metrics) {
        if (node.isObject() && node.has("expr")) {
            Matcher found = METRIC.matcher(node.get("expr").asText());
            while (found.find()) {
                metrics.add(found.group());
            }
        }
        node.forEach(child -> collect(child, metrics));
    }

    /** Part, topic and number of each that tells how far a part is behind. */
    private static Set<String> behind(int port) throws IOException, InterruptedException {
        return scrape(port)
                .lines()
                .map(BEHIND::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1) + " " + found.group(2) + " " + found.group(3))
                .collect(Collectors.toSet());
    }

    /** Names of the series that are there now; all of it stays small. */
    private static Set<String> names(int port) throws IOException, InterruptedException {
        String body = scrape(port);
        assertThat(body.length()).isLessThan(MOST_CHARS);
        return body.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
