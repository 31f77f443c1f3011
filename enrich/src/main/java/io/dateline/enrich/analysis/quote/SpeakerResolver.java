package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.Gender;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.EntityType;
import java.util.Locale;
import java.util.Set;

/** Says which words name a speaker and which entity they mean. For one story, to be asked in text order. */
final class SpeakerResolver {
    /** How far back a pronoun looks, in sentences. */
    private static final int MEMORY = 8;

    private static final Set<String> PRONOUNS = Set.of("he", "she", "they", "we", "i", "you", "it", "who", "one");

    private final SegmentedText text;
    private final PosTags tags;
    private final StoryEntities entities;
    private int lastToken = -1;
    private int lastEntity = -1;

    SpeakerResolver(SegmentedText text, PosTags tags, StoryEntities entities) {
        this.text = text;
        this.tags = tags;
        this.entities = entities;
    }

    /** The speaker that the phrase names. */
    SpeakerAnnotation resolve(Phrase phrase) {
        String head = text.lower(phrase.head());
        SpeakerAnnotation speaker;
        if (phrase.end() - phrase.first() == 1 && PRONOUNS.contains(head)) {
            speaker = new SpeakerAnnotation(text.span(phrase.first(), phrase.end()), pronoun(head, phrase.head()));
        } else {
            speaker = named(phrase);
        }
        if (speaker.entity() >= 0) {
            lastToken = phrase.head();
            lastEntity = speaker.entity();
        }
        return speaker;
    }

    private SpeakerAnnotation named(Phrase phrase) {
        Span whole = text.span(phrase.first(), phrase.end());
        int headEnd = text.end(phrase.head());
        int best = -1;
        for (int m = entities.mentionAt(whole.start()); m < entities.mentions(); m++) {
            Span mention = entities.mention(m);
            if (mention.start() >= headEnd) {
                break;
            }
            // the head's own name, or a person's whose title the phrase begins with
            boolean atHead = mention.end() >= headEnd || onlyGenitiveBetween(mention.end(), headEnd);
            if (mention.start() >= whole.start() && atHead) {
                best = m;
            }
        }
        if (best >= 0) {
            EntityAnnotation entity = entities.entities().get(entities.entityOf(best));
            if (entity.type() != EntityType.MISC) {
                return new SpeakerAnnotation(entities.mention(best), entities.entityOf(best));
            }
        }
        return new SpeakerAnnotation(whole, byRole(phrase));
    }

    private boolean onlyGenitiveBetween(int from, int to) {
        return to - from == 2 && text.text().startsWith("'s", from)
                || to - from == 2 && text.text().startsWith("\u2019s", from);
    }

    /** "the minister": the person spoken of last whose role has that word. */
    private int byRole(Phrase phrase) {
        boolean definite = text.lower(phrase.first()).equals("the") && phrase.end() == phrase.head() + 1;
        if (!definite || phrase.end() - phrase.first() > 3) {
            return -1;
        }
        String noun = text.lower(phrase.head());
        int sentence = text.sentenceOf(phrase.first());
        for (int m = entities.mentionAt(text.start(phrase.first())) - 1, seen = 0; m >= 0 && seen < 60; m--, seen++) {
            EntityAnnotation entity = entities.entities().get(entities.entityOf(m));
            boolean person = entity.type() == EntityType.PERSON && entity.role() != null;
            if (person && (" " + entity.role().toLowerCase(Locale.ROOT) + " ").contains(" " + noun + " ")) {
                return sentence >= 0 ? entities.entityOf(m) : -1;
            }
        }
        return -1;
    }

    private int pronoun(String word, int token) {
        return switch (word) {
            case "he" -> person(Gender.MALE, token);
            case "she" -> person(Gender.FEMALE, token);
            default -> -1;
        };
    }

    /** The person before the token who fits: who speaks or acts, rather than who is only named. */
    private int person(Gender gender, int token) {
        int sentence = text.sentenceOf(token);
        int fallback = -1;
        for (int s = sentence; s >= 0 && s > sentence - MEMORY; s--) {
            int stop = s == sentence ? text.start(token) : text.end(text.endToken(s) - 1);
            int from = text.start(text.firstToken(s));
            boolean lastSpoke = lastEntity >= 0 && lastToken >= text.firstToken(s) && lastToken < text.endToken(s);
            if (lastSpoke && fits(lastEntity, gender) && lastToken < token) {
                return lastEntity;
            }
            for (int m = entities.mentionAt(from);
                    m < entities.mentions() && entities.mention(m).start() < stop;
                    m++) {
                int entity = entities.entityOf(m);
                if (!fits(entity, gender)) {
                    continue;
                }
                if (entities.gender(entity) == gender || isSubject(m)) {
                    return entity;
                }
                fallback = fallback < 0 ? entity : fallback;
            }
        }
        return fallback;
    }

    private boolean fits(int entity, Gender gender) {
        return entities.entities().get(entity).type() == EntityType.PERSON
                && entities.gender(entity).agrees(gender);
    }

    /** Does a verb follow the mention? */
    private boolean isSubject(int mention) {
        int next = text.tokenAt(entities.mention(mention).end());
        while (next < text.tokens() && tags.is(next, Pos.ADV)) {
            next++;
        }
        return next < text.tokens() && tags.isVerbal(next);
    }
}
