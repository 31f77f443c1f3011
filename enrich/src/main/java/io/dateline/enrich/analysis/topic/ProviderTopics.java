package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Story.ProviderSubject;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the subjects that came with a story as Media Topics. Understood are Media Topic codes by themselves, with their
 * alias or as a URI, IPTC subject codes, the providers' own codes that a table knows, and, where there is no code at all,
 * a name that is one active topic's label. Thread-safe.
 */
final class ProviderTopics {
    private static final int DIGITS = 8;
    private static final Set<String> MEDIA_TOPIC_SCHEMES =
            Set.of("", "medtop", "http://cv.iptc.org/newscodes/mediatopic", "https://cv.iptc.org/newscodes/mediatopic");
    private static final Set<String> SUBJECT_CODE_SCHEMES = Set.of(
            "",
            "subj",
            "iptc",
            "http://cv.iptc.org/newscodes/subjectcode",
            "https://cv.iptc.org/newscodes/subjectcode");

    private static final String TABLE = "provider-codes.tsv";

    /** Other names for a scheme of the table. */
    private static final Map<String, String> ALIASES =
            Map.of("apcat", "anpa", "apcategorycode", "anpa", "a1312cat", "anpa");

    private final MediaTopics topics;
    private final Map<String, MediaTopic> ownCodes;

    /** With the table of providers' codes that ships with the project. */
    ProviderTopics(MediaTopics topics) {
        this.topics = topics;
        Map<String, MediaTopic> codes = new HashMap<>();
        for (String[] row : TableResource.rows(ProviderTopics.class, TABLE)) {
            MediaTopic topic = topics.byCode(MediaTopics.PREFIX + row[1])
                    .filter(MediaTopic::isActive)
                    .orElseThrow(() -> new IllegalStateException(TABLE + ": no active topic: " + row[1]));
            for (String code : row[2].split(" ")) {
                if (codes.put(row[0] + ":" + code, topic) != null) {
                    throw new IllegalStateException(TABLE + ": twice: " + row[0] + ":" + code);
                }
            }
        }
        this.ownCodes = Map.copyOf(codes);
    }

    /**
     * Codes of the topics that the subjects name and of all above them, so that who routes by a top-level topic misses
     * none. A retired topic gives what stands for it today.
     */
    Set<String> codes(List<ProviderSubject> subjects) {
        Set<String> codes = new TreeSet<>();
        for (ProviderSubject subject : subjects) {
            topic(subject).map(topics::active).ifPresent(topic -> {
                codes.add(topic.code());
                topics.ancestors(topic).forEach(above -> codes.add(above.code()));
            });
        }
        return codes;
    }

    private Optional<MediaTopic> topic(ProviderSubject subject) {
        if (subject.code() == null || subject.code().isBlank()) {
            return subject.name() == null ? Optional.empty() : topics.byLabel(subject.name());
        }
        String code = subject.code().strip();
        int digits = code.length() - DIGITS;
        if (digits < 0 || !isNumber(code, digits)) {
            return ownCode(code, subject.scheme());
        }
        String scheme = digits == 0 ? "" : code.substring(0, digits - 1).toLowerCase(Locale.ROOT);
        if (digits > 0 && code.charAt(digits - 1) != ':' && code.charAt(digits - 1) != '/') {
            return Optional.empty();
        }
        String number = code.substring(digits);
        if (MEDIA_TOPIC_SCHEMES.contains(scheme)) {
            Optional<MediaTopic> topic = topics.byCode(MediaTopics.PREFIX + number);
            if (topic.isPresent()) {
                return topic;
            }
        }
        return SUBJECT_CODE_SCHEMES.contains(scheme) ? topics.ofSubjectCode(number) : Optional.empty();
    }

    private Optional<MediaTopic> ownCode(String code, String scheme) {
        String lower = code.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        if (colon < 0 && scheme == null) {
            return Optional.empty();
        }
        String own = colon < 0 ? scheme.toLowerCase(Locale.ROOT) : lower.substring(0, colon);
        return Optional.ofNullable(ownCodes.get(ALIASES.getOrDefault(own, own) + ":" + lower.substring(colon + 1)));
    }

    private static boolean isNumber(String code, int from) {
        for (int i = from; i < code.length(); i++) {
            if (code.charAt(i) < '0' || code.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
