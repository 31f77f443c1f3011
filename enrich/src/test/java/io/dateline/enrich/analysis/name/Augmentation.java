package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.Segmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes copies of labelled stories that look otherwise: sentences in capitals, as titles, in small letters. */
final class Augmentation {
    /** A changed copy, and the stretches that were changed. */
    record Changed(LabelledStory story, List<LabelledStory.Name> spans) {}

    private final Random random;

    Augmentation(long seed) {
        this.random = new Random(seed);
    }

    /** Changes about a quarter of the story's sentences. */
    Changed change(LabelledStory story, Segmenter segmenter) {
        SegmentedText text = segmenter.segment(story.text());
        StringBuilder out = new StringBuilder(story.text());
        List<LabelledStory.Name> spans = new ArrayList<>();
        for (int s = 0; s < text.sentences(); s++) {
            int choice = random.nextInt(16);
            if (choice >= 4 || text.firstToken(s) == text.endToken(s)) {
                continue;
            }
            Span span = text.sentenceSpan(s);
            boolean fresh = true;
            for (int i = span.start(); i < span.end(); i++) {
                char c = out.charAt(i);
                char changed =
                        switch (choice) {
                            case 0, 1 -> Character.toUpperCase(c);
                            case 2 -> fresh ? Character.toUpperCase(c) : c;
                            default -> Character.toLowerCase(c);
                        };
                out.setCharAt(i, changed);
                fresh = !Character.isLetter(c) && c != '\'' && c != '\u2019';
            }
            if (choice == 2 && ".".indexOf(out.charAt(span.end() - 1)) >= 0) {
                out.setCharAt(span.end() - 1, ' ');
            }
            spans.add(new LabelledStory.Name(span.start(), span.end(), null));
        }
        return new Changed(new LabelledStory(story.id() + "#changed", out.toString(), story.names()), spans);
    }
}
