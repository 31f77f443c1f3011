package io.dateline.enrich.analysis;

import java.util.List;
import java.util.Objects;

/**
 * What analysis is given of a story.
 *
 * @param text the plain text, paragraphs parted by a blank line; all spans are in it
 * @param headline the headline, or null
 * @param language the language that the wire declares as BCP 47, or null
 * @param subjects subjects that the provider gave
 */
public record Story(String text, String headline, String language, List<ProviderSubject> subjects) {
    public Story {
        Objects.requireNonNull(text, "text");
        subjects = List.copyOf(subjects);
    }

    /**
     * A subject as delivered. At least one of code and name is not null.
     *
     * @param scheme what the code is from, an alias or a URI, or null
     */
    public record ProviderSubject(String code, String name, String scheme) {
        /** A subject whose code says itself what it is from. */
        public ProviderSubject(String code, String name) {
            this(code, name, null);
        }
    }

    /** A text by itself. */
    public static Story ofText(String text) {
        return new Story(text, null, null, List.of());
    }
}
