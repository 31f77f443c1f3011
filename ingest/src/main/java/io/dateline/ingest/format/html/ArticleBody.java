package io.dateline.ingest.format.html;

import java.util.ArrayList;
import java.util.List;

/**
 * One text out of two tellings of it: the body that the page states for machines, often whole but in one line, and the
 * text found on the page, with its paragraphs but perhaps with something that isn't the story. Thread-safe.
 */
final class ArticleBody {
    private static final double NEARLY_ALL = 0.9;
    private static final int SHORT = 200;

    private ArticleBody() {}

    /**
     * The body to take.
     *
     * @param stated clean text that the page states; empty without one
     * @param found clean text found on the page; empty without one
     */
    static String choose(String stated, String found) {
        if (stated.isEmpty() || found.isEmpty()) {
            return stated.isEmpty() ? found : stated;
        }
        String statedLetters = letters(stated);
        String foundLetters = letters(found);
        boolean teaser =
                statedLetters.length() < foundLetters.length() / 2 && foundLetters.startsWith(head(statedLetters));
        if (teaser || statedLetters.length() < SHORT && foundLetters.contains(statedLetters)) {
            return found;
        }
        if (stated.contains("\n\n") || statedLetters.length() < SHORT) {
            return stated;
        }
        List<String> paragraphs = new ArrayList<>();
        int covered = 0;
        int at = 0;
        for (String paragraph : found.split("\n\n")) {
            String letters = letters(paragraph);
            // In order, so that a word that stands anywhere is not taken for a paragraph.
            int place = letters.isEmpty() ? -1 : statedLetters.indexOf(letters, at);
            if (place >= 0) {
                paragraphs.add(paragraph);
                covered += letters.length();
                at = place + letters.length();
            }
        }
        return covered >= statedLetters.length() * NEARLY_ALL ? String.join("\n\n", paragraphs) : stated;
    }

    private static String head(String letters) {
        return letters.substring(0, Math.min(letters.length(), 60));
    }

    private static String letters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.append(Character.toLowerCase(c));
            }
        }
        return out.toString();
    }
}
