package io.dateline.ingest.wire;

import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The providers whose stories a sender may send, replace and kill. A story of another one, or that names another one's
 * story among those that it supersedes, is refused. Immutable.
 *
 * @param names as they stand before the bar in an articleId; the first is that of stories that don't say whose they are.
 *     None: the sender may send for any.
 */
public record Providers(List<String> names) {
    /** No bounds. */
    public static final Providers ANY = new Providers(List.of());

    public Providers {
        names = List.copyOf(names);
    }

    /**
     * Those with these names, in any spelling.
     *
     * @throws IllegalArgumentException when a name is none
     */
    public static Providers of(Collection<String> stated) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : stated) {
            String normal = ProviderNames.normalise(name);
            if (normal == null) {
                throw new IllegalArgumentException("'" + name + "' is no name of a provider");
            }
            names.add(normal);
        }
        return new Providers(List.copyOf(names));
    }

    /** Is nobody kept out? */
    public boolean areAny() {
        return names.isEmpty();
    }

    /** Whose stories are that don't say so; null where nobody has said. */
    public String first() {
        return areAny() ? null : names.get(0);
    }

    /** May stories of this provider be sent, whatever the spelling of its name? */
    public boolean allow(String stated) {
        return areAny() || names.contains(ProviderNames.normalise(stated));
    }

    /** Why a story must not come from this sender; null when it may. */
    Refused refusal(RawArticle story) {
        if (areAny()) {
            return null;
        }
        if (!names.contains(story.getProvider())) {
            return refused(story, "a story of " + story.getProvider());
        }
        for (String other : story.getSupersedes()) {
            int bar = other.indexOf('|');
            if (bar < 0 || !names.contains(other.substring(0, bar))) {
                return refused(story, "a story that replaces or kills " + other);
            }
        }
        return null;
    }

    private Refused refused(RawArticle story, String what) {
        ByteBuffer original = story.getOriginal().duplicate();
        byte[] bytes = new byte[original.remaining()];
        original.get(bytes);
        return new Refused(
                RefusalCode.OTHER_PROVIDER,
                what + ", from a sender that may send for " + this + " alone",
                null,
                bytes,
                story.getFormat());
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
