package io.dateline.enrich.analysis.pos;

import io.dateline.enrich.analysis.TimeBudget;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The English part-of-speech model that Apache OpenNLP packages (trained on the Universal Dependencies English Web
 * Treebank), without OpenNLP: the same weights, in arrays that are found by numbers and hashes instead of strings made
 * for every feature of every word, which takes a tenth of the time. Immutable: one is shared by all taggers.
 */
public final class OpenNlpPosModel {
    /** Name in provenance. */
    public static final String NAME = "opennlp-en-ud-ewt-pos";
    /** Version in provenance. */
    public static final String VERSION = "1.3-2.5.4";

    /** Longest prefixes and suffixes that the model looks at. */
    static final int AFFIX = 4;

    private static final String RESOURCE = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";
    /** Name that OpenNLP gives to the classifier inside its model files. */
    private static final String CLASSIFIER = "pos.model";

    /** A word's place, seen from the one that is tagged, in the order of {@link Place}. */
    private static final String[] PLACES = {"w", "p1w", "p2w", "n1w", "n2w"};

    /** Where a word stands, seen from the one that is tagged. */
    enum Place {
        HERE,
        ONE_BEFORE,
        TWO_BEFORE,
        ONE_BEHIND,
        TWO_BEHIND
    }

    private final MaxentModel model;
    private final Pos[] first;
    private final Pos[] second;

    private final RowTable words;
    private final int[] wordRows;
    private final RowTable wordsInClass;
    private final RowTable prefixes;
    private final RowTable suffixes;
    private final int[] classRows = new int[WordClass.COUNT];
    private final int[] tagRows;
    private final int[] tagPairRows;
    private final int[] startRows = new int[3];
    private final int defaultRow;

    private OpenNlpPosModel(MaxentModel model) throws IOException {
        this.model = model;
        int outcomes = model.outcomes().length;
        this.first = new Pos[outcomes];
        this.second = new Pos[outcomes];
        Map<String, Integer> tags = new HashMap<>();
        for (int i = 0; i < outcomes; i++) {
            String[] parts = model.outcomes()[i].split("\\+");
            first[i] = Pos.named(parts[0]);
            second[i] = Pos.named(parts[parts.length - 1]);
            tags.put(model.outcomes()[i], i);
        }
        this.tagRows = none(outcomes);
        this.tagPairRows = none(outcomes * outcomes);
        Arrays.fill(classRows, RowTable.NONE);
        Map<Long, int[]> byWord = new HashMap<>();
        Map<Long, Integer> byWordInClass = new HashMap<>();
        Map<Long, Integer> byPrefix = new HashMap<>();
        Map<Long, Integer> bySuffix = new HashMap<>();
        int other = RowTable.NONE;
        for (Map.Entry<String, Integer> feature : model.rows().entrySet()) {
            int row = feature.getValue();
            int equals = feature.getKey().indexOf('=');
            String kind = equals < 0 ? feature.getKey() : feature.getKey().substring(0, equals);
            String value = feature.getKey().substring(equals + 1);
            int comma = value.lastIndexOf(',');
            switch (kind) {
                case "w", "p1w", "p2w", "n1w", "n2w" ->
                    byWord.computeIfAbsent(hash(value), w -> none(PLACES.length))[
                            Arrays.asList(PLACES).indexOf(kind)] = row;
                case "w&c" ->
                    put(
                            byWordInClass,
                            RowTable.join(hash(value.substring(0, comma)), classOf(value.substring(comma + 1))),
                            row);
                case "pre" -> put(byPrefix, hash(value), row);
                case "suf" -> put(bySuffix, hash(value), row);
                case "wc" -> classRows[classOf(value)] = row;
                case "t" -> tagRows[tags.get(value)] = row;
                case "t2" ->
                    tagPairRows[tags.get(value.substring(0, comma)) * outcomes + tags.get(value.substring(comma + 1))] =
                            row;
                case "S" -> startRows[0] = row;
                case "p1S" -> startRows[1] = row;
                case "p2S" -> startRows[2] = row;
                case "def" -> other = row;
                default -> throw new IOException("a feature that is not known: " + kind);
            }
        }
        this.defaultRow = other;
        this.wordRows = new int[byWord.size() * PLACES.length];
        Map<Long, Integer> numbers = new HashMap<>();
        byWord.forEach((word, rows) -> {
            System.arraycopy(rows, 0, wordRows, numbers.size() * PLACES.length, PLACES.length);
            numbers.put(word, numbers.size());
        });
        this.words = new RowTable(numbers);
        this.wordsInClass = new RowTable(byWordInClass);
        this.prefixes = new RowTable(byPrefix);
        this.suffixes = new RowTable(bySuffix);
    }

    private static int[] none(int count) {
        int[] rows = new int[count];
        Arrays.fill(rows, RowTable.NONE);
        return rows;
    }

    private static void put(Map<Long, Integer> rows, long hash, int row) throws IOException {
        if (rows.put(hash, row) != null) {
            throw new IOException("two features with one hash");
        }
    }

    private static int classOf(String code) throws IOException {
        WordClass found = WordClass.named(code);
        if (found == null) {
            throw new IOException("a class of words that is not known: " + code);
        }
        return found.ordinal();
    }

    private static long hash(String string) {
        return RowTable.hash(string, 0, string.length());
    }

    /**
     * Loads it from the class path.
     *
     * @throws IllegalStateException when it is not there
     */
    public static OpenNlpPosModel load() {
        try (InputStream in = OpenNlpPosModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no part-of-speech model " + RESOURCE + " on the class path");
            }
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CLASSIFIER)) {
                    return new OpenNlpPosModel(
                            MaxentModel.read(new DataInputStream(new BufferedInputStream(zip, 1 << 16))));
                }
            }
            throw new IllegalStateException("no " + CLASSIFIER + " in " + RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException("part-of-speech model " + RESOURCE, e);
        }
    }

    /**
     * A tagger for one thread.
     *
     * @param budget asked at every sentence
     */
    public PartOfSpeechTagger newTagger(TimeBudget budget) {
        return new GreedyTagger(this, budget);
    }

    /** How many outcomes there are: parts of speech, and pairs of them for a word with its clitic. */
    int outcomes() {
        return first.length;
    }

    /** The outcome's part of speech; of a word and its clitic, the word's. */
    Pos first(int outcome) {
        return first[outcome];
    }

    /** Of a word and its clitic, the clitic's; else the same as the first. */
    Pos second(int outcome) {
        return second[outcome];
    }

    /** The number of a word in lower case; negative when the model does not know it. */
    int word(long hash) {
        return words.get(hash);
    }

    /** Adds what a word says where it stands. */
    void addWord(int word, Place place, float[] sums) {
        if (word >= 0) {
            add(wordRows[word * PLACES.length + place.ordinal()], sums);
        }
    }

    /** Adds what the word's form says, whatever stands around it. */
    void addForm(String word, long lowerHash, float[] sums) {
        add(defaultRow, sums);
        int length = word.length();
        for (int n = 1; n <= AFFIX && n <= length; n++) {
            add(prefixes.get(RowTable.hash(word, 0, n)), sums);
            add(suffixes.get(RowTable.hash(word, length - n, length)), sums);
        }
        int written = WordClass.of(word).ordinal();
        add(classRows[written], sums);
        add(wordsInClass.get(RowTable.join(lowerHash, written)), sums);
    }

    /**
     * Adds what comes of the place in the sentence and of the outcomes before.
     *
     * @param index of the word in the sentence
     * @param outcomes of the words before
     */
    void addHistory(int index, byte[] outcomes, float[] sums) {
        if (index < startRows.length) {
            add(startRows[index], sums);
        }
        if (index > 0) {
            add(tagRows[outcomes[index - 1]], sums);
        }
        if (index > 1) {
            add(tagPairRows[outcomes[index - 2] * first.length + outcomes[index - 1]], sums);
        }
    }

    private void add(int row, float[] sums) {
        if (row >= 0) {
            int end = model.starts()[row + 1];
            for (int i = model.starts()[row]; i < end; i++) {
                sums[model.targets()[i]] += model.weights()[i];
            }
        }
    }
}
