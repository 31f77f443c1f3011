package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.name.NameUnits;
import io.dateline.enrich.analysis.name.TaggedName;
import io.dateline.schemas.EntityType;

/** A name found in the text, with what its surroundings tell of it. Mutable while one story is worked on. */
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

    EntityType type;
    double confidence;
    /** The entry of the gazetteer, or null. */
    Gazetteer.Known known;
    /** The role that stands before or after the name, or null. */
    String role;

    Gender gender = Gender.UNKNOWN;
    /** It is what a verb is said of. */
    boolean subject;

    Candidate(NameUnits units, TaggedName found) {
        this.firstUnit = found.firstUnit();
        this.endUnit = found.endUnit();
        this.start = units.start(firstUnit);
        this.end = units.end(endUnit - 1);
        this.sentence = found.sentence();
        this.name = units.name(firstUnit, endUnit);
        this.type = found.type();
        this.confidence = found.confidence();
        int count = 1;
        for (int i = 0; i < name.length(); i++) {
            count += name.charAt(i) == ' ' ? 1 : 0;
        }
        this.words = count;
    }

    /** A part of a word that is named like another. */
    Candidate(Candidate whole, int start, int end, Candidate like) {
        this.firstUnit = whole.firstUnit;
        this.endUnit = whole.endUnit;
        this.start = start;
        this.end = end;
        this.sentence = whole.sentence;
        this.name = like.name;
        this.type = like.type;
        this.confidence = like.confidence;
        this.words = 1;
    }

    /** The given name of a person who shares the surname of another: "Bill" of "Bill and Hillary Clinton". */
    Candidate(NameUnits units, int unit, String name, Candidate other) {
        this.firstUnit = unit;
        this.endUnit = unit + 1;
        this.start = units.start(unit);
        this.end = units.end(unit);
        this.sentence = other.sentence;
        this.name = name;
        this.type = other.type;
        this.confidence = other.confidence;
        this.words = 2;
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
