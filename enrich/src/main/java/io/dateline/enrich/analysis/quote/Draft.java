package io.dateline.enrich.analysis.quote;

import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.List;

/** A quote in the making. Mutable while one story is worked on. */
final class Draft {
    /** First and, exclusive, last token of the content. */
    final int first;

    final int end;
    final QuoteType type;
    /** Its parts between quotation marks, by tokens. */
    final List<Part> parts = new ArrayList<>();
    /** The words that report it, or null. */
    Cue cue;
    /** The words that name who said it, or null. */
    Phrase source;
    /** How the speaker was found. */
    SpeakerCandidate.Relation relation = SpeakerCandidate.Relation.UNKNOWN;
    /** Probability that it is a quote, by the model. */
    float quote;
    /** Probability of the content's bounds, given that it is a quote. */
    float bounds;
    /** Probability of the speaker, given all else. */
    float speaker;

    Draft(int first, int end, QuoteType type) {
        this.first = first;
        this.end = end;
        this.type = type;
    }

    /** The same with an earlier end. */
    Draft until(int earlier) {
        boolean quotes = parts.stream().anyMatch(part -> part.first() < earlier);
        Draft cut = new Draft(first, earlier, type == QuoteType.MIXED && !quotes ? QuoteType.INDIRECT : type);
        parts.stream()
                .filter(part -> part.first() < earlier)
                .map(part -> new Part(part.first(), Math.min(part.end(), earlier)))
                .forEach(cut.parts::add);
        cut.cue = cue;
        cut.source = source;
        cut.relation = relation;
        cut.quote = quote;
        cut.bounds = bounds;
        cut.speaker = speaker;
        return cut;
    }

    /** A part, by tokens; the end is exclusive. */
    record Part(int first, int end) {}
}
