package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.*;

final class TrainQuotes {
    public static void main(String[] args) throws IOException {
        long t0 = System.nanoTime();
        QuoteCorpus corpus = QuoteCorpus.read(Path.of(args[0]));
        System.err.printf("parsed in %d ms%n", (System.nanoTime() - t0) / 1000000);
        SpeechVerbs verbs = SpeechVerbs.load();
        QuoteTrainer trainer = new QuoteTrainer(verbs);
        t0 = System.nanoTime();
        for (var s : corpus.stories()) trainer.add(s);
        System.err.printf("collected in %d ms%n%s%n", (System.nanoTime() - t0) / 1000000, trainer.notes);
        if (args.length > 1 && args[1].equals("write")) {
            QuoteModels all = trainer.train(-1);
            try (var out = java.nio.file.Files.newOutputStream(Path.of(args[2]))) {
                QuoteModelsWriter.write(all, out);
            }
            return;
        }
        float[][] configs = args.length > 1 && args[1].equals("tune")
                ? new float[][] {{4, .05f, 1e-4f}, {3, .05f, 1e-4f}, {6, .03f, 1e-4f}}
                : new float[][] {{4, .05f, 1e-4f}};
        for (float[] config : configs) {
            QuoteTrainer.EPOCHS = (int) config[0];
            QuoteTrainer.RATE = config[1];
            QuoteTrainer.DECAY = config[2];
            System.out.println("config " + Arrays.toString(config));
            t0 = System.nanoTime();
            QuoteModels[] models = new QuoteModels[QuoteTrainer.FOLDS];
            for (int f = 0; f < models.length; f++) models[f] = trainer.train(f);
            System.err.printf("trained in %d ms%n", (System.nanoTime() - t0) / 1000000);
            float[][] leasts = {{.3f,.15f,.5f},{.3f,.15f,.7f},{.3f,.15f,.85f}};
            for (boolean xp : new boolean[] {true, false})
                for (float[] least : leasts) {
                    System.out.println("least " + (DirectQuotes.XP = xp) + Arrays.toString(least));
                    QuoteScore score = new QuoteScore();
                    Map<String, Integer> err = new TreeMap<>();
                    StringBuilder dump = new StringBuilder();
                    t0 = System.nanoTime();
                    for (var s : corpus.stories()) {
                        ModelQuoteFinder finder = new ModelQuoteFinder(
                                verbs, models[s.fold(QuoteTrainer.FOLDS)], least[0], least[1], least[2]);
                        List<QuoteAnnotation> found = finder.find(
                                s.parsed().story(),
                                s.parsed().tags(),
                                s.parsed().entities());
                        score.add(s.quotes(), found);
                        String text = s.parsed().story().text();
                        for (var g : s.quotes()) {
                            if (!g.isComplete()) continue;
                            QuoteAnnotation b = QuoteScore.best(g, found);
                            int ov = b == null ? 0 : QuoteScore.overlap(b.content(), g.extent());
                            String cls = ov == 0
                                    ? "miss"
                                    : !QuoteScore.matches(g.extent(), b.content())
                                            ? "boundary"
                                            : !QuoteScore.isRight(g, b)
                                                    ? (b.speaker() == null ? "nospeaker" : "speaker")
                                                    : "ok";
                            for (String k : QuoteScore.kinds(g)) err.merge(k + "/" + cls, 1, Integer::sum);
                            if (!cls.equals("ok"))
                                dump.append(s.id())
                                        .append('\t')
                                        .append(g.type())
                                        .append('\t')
                                        .append(cls)
                                        .append("\tGOLD ")
                                        .append(g.extent().of(text).replace('\n', '|'))
                                        .append("\tSRC ")
                                        .append(g.source().get(0).of(text))
                                        .append("\tCUE ")
                                        .append(g.cue())
                                        .append("\tMINE ")
                                        .append(
                                                ov == 0
                                                        ? ""
                                                        : b.content().of(text).replace('\n', '|'))
                                        .append("\tBY ")
                                        .append(
                                                ov == 0 || b.speaker() == null
                                                        ? ""
                                                        : b.speaker().span().of(text))
                                        .append("\tMCUE ")
                                        .append(ov == 0 ? "" : b.cue())
                                        .append("\tSENT ")
                                        .append(text.substring(
                                                        Math.max(0, g.extent().start() - 120),
                                                        Math.min(
                                                                text.length(),
                                                                g.extent().end() + 120))
                                                .replace('\n', '|'))
                                        .append('\n');
                        }
                    }
                    System.err.printf("found in %d ms%n", (System.nanoTime() - t0) / 1000000);
                    System.out.print(score);
                    System.out.println(err);
                    java.nio.file.Files.writeString(Path.of("/tmp/q_err.tsv"), dump);
                }
        }
    }
}
