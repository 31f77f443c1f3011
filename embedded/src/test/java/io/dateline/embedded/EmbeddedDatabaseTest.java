package io.dateline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    /** A database that was started once, to be copied: making one takes longer than everything else here. */
    @TempDir
    static Path made;

    @TempDir
    Path directory;

    @BeforeAll
    static void make() {
        EmbeddedDatabase.start(made, 0).close();
    }

    @Test
    void keepsRowsAcrossRestarts() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            execute(database, "CREATE TABLE t (v text)", "INSERT INTO t VALUES ('žluťoučký')");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "SELECT v FROM t")).containsExactly("žluťoučký");
        }
    }

    @Test
    void runsWithItsDataInADirectoryWithSpacesAndSyncsEveryCommit() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("with 'some spaces"), 0)) {
            assertThat(query(database, "SHOW fsync")).containsExactly("on");
            assertThat(query(database, "SHOW synchronous_commit")).containsExactly("on");
            assertThat(query(database, "SHOW server_encoding")).containsExactly("UTF8");
            assertThat(query(database, "SHOW listen_addresses")).containsExactly(Loopback.ADDRESS);
            assertThat(query(database, "SELECT lower('ŽÄ')")).containsExactly("žä");
        }
    }

    @Test
    @SuppressWarnings("try")
    void twoInOneJvmShareNothing() throws Exception {
        try (EmbeddedDatabase one = EmbeddedDatabase.start(copyTo(directory.resolve("one")), 0);
                EmbeddedDatabase two = EmbeddedDatabase.start(copyTo(directory.resolve("two")), 0)) {
            execute(one, "CREATE TABLE t (v text)");
            one.close();

            assertThat(query(two, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"))
                    .containsExactly("0");
        }
    }

    @Test
    void startsAfterItsParentWasKilledAlthoughTheServerIsStillRunning() throws Exception {
        copyTo(directory);
        int port = Loopback.choose(0, "a test");
        try (ChildJvm child =
                ChildJvm.runUntil("COMMITTED", DatabaseProcess.class, directory.toString(), Integer.toString(port))) {
            child.kill();
        }
        ProcessHandle leftBehind = Postmaster.of(directory.resolve("data")).orElseThrow();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, port)) {
            await().until(() -> !leftBehind.isAlive());
            assertThat(query(database, "SELECT v FROM t")).containsExactly("committed");
        }
    }

    @Test
    void leavesAProcessAloneThatHasTheNumberOfAServerThatIsGone() throws Exception {
        copyTo(directory);
        Path data = directory.resolve("data");
        long ours = ProcessHandle.current().pid();
        Files.write(
                data.resolve("postmaster.pid"),
                List.of(
                        Long.toString(ours),
                        data.toString(),
                        Long.toString(Instant.now().getEpochSecond()),
                        "5432"));

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void beginsAnewWhenItsFirstStartWasCutShort() throws Exception {
        Path unfinished = Files.createDirectories(directory.resolve("unfinished-1"));
        Files.writeString(unfinished.resolve("postgresql.conf"), "half");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
            assertThat(unfinished).doesNotExist();
        }
    }

    @Test
    void stopsItsProcessAlthoughAClientIsConnected() throws Exception {
        copyTo(directory);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        ProcessHandle server = Postmaster.of(directory.resolve("data")).orElseThrow();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
            assertThat(connection.isValid(5)).isTrue();

            database.close();
            database.close();

            await().until(() -> !server.isAlive());
            assertThat(connection.isValid(5)).isFalse();
        }
    }

    @Test
    void saysWhichPortIsTakenAndForWhat() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, other.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("PostgreSQL");
        }
    }

    @Test
    void refusesADirectoryThatARunningDatabaseUsesAndLeavesThatOneAlone() throws Exception {
        copyTo(directory);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory.toString());

            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void unpacksItsProgramsWholeOrNotAtAllAndOnce() throws Exception {
        Path abandoned = Files.createDirectories(directory.resolve("unpacking-by-a-killed-process"));
        Files.writeString(abandoned.resolve("half"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(7200)));

        PostgresBinaries.in(directory);
        Path home;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "postgres-*")) {
            home = found.iterator().next();
        }
        FileTime unpacked = Files.getLastModifiedTime(home);
        PostgresBinaries.in(directory);

        assertThat(abandoned).doesNotExist();
        assertThat(home.resolve("bin").resolve("postgres")).isExecutable();
        assertThat(Files.getLastModifiedTime(home)).isEqualTo(unpacked);
    }

    @Test
    void saysWhatPostgresSaidWhenItCannotStart() throws Exception {
        copyTo(directory);
        Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "9.1\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("9.1");
    }

    private static Path copyTo(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(made)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(made.relativize(path).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return target;
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }
    }
}
