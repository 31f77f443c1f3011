package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stories that flow at a steady rate, whatever else happens, until it is enough. */
final class Flow {
    /** Deliveries of one script. When it is at its end, the next one begins. */
    private static final int LINES = 2_000;

    private static final int AT_A_TIME = 5;

    private final Rig rig;
    private final AtomicBoolean enough;
    private final Feeding feeding;

    private Flow(Rig rig, AtomicBoolean enough, Feeding feeding) {
        this.rig = rig;
        this.enough = enough;
        this.feeding = feeding;
    }

    /**
     * Begins.
     *
     * @param prefix of all ids
     * @param aSecond stories
     */
    static Flow start(Rig rig, long seed, String prefix, double aSecond) {
        AtomicBoolean enough = new AtomicBoolean();
        Feeding feeding = Feeding.start(() -> {
            Feeder feeder = rig.feeder();
            for (int scripts = 0; !enough.get(); scripts++) {
                List<String> script = Script.ofStories(seed, prefix + scripts, LINES);
                for (int i = 0; i < LINES && !enough.get(); i += 4 * AT_A_TIME) {
                    feeder.send(script.subList(i, i + 4 * AT_A_TIME), AT_A_TIME, aSecond);
                }
            }
        });
        return new Flow(rig, enough, feeding);
    }

    /** Waits until all that is accepted by now has come to its end, and so many more. They must still flow then. */
    void awaitFurther(int stories) throws InterruptedException {
        // Each delivery has one entry.
        rig.awaitSettled(rig.sent().lines() + (long) stories);
        expectThatTheyFlow();
    }

    private void expectThatTheyFlow() throws InterruptedException {
        if (!feeding.isAlive()) {
            feeding.join();
        }
        assertThat(feeding.isAlive()).as("stories flow all the while").isTrue();
    }

    /** It is enough. */
    void end() throws InterruptedException {
        expectThatTheyFlow();
        enough.set(true);
        feeding.join();
        System.out.println(rig.sent().lines() + " deliveries flowed");
    }
}
