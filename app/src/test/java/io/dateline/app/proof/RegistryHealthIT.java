package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.service.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is away is seen by every part, though none needs it: they know all schemas that there are. */
class RegistryHealthIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aRegistryThatGoesAwayIsSeenByPartsThatKnowAllSchemas(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            List<String> script = Script.ofStories(Scale.seed("registry health"), "known", 40);
            rig.feeder().send(script.subList(0, 20), 20);
            rig.proveAll("before");
            await().atMost(SOON).until(() -> statuses(rig).equals(of("UP")));

            rig.stopRegistry();
            await().atMost(SOON).until(() -> statuses(rig).equals(of("DOWN")));
            assertThat(rig.telemetry().health().isWell()).isFalse();
            // They go on with what they know; this test's own reader of the topics does not.
            rig.feeder().send(script.subList(20, 40), 20);

            rig.startRegistry();
            await().atMost(SOON).until(() -> statuses(rig).equals(of("UP")));
            assertThat(rig.telemetry().health().isWell()).isTrue();
            rig.proveAll("afterwards");
        }
    }

    private static List<String> statuses(Rig rig) {
        return rig.telemetry().health().reports().stream()
                .filter(report -> report.name().dependency().equals("registry"))
                .map(RegistryHealthIT::told)
                .toList();
    }

    private static String told(Health.Report report) {
        return report.name().part() + " " + report.state().status();
    }

    private static List<String> of(String status) {
        return List.of("enrich " + status, "ingest " + status, "sink " + status);
    }
}
