package io.dateline.enrich.analysis.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.boilerplate.BoilerplateFinder;
import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** A text in which people marked the names. */
record LabelledStory(String id, String text, List<Name> names) {
    /** A marked name; UTF-16 indexes. */
    record Name(int start, int end, EntityType type) {}

    /**
     * Is the story kept apart for validation? Every fifth by the checksum of its id: decided once, for all figures of this
     * project.
     */
    boolean isForValidation() {
        return checksum(id) % 5 == 0;
    }

    /**
     * Is the story from one of the sources, about a fifth of them, that are left out as a whole where it is measured how
     * well a way of learning carries over to papers that it has not seen? The source is the id without the last number.
     */
    boolean isOfSourceKeptApart() {
        return checksum(id.substring(0, Math.max(0, id.lastIndexOf('_')))) % 5 == 0;
    }

    private static long checksum(String id) {
        CRC32 sum = new CRC32();
        sum.update(id.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** Reads JSON lines {"id", "text", "entities": [{"start", "end", "type"}]}, offsets in code points. */
    static List<LabelledStory> read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<LabelledStory> stories = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = json.readTree(line);
                String text = node.get("text").asText();
                List<Name> names = new ArrayList<>();
                for (JsonNode e : node.get("entities")) {
                    names.add(new Name(
                            text.offsetByCodePoints(0, e.get("start").asInt()),
                            text.offsetByCodePoints(0, e.get("end").asInt()),
                            EntityType.valueOf(e.get("type").asText())));
                }
                stories.add(new LabelledStory(node.get("id").asText(), text, names));
            }
        }
        return stories;
    }

    /**
     * Reads passages, one a line, in which names stand in brackets after a letter for their kind: {@code [P Ada Lovelace]};
     * P person, O organisation, L place, M other.
     */
    static List<LabelledStory> readPassages(String resource) {
        List<LabelledStory> passages = new ArrayList<>();
        for (String[] row : TableResource.rows(LabelledStory.class, resource)) {
            StringBuilder text = new StringBuilder();
            List<Name> names = new ArrayList<>();
            String[] pieces = row[0].split("[\\[\\]]");
            for (int i = 0; i < pieces.length; i++) {
                boolean name = i % 2 == 1;
                int start = text.length();
                text.append(name ? pieces[i].substring(2) : pieces[i]);
                if (name) {
                    names.add(new Name(start, text.length(), Labels.TYPES["POLM".indexOf(pieces[i].charAt(0))]));
                }
            }
            passages.add(new LabelledStory("passage-" + passages.size(), text.toString(), names));
        }
        return passages;
    }

    /** The units of the story, furniture left out, as the pipeline cuts them. */
    NameUnits units(Segmenter segmenter, BoilerplateFinder boilerplate) {
        var whole = segmenter.segment(text);
        List<Span> bare = boilerplate.find(whole).bareSpans();
        return new NameUnits(whole.without(bare));
    }

    /** The labels that say the same as the marked names; a name that does not fit the units is widened to them. */
    byte[] labels(NameUnits units) {
        byte[] labels = new byte[units.size()];
        int[] sentence = new int[units.size()];
        for (int s = 0; s < units.sentences(); s++) {
            Arrays.fill(sentence, units.firstOf(s), units.endOf(s), s);
        }
        for (Name name : names) {
            int first = -1;
            int end = -1;
            for (int u = 0; u < units.size(); u++) {
                if (units.start(u) < name.end() && name.start() < units.end(u)) {
                    first = first < 0 ? u : first;
                    end = u + 1;
                }
            }
            if (first < 0) {
                continue;
            }
            int stop = Math.min(end, units.endOf(sentence[first]));
            int type = Arrays.asList(Labels.TYPES).indexOf(name.type());
            for (int u = first; u < stop; u++) {
                int place = stop - first == 1
                        ? Labels.ONLY
                        : u == first ? Labels.FIRST : u == stop - 1 ? Labels.LAST : Labels.INSIDE;
                labels[u] = (byte) Labels.of(type, place);
            }
        }
        return labels;
    }
}
