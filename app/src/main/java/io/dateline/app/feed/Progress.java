package io.dateline.app.feed;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far it has come: a bar on a terminal, else a line now and then. For one thread. */
final class Progress implements AutoCloseable {
    private static final long LINE_EVERY = Duration.ofSeconds(10).toNanos();

    private final ProgressBar bar;
    private final PrintStream words;
    private final long all;
    private final long begun = System.nanoTime();
    private long lastLine = begun;
    private long done;

    /** @param all how many steps there are; negative when nobody knows */
    private Progress(ProgressBar bar, PrintStream words, long all) {
        this.bar = bar;
        this.words = words;
        this.all = all;
    }

    static Progress none() {
        return new Progress(null, null, -1);
    }

    static Progress of(long all, PrintStream words) {
        boolean terminal = System.console() != null;
        ProgressBar bar = !terminal || all == 1
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("feed")
                        .setInitialMax(all)
                        .setUnit(" inputs", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .build();
        return new Progress(bar, terminal ? null : words, all);
    }

    void step() {
        done++;
        if (bar != null) {
            bar.step();
        } else if (words != null && System.nanoTime() - lastLine > LINE_EVERY) {
            lastLine = System.nanoTime();
            double seconds = (lastLine - begun) / 1e9;
            words.printf("%d%s inputs, %.0f/s%n", done, all < 0 ? "" : " of " + all, done / seconds);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
