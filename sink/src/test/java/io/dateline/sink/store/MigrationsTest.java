package io.dateline.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.sink.PostgresServer;
import io.dateline.sink.Servers;
import io.dateline.sink.TestDatabase;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MigrationsTest {
    private static final String TABLES = "select table_name from information_schema.tables"
            + " where table_schema = 'public' and table_type = 'BASE TABLE' order by 1";

    @Test
    void anEmptyDatabaseGetsItsTables(TestDatabase database) throws Exception {
        Migrations.apply(database.plain());

        assertThat(database.rows(TABLES))
                .contains(Migrations.HISTORY_TABLE, "sink_offsets")
                .containsAll(TestDatabase.TABLES);
    }

    @Test
    void longValuesAreStoredWithoutTheCompressionThatCostsMoreThanItSaves(TestDatabase database) throws Exception {
        Migrations.apply(database.plain());

        assertThat(database.rows("select attstorage from pg_attribute where attrelid = 'articles'::regclass"
                        + " and attname = 'search'"))
                .containsExactly("e");
        assertThat(
                        database.rows(
                                "select distinct attstorage = 'e' or attcompression = 'l' from pg_attribute"
                                        + " where attrelid in ('articles'::regclass, 'published_versions'::regclass) and attname = 'text'"))
                .containsExactly("t");
    }

    @Test
    void twoThatStartAtOnceDoItOnce(TestDatabase database) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = both.submit(() -> {
                Migrations.apply(database.plain());
                return null;
            });
            Future<?> other = both.submit(() -> {
                Migrations.apply(database.plain());
                return null;
            });
            one.get();
            other.get();
        } finally {
            both.shutdownNow();
        }

        assertThat(database.rows(
                        "select version, success from " + Migrations.HISTORY_TABLE + " order by installed_rank"))
                .containsExactly("1|t", "2|t", "3|t", "4|t", "5|t");
    }

    @Test
    void aDatabaseThatCantHoldEveryCharacterIsRefused(PostgresServer server) {
        TestDatabase latin = server.newDatabase("encoding 'LATIN1' locale_provider libc locale 'C' template template0");

        assertThatThrownBy(() -> Migrations.apply(latin.plain())).hasMessageContaining("UTF8");
        assertThat(latin.rows(TABLES)).isEmpty();
    }
}
