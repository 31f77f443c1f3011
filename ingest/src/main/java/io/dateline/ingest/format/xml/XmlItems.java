package io.dateline.ingest.format.xml;

import io.dateline.ingest.format.xml.XmlScan.Found;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;

/**
 * Takes an XML document apart into its items and hands them over one at a time, each parsed by itself: a broken one is
 * one refusal, with its line and column, and the next is read. A document that is cut behind whole items gives those, and
 * a refusal for what is missing. Not thread-safe; for one document.
 */
public final class XmlItems {
    private final WireInput input;
    private final ParseSink sink;
    private final XmlSource source;
    private final XmlReading reading;
    private boolean several;
    private int number;

    /**
     * @param input the document
     * @param sink takes refusals
     */
    public XmlItems(WireInput input, ParseSink sink) {
        this.input = input;
        this.sink = sink;
        this.source = XmlSource.of(input);
        this.reading = new XmlReading(input.limits().maxDepth());
    }

    /** Local name of the outermost element; null when there is none. */
    public String rootName() {
        return XmlScan.rootName(source.text(), source.start());
    }

    /**
     * What stands before the items and holds for all of them.
     *
     * @param name of its element
     * @param items names of the items; an element of this name behind or inside the first of them is none
     * @return null when there is none, or none that can be read: its faults take no story along
     */
    public Element context(String name, Set<String> items) {
        Set<String> names = new HashSet<>(items);
        names.add(name);
        Found found = new XmlScan(source.text(), source.start(), names).next();
        if (found == null
                || !found.name().equals(name)
                || !found.closed()
                || found.end() - found.start() > input.limits().maxStoryBytes()) {
            return null;
        }
        Mended mended = Mended.of(source.text().substring(found.start(), found.end()), source.doctype());
        XmlTree tree = reading.parse(mended.text());
        return mended.unsafe() == null && tree instanceof XmlTree.Read read ? read.root() : null;
    }

    /**
     * Reads every element of these names that is not inside another of them.
     *
     * @param missing the reason for a refusal when there is none in well-formed XML
     */
    public void each(Set<String> names, String missing, Consumer<XmlItem> reader) {
        XmlScan scan = new XmlScan(source.text(), source.start(), names);
        Found found = scan.next();
        if (found == null) {
            refuseWithout(scan, missing);
            return;
        }
        Found last = found;
        while (found != null) {
            number++;
            Found following = scan.next();
            several |= following != null;
            read(found, reader);
            last = found;
            found = following;
        }
        if (last.closed() && !scan.isRootClosed()) {
            sink.accept(Refused.of(
                            RefusalCode.MALFORMED,
                            "the document ends before " + scan.rootName() + " is closed; what came before was read")
                    .at("the end", null));
        }
    }

    private void read(Found found, Consumer<XmlItem> reader) {
        String xml = source.text().substring(found.start(), found.end());
        byte[] original = several ? xml.getBytes(source.charset()) : null;
        if (xml.length() > input.limits().maxStoryBytes()) {
            sink.accept(Refused.of(
                            RefusalCode.TOO_LARGE,
                            "an item of more than " + input.limits().maxStoryBytes() + " bytes")
                    .at(where(found, 0, 0), original));
            return;
        }
        Mended mended = Mended.of(xml, source.doctype());
        if (mended.unsafe() != null) {
            sink.accept(Refused.of(
                            RefusalCode.UNSAFE, "an entity of the document's own is used that is not plain characters")
                    .at(where(found, 0, 0), original));
            return;
        }
        XmlTree tree = reading.parse(mended.text());
        if (tree instanceof XmlTree.Broken broken) {
            sink.accept(Refused.of(broken.code(), broken.reason())
                    .at(where(found, broken.line(), broken.column()), original));
        } else if (tree instanceof XmlTree.Read read) {
            List<String> notes = new ArrayList<>(source.notes());
            notes.addAll(mended.notes());
            boolean silent = several && !source.charset().equals(StandardCharsets.UTF_8);
            String mediaType =
                    silent ? "application/xml; charset=" + source.charset().name() : null;
            reader.accept(new XmlItem(found.name(), read.root(), original, mediaType, notes));
        }
    }

    private String where(Found found, int line, int column) {
        int atLine = line == 0 ? found.line() : found.line() + line - 1;
        int atColumn = line == 0 ? found.column() : line == 1 ? found.column() + column - 1 : column;
        String place = "line " + atLine + ", column " + atColumn;
        return several ? "item " + number + ", " + place : place;
    }

    /** There is nothing to read; why? */
    private void refuseWithout(XmlScan scan, String missing) {
        String xml = source.text().substring(source.start());
        if (xml.length() <= input.limits().maxStoryBytes()) {
            Mended mended = Mended.of(xml, source.doctype());
            XmlTree tree = reading.parse(mended.text());
            if (tree instanceof XmlTree.Broken broken) {
                sink.accept(Refused.of(broken.code(), broken.reason()).at(wholeWhere(broken), null));
                return;
            }
        }
        RefusalCode code = scan.isRootClosed() ? RefusalCode.NO_STORY : RefusalCode.MALFORMED;
        sink.accept(Refused.of(code, scan.isRootClosed() ? missing : "the XML is cut off inside an element"));
    }

    private String wholeWhere(XmlTree.Broken broken) {
        if (broken.line() == 0) {
            return null;
        }
        long before = source.text()
                .substring(0, source.start())
                .chars()
                .filter(c -> c == '\n')
                .count();
        return "line " + (before + broken.line()) + ", column " + broken.column();
    }
}
