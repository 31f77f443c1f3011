package io.dateline.enrich.analysis;

import io.dateline.schemas.BoilerplateKind;
import io.dateline.schemas.CueClass;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.TopicOrigin;
import java.util.List;

/**
 * What a story says. Spans are UTF-16 indexes into its text. Immutable.
 *
 * @param language BCP 47 tag of the text, as declared, else as found; "und" when neither tells
 * @param byline the byline found in the text, else the name in the note about the author; or null
 * @param credit the paper or agency that the author writes for, by that note; or null
 * @param dateline the dateline found in the text, or null
 * @param datelinePlace its place, or null
 * @param boilerplate what is not the story, in text order, not overlapping
 * @param entities most salient first
 * @param quotes in text order
 * @param topics most confident first
 */
public record Analysis(
        String language,
        String byline,
        String credit,
        String dateline,
        String datelinePlace,
        List<Boilerplate> boilerplate,
        List<EntityAnnotation> entities,
        List<QuoteAnnotation> quotes,
        List<TopicAnnotation> topics) {
    public Analysis {
        boilerplate = List.copyOf(boilerplate);
        entities = List.copyOf(entities);
        quotes = List.copyOf(quotes);
        topics = List.copyOf(topics);
    }

    /** A span that is not the story. */
    public record Boilerplate(Span span, BoilerplateKind kind) {}

    /**
     * An entity with its mentions.
     *
     * @param name canonical name
     * @param wikidataId "Q42", or null
     * @param aliases other forms met in the text
     * @param role role as stated, or null
     * @param salience 0 to 1
     * @param confidence 0 to 1
     * @param mentions in text order, at least one
     */
    public record EntityAnnotation(
            String name,
            EntityType type,
            String wikidataId,
            List<String> aliases,
            String role,
            double salience,
            double confidence,
            List<Span> mentions) {
        public EntityAnnotation {
            aliases = List.copyOf(aliases);
            mentions = List.copyOf(mentions);
        }
    }

    /**
     * Something said.
     *
     * @param content what was said, without quotation marks
     * @param parts the stretches between quotation marks, where they are not simply the content: of a direct quote that is
     *     interrupted, and of a mixed one; else empty
     * @param cue "said", "according to"; or null
     * @param cueClass what the cue says about the quote
     * @param speaker who said it, or null when unknown
     * @param confidence probability that content and speaker are right, 0 to 1
     */
    public record QuoteAnnotation(
            Span content,
            QuoteType type,
            List<Span> parts,
            String cue,
            CueClass cueClass,
            SpeakerAnnotation speaker,
            double confidence) {
        public QuoteAnnotation {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Who said it.
     *
     * @param span the words that name the speaker
     * @param entity index into {@link Analysis#entities()}, or -1 when they resolve to none
     * @param organisation index of the organisation that an unnamed speaker speaks for, or -1
     */
    public record SpeakerAnnotation(Span span, int entity, int organisation) {}

    /**
     * A topic that applies.
     *
     * @param code "medtop:16000000"
     * @param name English label
     * @param level 1 for top-level topics
     * @param confidence 0 to 1
     */
    public record TopicAnnotation(String code, String name, int level, double confidence, TopicOrigin origin) {}
}
