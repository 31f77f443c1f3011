package io.dateline.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker that was killed and is still alive by the metadata of its cluster. Its successor would be the leader of all
 * partitions at once, as the killed one was, lose them when the controller notices the death, and lead them again. In that
 * moment without a leader, Kafka 4.3 and 4.4 forget to end the transactions that were ending at the kill (KAFKA-20734), and
 * whoever reads committed records waits at them for ever. So the controller has to notice first, with no broker beside it.
 */
final class KilledBroker {
    /** Nobody is there who could send a heartbeat. */
    private static final int SESSION_MS = 300;

    private static final int HEARTBEAT_MS = 100;

    private KilledBroker() {}

    /** Tells when the metadata holds no broker that is taken for alive. */
    private static final class NoneAlive implements MetadataPublisher {
        private final CountDownLatch seen = new CountDownLatch(1);

        @Override
        public String name() {
            return "killed-broker";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            if (image.cluster().brokers().values().stream().allMatch(BrokerRegistration::fenced)) {
                seen.countDown();
            }
        }
    }

    /**
     * Runs the cluster's controller by itself until it has declared its broker dead. On a thread of the broker's group.
     *
     * @param settings of the broker and controller that will start next
     * @throws TimeoutException when the controller does not come to that within {@code seconds}
     */
    static void declareDead(Map<String, String> settings, long seconds) throws TimeoutException, InterruptedException {
        Map<String, String> impatient = new HashMap<>(settings);
        impatient.put("broker.session.timeout.ms", Integer.toString(SESSION_MS));
        impatient.put("broker.heartbeat.interval.ms", Integer.toString(HEARTBEAT_MS));
        KafkaConfig config = new KafkaConfig(impatient, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KilledBroker.class), "");
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        try {
            controller.startup();
            NoneAlive noneAlive = new NoneAlive();
            shared.loader().installPublishers(List.of(noneAlive));
            if (!noneAlive.seen.await(seconds, TimeUnit.SECONDS)) {
                throw new TimeoutException("the controller still takes the killed broker for alive");
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
