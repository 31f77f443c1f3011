package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 1: every delivery is accounted for, by id, once. */
class LedgerProofIT {

    @Test
    void whatGoesInComesOutAsExactlyOneOutcome(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("ledger");
        List<String> script = Script.of(seed, "ledger", Scale.of(1_000, 20_000));
        long broken = script.stream().filter(line -> line.contains("-broken-")).count();
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();

            rig.feeder().send(script, 100);

            Evidence expected = rig.proveAll("ledger, seed " + seed);
            List<String> ledger = expected.section(Lines.LEDGER);
            Map<String, Integer> outcomes = new TreeMap<>();
            ledger.forEach(line -> outcomes.merge(line.substring(line.lastIndexOf(' ') + 1), 1, Integer::sum));
            System.out.println("in " + script.size() + " = " + outcomes + " + dead letters " + broken);
            assertThat(outcomes.keySet())
                    .containsExactly("CANCELLED", "DUPLICATE", "HELD", "LATE", "METADATA_ONLY", "SERVED");
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS))
                    .hasSize((int) broken)
                    .allSatisfy(letter -> assertThat(new String(letter.value())).contains("-broken-"));
            assertThat(ledger.size() + broken).isEqualTo(script.size());
        }
    }
}
