package io.dateline.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.AvroJson;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuotePart;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.Topic;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** A record of one of the topics as a line of JSON, or as a few lines for a person. Not thread-safe. */
final class RecordPrinter {
    private static final int NAMES_SHOWN = 8;
    private static final int QUOTE_CHARS = 160;
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final ObjectMapper json = new ObjectMapper();
    private final NewsTopic topic;
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final boolean asJson;
    private final boolean styled;

    RecordPrinter(NewsTopic topic, SchemaRegistry registry, boolean asJson, boolean styled) {
        this.topic = topic;
        this.asJson = asJson;
        this.styled = styled;
        this.deserializer = switch (topic) {
            case RAW -> AvroSerde.of(RawArticle.class, registry).deserializer();
            case ENRICHED -> AvroSerde.of(EnrichedArticle.class, registry).deserializer();
            case VERSIONS -> AvroSerde.of(ArticleVersion.class, registry).deserializer();
            case COMMANDS -> AvroSerde.of(StoryCommand.class, registry).deserializer();
            case QUOTES -> AvroSerde.of(QuoteRecord.class, registry).deserializer();
            case MENTIONS -> AvroSerde.of(EntityMentionRecord.class, registry).deserializer();
            case KNOWLEDGE -> AvroSerde.of(KnowledgeRecord.class, registry).deserializer();
            case DEAD_LETTERS -> null;
        };
    }

    /** Is somebody watching, so that colours make sense? */
    static boolean isTerminal() {
        return System.console() != null && System.getenv("NO_COLOR") == null;
    }

    String print(ConsumerRecord<byte[], byte[]> message) {
        String key = message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
        if (topic == NewsTopic.DEAD_LETTERS) {
            return asJson ? deadLetterJson(message, key) : deadLetterText(message, key);
        }
        if (message.value() == null) {
            return asJson
                    ? json.createObjectNode().put("key", key).putNull("value").toString()
                    : style(DIM, "retracted ") + key;
        }
        SpecificRecord value;
        try {
            value = deserializer.deserialize(topic.topicName(), message.value());
        } catch (SerializationException e) {
            return asJson
                    ? json.createObjectNode()
                            .put("key", key)
                            .put("error", e.getMessage())
                            .toString()
                    : "unreadable " + key + ": " + e.getMessage();
        }
        if (asJson) {
            return AvroJson.toJson(value);
        }
        if (value instanceof EnrichedArticle article) {
            return text(article);
        }
        if (value instanceof QuoteRecord quote) {
            return style(BOLD, nameOf(quote.getSpeakerName(), quote.getSpeakerText())) + "  "
                    + said(words(quote.getType(), quote.getText(), quote.getParts())) + "  "
                    + style(DIM, quote.getType() + " " + quote.getArticleId());
        }
        if (value instanceof EntityMentionRecord mention) {
            return style(BOLD, mention.getName()) + "  " + mention.getType()
                    + (mention.getRole() == null ? "" : " (" + mention.getRole() + ")") + "  "
                    + style(DIM, mention.getMentions().size() + "x in " + mention.getArticleId());
        }
        if (value instanceof ArticleVersion version) {
            return version.getOutcome() + "  " + style(BOLD, nameOf(version.getHeadline(), "(no headline)")) + "  "
                    + style(DIM, version.getArticleId() + " v" + version.getVersion());
        }
        if (value instanceof StoryCommand command) {
            return style(BOLD, command.getOrder().toString()) + "  " + command.getArticleId() + "  "
                    + style(DIM, "by " + command.getOrderedBy());
        }
        if (value instanceof KnowledgeRecord entry) {
            return style(BOLD, entry.getName()) + "  " + entry.getType() + "  "
                    + style(DIM, entry.getId() + " " + entry.getDescription());
        }
        RawArticle raw = (RawArticle) value;
        return style(BOLD, nameOf(raw.getHeadline(), "(no headline)")) + "  "
                + style(
                        DIM,
                        raw.getArticleId() + " " + raw.getFormat() + " " + raw.getFeed() + " "
                                + raw.getOriginal().remaining() + " bytes");
    }

    private String text(EnrichedArticle article) {
        StringBuilder out = new StringBuilder();
        out.append(style(DIM, article.getReceivedAt() + "  " + article.getArticleId() + "  v" + article.getVersion()))
                .append("  ")
                .append(article.getChangeKind());
        if (article.getStatus() == ArticleStatus.CANCELED) {
            return out.append("\n  ").append(style(BOLD, "KILLED")).append('\n').toString();
        }
        out.append("\n  ").append(style(BOLD, nameOf(article.getHeadline(), firstLine(article.getText()))));
        line(
                out,
                "topics",
                article.getTopics().stream().map(Topic::getName).distinct().collect(Collectors.joining("; ")));
        line(
                out,
                "names ",
                article.getEntities().stream()
                        .limit(NAMES_SHOWN)
                        .map(RecordPrinter::name)
                        .collect(Collectors.joining("; ")));
        for (Quote quote : article.getQuotes()) {
            String speaker = quote.getSpeaker() == null
                    ? "?"
                    : nameOf(quote.getSpeaker().getName(), quote.getSpeaker().getText());
            line(
                    out,
                    "quote ",
                    style(BOLD, speaker) + ": " + said(words(quote.getType(), quote.getText(), quote.getParts())));
        }
        return out.append('\n').toString();
    }

    private static String name(Entity entity) {
        return entity.getName()
                + (entity.getRole() == null ? "" : " (" + entity.getRole() + ")")
                + (entity.getMentions().size() > 1 ? " ×" + entity.getMentions().size() : "");
    }

    private void line(StringBuilder out, String label, String content) {
        if (!content.isEmpty()) {
            out.append("\n  ").append(style(DIM, label)).append("  ").append(content);
        }
    }

    /** What was said: of a direct quote that its attribution interrupts, the parts without what stands between them. */
    private static String words(QuoteType type, String text, List<QuotePart> parts) {
        return type == QuoteType.DIRECT && !parts.isEmpty()
                ? parts.stream().map(QuotePart::getText).collect(Collectors.joining(" … "))
                : text;
    }

    private static String said(String text) {
        String flat = text.replaceAll("\\s+", " ");
        return flat.length() <= QUOTE_CHARS ? flat : flat.substring(0, QUOTE_CHARS) + "…";
    }

    private static String firstLine(String text) {
        return said(text.lines().findFirst().orElse(""));
    }

    private static String nameOf(String name, String otherwise) {
        return name != null ? name : otherwise != null ? otherwise : "?";
    }

    private String deadLetterJson(ConsumerRecord<byte[], byte[]> message, String key) {
        ObjectNode letter = json.createObjectNode();
        letter.put("key", key);
        ObjectNode headers = letter.putObject("headers");
        for (Header header : message.headers()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        letter.put("value", message.value() == null ? null : Base64.getEncoder().encodeToString(message.value()));
        return letter.toString();
    }

    private String deadLetterText(ConsumerRecord<byte[], byte[]> message, String key) {
        return style(
                        BOLD,
                        DeadLetter.read(message.headers(), DeadLetter.STAGE) + " "
                                + DeadLetter.read(message.headers(), DeadLetter.NODE))
                + "  " + DeadLetter.read(message.headers(), DeadLetter.EXCEPTION) + ": "
                + DeadLetter.read(message.headers(), DeadLetter.MESSAGE) + "  "
                + style(
                        DIM,
                        key + " " + (message.value() == null ? 0 : message.value().length) + " bytes, attempt "
                                + DeadLetter.read(message.headers(), DeadLetter.ATTEMPT));
    }

    private String style(String code, String text) {
        return styled ? code + text + PLAIN : text;
    }
}
