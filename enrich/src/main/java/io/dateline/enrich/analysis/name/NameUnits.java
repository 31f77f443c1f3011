package io.dateline.enrich.analysis.name;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The pieces that names are made of: tokens, where a word that holds a capital is parted at its hyphens, so that
 * "US-funded" and "Russia-Ukraine" show their names; "al-Assad" is put together again by what reads the units. Also
 * remembers how the story writes its words. For one story, immutable once made.
 */
public final class NameUnits {
    /** Most parts that one word is cut into. It bounds the units of a sentence. */
    private static final int MOST_PARTS = 8;

    private static final Set<String> PARTICLES =
            Set.of("al", "el", "ul", "ad", "as", "ar", "at", "az", "bin", "d", "l", "dell", "o");

    private final SegmentedText text;
    private final List<String> words;
    private final List<String> lowers;
    private int[] start = new int[64];
    private int[] end = new int[64];
    private int[] token = new int[64];
    private int size;
    private final int[] sentenceFirst;
    private final CaseStyle[] style;
    private final boolean[] initial;
    private final Map<String, Integer> small = new HashMap<>();
    private final Map<String, Integer> capitalInside = new HashMap<>();

    /** Cuts the story. */
    public NameUnits(SegmentedText text) {
        this.text = text;
        this.words = new ArrayList<>(text.tokens() + 16);
        this.lowers = new ArrayList<>(text.tokens() + 16);
        this.sentenceFirst = new int[text.sentences() + 1];
        this.style = new CaseStyle[text.sentences()];
        for (int s = 0; s < text.sentences(); s++) {
            sentenceFirst[s] = size;
            for (int t = text.firstToken(s); t < text.endToken(s); t++) {
                split(t);
            }
            style[s] = styleOf(sentenceFirst[s], size);
        }
        sentenceFirst[text.sentences()] = size;
        this.initial = new boolean[size];
        for (int s = 0; s < text.sentences(); s++) {
            markInitial(s);
        }
    }

    private void split(int t) {
        String word = text.word(t);
        int hyphen = text.kind(t) == TokenKind.WORD ? hyphen(word, 0) : -1;
        if (hyphen < 0 || word.equals(text.lower(t))) {
            add(text.start(t), text.end(t), t, word, text.lower(t));
            return;
        }
        int from = 0;
        for (int parts = 1; hyphen >= 0 && parts < MOST_PARTS; parts++) {
            addPart(t, word, from, hyphen);
            from = hyphen + 1;
            hyphen = hyphen(word, from);
        }
        addPart(t, word, from, word.length());
    }

    private void addPart(int t, String word, int from, int to) {
        String part = word.substring(from, to);
        add(text.start(t) + from, text.start(t) + to, t, part, part.toLowerCase(Locale.ROOT));
    }

    /** The next hyphen that has something on both sides; -1 when there is none. */
    private static int hyphen(String word, int from) {
        for (int i = from + 1; i < word.length() - 1; i++) {
            if (Chars.isHyphen(word.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private void add(int from, int to, int t, String word, String lower) {
        if (size == start.length) {
            start = Arrays.copyOf(start, size * 2);
            end = Arrays.copyOf(end, size * 2);
            token = Arrays.copyOf(token, size * 2);
        }
        start[size] = from;
        end[size] = to;
        token[size++] = t;
        words.add(straight(word));
        lowers.add(straight(lower));
    }

    private static String straight(String word) {
        return word.indexOf('\u2019') < 0 ? word : word.replace('\u2019', '\'');
    }

    private CaseStyle styleOf(int first, int stop) {
        int capitals = 0;
        int shouted = 0;
        int longWords = 0;
        int allWords = 0;
        for (int u = first; u < stop; u++) {
            if (!isWord(u)) {
                continue;
            }
            String word = words.get(u);
            allWords++;
            capitals += word.length() > 3 && Chars.isCapitalised(word) ? 1 : 0;
            longWords += word.length() > 3 ? 1 : 0;
            shouted += word.equals(lowers.get(u)) || !isShouted(word) ? 0 : 1;
        }
        if (allWords >= 2 && shouted * 10 >= allWords * 9 && longWords > 0) {
            return CaseStyle.SHOUT;
        }
        if (allWords >= 5 && shouted == 0 && capitals == 0 && isAllSmall(first, stop)) {
            return CaseStyle.SMALL;
        }
        String last = first < stop ? words.get(stop - 1) : "";
        boolean ended = last.equals(".") || last.equals("\"") || last.equals("\u201D");
        // a short sentence may be names for the most part; a title has no full stop
        boolean title =
                ended ? longWords >= 6 && capitals == longWords : longWords >= 4 && capitals * 10 >= longWords * 8;
        return title ? CaseStyle.TITLE : CaseStyle.PROSE;
    }

    private boolean isAllSmall(int first, int stop) {
        for (int u = first; u < stop; u++) {
            if (Chars.isCapitalised(words.get(u))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShouted(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLowerCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Marks words that would be capitalised whatever they are, and counts how the other words are written. */
    private void markInitial(int s) {
        boolean expectCapital = true;
        for (int u = sentenceFirst[s]; u < sentenceFirst[s + 1]; u++) {
            String word = words.get(u);
            TokenKind kind = text.kind(token[u]);
            if (kind == TokenKind.WORD) {
                initial[u] = expectCapital;
                boolean capital = Chars.isCapitalised(word);
                if (style[s] == CaseStyle.PROSE) {
                    if (!capital) {
                        small.merge(word, 1, Integer::sum);
                    } else if (!expectCapital) {
                        capitalInside.merge(word, 1, Integer::sum);
                    }
                }
                expectCapital = false;
            } else if (kind == TokenKind.PUNCTUATION) {
                char c = word.charAt(0);
                boolean opening = Chars.isQuotationMark(c) && u + 1 < size && start[u + 1] == end[u];
                expectCapital = expectCapital || opening || c == ':' || c == '\u2022' || c == '*';
            } else {
                expectCapital = false;
            }
        }
    }

    /** How many units there are. */
    public int size() {
        return size;
    }

    /** How many sentences there are. */
    public int sentences() {
        return style.length;
    }

    /** The sentence's first unit. */
    public int firstOf(int sentence) {
        return sentenceFirst[sentence];
    }

    /** One past the sentence's last unit. */
    public int endOf(int sentence) {
        return sentenceFirst[sentence + 1];
    }

    /** What capitals are worth in the sentence. */
    public CaseStyle styleOf(int sentence) {
        return style[sentence];
    }

    /** Index in the text of the unit's first char. */
    public int start(int unit) {
        return start[unit];
    }

    /** One past the unit's last char. */
    public int end(int unit) {
        return end[unit];
    }

    /** The token that the unit is, or is a part of. */
    public int token(int unit) {
        return token[unit];
    }

    /** The word as written, with straight apostrophes. */
    public String word(int unit) {
        return words.get(unit);
    }

    /** The word in lower case, with straight apostrophes. */
    public String lower(int unit) {
        return lowers.get(unit);
    }

    /** Is it made of letters? */
    public boolean isWord(int unit) {
        return text.kind(token[unit]) == TokenKind.WORD;
    }

    /** What its token is. */
    public TokenKind kind(int unit) {
        return text.kind(token[unit]);
    }

    /** Is it a clitic: "'s"? */
    public boolean isClitic(int unit) {
        return text.kind(token[unit]) == TokenKind.CLITIC;
    }

    /** Is it the second half of a word with a hyphen, or a later one? */
    public boolean isAfterHyphen(int unit) {
        return unit > 0 && token[unit] == token[unit - 1];
    }

    /** Is there nothing, not even a hyphen, between the unit and the one before it? */
    public boolean isGlued(int unit) {
        return unit > 0 && end[unit - 1] == start[unit];
    }

    /** Does the word begin with a capital, or with a particle that an apostrophe joins to one: "d'Estaing"? */
    public boolean isCapital(int unit) {
        if (!isWord(unit)) {
            return false;
        }
        String word = words.get(unit);
        return Chars.isCapitalised(word) || hasCapitalAfterParticle(word);
    }

    private static boolean hasCapitalAfterParticle(String word) {
        int joint = word.indexOf('\'');
        return joint > 0
                && joint <= 4
                && joint + 1 < word.length()
                && Character.isUpperCase(word.charAt(joint + 1))
                && PARTICLES.contains(word.substring(0, joint));
    }

    /** Would the word be capitalised whatever it is? */
    public boolean isInitial(int unit) {
        return initial[unit];
    }

    /** How often the story writes the word small. */
    public int timesSmall(String lower) {
        return small.getOrDefault(lower, 0);
    }

    /** How often the story capitalises the word where it need not. */
    public int timesCapitalInside(String word) {
        return capitalInside.getOrDefault(word, 0);
    }

    /** The units as one name: single spaces where the text has any, hyphens where words were parted at them. */
    public String name(int first, int stop) {
        if (stop - first == 1) {
            return words.get(first);
        }
        StringBuilder name = new StringBuilder();
        for (int u = first; u < stop; u++) {
            if (u > first && start[u] > end[u - 1]) {
                name.append(token[u] == token[u - 1] ? '-' : ' ');
            }
            name.append(words.get(u));
        }
        return name.toString();
    }
}
