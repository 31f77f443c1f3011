package io.dateline.bench;

import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.Main;

/**
 * {@code java -jar bench.jar spine [options]} measures the whole pipeline, {@code parsing} the parsers in processor time;
 * anything else goes to JMH: {@code java -jar bench.jar Analysis}.
 */
public final class Bench {
    private Bench() {}

    /** Runs what is asked for. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("spine")) {
            SpineBenchmark.main(Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length > 0 && args[0].equals("parsing")) {
            ParsingTime.main();
        } else {
            Main.main(args);
        }
    }
}
