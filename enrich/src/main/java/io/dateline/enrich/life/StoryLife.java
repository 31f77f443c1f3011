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
 * <p>Versions are the provider's numbers. A provider that does not number its versions gets them counted up from
 * arrival; one whose versionCreated lies before that of the latest is late all the same.
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
     * @param now the time to compare embargoes with
     */
    public static Step arrive(StoryState state, RawArticle story, Instant now, Embargoes embargoes) {
        byte[] hash = ContentHash.of(story);
        Long given = story.getVersion();
        if (state != null) {
            Long doubled = seenAs(state, given, hash);
            if (doubled != null) {
                return new Step(new Decision.Drop(doubled, Decision.Reason.DUPLICATE), null);
            }
        }
        long version = given != null ? given : state == null ? 1 : state.getLatestVersion() + 1;
        boolean late = state != null
                && !state.getKillPending()
                && (given != null ? version < state.getLatestVersion() : isBefore(story, state.getLatestCreated()));
        if (late) {
            return new Step(
                    new Decision.Drop(version, Decision.Reason.LATE), remember(state, story, version, hash, now, true));
        }
        StoryState next = remember(state, story, version, hash, now, false);
        Optional<ChangeKindRule> rule = ChangeKindRule.of(story);
        if (rule.filter(r -> r.kind() == ChangeKind.CANCELLATION).isPresent()
                || state != null && state.getKillPending()) {
            next.setKilledVersion(version);
            next.setServedVersion(null);
            next.setKillPending(false);
            return new Step(new Decision.Cancel(version, rule.orElse(null)), next);
        }
        if (state != null && state.getKilledVersion() != null && version <= state.getKilledVersion()) {
            return new Step(new Decision.Drop(version, Decision.Reason.CANCELLED), next);
        }
        if (story.getStatus() == ArticleStatus.WITHHELD) {
            return new Step(new Decision.Hold(version, null), next);
        }
        if (embargoes == Embargoes.HOLD && isUnderEmbargo(story, now)) {
            return new Step(new Decision.Hold(version, story.getEmbargoedUntil()), next);
        }
        next.setServedVersion(version);
        return new Step(serve(state, version, rule), next);
    }

    /**
     * What it means that another story, or a person, kills this one. Before the story has come, the kill waits for it.
     *
     * @param state what is remembered of the story; null when it is not known
     * @return a decision to cancel, or none (null) where nothing is served that a kill would end
     */
    public static Step kill(StoryState state, Instant now) {
        if (state == null) {
            return new Step(
                    null,
                    StoryState.newBuilder()
                            .setLatestVersion(0)
                            .setKillPending(true)
                            .setUpdatedAt(now)
                            .build());
        }
        Long killed = state.getKilledVersion();
        if (state.getKillPending() || killed != null && killed == state.getLatestVersion()) {
            return new Step(null, null);
        }
        StoryState next = StoryState.newBuilder(state)
                .setKilledVersion(state.getLatestVersion())
                .setServedVersion(null)
                .setUpdatedAt(now)
                .build();
        return new Step(new Decision.Cancel(state.getLatestVersion(), null), next);
    }

    /**
     * What a held version means once its time has come. A newer version, served, held or a kill, has ended it before.
     *
     * @param state what is remembered of the story
     * @param story the version that was held
     * @param version what it was counted as
     */
    public static Step release(StoryState state, RawArticle story, long version, Instant now) {
        if (state.getLatestVersion() != version) {
            return new Step(new Decision.Drop(version, Decision.Reason.LATE), null);
        }
        StoryState next = StoryState.newBuilder(state)
                .setServedVersion(version)
                .setUpdatedAt(now)
                .build();
        return new Step(serve(state, version, ChangeKindRule.of(story)), next);
    }

    private static Decision.Serve serve(StoryState state, long version, Optional<ChangeKindRule> rule) {
        boolean first = state == null || state.getServedVersion() == null && state.getKilledVersion() == null;
        return new Decision.Serve(
                version,
                rule.map(ChangeKindRule::kind).orElse(first ? ChangeKind.NEW : ChangeKind.UPDATE),
                rule.orElse(null));
    }

    /** An embargo that can't be read holds until a newer version comes. */
    private static boolean isUnderEmbargo(RawArticle story, Instant now) {
        Instant until = story.getEmbargoedUntil();
        return until != null ? now.isBefore(until) : story.getEmbargoText() != null;
    }

    private static boolean isBefore(RawArticle story, Instant latest) {
        return latest != null
                && story.getVersionCreated() != null
                && story.getVersionCreated().isBefore(latest);
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

    private static StoryState remember(
            StoryState state, RawArticle story, long version, byte[] hash, Instant now, boolean late) {
        List<SeenVersion> seen = new ArrayList<>(state == null ? List.of() : state.getSeen());
        seen.add(new SeenVersion(version, ByteBuffer.wrap(hash)));
        if (seen.size() > REMEMBERED_VERSIONS) {
            seen.remove(0);
        }
        if (late) {
            return StoryState.newBuilder(state).setSeen(seen).setUpdatedAt(now).build();
        }
        Instant created = story.getVersionCreated();
        return StoryState.newBuilder()
                .setLatestVersion(version)
                .setLatestCreated(created != null || state == null ? created : state.getLatestCreated())
                .setServedVersion(state == null ? null : state.getServedVersion())
                .setKilledVersion(state == null ? null : state.getKilledVersion())
                .setSeen(seen)
                .setUpdatedAt(now)
                .build();
    }
}
