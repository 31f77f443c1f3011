package io.dateline.enrich.analysis;

import java.util.List;
import java.util.Random;

/** Makes texts that look like news gone wrong, from a seed. */
public final class RandomTexts {
    private static final List<String> PIECES = List.of(
            "Smith",
            "the",
            "said",
            "that",
            "\"",
            "\u201C",
            "\u201D",
            "'",
            "\u2019",
            "``",
            "''",
            "\u00AB",
            "\u00BB",
            ".",
            ",",
            "?",
            "\u2026",
            "...",
            "U.S.",
            "Mr.",
            "Jane Ruiz",
            "President",
            "of",
            "and",
            "(UN)",
            "United Nations",
            "according to",
            "he",
            "She",
            "told reporters",
            "\n",
            "\n\n",
            "\r\n\r\n",
            " ",
            "  ",
            "\t",
            "\u00A0",
            "\u200B",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "e\u0301",
            "\u0639\u0631\u0628",
            "\u4E2D\u6587",
            "www.example.com",
            "desk@example.com",
            "@desk",
            "#now",
            "3.5",
            "1,000",
            "$",
            "\u20AC5",
            "-",
            "--",
            "\u2014",
            "al-Assad",
            "PARIS",
            "PARIS (Reuters) -",
            "(Reporting by Jane Ruiz)",
            "By Jane Ruiz",
            "Email:",
            "Share:",
            "\u00A9 2020",
            "'s",
            "n't",
            "in",
            "Paris",
            "Ministry",
            "adding",
            "who",
            "US-led",
            "\u0000",
            "\uFEFF",
            ";",
            ":",
            "warned",
            "but",
            "Inc.");

    private RandomTexts() {}

    /** A text of so many pieces. */
    public static String of(long seed, int pieces) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(4) > 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
