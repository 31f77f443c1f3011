package io.dateline.app.proof;

import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out from the stories on the raw topic alone what must be on every other topic and in every table. The rules of a
 * story's life are written down here a second time, for the cases that {@link Script} makes; only the analysis of a text is
 * asked of the code under test, outside the pipeline.
 */
final class Oracle {
    private static final AnalysisModels MODELS = AnalysisModels.load();

    private final StoryAnalyzer analyzer = MODELS.newAnalyzer();
    private final Map<String, Found> analysed = new HashMap<>();
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Evidence expected = new Evidence();

    /** What a story is made of, for one that is served. */
    private record Served(long version, RawArticle story, Found found) {}

    /** What a text has in it. */
    private record Found(List<String> quotes, Set<String> names, Set<String> topics) {}

    private static final class Life {
        private long latest;
        private Long killed;
        private Served served;
        private boolean cancelled;
        private long cancelledVersion;
        private final Set<String> seen = new HashSet<>();
    }

    /** What must come of these stories, in the order of their topic. */
    static Evidence expect(List<RawArticle> raw) {
        Oracle oracle = new Oracle();
        raw.forEach(oracle::arrive);
        return oracle.conclude();
    }

    private void arrive(RawArticle story) {
        Life life = lives.computeIfAbsent(story.getArticleId(), id -> new Life());
        long version = story.getVersion();
        if (!life.seen.add(contentOf(story))) {
            ledger(story, "DUPLICATE");
        } else if (version < life.latest) {
            ledger(story, "LATE");
        } else {
            life.latest = version;
            takeIn(life, story, version);
        }
    }

    private void takeIn(Life life, RawArticle story, long version) {
        if (story.getStatus() == ArticleStatus.CANCELED) {
            life.killed = version;
            life.cancelled = true;
            life.cancelledVersion = version;
            life.served = null;
            ledger(story, "CANCELLED");
            publish(
                    story,
                    Lines.enriched(story.getArticleId(), version, "CANCELED", "", List.of(), Set.of(), Set.of()));
        } else if (life.killed != null && version <= life.killed) {
            ledger(story, "CANCELLED");
        } else if (story.getEmbargoedUntil() != null) {
            ledger(story, "HELD");
        } else {
            boolean sameWords = life.served != null
                    && life.served.story().getBody().equals(story.getBody())
                    && life.served.story().getHeadline().equals(story.getHeadline());
            ledger(story, sameWords ? "METADATA_ONLY" : "SERVED");
            life.served = new Served(version, story, analyse(story));
            life.cancelled = false;
            Found found = life.served.found();
            publish(
                    story,
                    Lines.enriched(
                            story.getArticleId(),
                            version,
                            "USABLE",
                            story.getBody(),
                            found.quotes(),
                            found.names(),
                            found.topics()));
        }
    }

    private Evidence conclude() {
        lives.forEach((id, life) -> {
            if (life.served != null) {
                long version = life.served.version();
                RawArticle story = life.served.story();
                expected.section(Lines.DB_ARTICLES).add(Lines.article(id, version, "USABLE", story.getBody()));
                life.served.found().quotes().forEach(quote -> {
                    expected.section(Lines.QUOTES).add(Lines.of(id, quote));
                    expected.section(Lines.DB_QUOTES).add(Lines.of(id, quote));
                });
                life.served.found().names().forEach(name -> {
                    expected.section(Lines.MENTIONS).add(Lines.of(id, name));
                    expected.section(Lines.DB_MENTIONS).add(Lines.of(id, name));
                });
                life.served
                        .found()
                        .topics()
                        .forEach(code -> expected.section(Lines.DB_TOPICS).add(Lines.of(id, code)));
            } else if (life.cancelled) {
                expected.section(Lines.DB_ARTICLES).add(Lines.article(id, life.cancelledVersion, "CANCELED", null));
            }
        });
        Lines.settle(expected);
        return expected;
    }

    private void ledger(RawArticle story, String outcome) {
        String line = Lines.ledger(story.getArticleId(), story.getVersion(), outcome);
        expected.section(Lines.LEDGER).add(line);
        expected.section(Lines.DB_LEDGER).add(line);
    }

    private void publish(RawArticle story, String line) {
        expected.section(Lines.ENRICHED).add(line);
    }

    private Found analyse(RawArticle story) {
        return analysed.computeIfAbsent(story.getHeadline() + "\n" + story.getBody(), key -> {
            String text = story.getBody();
            Analysis analysis = analyzer.analyze(new Story(text, story.getHeadline(), story.getLanguage(), List.of()));
            List<String> quotes = new ArrayList<>();
            analysis.quotes().forEach(quote -> quotes.add(quote.content().of(text)));
            Set<String> names = new TreeSet<>();
            analysis.entities().forEach(entity -> names.add(entity.type() + ":" + entity.name()));
            Set<String> topics = new TreeSet<>();
            analysis.topics().forEach(topic -> topics.add(topic.code()));
            return new Found(quotes, names, topics);
        });
    }

    /** Two deliveries with the same of this are the same delivery. */
    private static String contentOf(RawArticle story) {
        return String.join(
                "\u0000",
                String.valueOf(story.getVersion()),
                story.getStatus().name(),
                String.valueOf(story.getHeadline()),
                String.valueOf(story.getUrgency()),
                String.valueOf(story.getEmbargoedUntil()),
                story.getBody());
    }
}
