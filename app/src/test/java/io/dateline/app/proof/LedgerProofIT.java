package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proof 1: every delivery is accounted for, by id, once. What was found is then mutated, record by record and row by row, to
 * see whether a proof would have noticed.
 */
class LedgerProofIT {

    @Test
    void whatGoesInComesOutAsExactlyOneOutcome(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("ledger");
        List<String> script = Script.of(seed, "ledger", Scale.of(500, 20_000));
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();

            rig.feeder().send(script, 100);

            Evidence expected = rig.proveAll("ledger, seed " + seed);
            List<String> ledger = expected.section(Lines.DB_LEDGER);
            List<String> letters = expected.section(Lines.LETTERS);
            Map<String, Integer> outcomes = new TreeMap<>();
            ledger.forEach(line -> outcomes.merge(line.split("\t")[2], 1, Integer::sum));
            System.out.println("in " + script.size() + " = " + outcomes + " + dead letters " + letters.size());
            assertThat(outcomes.keySet())
                    .containsExactly("CANCELLED", "DUPLICATE", "HELD", "LATE", "METADATA_ONLY", "SERVED");
            assertThat(letters).isNotEmpty();
            assertThat(ledger.size() + letters.size()).isEqualTo(script.size());

            Witness witness = rig.witness();
            int noticed = new Mutations(seed, witness.reading()).allNoticed(witness.look(), expected, rig.sent());
            System.out.println(noticed + " mutations of what was found, all noticed");
        }
    }
}
