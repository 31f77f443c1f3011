package io.dateline.enrich.life;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a story's life. Pure: state and an arriving version in, a decision and the next state out.
 *
 * <p>Versions are the provider's numbers. A provider that does not number its versions gets them counted up from arrival,
 * and what is newer is told by versionCreated; its late ones get a number too, so that each version has one of its own.
 *
 * <p>A kill covers the versions up to its number; one without a number covers what was made until it was made, by the
 * provider's clock, or what has come, where either has no time. That an embargoed version is held does not make older ones
 * late: what may be served now is served until then.
 */
public final class StoryLife {
    /** How many versions of a story are remembered for telling duplicates; the oldest is forgotten first. */
    static final int REMEMBERED_VERSIONS = 64;

    private StoryLife() {}

    /**
     * A decision, and what to remember once it has been carried out.
     *
     * @param decision null when there is nothing to do but to remember
     * @param next null when nothing changes
     */
    public record Step(Decision decision, StoryState next) {}

    /**
     * What of a story came after a kill of it was ordered.
     *
     * @param current what is served
     * @param held what is held
     */
    public record CameLater(boolean current, boolean held) {
        /** Nothing, or it can't be told. */
        public static final CameLater NOTHING = new CameLater(false, false);
    }

    /** What to do with stories under an embargo. */
    public enum Embargoes {
        /** Hold them until it has passed. */
        HOLD,
        /** Serve them with the embargo marked, to desks that may see them. */
        PASS
    }

    /**
     * What {@code story} means to a story in {@code state}.
     *
     * @param state what is remembered; null for a story that is not known
     * @param came when it came, to compare embargoes with: the same whenever it is handled
     */
    public static Step arrive(StoryState state, RawArticle story, Instant came, Instant now, Embargoes embargoes) {
        byte[] hash = ContentHash.of(story);
        if (state == null) {
            state = unknown(now);
        }
        Long doubled = seenAs(state, story.getVersion(), hash);
        if (doubled != null) {
            return new Step(new Decision.Drop(doubled, Decision.Reason.DUPLICATE), null);
        }
        Optional<ChangeKindRule> rule = ChangeKindRule.of(story);
        if (rule.filter(r -> r.kind() == ChangeKind.CANCELLATION).isPresent()) {
            return killed(state, story, rule.get(), hash, now);
        }
        long version = story.getVersion() != null ? story.getVersion() : state.getLatestVersion() + 1;
        StoryState next = remember(state, story, version, hash, now);
        if (isCovered(state, story)) {
            return covered(state, next, version);
        }
        boolean older = isOlder(story, state.getCurrentVersion(), state.getCurrentCreated());
        boolean olderThanHeld = isOlder(story, state.getHeldVersion(), state.getHeldCreated());
        boolean withheld = story.getStatus() == ArticleStatus.WITHHELD
                || rule.filter(ChangeKindRule.WITHHOLD::equals).isPresent();
        boolean held = withheld || embargoes == Embargoes.HOLD && isUnderEmbargo(story, came);
        // What is served is taken back though a higher version is held; there is nothing to hold then but that one.
        boolean takesBack = withheld && state.getCurrentVersion() != null && !state.getWithheld();
        // A version without a number would get a higher one than the version that is held, and could not give way to
        // it.
        boolean late = older || olderThanHeld && (held && !takesBack || story.getVersion() == null);
        if (late) {
            return new Step(new Decision.Drop(version, Decision.Reason.LATE), next);
        }
        if (held) {
            if (!olderThanHeld) {
                next.setHeldVersion(version);
                next.setHeldCreated(story.getVersionCreated());
            }
            return withheld
                    ? new Step(withhold(state, next, story, version, rule), next)
                    : new Step(new Decision.Hold(version, story.getEmbargoedUntil(), false), next);
        }
        next.setKillPending(false);
        if (!olderThanHeld) {
            next.setHeldVersion(null);
            next.setHeldCreated(null);
        }
        return new Step(serve(state, next, story, version, since(story, null), rule), next);
    }

    /**
     * What it means that another story, or a person, kills this one. Before the story has come, the kill waits for it; also
     * while all that has come is held, and stays.
     *
     * @param state what is remembered of the story; null when it is not known
     * @param madeUntil versions made until then are meant, by the provider's clock; null: whatever has come
     * @param later what of the story came after the kill was ordered. Where earlier versions are killed already, a kill that
     *     says no time, or is carried out once more, means nothing of it
     * @return a decision to cancel, or none (null) where nothing is served or held that the kill would end
     */
    public static Step kill(StoryState state, Instant madeUntil, CameLater later, Instant now) {
        boolean again = state != null && state.getKilledVersion() != null;
        boolean heldStays = state != null && stays(state.getHeldCreated(), madeUntil, again && later.held());
        boolean endsHeld = state != null && state.getHeldVersion() != null && !heldStays;
        if (state == null || state.getKillPending() && !endsHeld) {
            StoryState next =
                    state == null ? unknown(now) : StoryState.newBuilder(state).build();
            next.setKillPending(true);
            next.setKilledUntil(later(next.getKilledUntil(), madeUntil));
            next.setUpdatedAt(now);
            return new Step(null, next);
        }
        StoryState next = StoryState.newBuilder(state)
                .setKilledUntil(later(state.getKilledUntil(), madeUntil))
                .setUpdatedAt(now)
                .build();
        boolean currentStays = stays(state.getCurrentCreated(), madeUntil, again && later.current());
        boolean nothingToEnd = again && state.getCurrentVersion() == null && !endsHeld;
        if (currentStays || nothingToEnd) {
            return new Step(null, next);
        }
        // Consumers are told of it: nothing waits to tell them.
        next.setKillPending(false);
        long version = coveredUpTo(state, heldStays);
        end(next, version, heldStays);
        return new Step(new Decision.Cancel(version, null), next);
    }

    /** Providers' times tell, where both have one. */
    private static boolean stays(Instant created, Instant madeUntil, boolean cameLater) {
        return created != null && madeUntil != null ? created.isAfter(madeUntil) : cameLater;
    }

    /**
     * What a held version means once its time has come. A newer version that is served, held or a kill has ended it before.
     *
     * @param state what is remembered of the story; null when it was forgotten
     * @param story the version that was held
     * @param version what it was counted as
     * @param releasedAt when it may be served, by its embargo, or by the order of a person
     */
    public static Step release(StoryState state, RawArticle story, long version, Instant releasedAt, Instant now) {
        if (state == null || state.getHeldVersion() == null || state.getHeldVersion() != version) {
            return new Step(new Decision.Drop(version, Decision.Reason.LATE), null);
        }
        StoryState next = StoryState.newBuilder(state)
                .setHeldVersion(null)
                .setHeldCreated(null)
                .setKillPending(false)
                .setUpdatedAt(now)
                .build();
        Decision serve = serve(state, next, story, version, since(story, releasedAt), ChangeKindRule.of(story));
        return new Step(serve, next);
    }

    /** What to remember when a held version could not be handled on its release: nothing of it, so that it can be sent again. */
    public static StoryState forget(StoryState state, long version, Instant now) {
        return StoryState.newBuilder(state)
                .setSeen(state.getSeen().stream()
                        .filter(seen -> seen.getVersion() != version)
                        .toList())
                .setHeldVersion(null)
                .setHeldCreated(null)
                .setUpdatedAt(now)
                .build();
    }

    private static Step killed(StoryState state, RawArticle kill, ChangeKindRule rule, byte[] hash, Instant now) {
        Long given = kill.getVersion();
        boolean currentStays = isOlder(kill, state.getCurrentVersion(), state.getCurrentCreated());
        boolean heldStays = isOlder(kill, state.getHeldVersion(), state.getHeldCreated());
        long version = given != null ? given : numberOf(state, currentStays, heldStays);
        StoryState next = remember(state, kill, version, hash, now);
        next.setNumbered(state.getNumbered() || given != null);
        next.setKillPending(
                given == null && (state.getKillPending() || state.getSeen().isEmpty()));
        if (given == null) {
            next.setKilledUntil(later(state.getKilledUntil(), kill.getVersionCreated()));
        }
        if (currentStays) {
            if (given != null) {
                next.setKilledVersion(higher(state.getKilledVersion(), given));
            }
            return new Step(new Decision.Drop(version, Decision.Reason.LATE), next);
        }
        boolean nothingNew = state.getCurrentVersion() == null
                && state.getKilledVersion() != null
                && version <= state.getKilledVersion();
        if (nothingNew) {
            return new Step(new Decision.Drop(version, Decision.Reason.CANCELLED), next);
        }
        end(next, version, heldStays);
        return new Step(new Decision.Cancel(version, rule), next);
    }

    /** The number of a kill that has none. The sink takes the text from all versions up to it, so it must not be too high. */
    private static long numberOf(StoryState state, boolean currentStays, boolean heldStays) {
        if (currentStays) {
            return state.getCurrentVersion() - 1;
        }
        return state.getNumbered() || heldStays ? coveredUpTo(state, heldStays) : state.getLatestVersion() + 1;
    }

    /** A version that a kill covers. The first one of a kill that waits tells consumers of the kill, where nothing has. */
    private static Step covered(StoryState state, StoryState next, long version) {
        next.setKillPending(false);
        if (state.getKillPending() && state.getKilledVersion() == null) {
            end(next, version, isAfter(state.getHeldCreated(), state.getKilledUntil()));
            return new Step(new Decision.Cancel(version, null), next);
        }
        if (state.getCurrentVersion() == null || version < state.getCurrentVersion()) {
            next.setKilledVersion(higher(state.getKilledVersion(), version));
        }
        return new Step(new Decision.Drop(version, Decision.Reason.CANCELLED), next);
    }

    private static boolean isCovered(StoryState state, RawArticle story) {
        Instant until = state.getKilledUntil();
        Instant created = story.getVersionCreated();
        if (until != null && created != null) {
            // Times tell, but a number that was killed stays killed.
            return !created.isAfter(until) || isKilledNumber(state, story);
        }
        return state.getKillPending() || isKilledNumber(state, story);
    }

    private static boolean isKilledNumber(StoryState state, RawArticle story) {
        Long killed = state.getKilledVersion();
        return killed != null && story.getVersion() != null && story.getVersion() <= killed;
    }

    private static Decision withhold(
            StoryState state, StoryState next, RawArticle story, long version, Optional<ChangeKindRule> rule) {
        boolean somethingServed = state.getCurrentVersion() != null && !state.getWithheld();
        makeCurrent(state, next, story, version, true);
        return somethingServed
                ? new Decision.TakeBack(
                        version, rule.map(ChangeKindRule::kind).orElse(ChangeKind.UPDATE), rule.orElse(null))
                : new Decision.Hold(version, null, true);
    }

    private static Decision.Serve serve(
            StoryState state,
            StoryState next,
            RawArticle story,
            long version,
            Instant since,
            Optional<ChangeKindRule> rule) {
        boolean first = state.getServedSince() == null && state.getKilledVersion() == null;
        makeCurrent(state, next, story, version, false);
        if (state.getServedSince() == null) {
            next.setServedSince(since);
        }
        return new Decision.Serve(
                version,
                rule.map(ChangeKindRule::kind).orElse(first ? ChangeKind.NEW : ChangeKind.UPDATE),
                rule.orElse(null));
    }

    private static void makeCurrent(
            StoryState state, StoryState next, RawArticle story, long version, boolean withheld) {
        Instant created = story.getVersionCreated();
        next.setCurrentVersion(version);
        next.setCurrentCreated(created != null ? created : state.getCurrentCreated());
        next.setWithheld(withheld);
    }

    /**
     * Since when a story counts as served, for telling the earliest of several with one text: when it was received, or
     * when its embargo ended, or when a person released it, whichever is latest. Told by records alone and never by when
     * they happen to be read, so that a replay tells the same.
     */
    private static Instant since(RawArticle story, Instant releasedAt) {
        return later(later(story.getReceivedAt(), story.getEmbargoedUntil()), releasedAt);
    }

    private static void end(StoryState next, long version, boolean heldStays) {
        next.setKilledVersion(higher(next.getKilledVersion(), version));
        next.setCurrentVersion(null);
        next.setCurrentCreated(null);
        next.setWithheld(false);
        next.setServedSince(null);
        if (!heldStays) {
            next.setHeldVersion(null);
            next.setHeldCreated(null);
        }
    }

    /** The highest version that a kill without a number covers. */
    private static long coveredUpTo(StoryState state, boolean heldStays) {
        if (!heldStays) {
            return state.getLatestVersion();
        }
        return state.getCurrentVersion() != null ? state.getCurrentVersion() : state.getHeldVersion() - 1;
    }

    /** Is the story older than that version? By number where it has one, else by when it was made; no if neither tells. */
    private static boolean isOlder(RawArticle story, Long version, Instant created) {
        if (version == null) {
            return false;
        }
        return story.getVersion() != null ? story.getVersion() < version : isAfter(created, story.getVersionCreated());
    }

    /** An embargo that can't be read holds until a newer version comes. */
    private static boolean isUnderEmbargo(RawArticle story, Instant came) {
        Instant until = story.getEmbargoedUntil();
        return until != null ? came.isBefore(until) : story.getEmbargoText() != null;
    }

    /**
     * The version that an arrival doubles; null when it doubles none. One without a provider's number doubles any version
     * with its content.
     */
    private static Long seenAs(StoryState state, Long given, byte[] hash) {
        for (SeenVersion seen : state.getSeen()) {
            if ((given == null || given == seen.getVersion()) && Arrays.equals(bytesOf(seen.getContentHash()), hash)) {
                return seen.getVersion();
            }
        }
        return null;
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static StoryState unknown(Instant now) {
        return StoryState.newBuilder().setLatestVersion(0).setUpdatedAt(now).build();
    }

    private static StoryState remember(StoryState state, RawArticle story, long version, byte[] hash, Instant now) {
        List<SeenVersion> seen = new ArrayList<>(state.getSeen());
        seen.add(new SeenVersion(version, ByteBuffer.wrap(hash)));
        if (seen.size() > REMEMBERED_VERSIONS) {
            seen.remove(0);
        }
        return StoryState.newBuilder(state)
                .setLatestVersion(Math.max(state.getLatestVersion(), version))
                .setNumbered(story.getVersion() != null || state.getNumbered())
                .setSeen(seen)
                .setUpdatedAt(now)
                .build();
    }

    private static boolean isAfter(Instant a, Instant b) {
        return a != null && b != null && a.isAfter(b);
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static Long higher(Long a, long b) {
        return a == null ? b : Math.max(a, b);
    }
}
