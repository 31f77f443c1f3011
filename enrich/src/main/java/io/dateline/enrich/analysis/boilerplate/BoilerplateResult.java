package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.Analysis.Boilerplate;
import io.dateline.enrich.analysis.Span;
import java.util.List;

/**
 * What is not the story. Immutable.
 *
 * @param spans in text order, not overlapping
 * @param byline the byline as written, else the name of whom a note tells as the author; or null
 * @param credit for whom the author writes, by that note; or null
 * @param dateline the dateline as written without its dash, or null
 * @param datelinePlace the dateline's place as written, or null
 */
public record BoilerplateResult(
        List<Boilerplate> spans, String byline, String credit, String dateline, String datelinePlace) {
    public BoilerplateResult {
        spans = List.copyOf(spans);
    }

    /** The spans alone. */
    public List<Span> bareSpans() {
        return spans.stream().map(Boilerplate::span).toList();
    }
}
