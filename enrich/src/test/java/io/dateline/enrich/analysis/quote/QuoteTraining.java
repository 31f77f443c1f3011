package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.quote.QuoteCorpus.Gold;
import io.dateline.enrich.analysis.quote.QuoteCorpus.Labelled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Learns the models of quotes from labelled stories. First by five folds: each part of the stories is scored with models
 * learned from the other four, which is what the model card reports and what confidences are learned from. Then from all
 * of them. Not a test: its name keeps it out of the build. To run it, and find what it says in
 * {@code enrich/target/surefire-reports/io.dateline.enrich.analysis.quote.QuoteTraining-output.txt}:
 *
 * <pre>mvn -B -pl enrich -am test -Dtest=QuoteTraining -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dquotes.corpus=FILE.jsonl [-Dquotes.models=FILE.bin]</pre>
 */
class QuoteTraining {

    @Test
    @EnabledIfSystemProperty(named = "quotes.corpus", matches = ".+")
    void learnAndScore() throws IOException {
        String models = System.getProperty("quotes.models");
        run(Path.of(System.getProperty("quotes.corpus")), models == null ? null : Path.of(models));
    }

    /** Learns from a file of labelled stories, and writes what is learned to another, where there is one. */
    static void run(Path corpus, Path models) throws IOException {
        SpeechVerbs verbs = SpeechVerbs.load();
        List<Labelled> stories = QuoteCorpus.read(corpus).stories();
        QuoteTrainer trainer = new QuoteTrainer(verbs);
        stories.forEach(trainer::add);
        System.out.println(trainer);

        QuoteModels[] folds = new QuoteModels[QuoteTrainer.FOLDS];
        SoftmaxTrainer confidence = new SoftmaxTrainer();
        for (int fold = 0; fold < folds.length; fold++) {
            folds[fold] = trainer.train(fold, null);
            ModelQuoteFinder finder = new ModelQuoteFinder(verbs, folds[fold]);
            for (Labelled story : stories) {
                if (story.fold(QuoteTrainer.FOLDS) == fold) {
                    addOutcomes(story, finder, verbs, fold, confidence);
                }
            }
        }
        QuoteScore score = new QuoteScore();
        for (int fold = 0; fold < folds.length; fold++) {
            ModelQuoteFinder finder =
                    new ModelQuoteFinder(verbs, folds[fold].with(QuoteTrainer.confidence(confidence, fold)));
            for (Labelled story : stories) {
                if (story.fold(QuoteTrainer.FOLDS) == fold) {
                    score.add(
                            story.quotes(),
                            finder.find(
                                    story.parsed().story(),
                                    story.parsed().tags(),
                                    story.parsed().entities(),
                                    TimeBudget.unlimited()));
                }
            }
        }
        System.out.println(score);
        if (models != null) {
            QuoteModels all = trainer.train(-1, QuoteTrainer.confidence(confidence, -1));
            try (OutputStream out = Files.newOutputStream(models)) {
                QuoteModelsWriter.write(all, out);
            }
            System.out.printf(Locale.ROOT, "%s: %d bytes%n", models.getFileName(), Files.size(models));
        }
    }

    /** Which quotes of a story, found by models that have not seen it, are right. */
    private static void addOutcomes(
            Labelled story, ModelQuoteFinder finder, SpeechVerbs verbs, int fold, SoftmaxTrainer confidence) {
        StoryView view = new StoryView(
                story.parsed().story(), story.parsed().tags(), story.parsed().entities());
        PhraseFeatures kinds = new PhraseFeatures(view, verbs);
        SoftmaxTrainer.Recorder out = new SoftmaxTrainer.Recorder();
        for (Draft draft : finder.drafts(view, TimeBudget.unlimited())) {
            ConfidenceFeatures.add(out, draft, kinds);
            List<int[]> candidates = new ArrayList<>();
            candidates.add(out.take());
            candidates.add(new int[0]);
            confidence.add(fold, candidates, isRight(view, draft, story.quotes()) ? 0 : 1);
        }
    }

    private static boolean isRight(StoryView view, Draft draft, List<Gold> golds) {
        return QuoteScore.isRight(
                view.text.span(draft.first, draft.end),
                draft.source == null ? null : view.text.span(draft.source.first(), draft.source.end()),
                golds);
    }

    /** Runs it without Maven: the labelled stories, and where to write the models. */
    public static void main(String[] args) throws IOException {
        run(Path.of(args[0]), args.length > 1 ? Path.of(args[1]) : null);
    }
}
