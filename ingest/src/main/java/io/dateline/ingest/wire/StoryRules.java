package io.dateline.ingest.wire;

import io.dateline.ingest.clean.Dateline;
import io.dateline.ingest.clean.LanguageTags;
import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.clean.WireTimes;
import io.dateline.ingest.clean.WireTimes.WireTime;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a wire's words mean in our terms; the rules that {@link ArticleDraft} describes. */
final class StoryRules {
    private static final int HASH_BYTES = 16;
    private static final int MAX_ID = 500;
    private static final int KEPT_OF_ID = 400;
    private static final int MAX_VERSION_DIGITS = 18;
    private static final int LEAST_URGENT = 8;
    private static final int DATELINE_PARAGRAPHS = 6;
    private static final int LONGEST_ROW = 60;
    private static final Set<String> DATE_LETTERS = Set.of("T", "Z", "GMT", "UTC");

    private final ZoneId zone;
    private final boolean zoneConfigured;
    private final Consumer<String> notes;

    /**
     * @param zone for times that state none; null when nobody has configured one
     * @param notes takes a sentence for whatever had to be guessed
     */
    StoryRules(ZoneId zone, Consumer<String> notes) {
        this.zone = zone == null ? ZoneOffset.UTC : zone;
        this.zoneConfigured = zone != null;
        this.notes = notes;
    }

    /**
     * A version.
     *
     * @param number null when the wire has none that is a whole number
     * @param label as written, where that is not simply the number; else null
     */
    record Version(Long number, String label) {}

    String provider(String stated, String configured, StoryIdentity identity) {
        String name = ProviderNames.normalise(stated);
        if (name == null) {
            name = ProviderNames.normalise(configured);
        }
        if (name != null) {
            return name;
        }
        String authority = identity == null ? null : ProviderNames.ofGuid(identity.id());
        notes.accept(
                authority == null ? "Nothing says who the provider is." : "The provider is derived from the guid.");
        return authority == null ? ProviderNames.UNKNOWN : authority;
    }

    /** The identity as it is kept: one that is too long for a database's index is cut, and stays unique by its hash. */
    String boundedId(String id) {
        if (id.length() <= MAX_ID) {
            return id;
        }
        notes.accept("The identity is longer than " + MAX_ID + " characters and was shortened.");
        return PlainText.cut(id, KEPT_OF_ID) + "~" + hash(id);
    }

    /** An identity for a story that the wire gives none: the same for the same headline and text. */
    String derivedId(String headline, String body) {
        notes.accept("The wire gives no identity: it is derived from headline and text.");
        return "sha256:" + hash((headline == null ? "" : headline) + "\u0000" + body);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What the wire states; else what is in the guid. */
    Version version(String written, String guid, StoryIdentity identity) {
        Long stated = written == null ? null : wholeNumber(written);
        if (stated != null) {
            return new Version(stated, written.equals(stated.toString()) ? null : written);
        }
        if (written != null) {
            notes.accept("The version is no whole number.");
        }
        if (identity != null && identity.version() >= 0) {
            String suffix = guid.substring(identity.id().length());
            return new Version(identity.version(), written == null ? suffix : written);
        }
        return new Version(null, written);
    }

    ArticleStatus status(String written) {
        if (written == null) {
            return ArticleStatus.USABLE;
        }
        ArticleStatus known = Statuses.statusOf(written);
        if (known == null) {
            notes.accept("The status is not a known one, so the story is withheld: " + written);
            return ArticleStatus.WITHHELD;
        }
        return known;
    }

    static ChangeKind change(ArticleStatus status, ChangeKind stated, Collection<String> signals) {
        if (status == ArticleStatus.CANCELED) {
            return ChangeKind.CANCELLATION;
        }
        if (stated != null) {
            return stated;
        }
        for (String signal : signals) {
            ChangeKind kind = Statuses.changeOf(signal);
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    List<String> superseded(String provider, Collection<String> guids) {
        List<String> ids = new ArrayList<>();
        for (String guid : guids) {
            boolean isArticleId = guid.indexOf('|') > 0;
            ids.add(
                    isArticleId
                            ? guid
                            : RecordKeys.articleId(
                                    provider, boundedId(StoryIdentity.of(guid).id())));
        }
        return ids;
    }

    /** The end of the embargo; null without one, and for one that can't be read, which keeps the story held. */
    Instant embargo(String written) {
        if (!isEmbargo(written)) {
            return null;
        }
        Optional<WireTime> read = WireTimes.parse(written, zone);
        if (read.isEmpty()) {
            notes.accept("The embargo can't be read, so the story is held.");
            return null;
        }
        noteZone("embargo", read.get());
        return read.get().instant();
    }

    static boolean isEmbargo(String written) {
        return written != null
                && !written.equalsIgnoreCase("false")
                && !written.equalsIgnoreCase("none")
                && !written.equalsIgnoreCase("no")
                && !written.equalsIgnoreCase("null");
    }

    Integer urgency(String written) {
        if (written == null) {
            return null;
        }
        Long number = wholeNumber(written);
        if (number == null || number < 1 || number > LEAST_URGENT) {
            // IPTC's 0 ("not set") and 9 ("user-defined") say nothing about urgency either.
            notes.accept("The urgency is not one of 1 to 8: " + written);
            return null;
        }
        return number.intValue();
    }

    String language(String written) {
        if (written == null) {
            return null;
        }
        String tag = LanguageTags.normalise(written);
        if (tag == null) {
            notes.accept("The declared language is none that is known: " + written);
        }
        return tag;
    }

    /** A dateline as written; null for one that is nothing but a date in digits, as some systems fill the field. */
    static String dateline(String written) {
        if (written == null) {
            return null;
        }
        for (String word : written.split("[^\\p{L}]+")) {
            if (!word.isEmpty() && !DATE_LETTERS.contains(word.toUpperCase(Locale.ROOT))) {
                return written;
            }
        }
        return null;
    }

    /** The dateline that a text begins with, below a byline or a note at most; null without one that is certain. */
    static Dateline datelineOf(String body) {
        int start = 0;
        for (int i = 0; i < DATELINE_PARAGRAPHS && start < body.length(); i++) {
            int end = body.indexOf('\n', start);
            String line = body.substring(start, end < 0 ? body.length() : end);
            Dateline found = Dateline.at(line);
            if (found != null && found.isCertain() && line.length() > LONGEST_ROW) {
                return found;
            }
            start = end < 0 ? body.length() : end + 1;
        }
        return null;
    }

    /** A time; null, with a note, for one that can't be read. */
    Instant time(String field, String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        Optional<WireTime> read = WireTimes.parse(written, zone);
        if (read.isEmpty()) {
            notes.accept("The time in " + field + " can't be read: " + written.strip());
            return null;
        }
        noteZone(field, read.get());
        return read.get().instant();
    }

    private void noteZone(String field, WireTime time) {
        if (!time.zoneStated()) {
            notes.accept("The time in " + field + " has no zone; read as "
                    + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId())
                    + (zoneConfigured ? ", the feed's." : ", since the feed has none configured."));
        }
    }

    /** "3", "03", "3.0" are 3; "1.2", "-1", "1e999" are no whole numbers. */
    private static Long wholeNumber(String written) {
        String digits = written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
        if (digits.isEmpty() || digits.length() > MAX_VERSION_DIGITS) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return null;
            }
        }
        return Long.valueOf(digits);
    }
}
