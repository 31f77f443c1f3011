package io.dateline.enrich.analysis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Measures how long the analysis of large and hostile texts goes on without asking its {@link TimeBudget}: by so much a
 * story may exceed it. Prints for each text the processor time of the whole analysis, and the longest time between two
 * questions with the place of the later one. Not a test.
 *
 * <p>Arguments: characters of a text, by default those of the largest story (8 MiB: with its original bytes it has to fit
 * a record of 16), and optionally the name of one text.
 */
public final class BudgetGaps {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int WARM_UP = 200_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BudgetGaps() {}

    /** Processor time, and the longest stretch without a question. */
    private static final class WatchedClock implements LongSupplier {
        private long last;
        private long longest;
        private String where = "";

        void begin() {
            last = 0;
            longest = 0;
        }

        @Override
        public long getAsLong() {
            long now = THREADS.getCurrentThreadCpuTime();
            if (last != 0 && now - last > longest) {
                longest = now - last;
                where = asker();
            }
            last = THREADS.getCurrentThreadCpuTime();
            return 0;
        }

        private static String asker() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> !frame.getClassName().contains("WatchedClock")
                                    && !frame.getClassName().endsWith("TimeBudget"))
                            .findFirst())
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse("");
        }
    }

    /** Runs it. */
    public static void main(String[] args) {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : LARGEST;
        WatchedClock clock = new WatchedClock();
        AnalysisModels models = AnalysisModels.load();
        StoryAnalyzer analyzer =
                models.newAnalyzer(new TimeBudget(Duration.ofNanos(Long.MAX_VALUE), clock), models::knowledge);
        texts(WARM_UP).values().forEach(text -> analyzer.analyze(Story.ofText(text)));
        texts(size).forEach((name, text) -> {
            if (args.length > 1 && !args[1].equals(name)) {
                return;
            }
            clock.begin();
            long begun = THREADS.getCurrentThreadCpuTime();
            analyzer.analyze(Story.ofText(text));
            clock.where = clock.longest < THREADS.getCurrentThreadCpuTime() - clock.last ? "the end" : clock.where;
            long longest = Math.max(clock.longest, THREADS.getCurrentThreadCpuTime() - clock.last);
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %9d chars  %6.1f s in all, %6.2f s at most without asking, until %s%n",
                    name,
                    text.length(),
                    (THREADS.getCurrentThreadCpuTime() - begun) / 1e9,
                    longest / 1e9,
                    clock.where);
        });
    }

    private static Map<String, String> texts(int size) {
        Map<String, String> texts = new TreeMap<>();
        String story = "Oslo (Reuters) - Prime Minister Jane Ruiz said on Monday that the bridge would open in May.\n\n"
                + "\"No lorry will cross it,\" she told reporters, \"until I have the report on my desk.\" Acme Corp of"
                + " New York, which built it, declined to comment.\n\n";
        texts.put("a story again and again", repeated(story, size));
        texts.put("the same in one sentence and paragraph", repeated(story.replaceAll("[.\n]+", " "), size));
        texts.put("the same in capitals", repeated(story.toUpperCase(Locale.ROOT), size));
        texts.put("one letter, no blanks", repeated("a", size));
        texts.put("capitals, no blanks", repeated("ABCDEFGH", size));
        texts.put("quotation marks", repeated("\"", size));
        texts.put("curly quotation marks that open", repeated("“", size));
        texts.put("quotes of one word", repeated("\"Go,\" said Bob. ", size));
        texts.put("Ab Ab Ab", repeated("Ab ", size));
        texts.put("he said that", repeated("he said that ", size));
        texts.put("names with acronyms", repeated("Jane Ruiz (UN), also known as ISIS or ISIL, ", size));
        texts.put("full stops", repeated(". ", size));
        texts.put("line breaks", repeated("\n", size));
        texts.put("empty paragraphs", repeated("a\n\n", size));
        texts.put("bylines", repeated("By Jane Ruiz\n\n", size));
        texts.put("brackets", repeated("((", size));
        texts.put("addresses", repeated("http://a.b/c?d=e&f@g.h ", size));
        texts.put("digits", repeated("1,234.56 ", size));
        texts.put("emoji", repeated("\uD83D\uDE00", size));
        texts.put("different names", differentNames(size));
        texts.put("quotes of different names", differentQuotes(size));
        return texts;
    }

    private static String repeated(String part, int size) {
        return part.repeat(size / part.length());
    }

    private static String differentNames(int size) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size - 80) {
            text.append(name(random)).append(' ').append(name(random)).append(" met ");
            text.append(name(random)).append(" in the house of the people. ");
        }
        return text.toString();
    }

    private static String differentQuotes(int size) {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size - 80) {
            text.append("\"We have ").append(random.nextInt(100)).append(" of them here,\" said ");
            text.append(name(random)).append(' ').append(name(random)).append(". ");
        }
        return text.toString();
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder().append((char) ('A' + random.nextInt(26)));
        for (int i = 0; i < 6; i++) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }
}
