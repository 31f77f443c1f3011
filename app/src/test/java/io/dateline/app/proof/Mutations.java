package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Judges the judge on what was really found: one record or row is dropped, one doubled, two have their contents swapped,
 * one bit is altered, in each topic and each table, before anything is read from them. Each has to be noticed.
 */
final class Mutations {
    private static final int TRIES = 12;
    private static final int SEARCHES = 1_000;

    private final Random random;
    private final Reading reading;
    private int made;

    /** Changes a list; false where that would not change what it says. */
    private interface Mutation<T> {
        boolean on(List<T> items);
    }

    Mutations(long seed, Reading reading) {
        this.random = Scale.random(seed, "mutations of what was found");
        this.reading = reading;
    }

    /** How many were made and noticed. */
    int allNoticed(Snapshot found, Evidence expected, Sent sent) {
        Map<String, Mutation<ConsumerRecord<byte[], byte[]>>> ofRecords = Map.of(
                "dropped", this::drop,
                "doubled", this::dup,
                "swapped", this::swapValues,
                "altered", this::alterBit);
        found.topics()
                .forEach((topic, records) -> ofRecords.forEach((what, mutation) -> {
                    if (reading.isPlain(topic) && what.equals("swapped")) {
                        // What the entrance refused has no key and no place: an order of such letters means nothing.
                        return;
                    }
                    for (int i = 0; i < TRIES; i++) {
                        Snapshot mutated = new Snapshot(Map.of(topic, mutate(records, mutation)), Map.of());
                        mustBeNoticed(topic + " " + what, reading.of(mutated, sent), expected);
                    }
                }));
        Map<String, Mutation<List<String>>> ofRows = Map.of(
                "dropped", this::drop,
                "doubled", this::dup,
                "swapped", this::swapColumns,
                "altered", this::alterColumn);
        found.tables()
                .forEach((section, rows) -> ofRows.forEach((what, mutation) -> {
                    for (int i = 0; i < TRIES; i++) {
                        Snapshot mutated = new Snapshot(Map.of(), Map.of(section, mutate(rows, mutation)));
                        mustBeNoticed(section + " " + what, reading.of(mutated, sent), expected);
                    }
                }));
        return made;
    }

    private void mustBeNoticed(String what, Evidence mutated, Evidence expected) {
        assertThat(mutated.differences(expected.only(mutated))).as(what).isNotEmpty();
        made++;
    }

    private <T> List<T> mutate(List<T> items, Mutation<T> mutation) {
        for (int i = 0; i < SEARCHES; i++) {
            List<T> mutated = new ArrayList<>(items);
            if (mutation.on(mutated)) {
                return mutated;
            }
        }
        throw new AssertionError("nothing to mutate in " + items.size());
    }

    private <T> boolean drop(List<T> items) {
        items.remove(random.nextInt(items.size()));
        return true;
    }

    private <T> boolean dup(List<T> items) {
        int at = random.nextInt(items.size());
        items.add(at, items.get(at));
        return true;
    }

    private boolean swapValues(List<ConsumerRecord<byte[], byte[]>> records) {
        int a = random.nextInt(records.size());
        int b = random.nextInt(records.size());
        ConsumerRecord<byte[], byte[]> first = records.get(a);
        ConsumerRecord<byte[], byte[]> second = records.get(b);
        records.set(a, with(first, first.key(), second.value()));
        records.set(b, with(second, second.key(), first.value()));
        return sayDifferent(first, second);
    }

    private boolean alterBit(List<ConsumerRecord<byte[], byte[]>> records) {
        int at = random.nextInt(records.size());
        ConsumerRecord<byte[], byte[]> before = records.get(at);
        boolean inKey = before.value() == null || before.key() != null && random.nextInt(10) == 0;
        byte[] bytes = (inKey ? before.key() : before.value()).clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        ConsumerRecord<byte[], byte[]> after =
                with(before, inKey ? bytes : before.key(), inKey ? before.value() : bytes);
        records.set(at, after);
        return inKey || sayDifferent(before, after);
    }

    private boolean sayDifferent(ConsumerRecord<byte[], byte[]> a, ConsumerRecord<byte[], byte[]> b) {
        return !Arrays.equals(a.value(), b.value())
                && (reading.isPlain(a.topic()) || !Objects.equals(reading.meaning(a), reading.meaning(b)));
    }

    private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> of, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                of.topic(),
                of.partition(),
                of.offset(),
                of.timestamp(),
                of.timestampType(),
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                of.headers(),
                Optional.empty());
    }

    private boolean swapColumns(List<List<String>> rows) {
        int a = random.nextInt(rows.size());
        int b = random.nextInt(rows.size());
        int column = random.nextInt(rows.get(a).size());
        List<String> before = rows.get(b);
        String first = rows.get(a).get(column);
        String second = before.get(column);
        set(rows, a, column, second);
        set(rows, b, column, first);
        // Two rows that are otherwise the same become each other, and nothing is changed by it.
        return !Objects.equals(first, second) && !rows.get(a).equals(before);
    }

    private boolean alterColumn(List<List<String>> rows) {
        int at = random.nextInt(rows.size());
        int column = random.nextInt(rows.get(at).size());
        String before = rows.get(at).get(column);
        if (before == null || before.isEmpty()) {
            return false;
        }
        char[] after = before.toCharArray();
        after[random.nextInt(after.length)] ^= 1;
        set(rows, at, column, new String(after));
        return true;
    }

    private static void set(List<List<String>> rows, int row, int column, String value) {
        List<String> changed = new ArrayList<>(rows.get(row));
        changed.set(column, value);
        rows.set(row, changed);
    }
}
