package io.dateline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoriesOfDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void storiesOfEveryFormatComeInTurnAsStoriesOfTheirOwn() throws IOException {
        Files.writeString(
                directory.resolve("a.txt"), "Two ferries collided\n\nOSLO, Nov 3 - Two ferries collided on Tuesday.\n");
        Files.createDirectory(directory.resolve("more"));
        Files.writeString(
                directory.resolve("more/b.json"),
                "{\"id\": \"b\", \"provider\": \"agency\", \"version\": 7, \"headline\": \"UPDATE 2-A bank fails\","
                        + " \"body\": \"A bank failed on Monday.\"}");
        StoriesOfDirectory stories = StoriesOfDirectory.read(directory);

        RawArticle first = stories.story("1");
        RawArticle second = stories.story("2");
        RawArticle third = stories.story("3");

        assertThat(first.getBody()).contains("ferries collided on Tuesday");
        assertThat(second.getBody()).isEqualTo("A bank failed on Monday.");
        assertThat(third.getBody()).isEqualTo(first.getBody());
        assertThat(first.getArticleId()).isEqualTo("bench|1");
        assertThat(third.getArticleId()).isEqualTo("bench|3");
        assertThat(second.getVersion()).isEqualTo(1);
    }

    @Test
    void whatWouldNotBeServedIsLeftOut() throws IOException {
        Files.writeString(
                directory.resolve("kill.json"),
                "{\"id\": \"b\", \"provider\": \"agency\", \"status\": \"" + ArticleStatus.CANCELED + "\"}");

        assertThatThrownBy(() -> StoriesOfDirectory.read(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString());
    }
}
