package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.Gender;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import io.dateline.schemas.EntityType;

/** Finds the words that name a speaker, and the entity that they mean. */
final class Speakers {
    /** A noun phrase is looked at no further than this many tokens. */
    private static final int LONGEST_PHRASE = 14;

    /** How many paragraphs back a pronoun may point. */
    private static final int PRONOUN_PARAGRAPHS = 3;

    private final SegmentedText text;
    private final PosTags tags;
    private final StoryEntities entities;
    private final QuotedStretches quotes;

    Speakers(SegmentedText text, PosTags tags, StoryEntities entities, QuotedStretches quotes) {
        this.text = text;
        this.tags = tags;
        this.entities = entities;
        this.quotes = quotes;
    }

    /** A noun phrase: tokens from first to end. */
    record Phrase(int first, int end) {}

    /**
     * The subject of a verb: the noun phrase that ends right before it, or, where an apposition or a relative clause stands
     * between ("Smith, 43, who runs it, said"), the first one of the clause.
     *
     * @param from where the clause begins, at the earliest
     * @return null when there is none
     */
    Phrase subjectBefore(int verb, int from) {
        int end = verb;
        while (end > from && isBetweenSubjectAndVerb(end - 1)) {
            end--;
        }
        if (end <= from) {
            return null;
        }
        if (text.word(end - 1).equals(",")) {
            return firstPhrase(from, end - 1);
        }
        return phraseEndingAt(end, from);
    }

    /** The noun phrase that begins right behind a verb ("said Smith"). */
    Phrase subjectAfter(int verb, int limit) {
        int first = verb + 1;
        if (first >= limit || !startsPhrase(first)) {
            return null;
        }
        int end = first;
        while (end < limit && end - first < LONGEST_PHRASE && isInPhrase(end, first)) {
            end++;
        }
        while (end > first && !isHead(end - 1)) {
            end--;
        }
        return end > first ? new Phrase(first, end) : null;
    }

    private Phrase phraseEndingAt(int end, int from) {
        if (!isHead(end - 1)) {
            return null;
        }
        int first = end - 1;
        while (first > from && end - first < LONGEST_PHRASE && isInPhrase(first - 1, from) && !breaksBefore(first)) {
            first--;
        }
        while (first < end && !startsPhrase(first)) {
            first++;
        }
        return first < end ? new Phrase(first, end) : null;
    }

    /** The first noun phrase of a clause that could speak. */
    private Phrase firstPhrase(int from, int limit) {
        for (int first = from; first < limit; first++) {
            if (startsPhrase(first) && !quotes.isQuoted(first)) {
                int end = first;
                while (end < limit && end - first < LONGEST_PHRASE && isInPhrase(end, first)) {
                    end++;
                }
                while (end > first && !isHead(end - 1)) {
                    end--;
                }
                boolean introduced = first > from && tags.is(first - 1, Pos.ADP);
                if (end > first && !introduced) {
                    return new Phrase(first, end);
                }
                first = Math.max(first, end - 1);
            }
        }
        return null;
    }

    /** A pronoun is a phrase of its own; "he Smith" is none. */
    private boolean breaksBefore(int first) {
        return tags.is(first, Pos.PRON) && !isPossessive(first)
                || tags.is(first, Pos.DET)
                        && !(tags.is(first - 1, Pos.ADP)
                                || text.lower(first - 1).equals("all"))
                || tags.is(first - 1, Pos.PRON) && !isPossessive(first - 1);
    }

    private boolean isBetweenSubjectAndVerb(int token) {
        return tags.is(token, Pos.ADV)
                || tags.is(token, Pos.AUX)
                || text.lower(token).equals("both")
                || text.lower(token).equals("n't")
                || text.lower(token).equals("not");
    }

    private boolean startsPhrase(int token) {
        return tags.isNominal(token) && !isRelative(token)
                || tags.is(token, Pos.DET)
                || tags.is(token, Pos.ADJ)
                || tags.is(token, Pos.NUM);
    }

    private boolean isHead(int token) {
        return tags.isNominal(token) && !isRelative(token)
                || tags.is(token, Pos.NUM)
                || tags.is(token, Pos.ADJ) && isMentioned(token);
    }

    private boolean isInPhrase(int token, int first) {
        if (quotes.isQuoted(token) || text.kind(token) == TokenKind.ADDRESS) {
            return false;
        }
        if (startsPhrase(token)
                || text.lower(token).equals("'s")
                || text.lower(token).equals("\u2019s")) {
            return true;
        }
        if (text.lower(token).equals("and") || text.lower(token).equals("&")) {
            return token > first;
        }
        return token > first && tags.is(token, Pos.ADP) && joinsNouns(text.lower(token)) && isHead(token - 1);
    }

    private static boolean joinsNouns(String preposition) {
        return switch (preposition) {
            case "of", "for", "from", "at", "with", "in" -> true;
            default -> false;
        };
    }

    private boolean isRelative(int token) {
        return switch (text.lower(token)) {
            case "who", "whom", "which", "that", "what", "whose", "it", "there" -> true;
            default -> false;
        };
    }

    private boolean isPossessive(int token) {
        return switch (text.lower(token)) {
            case "his", "her", "its", "their", "our", "my", "your" -> true;
            default -> false;
        };
    }

    private boolean isMentioned(int token) {
        int mention = entities.mentionAt(text.start(token));
        return mention < entities.mentions() && entities.mention(mention).start() <= text.start(token);
    }

    /**
     * The speaker that a phrase names.
     *
     * @param previous who spoke before, or null
     */
    SpeakerAnnotation resolve(Phrase phrase, SpeakerAnnotation previous) {
        Span span = text.span(phrase.first(), phrase.end());
        if (phrase.end() - phrase.first() == 1 && tags.is(phrase.first(), Pos.PRON)) {
            return pronoun(phrase.first(), span, previous);
        }
        int best = -1;
        for (int m = entities.mentionAt(span.start());
                m < entities.mentions() && entities.mention(m).start() < span.end();
                m++) {
            int entity = entities.entityOf(m);
            EntityType type = entities.entities().get(entity).type();
            boolean last = entities.mention(m).end() >= span.end();
            if (type == EntityType.PERSON
                    || last && type == EntityType.ORGANISATION && best < 0 && isWholeName(span, m)) {
                best = entity;
            } else if (best < 0 && last && type == EntityType.LOCATION && isWholeName(span, m)) {
                // "Washington said": a government by its seat.
                best = entity;
            }
        }
        return new SpeakerAnnotation(span, best);
    }

    /** The name with no noun of its own before it: "the Pentagon", not "a spokesman for the Pentagon". */
    private boolean isWholeName(Span span, int mention) {
        for (int i = text.tokenAt(span.start());
                i < text.tokens() && text.start(i) < entities.mention(mention).start();
                i++) {
            if (tags.is(i, Pos.NOUN) || tags.is(i, Pos.ADP)) {
                return false;
            }
        }
        return true;
    }

    private SpeakerAnnotation pronoun(int token, Span span, SpeakerAnnotation previous) {
        Gender gender;
        switch (text.lower(token)) {
            case "he" -> gender = Gender.MALE;
            case "she" -> gender = Gender.FEMALE;
            default -> {
                return new SpeakerAnnotation(span, -1);
            }
        }
        int paragraph = text.paragraphOf(token);
        if (previous != null && previous.entity() >= 0 && isPerson(previous.entity(), gender)) {
            int there = text.tokenAt(previous.span().start());
            boolean near = there < text.tokens() && paragraph - text.paragraphOf(there) <= 1;
            if (near) {
                return new SpeakerAnnotation(span, previous.entity());
            }
        }
        int firstToken = text.firstTokenOfParagraph(Math.max(0, paragraph - PRONOUN_PARAGRAPHS));
        int from = text.start(firstToken);
        int best = -1;
        int bestScore = Integer.MIN_VALUE;
        for (int m = entities.mentionAt(text.start(token)) - 1;
                m >= 0 && entities.mention(m).start() >= from;
                m--) {
            int at = text.tokenAt(entities.mention(m).start());
            if (at >= text.tokens()
                    || !isPerson(entities.entityOf(m), gender)
                    || quotes.isQuoted(at)
                    || entities.mention(m).end() > text.start(token)) {
                continue;
            }
            int sentence = text.sentenceOf(at);
            boolean subject = at - text.firstToken(sentence) <= 2;
            int score = (subject ? 4 : 0) - 3 * (text.sentenceOf(token) - sentence);
            if (score > bestScore) {
                bestScore = score;
                best = entities.entityOf(m);
            }
        }
        return new SpeakerAnnotation(span, best);
    }

    private boolean isPerson(int entity, Gender gender) {
        return entities.entities().get(entity).type() == EntityType.PERSON
                && entities.gender(entity).agrees(gender);
    }
}
