package io.dateline.sink;

import io.dateline.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests what they ask for as parameters: a {@link TestDatabase} without tables, a {@link TestKafka} with empty
 * topics. The servers behind them are started once and serve all tests, one after the other.
 */
public final class Servers implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    /** Ends with the last test. */
    private static final class Running implements AutoCloseable {
        private final Path directory;
        private PostgresServer postgres;
        private EmbeddedKafka kafka;

        Running() {
            try {
                directory = Files.createTempDirectory("dateline-sink-test");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        synchronized PostgresServer postgres() {
            if (postgres == null) {
                postgres = PostgresServer.start(directory.resolve("postgres"));
            }
            return postgres;
        }

        synchronized EmbeddedKafka kafka() {
            if (kafka == null) {
                kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
            }
            return kafka;
        }

        @Override
        public synchronized void close() throws IOException {
            if (kafka != null) {
                kafka.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == TestKafka.class || type == PostgresServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> new Running(), Running.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == PostgresServer.class) {
            return running.postgres();
        }
        AutoCloseable resource =
                type == TestDatabase.class ? running.postgres().newDatabase() : new TestKafka(running.kafka());
        // The test's own store: closed when the test ends.
        context.getStore(NAMESPACE).put(resource, resource);
        return resource;
    }
}
