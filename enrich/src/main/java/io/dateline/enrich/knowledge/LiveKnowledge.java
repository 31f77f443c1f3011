package io.dateline.enrich.knowledge;

import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge in force: what ships, and over it what users brought. It changes while others use it: each takes one
 * immutable state and keeps it as long as it likes. Thread-safe.
 */
public final class LiveKnowledge implements Supplier<KnowledgeBase> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKnowledge.class);

    private final KnowledgeBase shipped;
    private final int mostEntries;
    private final Set<String> users = new HashSet<>();
    private volatile KnowledgeBase current;
    private long refused;

    /**
     * @param shipped what is there without users'
     * @param mostEntries of users; beyond it new ones are not taken over
     */
    public LiveKnowledge(KnowledgeBase shipped, int mostEntries) {
        this.shipped = shipped;
        this.mostEntries = mostEntries;
        this.current = shipped;
    }

    @Override
    public KnowledgeBase get() {
        return current;
    }

    /** How many entries users brought. */
    public synchronized int userEntries() {
        return users.size();
    }

    /**
     * Takes over what users changed, in one step.
     *
     * @param changes an entry, or null for one that is taken away, by id; of an entry that ships the shipped one comes back
     */
    public synchronized void apply(Map<String, KnowledgeEntry> changes) {
        Map<String, KnowledgeEntry> effective = new HashMap<>();
        for (Map.Entry<String, KnowledgeEntry> change : changes.entrySet()) {
            String id = change.getKey();
            if (change.getValue() == null) {
                if (users.remove(id)) {
                    effective.put(id, shipped.entry(id));
                }
            } else if (users.contains(id) || users.size() < mostEntries) {
                users.add(id);
                effective.put(id, change.getValue());
            } else if (refused++ == 0) {
                LOG.error("knowledge is full, further entries are not taken over most={} first={}", mostEntries, id);
            }
        }
        if (!effective.isEmpty()) {
            current = current.with(effective);
        }
    }
}
