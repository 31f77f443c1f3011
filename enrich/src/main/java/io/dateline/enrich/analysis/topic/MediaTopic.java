package io.dateline.enrich.analysis.topic;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One concept of IPTC Media Topics. Immutable.
 *
 * @param code "medtop:20000574"
 * @param broader code of the concept above it, or null for a top-level topic
 * @param level 1 for a top-level topic, up to 6
 * @param retired day on which IPTC retired it, or null when it is active
 * @param wikidataId "Q40231", or null
 * @param subjectCode the older IPTC subject code that the vocabulary maps it to, eight digits, or null. Several
 *     concepts may share one, and the older code may be broader
 * @param english English label
 * @param german German label, or null when the vocabulary has none
 * @param french French label, or null when the vocabulary has none
 * @param spanish Spanish label, or null when the vocabulary has none
 */
public record MediaTopic(
        String code,
        String broader,
        int level,
        LocalDate retired,
        String wikidataId,
        String subjectCode,
        String english,
        String german,
        String french,
        String spanish) {
    public MediaTopic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(english, "english");
        if (level < 1 || (level == 1) != (broader == null)) {
            throw new IllegalArgumentException("only a top-level topic has nothing above it: " + code);
        }
    }

    /** Is it in use, not retired? */
    public boolean isActive() {
        return retired == null;
    }
}
