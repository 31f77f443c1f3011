package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.Gender;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.EntityType;
import java.util.Locale;

/** Says which words name a speaker and which entity they mean. For one story, to be asked in text order. */
final class SpeakerResolver {
    /** How far back a pronoun looks, in sentences. */
    private static final int MEMORY = 8;
    /** How many mentions of a sentence, or before a word, are looked at. */
    private static final int MOST_MENTIONS = 60;

    private final StoryView view;
    private final SegmentedText text;
    private final PosTags tags;
    private final StoryEntities entities;
    private final PronounGenders genders;
    private int lastToken = -1;
    private int lastEntity = -1;

    SpeakerResolver(StoryView view) {
        this.view = view;
        this.text = view.text;
        this.tags = view.tags;
        this.entities = view.entities;
        this.genders = new PronounGenders(view);
    }

    /** The speaker that the phrase names. */
    SpeakerAnnotation resolve(Phrase phrase) {
        String head = text.lower(phrase.head());
        boolean single = phrase.end() - phrase.first() == 1;
        SpeakerAnnotation speaker = single && isPronoun(head)
                ? new SpeakerAnnotation(text.span(phrase.first(), phrase.end()), pronoun(head, phrase.head()), -1)
                : named(phrase);
        if (speaker.entity() >= 0) {
            lastToken = phrase.head();
            lastEntity = speaker.entity();
        }
        return speaker;
    }

    private static boolean isPronoun(String lower) {
        return switch (lower) {
            case "he", "she", "they", "we", "i", "you", "it", "who", "which", "that", "one" -> true;
            default -> PhraseReader.isPossessive(lower);
        };
    }

    private SpeakerAnnotation named(Phrase phrase) {
        Span whole = text.span(phrase.first(), phrase.end());
        int headEnd = text.end(phrase.head());
        int best = -1;
        int organisation = -1;
        for (int m = entities.mentionAt(whole.start());
                m < entities.mentions() && entities.mention(m).start() < whole.end();
                m++) {
            Span mention = entities.mention(m);
            int entity = entities.entityOf(m);
            // the head's own name, or a person's whose title the phrase begins with
            boolean atHead = mention.start() < headEnd
                    && (mention.end() >= headEnd
                            || onlyGenitiveBetween(mention.end(), headEnd)
                            || type(entity) == EntityType.PERSON && isLettersBehind(mention, phrase.head()));
            if (mention.start() >= whole.start() && atHead) {
                best = m;
            } else if (type(entity) == EntityType.ORGANISATION) {
                organisation = entity;
            }
        }
        if (best >= 0 && type(entities.entityOf(best)) != EntityType.MISC) {
            return new SpeakerAnnotation(entities.mention(best), entities.entityOf(best), -1);
        }
        int beside = apposition(phrase);
        return new SpeakerAnnotation(whole, beside >= 0 ? beside : byRole(phrase), organisation);
    }

    /** "his sister, Jane Smith,", "the weather agency, known as PAGASA,": whom the words behind the phrase name; -1 for nobody. */
    private int apposition(Phrase phrase) {
        int comma = phrase.end();
        if (!view.isWord(comma, ",") || view.isQuoted(comma) || isPlural(phrase.head())) {
            return -1;
        }
        boolean known = view.isWord(comma + 1, "known") && view.isWord(comma + 2, "as");
        int at = comma + (known ? 3 : 1);
        int mention = at < text.tokens() ? entities.mentionAt(text.start(at)) : entities.mentions();
        if (mention == entities.mentions() || entities.mention(mention).start() != text.start(at)) {
            return -1;
        }
        int entity = entities.entityOf(mention);
        boolean fits = type(entity) == EntityType.PERSON || known && type(entity) == EntityType.ORGANISATION;
        int next = at;
        while (next < text.tokens()
                && text.start(next) < entities.mention(mention).end()) {
            next++;
        }
        return fits && isClosed(phrase, next) ? entity : -1;
    }

    /** Does the apposition end before the token? "according to the report, Jane Smith, 43, left" holds none. */
    private boolean isClosed(Phrase phrase, int next) {
        if (next >= text.tokens() || text.sentenceOf(next) != text.sentenceOf(phrase.head())) {
            return true;
        }
        boolean listed = view.isWord(next, "and") || view.isWord(next, "or");
        boolean behindComma = view.isWord(next + 1, "and") || view.isWord(next + 1, "or");
        boolean comma = view.isWord(next, ",");
        int according = phrase.first() - 2;
        if (view.isWord(according, "according")) {
            boolean opens = text.firstToken(text.sentenceOf(according)) == according;
            return !opens && !listed && (view.isPunctuation(next) || tags.is(next, Pos.ADP));
        }
        return !listed && !(comma && behindComma);
    }

    private boolean isPlural(int noun) {
        String lower = text.lower(noun);
        return lower.endsWith("s") && !lower.endsWith("ss");
    }

    private EntityType type(int entity) {
        return entities.entities().get(entity).type();
    }

    /** "Simon Hart QC": letters of honour behind a name are no part of it. */
    private boolean isLettersBehind(Span mention, int head) {
        return Chars.isAllCaps(text.word(head)) && head > 0 && text.end(head - 1) == mention.end();
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
        int before = entities.mentionAt(text.start(phrase.first())) - 1;
        for (int m = before; m >= 0 && m > before - MOST_MENTIONS; m--) {
            EntityAnnotation entity = entities.entities().get(entities.entityOf(m));
            boolean person = entity.type() == EntityType.PERSON && entity.role() != null;
            if (person && (" " + entity.role().toLowerCase(Locale.ROOT) + " ").contains(" " + noun + " ")) {
                return entities.entityOf(m);
            }
        }
        return -1;
    }

    private int pronoun(String word, int token) {
        return switch (word) {
            case "he", "his" -> person(Gender.MALE, token);
            case "she", "her" -> person(Gender.FEMALE, token);
            case "who", "which", "that" -> antecedent(word, token);
            default -> -1;
        };
    }

    /** "Jane Smith, who said": the name right before, a comma or a bracket passed over; nobody else. */
    private int antecedent(String word, int token) {
        int before = entities.mentionAt(text.start(token)) - 1;
        if (before < 0) {
            return -1;
        }
        int next = text.tokenAt(entities.mention(before).end());
        boolean adjacent = token - next <= 4 && text.sentenceOf(next) == text.sentenceOf(token);
        for (int i = next; i < token; i++) {
            adjacent &= view.isPunctuation(i) || tags.is(i, Pos.NUM) || view.isNamelike(i);
        }
        int entity = entities.entityOf(before);
        boolean fits = word.equals("who") ? type(entity) == EntityType.PERSON : type(entity) == EntityType.ORGANISATION;
        return adjacent && fits ? entity : -1;
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
            int first = entities.mentionAt(from);
            for (int m = first;
                    m < entities.mentions() && entities.mention(m).start() < stop && m < first + MOST_MENTIONS;
                    m++) {
                int entity = entities.entityOf(m);
                if (!fits(entity, gender)
                        || view.isQuoted(text.tokenAt(entities.mention(m).start()))) {
                    continue;
                }
                if (genders.of(entity) == gender || isSubject(m)) {
                    return entity;
                }
                fallback = fallback < 0 ? entity : fallback;
            }
        }
        return fallback;
    }

    private boolean fits(int entity, Gender gender) {
        return type(entity) == EntityType.PERSON && genders.of(entity).agrees(gender);
    }

    /** Does a verb follow the mention? */
    private boolean isSubject(int mention) {
        int next = text.tokenAt(entities.mention(mention).end());
        for (int steps = 0; steps < 4 && next < text.tokens() && tags.is(next, Pos.ADV); steps++) {
            next++;
        }
        return next < text.tokens() && tags.isVerbal(next);
    }
}
