package io.dateline.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListTest {
    @TempDir
    Path directory;

    private List<String> list(int inMemory) throws Exception {
        List<String> names = new ArrayList<>();
        try (FileList files = FileList.of(directory, inMemory)) {
            files.forEach(file -> names.add(directory.relativize(file).toString()));
            assertThat(files.count()).isEqualTo(names.size());
        }
        return names;
    }

    @Test
    void theOrderIsThatOfThePathsHoweverFewFitInMemory() throws Exception {
        long seed = Long.getLong("dateline.seed", 20261126L);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "d" + random.nextInt(5) + "/" + Integer.toHexString(random.nextInt()) + "-ä-" + i;
            Files.createDirectories(directory.resolve(name).getParent());
            Files.createFile(directory.resolve(name));
            names.add(name);
        }
        Collections.sort(names);

        assertThat(list(1000)).as("seed %d", seed).isEqualTo(names);
        assertThat(list(500)).as("seed %d", seed).isEqualTo(names);
        assertThat(list(7)).as("seed %d", seed).isEqualTo(names);
    }

    @Test
    void hiddenFilesAreLeftOutAndWhatCannotBeReadIsNamed() throws Exception {
        Files.createDirectories(directory.resolve(".git"));
        Files.createFile(directory.resolve(".git/config"));
        Files.createFile(directory.resolve(".hidden"));
        Files.createFile(directory.resolve("seen"));
        Files.createSymbolicLink(directory.resolve("circle"), directory);
        Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("gone"));

        assertThat(list(10)).containsExactly("seen");
        try (FileList files = FileList.of(directory)) {
            assertThat(files.unreadable()).anyMatch(problem -> problem.contains("circle"));
        }
    }
}
