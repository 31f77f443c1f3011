package io.dateline.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path directory;

    private static Piece piece(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new Piece(Piece.Id.ofContent("test", bytes), name, null, bytes);
    }

    private static void note(Journal journal, Piece piece, boolean refused) throws IOException {
        StringBuilder lines = new StringBuilder();
        journal.note(piece, refused, lines);
        journal.flush(lines);
    }

    @Test
    void whatWasNotedIsKnownTheNextTime() throws IOException {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file, "here")) {
            note(journal, piece("a\nb"), false);
            note(journal, piece("c"), true);
        }

        try (Journal journal = Journal.open(file, "here")) {
            assertThat(journal.isAccepted(piece("a\nb").id())).isTrue();
            assertThat(journal.isRefused(piece("a\nb").id())).isFalse();
            assertThat(journal.isRefused(piece("c").id())).isTrue();
            assertThat(journal.isAccepted(piece("d").id())).isFalse();
        }
    }

    @Test
    void aLineThatWasCutShortIsWrittenAnew() throws IOException {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file, "here")) {
            note(journal, piece("a"), false);
        }
        Files.writeString(file, "accepted 0123", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file, "here")) {
            assertThat(journal.isAccepted(piece("a").id())).isTrue();
            note(journal, piece("b"), false);
        }
        try (Journal journal = Journal.open(file, "here")) {
            assertThat(journal.isAccepted(piece("b").id())).isTrue();
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void aJournalOfAnotherTargetOrNoneIsNotTakenUp() throws IOException {
        Path file = directory.resolve("journal");
        Journal.open(file, "here").close();
        Path other = Files.writeString(directory.resolve("story.txt"), "A story of importance.\n");

        assertThatThrownBy(() -> Journal.open(file, "there")).hasMessageContaining("another target: here");
        assertThatThrownBy(() -> Journal.open(other, "here")).hasMessageContaining("is no journal");
        assertThat(other).hasContent("A story of importance.\n");
    }

    @Test
    void twoAtATimeAreOneTooMany() throws IOException {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file, "here")) {
            assertThatThrownBy(() -> Journal.open(file, "here")).hasMessageContaining("in use");
            assertThat(journal).isNotNull();
        }
    }

    @Test
    void theSetOfIdsIsASet() {
        long seed = Long.getLong("dateline.seed", 20261126L);
        Random random = new Random(seed);
        IdSet ours = new IdSet();
        Set<Piece.Id> theirs = new HashSet<>();
        List<Piece.Id> otherwise = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            // Few high parts and small low ones: many that differ in one half only.
            Piece.Id id = new Piece.Id(random.nextInt(50), random.nextInt(3_000));
            if (ours.add(id) != theirs.add(id)) {
                otherwise.add(id);
            }
        }

        assertThat(otherwise)
                .as("told otherwise when they were added, seed %d", seed)
                .isEmpty();
        assertThat(ours.size()).isEqualTo(theirs.size());
        assertThat(theirs).allMatch(ours::contains);
        assertThat(ours.contains(new Piece.Id(51, 0))).isFalse();
    }

    @Test
    void anIdIsReadAsItIsWritten() {
        Piece.Id id = new Piece.Id(-5, 7);

        assertThat(Piece.Id.parse(id.toString())).isEqualTo(id);
        assertThat(Piece.Id.ofFile("p", 1, 2)).isNotEqualTo(Piece.Id.ofFile("p", 1, 3));
        assertThat(Piece.Id.ofFile("p", 1, 2)).isNotEqualTo(Piece.Id.ofFile("p", 11, 2));
    }
}
