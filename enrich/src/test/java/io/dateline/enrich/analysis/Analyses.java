package io.dateline.enrich.analysis;

import java.util.List;

/** Analyses texts with models that are loaded once for all tests. */
public final class Analyses {
    private static final AnalysisModels MODELS = AnalysisModels.load();

    private Analyses() {}

    /** The shared models. */
    public static AnalysisModels models() {
        return MODELS;
    }

    /** Analyses an English text. */
    public static Analysis of(String text) {
        return MODELS.newAnalyzer().analyze(new Story(text, null, "en", List.of()));
    }

    /** The entity of that canonical name. */
    public static Analysis.EntityAnnotation entity(Analysis analysis, String name) {
        return analysis.entities().stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entity " + name + " among "
                        + analysis.entities().stream()
                                .map(Analysis.EntityAnnotation::name)
                                .toList()));
    }
}
