package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Counts found quotes as is usual for quote attribution: a labelled quote is found when the quote that overlaps it most covers half
 * of it and it half of that; its speaker is right when the spans overlap.
 */
final class QuoteScore {
    /** Cues of speech, as against those of belief and wish. */
    private static final Pattern SPEECH = Pattern.compile(
            "\\b(sa(y|ys|id|ying)|told?|tells?|telling|add(s|ed|ing)?|accord(s|ed|ing)|report(s|ed)?|claim(s|ed)?|"
                    + "argu(e|es|ed)|announc(e|es|ed)|warn(s|ed)?|not(e|es|ed|ing)|insist(s|ed)?|stat(e|es|ed)|explain(s|ed)?|"
                    + "ask(s|ed)?|suggest(s|ed)?|acknowledg(e|es|ed)|den(y|ies|ied)|call(s|ed)|wrote|writes|tweet(s|ed)|"
                    + "respond(s|ed)|repl(y|ies|ied)|admit(s|ted)?|confirm(s|ed)?|declar(e|es|ed)|promis(e|es|ed)|vow(s|ed)?|"
                    + "testif(y|ies|ied)|mention(s|ed)?|emphasi[sz](e|es|ed)|predict(s|ed)?|urg(e|es|ed)|pledg(e|es|ed))\\b",
            Pattern.CASE_INSENSITIVE);

    private static final class Tally {
        int gold;
        int found;
        int right;
        int predicted;
        int precise;
    }

    private final Map<String, Tally> tallies = new TreeMap<>();
    /** By tenths of confidence: how many, how confident in sum, how many right. */
    private final double[][] confidences = new double[10][3];

    void add(List<QuoteCorpus.Gold> gold, List<QuoteAnnotation> found) {
        for (QuoteAnnotation quote : found) {
            Tally tally = tally(quote.type().name().toLowerCase(Locale.ROOT));
            tally.predicted++;
            tally.precise += gold.stream()
                            .anyMatch(g -> !g.content().isEmpty() && g.extent().overlaps(quote.content()))
                    ? 1
                    : 0;
            double[] tenth = confidences[(int) Math.min(9, quote.confidence() * 10)];
            tenth[0]++;
            tenth[1] += quote.confidence();
            Span speaker = quote.speaker() == null ? null : quote.speaker().span();
            tenth[2] += isRight(quote.content(), speaker, gold) ? 1 : 0;
        }
        for (QuoteCorpus.Gold quote : gold) {
            if (!quote.isComplete()) {
                continue;
            }
            QuoteAnnotation best = best(quote, found);
            boolean ok = best != null && matches(quote.extent(), best.content());
            boolean right = ok && isRight(quote, best);
            for (String kind : kinds(quote)) {
                Tally tally = tally(kind);
                tally.gold++;
                tally.found += ok ? 1 : 0;
                tally.right += right ? 1 : 0;
            }
        }
    }

    static Set<String> kinds(QuoteCorpus.Gold quote) {
        boolean speech =
                quote.type().equals("indirect") && SPEECH.matcher(quote.cue()).find();
        return speech ? Set.of("indirect", "indirect, speech cue") : Set.of(quote.type());
    }

    /**
     * Is a found quote right: does it match a labelled one, and is its speaker that one's, or unknown where that is?
     *
     * @param speaker where the speaker is named, or null
     */
    static boolean isRight(Span content, Span speaker, List<QuoteCorpus.Gold> golds) {
        for (QuoteCorpus.Gold gold : golds) {
            if (!gold.content().isEmpty() && matches(gold.extent(), content)) {
                boolean same = speaker == null
                        ? gold.source().isEmpty()
                        : gold.source().stream().anyMatch(speaker::overlaps);
                if (same) {
                    return true;
                }
            }
        }
        return false;
    }

    static QuoteAnnotation best(QuoteCorpus.Gold quote, List<QuoteAnnotation> found) {
        QuoteAnnotation best = null;
        int most = -1;
        for (QuoteAnnotation candidate : found) {
            int overlap = overlap(candidate.content(), quote.extent());
            if (overlap > most) {
                most = overlap;
                best = candidate;
            }
        }
        return best;
    }

    private static boolean isRight(QuoteCorpus.Gold quote, QuoteAnnotation found) {
        return found.speaker() != null
                && quote.source().stream()
                        .anyMatch(s -> s.overlaps(found.speaker().span()));
    }

    static boolean matches(Span a, Span b) {
        return 2 * overlap(a, b) >= Math.max(a.length(), b.length());
    }

    static int overlap(Span a, Span b) {
        return Math.max(0, Math.min(a.end(), b.end()) - Math.max(a.start(), b.start()));
    }

    private Tally tally(String kind) {
        return tallies.computeIfAbsent(kind, k -> new Tally());
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        tallies.forEach((kind, t) -> out.append(String.format(
                Locale.ROOT,
                "%-21s gold %5d found %.3f with the right speaker %.3f; precision %.3f of %d%n",
                kind,
                t.gold,
                t.found / (double) Math.max(1, t.gold),
                t.right / (double) Math.max(1, t.gold),
                t.precise / (double) Math.max(1, t.predicted),
                t.predicted)));
        for (double[] tenth : confidences) {
            if (tenth[0] > 0) {
                out.append(String.format(
                        Locale.ROOT,
                        "confidence %.3f right %.3f of %.0f%n",
                        tenth[1] / tenth[0],
                        tenth[2] / tenth[0],
                        tenth[0]));
            }
        }
        return out.toString();
    }
}
