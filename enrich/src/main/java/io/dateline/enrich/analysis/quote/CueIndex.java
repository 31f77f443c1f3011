package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.segment.IntList;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.List;

/** The cues of a story in text order, and which of them stand next to a quoted region. Every question takes bounded time. */
final class CueIndex {
    /** How far from a region a cue is looked for, in tokens. */
    private static final int REACH = 40;

    private final StoryView view;
    private final SegmentedText text;
    private final List<Cue> cues = new ArrayList<>();
    private final IntList firstOfSentence = new IntList();
    private final int[] firstFrom;

    CueIndex(StoryView view, CueFinder finder) {
        this.view = view;
        this.text = view.text;
        for (int s = 0; s < text.sentences(); s++) {
            firstOfSentence.add(cues.size());
            cues.addAll(finder.find(s));
        }
        firstOfSentence.add(cues.size());
        firstFrom = new int[text.tokens() + 1];
        int cue = cues.size();
        for (int token = text.tokens(); token >= 0; token--) {
            while (cue > 0 && cues.get(cue - 1).token() >= token) {
                cue--;
            }
            firstFrom[token] = cue;
        }
    }

    int size() {
        return cues.size();
    }

    Cue get(int cue) {
        return cues.get(cue);
    }

    /** Index of the sentence's first cue, whether or not it has one. */
    int firstOf(int sentence) {
        return firstOfSentence.get(sentence);
    }

    /** One past the sentence's last cue. */
    int endOf(int sentence) {
        return firstOfSentence.get(sentence + 1);
    }

    /** Index of the first cue whose verb is at the token or behind it. */
    int at(int token) {
        return firstFrom[token];
    }

    /** The cue that comes first behind the region in its paragraph, before the next region; null without one. */
    Cue behind(QuotedRegion region) {
        int at = region.after();
        if (!region.closed() || at >= text.tokens() || text.paragraphOf(at) != text.paragraphOf(region.end() - 1)) {
            return null;
        }
        int end = text.endToken(text.sentenceOf(at));
        Cue best = null;
        for (int c = at(at); c < cues.size() && cues.get(c).token() < Math.min(end, at + REACH); c++) {
            Cue cue = cues.get(c);
            if (isParted(at, cue.token())) {
                break;
            }
            if (best == null || cue.token() < best.token() + 4) {
                best = cue;
            }
            if (best.kind() != Cue.Kind.VERB) {
                break;
            }
        }
        return best;
    }

    /** The cue of the region's sentence that is nearest before it, behind the region before; null without one. */
    Cue ahead(QuotedRegion region) {
        int at = region.open();
        int first = text.firstToken(text.sentenceOf(at));
        Cue best = null;
        for (int c = at(at) - 1; c >= 0 && cues.get(c).token() >= Math.max(first, at - REACH); c--) {
            Cue cue = cues.get(c);
            if (isParted(cue.token(), at)) {
                break;
            }
            if (cue.end() <= at && (best == null || best.token() - cue.token() < 12)) {
                best = cue;
                if (cue.kind() != Cue.Kind.VERB) {
                    break;
                }
            }
        }
        return best;
    }

    private boolean isParted(int from, int to) {
        for (int i = from; i < to; i++) {
            if (view.isQuoted(i)) {
                return true;
            }
        }
        return false;
    }
}
