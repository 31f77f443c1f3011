package io.dateline.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A process of its own that runs a database until it is killed: see {@link EmbeddedDatabaseTest}. */
final class DatabaseProcess {
    private DatabaseProcess() {}

    /** Arguments: the database's directory and port. Prints a line once its row is committed. */
    public static void main(String[] args) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Connection connection = DriverManager.getConnection(database.jdbcUrl());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (v text)");
            statement.execute("INSERT INTO t VALUES ('committed')");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES ('open')");
        }
        System.out.println("COMMITTED");
        Thread.sleep(600_000);
    }
}
