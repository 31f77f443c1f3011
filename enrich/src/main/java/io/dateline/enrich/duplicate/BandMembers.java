package io.dateline.enrich.duplicate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The stories of one band, {@link #MOST} at most. A band with more is a phrase that everybody uses, or one of a flood of
 * stories made from one template. Of those the earliest half stays, because a duplicate is one of the earliest; and the
 * latest half, because a story's copies come soon after it. So the work in a band is bounded whatever arrives. Which stay
 * does not depend on the order of arrival alone, but on when they were first served. Not thread-safe.
 */
public final class BandMembers {
    /** Stories in a band. */
    public static final int MOST = 12;

    private static final Comparator<BandMember> EARLIER =
            Comparator.comparing(BandMember::getSince).thenComparing(BandMember::getArticleId);

    private final List<BandMember> members;
    private boolean changed;

    /** @param band what was stored of it; null: nothing */
    public BandMembers(Band band) {
        members = band == null ? new ArrayList<>() : new ArrayList<>(band.getMembers());
    }

    /**
     * Those that are worth comparing with a newcomer: the earliest of them, which a duplicate names, and of the others the one
     * that has most in common.
     */
    public List<BandMember> worthComparing(int band, BandMember newcomer, Duration window) {
        BandMember earliest = null;
        BandMember likeliest = null;
        int most = 0;
        Sketch sketch = Sketch.fromBytes(newcomer.getSketch());
        for (BandMember other : members) {
            int common = isOther(newcomer, other, window)
                    ? sketch.meets(Sketch.fromBytes(other.getSketch()), band, isFull())
                    : 0;
            if (common > 0 && earliest == null) {
                earliest = other;
            } else if (common > most) {
                likeliest = other;
                most = common;
            }
        }
        return Stream.of(earliest, likeliest).filter(Objects::nonNull).toList();
    }

    private static boolean isOther(BandMember newcomer, BandMember other, Duration window) {
        return !other.getArticleId().equals(newcomer.getArticleId())
                && Duration.between(newcomer.getSince(), other.getSince()).abs().compareTo(window) <= 0;
    }

    /** Takes a story in, in place of what it was filed with before. */
    public void put(BandMember member) {
        int known = indexOf(member.getArticleId());
        if (known >= 0) {
            if (members.get(known).equals(member)) {
                return;
            }
            members.remove(known);
        }
        int place = members.size();
        while (place > 0 && EARLIER.compare(member, members.get(place - 1)) < 0) {
            place--;
        }
        members.add(place, member);
        if (members.size() > MOST) {
            members.remove(MOST / 2);
        }
        changed = true;
    }

    /** A story leaves. */
    public void remove(String articleId) {
        int known = indexOf(articleId);
        if (known >= 0) {
            members.remove(known);
            changed = true;
        }
    }

    /** Stories served before that leave. */
    public void forgetBefore(Instant limit) {
        changed |= members.removeIf(member -> member.getSince().isBefore(limit));
    }

    /** Is there no more room? */
    public boolean isFull() {
        return members.size() == MOST;
    }

    /** Is it other than what was stored? */
    public boolean isChanged() {
        return changed;
    }

    /** What to store; null when nobody is left. */
    public Band band() {
        return members.isEmpty() ? null : new Band(members);
    }

    private int indexOf(String articleId) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).getArticleId().equals(articleId)) {
                return i;
            }
        }
        return -1;
    }
}
