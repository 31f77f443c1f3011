package io.dateline.app.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reset takes away: all that one application has for itself, and nothing of another. */
class TracesIT {

    @Test
    void allTopicsOfAnApplicationGoAndNoneOfOneWhoseNameBeginsAlike(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                Telemetry telemetry = new Telemetry()) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "enrich.application.id", "ours",
                    "enrich.state.dir", directory.resolve("enrich").toString(),
                    "topics.partitions", "1"));
            Set<String> theirs = new InternalTopics("ours-b").own();
            Set<String> untouched = new HashSet<>(theirs);
            try (Admin admin = Admin.create(settings.kafka())) {
                admin.createTopics(theirs.stream()
                                .map(name -> new NewTopic(name, 1, (short) 1))
                                .toList())
                        .all()
                        .get();
                try (Service enrich = EnrichCommand.service(
                        settings, ConfluentSchemaRegistry.connect(settings.registry()), telemetry)) {
                    enrich.start();
                }
                admin.listTopics().names().get().stream()
                        .filter(name -> !name.startsWith("ours"))
                        .forEach(untouched::add);
                assertThat(admin.listTopics().names().get()).containsAll(new InternalTopics("ours").own());

                new Traces(admin).deleteOwnTopics("ours");

                assertThat(admin.listTopics().names().get()).isEqualTo(untouched);
            }
        }
    }
}
