package io.dateline.schemas.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of a process depend on, and whether it is there. A part asks once for a {@link Dependency} and tells it
 * of every try; each change is logged, once, and shown as a metric. Thread-safe.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final int MAX_REASON = 300;
    /** Who is called down is sent nothing that would show it up: so nobody is called so for ever. */
    private static final Duration REFUSAL = Duration.ofMinutes(2);

    private final Map<Name, Dependency> dependencies = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final InstantSource clock;

    Health(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Unknown until it is first tried. */
    public enum Status {
        UNKNOWN,
        UP,
        DOWN
    }

    /**
     * How a dependency is.
     *
     * @param since when it came to be so
     * @param reason why it is down; null when it is not
     */
    public record State(Status status, Instant since, String reason) {}

    /**
     * A dependency by its name.
     *
     * @param part who depends: {@code ingest}, {@code enrich}, {@code sink}
     * @param dependency on what: {@code kafka}, {@code registry}, {@code database}
     */
    public record Name(String part, String dependency) {}

    /** A dependency and how it is. */
    public record Report(Name name, State state) {}

    /** The dependency of a part, always the same one for the same names. */
    public Dependency dependency(String part, String dependency) {
        return dependencies.computeIfAbsent(new Name(part, dependency), Dependency::new);
    }

    /** All dependencies as they are now, by name. */
    public List<Report> reports() {
        return dependencies.values().stream()
                .map(dependency -> new Report(dependency.name, dependency.state))
                .sorted(Comparator.comparing((Report report) -> report.name().part())
                        .thenComparing(report -> report.name().dependency()))
                .toList();
    }

    /** Is nothing known to be down? */
    public boolean isWell() {
        return dependencies.values().stream().noneMatch(dependency -> dependency.state.status() == Status.DOWN);
    }

    /** Something that a part can't do without. Thread-safe, and cheap to tell the same thing again. */
    public final class Dependency {
        private final Name name;
        private final Counter outages;
        private volatile State state;
        private volatile Instant lastRefusal;

        private Dependency(Name name) {
            this.name = name;
            this.state = new State(Status.UNKNOWN, clock.instant(), null);
            Tags tags = Tags.of("part", name.part(), "dependency", name.dependency());
            Gauge.builder("dateline.dependency.up", this, it -> it.state.status() == Status.DOWN ? 0 : 1)
                    .description("0 while the dependency is known to be down")
                    .tags(tags)
                    .register(meters);
            this.outages = Counter.builder("dateline.dependency.outages")
                    .description("Times that the dependency was found to be down")
                    .tags(tags)
                    .register(meters);
        }

        /** It answered, and did what was asked of it. */
        public void up() {
            if (lastRefusal != null) {
                lastRefusal = null;
            }
            if (state.status() != Status.UP) {
                change(Status.UP, null);
            }
        }

        /** It did not answer; the part waits and tries again. */
        public void down(Throwable failure) {
            // Kafka's clients say that they can't be made, and only beneath why: nobody knows the broker's name.
            down((failure.getCause() instanceof ConfigException cause ? cause : failure).toString());
        }

        /** The same, in words; without secrets or text of stories, for the reason is logged and shown. */
        public void down(String reason) {
            if (state.status() != Status.DOWN) {
                change(Status.DOWN, oneLine(reason));
            }
        }

        /**
         * It answered, and does not take what the part needs it to, whatever else it answers: down until it does, or until
         * it has refused nothing for {@link #REFUSAL}.
         */
        public void refused(Throwable failure) {
            lastRefusal = clock.instant();
            down(failure);
        }

        /** Has it refused something lately, and taken nothing since? That it answers says nothing then. */
        public boolean refuses() {
            Instant last = lastRefusal;
            return last != null && clock.instant().isBefore(last.plus(REFUSAL));
        }

        /** How it is now. */
        public State state() {
            return state;
        }

        private synchronized void change(Status status, String reason) {
            State before = state;
            if (before.status() == status) {
                return;
            }
            state = new State(status, clock.instant(), reason);
            if (status == Status.DOWN) {
                outages.increment();
                LOG.warn("dependency down part={} dependency={} cause={}", name.part(), name.dependency(), reason);
            } else if (before.status() == Status.DOWN) {
                LOG.info(
                        "dependency up again part={} dependency={} down.ms={}",
                        name.part(),
                        name.dependency(),
                        Duration.between(before.since(), state.since()).toMillis());
            }
        }
    }

    private static String oneLine(String reason) {
        String cut = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        return cut.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
