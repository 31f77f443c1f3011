package io.dateline.ingest.wire;

import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.schemas.NewsTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks the parser for an input by content and runs it. Whatever the bytes are, the outcome is stories and refusals, at
 * least one of them; the only exceptions are those of the consumer and {@link Content.UnreadableException}. Immutable,
 * thread-safe.
 */
public final class WireParsers {
    private static final Logger LOG = LoggerFactory.getLogger(WireParsers.class);

    private static final int LONGEST_NAME = 60;

    private final List<WireParser> parsers;

    private WireParsers(List<WireParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** These parsers; of two that are equally sure, the earlier is taken. */
    public static WireParsers of(List<WireParser> parsers) {
        return new WireParsers(parsers);
    }

    /** The parser for an input, or null when none wants it. */
    public WireParser choose(WireHead head) {
        WireParser best = null;
        Confidence bestSo = Confidence.NONE;
        for (WireParser parser : parsers) {
            Confidence confidence = parser.sniff(head);
            if (confidence.compareTo(bestSo) > 0) {
                best = parser;
                bestSo = confidence;
            }
        }
        return best;
    }

    /** Parses an input, outcome by outcome. What {@code out} throws ends the parsing and comes through. */
    public void parse(WireInput input, Consumer<ParseResult> out) {
        try {
            new Level(input, 0, null, new Outlet(out, input.limits())).parse();
        } catch (Stop stop) {
            if (stop.getCause() != null) {
                throw (RuntimeException) stop.getCause();
            }
        }
    }

    /** Parses an input whose outcomes fit in memory. */
    public List<ParseResult> parseAll(WireInput input) {
        List<ParseResult> results = new ArrayList<>();
        parse(input, results::add);
        return results;
    }

    /** Goes through a parser unharmed: thrown by the consumer, or to end an input that has too many items. */
    private static final class Stop extends RuntimeException {
        Stop(RuntimeException cause) {
            super(null, cause, false, false);
        }
    }

    /** Counts what goes to the consumer. */
    private static final class Outlet {
        private final Consumer<ParseResult> out;
        private final Limits limits;
        private long items;

        Outlet(Consumer<ParseResult> out, Limits limits) {
            this.out = out;
            this.limits = limits;
        }

        void deliver(ParseResult result) {
            items++;
            boolean over = items > limits.maxItems();
            try {
                out.accept(over ? tooMany() : result);
            } catch (RuntimeException e) {
                throw new Stop(e);
            }
            if (over) {
                throw new Stop(null);
            }
        }

        private Refused tooMany() {
            return Refused.of(RefusalCode.TOO_MANY, "more than " + limits.maxItems() + " items");
        }
    }

    /** One input: the outermost, or one that was found inside another. */
    private final class Level implements ParseSink {
        private final WireInput input;
        private final int depth;
        /** Names of the inputs that it is within and its own; null for the outermost. */
        private final String within;

        private final Outlet outlet;
        private String format;

        Level(WireInput input, int depth, String within, Outlet outlet) {
            this.input = input;
            this.depth = depth;
            this.within = within;
            this.outlet = outlet;
        }

        void parse() {
            if (input.content().size() == 0) {
                accept(Refused.of(RefusalCode.EMPTY, "there are no bytes"));
                return;
            }
            WireHead head = WireHead.of(input);
            if (head.isComplete() && head.trimmed().isEmpty()) {
                accept(Refused.of(RefusalCode.EMPTY, "there is nothing but white space"));
                return;
            }
            WireParser parser = choose(head);
            format = parser == null ? null : parser.format();
            if (parser == null) {
                accept(Refused.of(RefusalCode.UNKNOWN_FORMAT, unknown(head)));
            } else if (!parser.streams()
                    && input.content().size() > input.limits().maxDocumentBytes()) {
                accept(Refused.of(
                        RefusalCode.TOO_LARGE,
                        input.content().size() + " bytes, and a document of format " + parser.format()
                                + " may have no more than " + input.limits().maxDocumentBytes()));
            } else {
                run(parser);
            }
        }

        private static String unknown(WireHead head) {
            if (head.xmlRoot() != null) {
                String name = head.xmlRoot().localName();
                return "XML of no known news format: its outermost element is "
                        + name.substring(0, Math.min(name.length(), LONGEST_NAME));
            }
            return head.looksBinary() ? "binary data of no known kind" : "no known news format";
        }

        private void run(WireParser parser) {
            long before = outlet.items;
            try {
                parser.parse(input, this);
            } catch (Stop | Content.UnreadableException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                LOG.warn("parser failed format={} failure={}", parser.format(), e.toString());
                LOG.debug("parser failed format={}", parser.format(), e);
                accept(Refused.of(
                        RefusalCode.INTERNAL,
                        "the parser for " + parser.format() + " failed: "
                                + e.getClass().getSimpleName()));
            }
            if (outlet.items == before) {
                accept(Refused.of(RefusalCode.NO_STORY, "there is no story in this " + parser.format()));
            }
        }

        @Override
        public void accept(ParseResult result) {
            Refused forbidden = result instanceof ParseResult.Parsed parsed
                    ? input.feed().allowed().refusal(parsed.article())
                    : null;
            if (forbidden != null) {
                accept(parted((ParseResult.Parsed) result, forbidden));
            } else if (result instanceof Refused refused) {
                outlet.deliver(depth > 0 ? inner(refused.by(format)) : refused.by(format));
            } else if (depth > 0 && result instanceof ParseResult.Parsed parsed) {
                outlet.deliver(new ParseResult.Parsed(parsed.article(), place(parsed.where())));
            } else {
                outlet.deliver(result);
            }
        }

        private static Refused parted(ParseResult.Parsed story, Refused forbidden) {
            return story.where() == null ? forbidden : forbidden.at(story.where(), forbidden.original());
        }

        /** What is refused of an inner input is its bytes, not all that came in; of one on the disk the beginning. */
        private Refused inner(Refused refused) {
            String where = place(refused.where());
            if (refused.original() != null) {
                return refused.at(where, refused.original());
            }
            Content content = input.content();
            boolean whole = content.size() <= NewsTopic.MAX_RECORD_BYTES;
            return whole
                    ? refused.at(where, content.bytes())
                    : refused.atBeginning(where, content.head(input.limits().maxStoryBytes()));
        }

        private String place(String where) {
            return where == null ? within : within + ", " + where;
        }

        @Override
        public void nested(WireInput inner) {
            String name = inner.fileName() == null ? "part" : inner.fileName();
            Level level = new Level(inner, depth + 1, within == null ? name : within + ", " + name, outlet);
            if (depth + 1 > input.limits().maxNesting()) {
                level.accept(Refused.of(
                        RefusalCode.TOO_DEEP,
                        "inputs within inputs beyond " + input.limits().maxNesting()));
            } else {
                level.parse();
            }
        }
    }
}
