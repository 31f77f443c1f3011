package io.dateline.app.redrive;

import io.dateline.enrich.EnrichConfig;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.ingest.IngestConfig;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.RecordCompression;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.sink.SentBack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends letters back to where they failed, each once: to enrich by the topic that they came from, for enrich knows what is
 * late; to the sink by a topic of its own, for consumers read those that it stores. What is sent and the note that it was
 * are one Kafka transaction, so that a redrive that is killed half-way has done whole letters only, and the next one does
 * the others. Two at a time don't meet: the later one ends the earlier one's transactions, and reads the ledger only then.
 * For one thread.
 */
public final class Redriver {
    private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
    /** Of every redrive, so that two at a time don't meet. */
    public static final String TRANSACTIONAL_ID = "dateline-redrive";

    private static final List<String> SINCE = List.of(DeadLetter.FIRST_FAILURE);

    /** For the sink: also where the record stood. */
    private static final List<String> SINCE_AND_ORIGIN =
            List.of(DeadLetter.FIRST_FAILURE, DeadLetter.TOPIC, DeadLetter.PARTITION, DeadLetter.OFFSET);

    /** Most letters in a transaction. */
    public static final int LETTERS = 50;

    /** Most bytes in a transaction, but for the last letter. */
    private static final long BYTES = 32L * 1024 * 1024;

    private final Settings settings;
    private final EntranceAgain entrance;
    private final int cap;

    /** Topics that letters go back to as they came: those that enrich reads, which knows what is late. */
    private final Set<String> readByEnrich;

    /** How long enrich remembers a story without news. */
    private final Duration remembered;

    /**
     * @param cap letters that were tried so often stay where they are
     */
    public Redriver(Settings settings, SchemaRegistry registry, int cap) {
        this.settings = settings;
        this.entrance = new EntranceAgain(registry, IngestConfig.providersOfFeeds(settings));
        this.cap = cap;
        EnrichConfig enrich = EnrichConfig.from(settings);
        this.remembered = enrich.retention();
        InternalTopics own = new InternalTopics(enrich.applicationId());
        this.readByEnrich = Set.of(NewsTopic.RAW.topicName(), NewsTopic.COMMANDS.topicName(), own.bands(), own.notes());
    }

    /** What can be said of a letter. */
    public enum State {
        /** It waits to be sent back. */
        WAITING,
        /** It was sent back; if it failed again, there is a newer letter of it. Or what failed was made anew after a clean. */
        SENT_BACK,
        /** It was tried as often as the cap allows. */
        PARKED
    }

    /**
     * What a redrive did.
     *
     * @param sent letters sent back
     * @param parked letters left alone because of the cap
     * @param before letters that had been sent back before, or whose failure another letter tells of as well
     * @param unsendable letters that can't be sent: too large by now, of a topic that nothing is sent back to, removals, or
     *     stories that failed so long ago that enrich may have forgotten what came since
     */
    public record Report(int sent, int parked, int before, int unsendable) {}

    /** Shows letters. */
    public interface Viewer {
        /** One of them. */
        void show(State state, Shown letter);
    }

    /**
     * A letter as it is shown.
     *
     * @param place partition and offset on {@code news.dead-letters}
     * @param preview the beginning of its value as text
     */
    public record Shown(
            String place,
            String stage,
            String node,
            String topic,
            int attempt,
            Instant firstFailure,
            Instant lastFailure,
            String exception,
            String message,
            String key,
            String preview) {}

    /** Shows the letters that a filter lets through; sends nothing. */
    public void list(LetterFilter filter, Viewer viewer) throws InterruptedException {
        DeadLetterBox box = DeadLetterBox.open(settings);
        Set<String> before = box.sentBack();
        box.letters(letter -> {
            if (filter.matches(letter)) {
                viewer.show(stateOf(letter, before), shown(letter));
            }
        });
    }

    /** Sends back the letters that a filter lets through and that are there now. */
    public Report redrive(LetterFilter filter) throws InterruptedException {
        DeadLetterBox box = DeadLetterBox.open(settings);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            // First: it ends what another redrive has begun, so that the ledger is whole when it is read.
            producer.initTransactions();
            Run run = new Run(producer, box.sentBack(), filter);
            box.letters(run);
            run.flush();
            return run.report();
        }
    }

    private State stateOf(Letter letter, Set<String> before) {
        if (before.contains(letter.failure())) {
            return State.SENT_BACK;
        }
        return letter.attempt() >= cap ? State.PARKED : State.WAITING;
    }

    private static Shown shown(Letter letter) {
        return new Shown(
                letter.place().partition() + ":" + letter.place().offset(),
                letter.stage(),
                letter.node(),
                letter.topic(),
                letter.attempt(),
                letter.firstFailure(),
                letter.lastFailure(),
                letter.exception(),
                letter.message(),
                letter.key(),
                letter.preview());
    }

    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NewsTopic.MAX_WRAPPED_BYTES);
        properties.putAll(RecordCompression.properties());
        properties.putAll(settings.kafka());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return properties;
    }

    private final class Run implements Consumer<Letter> {
        private final KafkaProducer<byte[], byte[]> producer;
        private final Set<String> before;
        private final LetterFilter filter;
        private final Map<String, Letter> batch = new LinkedHashMap<>();
        private long bytes;
        private int sent;
        private int parked;
        private int done;
        private int unsendable;

        Run(KafkaProducer<byte[], byte[]> producer, Set<String> before, LetterFilter filter) {
            this.producer = producer;
            this.before = before;
            this.filter = filter;
        }

        @Override
        public void accept(Letter letter) {
            if (!filter.matches(letter)) {
                return;
            }
            switch (stateOf(letter, before)) {
                case SENT_BACK -> done++;
                case PARKED -> parked++;
                case WAITING -> {
                    if (batch.putIfAbsent(letter.failure(), letter) != null) {
                        done++;
                        return;
                    }
                    byte[] value = letter.source().value();
                    bytes += value == null ? 0 : value.length;
                    if (batch.size() >= LETTERS || bytes >= BYTES) {
                        flush();
                    }
                }
            }
        }

        void flush() {
            send(List.copyOf(batch.values()));
            batch.clear();
            bytes = 0;
        }

        private void send(List<Letter> letters) {
            if (letters.isEmpty()) {
                return;
            }
            producer.beginTransaction();
            try {
                for (Letter letter : letters) {
                    for (ProducerRecord<byte[], byte[]> back : back(letter)) {
                        producer.send(back);
                    }
                    producer.send(DeadLetterBox.note(letter.failure()));
                }
                producer.commitTransaction();
                sent += letters.size();
                letters.forEach(letter -> before.add(letter.failure()));
            } catch (KafkaException e) {
                producer.abortTransaction();
                sendApart(letters, e);
            }
        }

        /** One of them can't be sent: alone, it doesn't keep the others back. */
        private void sendApart(List<Letter> letters, KafkaException failure) {
            if (letters.size() > 1) {
                letters.forEach(letter -> send(List.of(letter)));
            } else if (isItsFault(failure)) {
                unsendable++;
                LOG.warn(
                        "letter can't be sent back place={} cause={}",
                        letters.get(0).place().text(),
                        failure.toString());
            } else {
                throw failure;
            }
        }

        private boolean isItsFault(Throwable failure) {
            return failure instanceof UnsendableException
                    || failure instanceof RecordTooLargeException
                    || failure.getCause() instanceof RecordTooLargeException;
        }

        Report report() {
            return new Report(sent, parked, done, unsendable);
        }
    }

    /** The record as it was, for the one that could not handle it; or what an entrance makes of it. */
    private List<ProducerRecord<byte[], byte[]>> back(Letter letter) {
        if (letter.source().headers().lastHeader(DeadLetter.LEFT_BEHIND) != null) {
            throw new UnsendableException("it is larger than a letter may be, and is where it came from");
        }
        boolean isStory = letter.topic().isEmpty() || letter.topic().equals(NewsTopic.RAW.topicName());
        if (isStory && letter.firstFailure().isBefore(Instant.now().minus(remembered))) {
            // Had a newer version come since, or a kill, nobody would know any more that this one is late.
            throw new UnsendableException(
                    "it failed before enrich.retention.days, and enrich may have forgotten what came since");
        }
        if (letter.topic().isEmpty()) {
            return entrance.take(letter);
        }
        if (SentBack.isFor(letter.topic())) {
            if (letter.source().value() == null) {
                throw new UnsendableException("a removal would take away what came after it, too");
            }
            return List.of(record(SentBack.TOPIC, letter, SINCE_AND_ORIGIN));
        }
        if (!readByEnrich.contains(letter.topic())) {
            throw new UnsendableException("it came from " + letter.topic() + ", which nothing is sent back to");
        }
        return List.of(record(letter.topic(), letter, SINCE));
    }

    /** The record as it was; beside its own headers those of the letter that are kept, and always how often it was tried. */
    private static ProducerRecord<byte[], byte[]> record(String topic, Letter letter, List<String> kept) {
        Headers headers = DeadLetter.ownOf(letter.source().headers());
        headers.add(DeadLetter.ATTEMPT, Integer.toString(letter.attempt()).getBytes(StandardCharsets.UTF_8));
        for (String name : kept) {
            Header header = letter.source().headers().lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
        return new ProducerRecord<>(
                topic, null, letter.source().key(), letter.source().value(), headers);
    }

    /** A letter that there is no way back for. */
    static final class UnsendableException extends KafkaException {
        UnsendableException(String message) {
            super(message);
        }
    }
}
