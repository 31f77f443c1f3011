package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pieces that names are made of: tokens, where a hyphen that joins a name to something else parts a token in two
 * ("US-funded", "Russia-Ukraine"). Also remembers how the story writes its words. For one story.
 */
final class NameUnits {
    private final SegmentedText text;
    private final List<String> words = new ArrayList<>();
    private int[] start = new int[16];
    private int[] end = new int[16];
    private int[] token = new int[16];
    private int size;
    private final int[] sentenceFirst;
    private final boolean[] headlineStyle;
    private final boolean[] initial;
    private final Map<String, Integer> small = new HashMap<>();
    private final Map<String, Integer> capitalInside = new HashMap<>();

    NameUnits(SegmentedText text, Gazetteer gazetteer) {
        this.text = text;
        this.sentenceFirst = new int[text.sentences() + 1];
        this.headlineStyle = new boolean[text.sentences()];
        for (int s = 0; s < text.sentences(); s++) {
            sentenceFirst[s] = size;
            for (int t = text.firstToken(s); t < text.endToken(s); t++) {
                split(t, gazetteer);
            }
            headlineStyle[s] = isHeadlineStyle(sentenceFirst[s], size);
        }
        sentenceFirst[text.sentences()] = size;
        this.initial = new boolean[size];
        for (int s = 0; s < text.sentences(); s++) {
            markInitial(s);
        }
    }

    private void split(int t, Gazetteer gazetteer) {
        String word = text.word(t);
        int hyphen = text.kind(t) == TokenKind.WORD ? hyphen(word) : -1;
        if (hyphen < 0 || gazetteer.known(word) != null || gazetteer.isNationality(word) || gazetteer.isCity(word)) {
            add(text.start(t), text.end(t), t, word.indexOf('\u2019') < 0 ? word : word.replace('\u2019', '\''));
            return;
        }
        String left = word.substring(0, hyphen);
        String right = word.substring(hyphen + 1);
        boolean leftName = isName(left, gazetteer);
        boolean rightName = isName(right, gazetteer);
        boolean leftSmall = Character.isLowerCase(left.codePointAt(0));
        boolean rightSmall = Character.isLowerCase(right.codePointAt(0));
        boolean parts = leftName && (rightName || rightSmall) || leftSmall && rightName && left.length() > 2;
        if (parts && !left.equals("al") && !left.equals("el")) {
            add(text.start(t), text.start(t) + hyphen, t, left);
            add(text.start(t) + hyphen + 1, text.end(t), t, right);
        } else {
            add(text.start(t), text.end(t), t, word.indexOf('\u2019') < 0 ? word : word.replace('\u2019', '\''));
        }
    }

    private static boolean isName(String part, Gazetteer gazetteer) {
        return gazetteer.known(part) != null
                || gazetteer.isNationality(part)
                || gazetteer.isCity(part)
                || part.length() >= 2 && part.length() <= 6 && Chars.isAllCaps(part);
    }

    /** The hyphen that parts the word; -1 when there is none between two halves of two characters or more. */
    private static int hyphen(String word) {
        for (int i = 2; i < word.length() - 2; i++) {
            if (Chars.isHyphen(word.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private void add(int from, int to, int t, String word) {
        if (size == start.length) {
            start = java.util.Arrays.copyOf(start, size * 2);
            end = java.util.Arrays.copyOf(end, size * 2);
            token = java.util.Arrays.copyOf(token, size * 2);
        }
        start[size] = from;
        end[size] = to;
        token[size++] = t;
        words.add(word);
    }

    /** A title or a line of capitals: capitals tell nothing in it. */
    private boolean isHeadlineStyle(int first, int stop) {
        int capitals = 0;
        int all = 0;
        for (int u = first; u < stop; u++) {
            String word = words.get(u);
            if (text.kind(token[u]) == TokenKind.WORD && word.length() > 3) {
                all++;
                capitals += Chars.isCapitalised(word) ? 1 : 0;
            }
        }
        String last = first < stop ? words.get(stop - 1) : "";
        boolean ended = last.equals(".") || last.equals("\"") || last.equals("\u201D");
        // a short sentence may be names for the most part; a title has no full stop
        return ended ? all >= 6 && capitals == all : all >= 4 && capitals * 10 >= all * 8;
    }

    /** Marks words that would be capitalised whatever they are, and counts how the other words are written. */
    private void markInitial(int s) {
        boolean expectCapital = true;
        for (int u = sentenceFirst[s]; u < sentenceFirst[s + 1]; u++) {
            String word = words.get(u);
            if (text.kind(token[u]) == TokenKind.WORD) {
                initial[u] = expectCapital;
                boolean capital = Chars.isCapitalised(word);
                if (!headlineStyle[s]) {
                    if (!capital) {
                        small.merge(word, 1, Integer::sum);
                    } else if (!expectCapital) {
                        capitalInside.merge(word, 1, Integer::sum);
                    }
                }
                expectCapital = false;
            } else if (text.kind(token[u]) == TokenKind.PUNCTUATION) {
                char c = word.charAt(0);
                boolean opening = Chars.isQuotationMark(c) && u + 1 < size && start[u + 1] == end[u];
                expectCapital = expectCapital || opening || c == ':' || c == '\u2022' || c == '*';
            } else {
                expectCapital = false;
            }
        }
    }

    int size() {
        return size;
    }

    int firstOf(int sentence) {
        return sentenceFirst[sentence];
    }

    int endOf(int sentence) {
        return sentenceFirst[sentence + 1];
    }

    int start(int unit) {
        return start[unit];
    }

    int end(int unit) {
        return end[unit];
    }

    int token(int unit) {
        return token[unit];
    }

    /** The word as written, with straight apostrophes. */
    String word(int unit) {
        return words.get(unit);
    }

    boolean isWord(int unit) {
        return text.kind(token[unit]) == TokenKind.WORD;
    }

    boolean isClitic(int unit) {
        return text.kind(token[unit]) == TokenKind.CLITIC;
    }

    /** Does the word begin with a capital, or with a particle that is joined to one: "al-Hakim", "d'Estaing"? */
    boolean isCapital(int unit) {
        if (!isWord(unit)) {
            return false;
        }
        String word = words.get(unit);
        return Chars.isCapitalised(word) || hasCapitalAfterParticle(word);
    }

    private static boolean hasCapitalAfterParticle(String word) {
        int joint = word.indexOf('-') > 0 ? word.indexOf('-') : word.indexOf('\'');
        return joint > 0
                && joint <= 3
                && joint + 1 < word.length()
                && Character.isUpperCase(word.charAt(joint + 1))
                && Set.of("al", "el", "ul", "ad", "as", "ar", "at", "az", "bin", "d", "l", "dell", "o")
                        .contains(word.substring(0, joint));
    }

    /** Would the word be capitalised whatever it is? */
    boolean isInitial(int unit) {
        return initial[unit];
    }

    boolean isHeadlineStyle(int sentence) {
        return headlineStyle[sentence];
    }

    /** How often the story writes the word small. */
    int timesSmall(String word) {
        return small.getOrDefault(word.toLowerCase(java.util.Locale.ROOT), 0);
    }

    /** How often the story capitalises the word where it need not. */
    int timesCapitalInside(String word) {
        return capitalInside.getOrDefault(word, 0);
    }

    /** The units as one name: single spaces where the text has any, none where it has none. */
    String name(int first, int stop) {
        if (stop - first == 1) {
            return words.get(first);
        }
        StringBuilder name = new StringBuilder();
        for (int u = first; u < stop; u++) {
            if (u > first && start[u] > end[u - 1]) {
                // two units of one token were parted at a hyphen
                name.append(token[u] == token[u - 1] ? '-' : ' ');
            }
            name.append(words.get(u));
        }
        return name.toString();
    }
}
