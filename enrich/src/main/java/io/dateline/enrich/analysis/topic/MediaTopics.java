package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.table.TableResource;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The IPTC Media Topics vocabulary: every concept, the retired ones too, since providers keep sending them. Immutable,
 * thread-safe.
 */
public final class MediaTopics {
    /** What a Media Topic's code starts with. */
    public static final String PREFIX = "medtop:";

    /** The latest release that the table was compiled from. */
    public static final String RELEASE = "2023-10";

    private static final String TABLE = "media-topics.tsv";
    private static final String SUCCESSORS = "successors.tsv";
    private static final int COLUMNS = 10;

    private final Map<String, MediaTopic> byCode;
    private final Map<String, MediaTopic> byLabel;
    private final Map<String, String> activeByEnglish;
    private final Map<String, String> successors;
    private final Map<String, MediaTopic> bySubjectCode;

    private MediaTopics(Map<String, MediaTopic> byCode, Map<String, String> successors) {
        this.byCode = byCode;
        this.successors = successors;
        this.activeByEnglish = new HashMap<>();
        for (MediaTopic topic : byCode.values()) {
            if (topic.broader() != null && !byCode.containsKey(topic.broader())) {
                throw new IllegalStateException(topic.code() + " stands under an unknown " + topic.broader());
            }
            if (topic.isActive()) {
                activeByEnglish.put(fold(topic.english()), topic.code());
            }
        }
        this.byLabel = labels(byCode.values());
        this.bySubjectCode = subjectCodes(byCode.values());
    }

    /** What each finer subject code stands for: the nearest concept that is or has above it all that is mapped to it. */
    private Map<String, MediaTopic> subjectCodes(Collection<MediaTopic> topics) {
        Map<String, MediaTopic> found = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (MediaTopic topic : topics) {
            if (topic.isActive() && topic.subjectCode() != null) {
                MediaTopic other = found.get(topic.subjectCode());
                Optional<MediaTopic> common = other == null ? Optional.of(topic) : common(other, topic);
                common.ifPresentOrElse(
                        both -> found.put(topic.subjectCode(), both), () -> ambiguous.add(topic.subjectCode()));
            }
        }
        found.keySet().removeAll(ambiguous);
        for (MediaTopic topic : topics) {
            if (!topic.isActive() && topic.subjectCode() != null && !ambiguous.contains(topic.subjectCode())) {
                found.putIfAbsent(topic.subjectCode(), active(topic));
            }
        }
        return found;
    }

    private Optional<MediaTopic> common(MediaTopic one, MediaTopic other) {
        List<MediaTopic> line = new ArrayList<>(List.of(one));
        line.addAll(ancestors(one));
        Set<MediaTopic> others = new HashSet<>(ancestors(other));
        others.add(other);
        return line.stream().filter(others::contains).findFirst();
    }

    /** Reads the table that ships with the project. */
    public static MediaTopics load() {
        Map<String, MediaTopic> byCode = new LinkedHashMap<>();
        for (String[] row : TableResource.rows(MediaTopics.class, TABLE)) {
            if (row.length != COLUMNS) {
                throw new IllegalStateException(TABLE + ": " + COLUMNS + " columns expected: " + row[0]);
            }
            String broader = orNull(row[1]);
            String retired = orNull(row[3]);
            MediaTopic topic = new MediaTopic(
                    PREFIX + row[0],
                    broader == null ? null : PREFIX + broader,
                    Integer.parseInt(row[2]),
                    retired == null ? null : LocalDate.parse(retired),
                    orNull(row[4]),
                    orNull(row[5]),
                    row[6],
                    orNull(row[7]),
                    orNull(row[8]),
                    orNull(row[9]));
            if (byCode.put(topic.code(), topic) != null) {
                throw new IllegalStateException(TABLE + ": twice: " + topic.code());
            }
        }
        Map<String, String> successors = new HashMap<>();
        for (String[] row : TableResource.rows(MediaTopics.class, SUCCESSORS)) {
            MediaTopic successor = byCode.get(PREFIX + row[1]);
            if (!byCode.containsKey(PREFIX + row[0]) || successor == null || !successor.isActive()) {
                throw new IllegalStateException(SUCCESSORS + ": no active topic for it: " + row[0]);
            }
            successors.put(PREFIX + row[0], successor.code());
        }
        return new MediaTopics(byCode, successors);
    }

    private static String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    /** A label that two active concepts share in any of the four languages names neither. */
    private static Map<String, MediaTopic> labels(Collection<MediaTopic> topics) {
        Map<String, MediaTopic> labels = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (MediaTopic topic : topics) {
            if (!topic.isActive()) {
                continue;
            }
            for (String label : new String[] {topic.english(), topic.german(), topic.french(), topic.spanish()}) {
                if (label != null) {
                    MediaTopic other = labels.putIfAbsent(fold(label), topic);
                    if (other != null && other != topic) {
                        ambiguous.add(fold(label));
                    }
                }
            }
        }
        labels.keySet().removeAll(ambiguous);
        return labels;
    }

    /** Lower case, without accents, one space between words. */
    static String fold(String label) {
        String decomposed = Normalizer.normalize(label, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            if (!Character.isWhitespace(c)) {
                folded.append(c);
            } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded.toString().strip();
    }

    /** All concepts, in the table's order. */
    public Collection<MediaTopic> all() {
        return List.copyOf(byCode.values());
    }

    /** The concept of a code like "medtop:20000574", active or retired. */
    public Optional<MediaTopic> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * The active concept with this label in English, German, French or Spanish, whatever its case and accents; empty
     * when none or several have it.
     */
    public Optional<MediaTopic> byLabel(String label) {
        return Optional.ofNullable(byLabel.get(fold(label)));
    }

    /**
     * The concept itself when it is active. Else what stands for it today: its successor where one is known, the active
     * concept of the same English label, or the nearest active one above it.
     */
    public MediaTopic active(MediaTopic topic) {
        MediaTopic current = topic;
        while (!current.isActive()) {
            String successor = successors.getOrDefault(current.code(), activeByEnglish.get(fold(current.english())));
            current = byCode.get(successor != null ? successor : current.broader());
        }
        return current;
    }

    /** What stands above a concept, nearest first; empty for a top-level topic. */
    public List<MediaTopic> ancestors(MediaTopic topic) {
        List<MediaTopic> ancestors = new ArrayList<>();
        for (MediaTopic at = topic; at.broader() != null; ) {
            at = byCode.get(at.broader());
            ancestors.add(at);
        }
        return List.copyOf(ancestors);
    }

    /** The top-level topic that a concept belongs to: itself when it is one. */
    public MediaTopic top(MediaTopic topic) {
        MediaTopic at = topic;
        while (at.broader() != null) {
            at = byCode.get(at.broader());
        }
        return at;
    }

    /**
     * The active concept that an older IPTC subject code (eight digits, of which the first two name the subject) stands
     * for. Subjects and top-level topics bear the same numbers; some finer codes have moved since (global warming, from
     * weather to the environment). Where several concepts share a code, what stands above them all; a finer code that
     * the vocabulary doesn't know, or knows for several matters, gives its subject. Empty when there is no such subject.
     */
    public Optional<MediaTopic> ofSubjectCode(String digits) {
        Objects.requireNonNull(digits, "digits");
        if (digits.length() != 8) {
            return Optional.empty();
        }
        MediaTopic subject = byCode.get(PREFIX + digits.substring(0, 2) + "000000");
        if (subject == null || digits.endsWith("000000")) {
            return Optional.ofNullable(subject);
        }
        return Optional.of(bySubjectCode.getOrDefault(digits, subject));
    }
}
