package io.dateline.schemas.service;

import io.dateline.schemas.config.Settings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service as the whole work of a process: until SIGTERM or Ctrl-C, which close it cleanly. */
public final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    private ServiceProcess() {}

    /** Starts the service, with its health server where one is set, and blocks until the process is told to end. */
    public static void run(Service service, String name, Settings settings, Telemetry telemetry)
            throws InterruptedException {
        run(service, name, settings, telemetry, () -> {});
    }

    /** The same, and does something once the service is at work. */
    public static void run(Service service, String name, Settings settings, Telemetry telemetry, Runnable onceAtWork)
            throws InterruptedException {
        HealthServer health = HealthServer.start(settings, service, telemetry);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<Thread> starter = new AtomicReference<>(Thread.currentThread());
        Thread hook = new Thread(
                () -> {
                    LOG.info("stopping part={}", name);
                    Thread starting = starter.get();
                    if (starting != null) {
                        starting.interrupt();
                    }
                    service.close();
                    health.close();
                    telemetry.close();
                    ended.countDown();
                    LOG.info("stopped part={}", name);
                },
                "stop-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
        service.start();
        starter.set(null);
        LOG.info("started part={}", name);
        onceAtWork.run();
        ended.await();
    }
}
