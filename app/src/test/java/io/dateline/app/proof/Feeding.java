package io.dateline.app.proof;

/** Something that is sent while other things happen. How it ended is told to whoever waits for it, failures included. */
final class Feeding {
    private final Thread thread;
    private Throwable failure;

    /** What a feeding does. */
    interface Work {
        void run() throws Exception;
    }

    private Feeding(Work work) {
        thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        failure = e;
                    }
                },
                "feeding");
        thread.setDaemon(true);
    }

    static Feeding start(Work work) {
        Feeding feeding = new Feeding(work);
        feeding.thread.start();
        return feeding;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits until all is sent; throws what kept it from being sent. */
    void join() throws InterruptedException {
        thread.join();
        if (failure != null) {
            throw new AssertionError("not all was sent", failure);
        }
    }
}
