package io.dateline.enrich.analysis.entity;

import io.dateline.schemas.EntityType;

/**
 * A place in the text that probably names something. Found in its sentence; {@link MentionSettler} settles what is open
 * by what the rest of the story says. Mutable while one story is worked on.
 */
final class Candidate {
    final int firstUnit;
    final int endUnit;
    final int start;
    final int end;
    final int sentence;
    /** The name with single spaces and straight apostrophes. */
    final String name;
    /** How many words it has. */
    final int words;

    /** Null while open. */
    EntityType type;

    double confidence;
    /** The entry of the gazetteer, or null. */
    Gazetteer.Known known;
    /** The role that stands before or after the name, or null. */
    String role;

    Gender gender = Gender.UNKNOWN;
    /** It may be an ordinary word that begins a sentence or stands in a title: only if the story names it elsewhere. */
    boolean doubtful;

    Candidate(NameUnits units, int sentence, int firstUnit, int endUnit) {
        this.firstUnit = firstUnit;
        this.endUnit = endUnit;
        this.start = units.start(firstUnit);
        this.end = units.end(endUnit - 1);
        this.sentence = sentence;
        this.name = units.name(firstUnit, endUnit);
        int count = 1;
        for (int i = 0; i < name.length(); i++) {
            count += name.charAt(i) == ' ' ? 1 : 0;
        }
        this.words = count;
    }

    Candidate as(EntityType found, double sure) {
        type = found;
        confidence = sure;
        return this;
    }

    /** The last word of the name. */
    String lastWord() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** The first word of the name. */
    String firstWord() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
