package io.dateline.enrich.analysis.name;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is known of words and phrases before any text is read: classes as bits, by hash of the words in lower case. It is
 * frozen into the model when that is trained, so that a table that grows later changes nothing that was learned. Immutable
 * once made.
 */
final class Lexicon {
    /** Classes of names, which may have several words. */
    static final int COUNTRY = 0;

    static final int NATIONALITY = 1;
    static final int CITY = 2;
    static final int CITY_PERHAPS = 3;
    static final int REGION = 4;
    static final int PLACE = 5;
    static final int PERSON = 6;
    static final int ORGANISATION = 7;
    static final int OTHER = 8;
    /** A company or another operator by a list of many, which are words of other meaning too. */
    static final int BRAND = 9;
    /** How many classes of names there are. The classes after these are of single words. */
    static final int NAME_CLASSES = 10;

    static final int GIVEN = 10;
    static final int SURNAME = 11;
    static final int HONORIFIC = 12;
    static final int RANK = 13;
    static final int ROLE = 14;
    static final int BEFORE_RANK = 15;
    static final int ORG_TAIL = 16;
    static final int ORG_HEAD = 17;
    static final int PLACE_TAIL = 18;
    static final int PLACE_HEAD = 19;
    static final int OTHER_TAIL = 20;
    static final int OTHER_HEAD = 21;
    static final int VERB_AFTER = 22;
    static final int PREPOSITION = 23;
    static final int PARTICLE = 24;
    static final int CALENDAR = 25;
    static final int COMMON = 26;
    static final int PLACE_NOUN = 27;
    static final int ORG_NOUN = 28;
    static final int DIRECTION = 29;
    /** A longer phrase begins so. */
    static final int PREFIX = 30;

    /** Longest phrase in units. */
    static final int LONGEST = 8;
    /** Makes the key of a word that counts only in capitals: "WHO". */
    static final long ACRONYM_SALT = 0x41434DL;

    private final LongIntMap classes;

    Lexicon(LongIntMap classes) {
        this.classes = classes;
    }

    /** The classes of a word or phrase by its hash; 0 when it is not known. */
    int of(long hash) {
        int found = classes.get(hash);
        return found == LongIntMap.NONE ? 0 : found;
    }

    static Lexicon read(DataInputStream in) throws IOException {
        int size = in.readInt();
        LongIntMap classes = new LongIntMap(size);
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = in.readLong();
        }
        for (int i = 0; i < size; i++) {
            classes.put(keys[i], in.readInt());
        }
        return new Lexicon(classes);
    }

    void write(DataOutputStream out) throws IOException {
        long[] keys = classes.sortedKeys();
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
        }
        for (long key : keys) {
            out.writeInt(classes.get(key));
        }
    }
}
