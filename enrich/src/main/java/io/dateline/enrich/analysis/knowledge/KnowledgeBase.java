package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.EntityType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries, found by id, by name and by words that speak for them. Immutable, thread-safe. A changed base shares with the
 * one before it all that the change did not touch: its cost is that of the change, and of a small part of the index.
 */
public final class KnowledgeBase implements NameKnowledge {
    /** Name of the knowledge in provenance. */
    public static final String NAME = "knowledge-base";

    /** Without entries. */
    public static final KnowledgeBase EMPTY = new KnowledgeBase(Shards.empty(), Shards.empty(), Shards.empty(), 0, 0);

    /**
     * An entry under one of its names.
     *
     * @param firm false for a short name, which needs the story's support
     * @param acronym the name's capitals count
     */
    record Posting(KnowledgeEntry entry, boolean firm, boolean acronym) {}

    private final Shards<KnowledgeEntry> entries;
    private final Shards<Posting[]> names;
    private final Shards<KnowledgeEntry[]> context;
    private final int size;
    /** Sum of the entries' hashes: the same for the same entries, in whichever order they came and went. */
    private final long digest;

    private KnowledgeBase(
            Shards<KnowledgeEntry> entries,
            Shards<Posting[]> names,
            Shards<KnowledgeEntry[]> context,
            int size,
            long digest) {
        this.entries = entries;
        this.names = names;
        this.context = context;
        this.size = size;
        this.digest = digest;
    }

    /** With these entries; of two with one id the later counts. */
    public static KnowledgeBase of(Collection<KnowledgeEntry> entries) {
        Map<String, KnowledgeEntry> changes = new HashMap<>();
        entries.forEach(entry -> changes.put(entry.id(), entry));
        return EMPTY.with(changes);
    }

    /** This one after a change. An id with an entry adds or replaces it, one with null takes it away. */
    public KnowledgeBase with(Map<String, KnowledgeEntry> changes) {
        Shards.Editor<KnowledgeEntry> newEntries = entries.edit();
        Shards.Editor<Posting[]> newNames = names.edit();
        Shards.Editor<KnowledgeEntry[]> newContext = context.edit();
        int newSize = size;
        long newDigest = digest;
        for (Map.Entry<String, KnowledgeEntry> change : changes.entrySet()) {
            KnowledgeEntry before = newEntries.get(change.getKey());
            KnowledgeEntry after = change.getValue();
            if (before != null) {
                newSize--;
                newDigest -= hash(before);
                newEntries.remove(change.getKey());
                forms(before).forEach((key, posting) -> {
                    Posting[] rest = without(newNames.get(key), before);
                    newNames.set(key, rest);
                });
                contextKeys(before).forEach(key -> newContext.set(key, without(newContext.get(key), before)));
            }
            if (after != null) {
                newSize++;
                newDigest += hash(after);
                newEntries.set(change.getKey(), after);
                forms(after).forEach((key, posting) -> newNames.set(key, plus(newNames.get(key), posting)));
                contextKeys(after).forEach(key -> newContext.set(key, plus(newContext.get(key), after)));
            }
        }
        return new KnowledgeBase(newEntries.done(), newNames.done(), newContext.done(), newSize, newDigest);
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** Tells two bases with different entries apart: what provenance says of this one. */
    public String version() {
        return String.format("%016x", digest);
    }

    /** The entry, or null. */
    public KnowledgeEntry entry(String id) {
        return entries.get(id);
    }

    /** Entries that have the name, firmly or not, in a fixed order; the form's case decides about acronyms. */
    List<Posting> named(String form) {
        Posting[] found = names.get(NameKey.of(form));
        if (found == null) {
            return List.of();
        }
        boolean shouted = NameKey.isAcronym(form);
        return Arrays.stream(found)
                .filter(posting -> !posting.acronym() || shouted)
                .toList();
    }

    /** Entries that the word speaks for; the word in lower case, as {@link NameKey} gives it. */
    KnowledgeEntry[] supportedBy(String word) {
        return context.get(word);
    }

    @Override
    public String onlyEntry(EntityType type, String name) {
        KnowledgeEntry only = null;
        for (Posting posting : named(name)) {
            if (posting.entry().type() == type) {
                if (!posting.firm() || only != null && only != posting.entry()) {
                    return null;
                }
                only = posting.entry();
            }
        }
        return only == null ? null : only.id();
    }

    /** Keys of its names; where one is firm and short, firm counts. */
    private static Map<String, Posting> forms(KnowledgeEntry entry) {
        Map<String, Posting> forms = new HashMap<>();
        if (entry.hidden()) {
            return forms;
        }
        boolean nameIsShort = entry.shortNames().contains(entry.name());
        if (!nameIsShort) {
            add(forms, entry, entry.name(), true);
        }
        entry.aliases().forEach(alias -> add(forms, entry, alias, true));
        entry.shortNames().forEach(name -> add(forms, entry, name, false));
        return forms;
    }

    private static void add(Map<String, Posting> forms, KnowledgeEntry entry, String name, boolean firm) {
        String key = NameKey.of(name);
        if (!key.isEmpty()) {
            Posting posting = new Posting(entry, firm, NameKey.isAcronym(name));
            forms.merge(key, posting, (a, b) -> a.acronym() && !b.acronym() && b.firm() == a.firm() ? b : a);
        }
    }

    private static Set<String> contextKeys(KnowledgeEntry entry) {
        Set<String> keys = new LinkedHashSet<>();
        if (!entry.hidden()) {
            entry.context().forEach(word -> keys.add(NameKey.of(word)));
        }
        keys.remove("");
        return keys;
    }

    private static Posting[] plus(Posting[] before, Posting posting) {
        if (before == null) {
            return new Posting[] {posting};
        }
        // in the order of ids, so that the order in which entries came does not matter
        int at = 0;
        while (at < before.length
                && before[at].entry().id().compareTo(posting.entry().id()) < 0) {
            at++;
        }
        Posting[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, at, after, at + 1, before.length - at);
        after[at] = posting;
        return after;
    }

    private static Posting[] without(Posting[] before, KnowledgeEntry entry) {
        Posting[] rest = Arrays.stream(before)
                .filter(posting -> posting.entry() != entry)
                .toArray(Posting[]::new);
        return rest.length == 0 ? null : rest;
    }

    private static KnowledgeEntry[] plus(KnowledgeEntry[] before, KnowledgeEntry entry) {
        if (before == null) {
            return new KnowledgeEntry[] {entry};
        }
        int at = 0;
        while (at < before.length && before[at].id().compareTo(entry.id()) < 0) {
            at++;
        }
        KnowledgeEntry[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, at, after, at + 1, before.length - at);
        after[at] = entry;
        return after;
    }

    private static KnowledgeEntry[] without(KnowledgeEntry[] before, KnowledgeEntry entry) {
        KnowledgeEntry[] rest =
                Arrays.stream(before).filter(other -> other != entry).toArray(KnowledgeEntry[]::new);
        return rest.length == 0 ? null : rest;
    }

    private static long hash(KnowledgeEntry entry) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(KnowledgeLine.write(entry).getBytes(StandardCharsets.UTF_8));
            long hash = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                hash = hash << 8 | digest[i] & 0xff;
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
