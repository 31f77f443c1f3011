package io.dateline.app.proof;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Quote;

/** Spans are code points of the text, end exclusive, and carry the words that stand there. */
final class Spans {
    private Spans() {}

    static boolean coverWhatTheySay(EnrichedArticle story) {
        String text = story.getText();
        return story.getBoilerplate().stream().allMatch(it -> isAt(text, it.getStart(), it.getEnd(), it.getText()))
                && story.getEntities().stream()
                        .flatMap(entity -> entity.getMentions().stream())
                        .allMatch(it -> isAt(text, it.getStart(), it.getEnd(), it.getText()))
                && story.getQuotes().stream().allMatch(quote -> covers(quote, text));
    }

    private static boolean covers(Quote quote, String text) {
        return isAt(text, quote.getStart(), quote.getEnd(), quote.getText())
                && quote.getParts().stream().allMatch(it -> isAt(text, it.getStart(), it.getEnd(), it.getText()))
                && (quote.getSpeaker() == null
                        || isAt(
                                text,
                                quote.getSpeaker().getStart(),
                                quote.getSpeaker().getEnd(),
                                quote.getSpeaker().getText()));
    }

    private static boolean isAt(String text, int start, int end, String words) {
        int length = text.codePointCount(0, text.length());
        return start >= 0
                && start < end
                && end <= length
                && text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end))
                        .equals(words);
    }
}
