package io.dateline.ingest.format;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A fuzzer, off unless {@code -Dfuzz.seconds=…} says how long to try each format. It mutates that format's fixtures, and
 * keeps as a new beginning every input that makes a parser do what none before did: other fields, notes or reasons. What breaks
 * a promise of {@link SoundOutcomes} is written to {@code target/fuzz} and fails the test, with its seed.
 */
@EnabledIfSystemProperty(named = "fuzz.seconds", matches = "\\d+", disabledReason = "takes as long as it is told to")
@DisabledIfSystemProperty(named = "fuzz.seconds", matches = "0")
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int MOST_KEPT = 5000;
    private static final int LONGEST = 64 * 1024;
    private static final int MOST_FAILURES = 5;

    @TestFactory
    Stream<DynamicTest> formats() {
        Map<String, List<Path>> byFormat = new TreeMap<>();
        for (Path fixture : Fixtures.all()) {
            String format = Fixtures.root().relativize(fixture).getName(0).toString();
            byFormat.computeIfAbsent(format, name -> new ArrayList<>()).add(fixture);
        }
        String only = System.getProperty("fuzz.only", "");
        return byFormat.entrySet().stream()
                .filter(entry ->
                        only.isEmpty() || Arrays.asList(only.split(",")).contains(entry.getKey()))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> fuzz(entry.getKey(), entry.getValue())));
    }

    private static void fuzz(String format, List<Path> fixtures) throws IOException {
        SoundOutcomes outcomes = new SoundOutcomes();
        List<byte[]> kept = new ArrayList<>();
        fixtures.forEach(fixture -> kept.add(Fixtures.bytes(fixture)));
        Set<String> seen = new HashSet<>();
        List<String> failures = new ArrayList<>();
        Random random = new Random(SEED);
        long end = System.nanoTime() + Long.getLong("fuzz.seconds") * 1_000_000_000L;
        long tries = 0;
        while (System.nanoTime() < end && failures.size() < MOST_FAILURES) {
            byte[] input = Mutations.of(kept.get(random.nextInt(kept.size())), random);
            if (random.nextInt(8) == 0) {
                input = crossed(input, kept.get(random.nextInt(kept.size())), random);
            }
            input = input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
            tries++;
            try {
                if (seen.add(behaviour(outcomes.of(Parses.input(input)))) && kept.size() < MOST_KEPT) {
                    kept.add(input);
                }
            } catch (AssertionError | RuntimeException e) {
                Path failed = Path.of("target", "fuzz", format + "-" + SEED + "-" + tries);
                Files.createDirectories(failed.getParent());
                Files.write(failed, input);
                failures.add(failed + ": " + e);
            }
        }
        System.out.printf(
                "fuzzed %s: seed %d, %d inputs, %d kinds of behaviour, %d failures%n",
                format, SEED, tries, seen.size(), failures.size());
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    private static byte[] crossed(byte[] one, byte[] other, Random random) {
        int head = random.nextInt(one.length + 1);
        int tail = random.nextInt(other.length + 1);
        byte[] both = Arrays.copyOf(one, head + other.length - tail);
        System.arraycopy(other, tail, both, head, other.length - tail);
        return both;
    }

    /** What the parsers did, without the words of the input. */
    private static String behaviour(List<ParseResult> results) {
        StringBuilder behaviour = new StringBuilder();
        for (ParseResult result : results.subList(0, Math.min(results.size(), 4))) {
            if (result instanceof Refused refused) {
                behaviour.append(refused.code()).append(shape(refused.reason()));
            } else {
                var story = ((Parsed) result).article();
                behaviour.append(story.getFormat());
                story.getSchema().getFields().forEach(field -> {
                    Object value = story.get(field.pos());
                    boolean empty = value == null
                            || value instanceof List<?> list && list.isEmpty()
                            || value instanceof CharSequence text && text.length() == 0;
                    behaviour.append(empty ? '0' : '1');
                });
                behaviour.append(story.getStatus()).append(story.getChangeKind());
                story.getNotes().forEach(note -> behaviour.append(shape(note)));
            }
        }
        return behaviour.append(results.size() > 4).toString();
    }

    private static String shape(String sentence) {
        StringBuilder words = new StringBuilder();
        for (String word : sentence.split(" ", 8)) {
            words.append(word.chars().allMatch(Character::isLetter) && word.length() < 12 ? word : "?");
        }
        return words.toString();
    }
}
