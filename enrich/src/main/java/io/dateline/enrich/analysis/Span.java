package io.dateline.enrich.analysis;

/**
 * A stretch of a text.
 *
 * @param start index of the first char
 * @param end one past the last char; never less than start
 */
public record Span(int start, int end) implements Comparable<Span> {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** Length in chars. */
    public int length() {
        return end - start;
    }

    /** The part of the text that this covers. */
    public String of(CharSequence text) {
        return text.subSequence(start, end).toString();
    }

    /** Do the two share a char? */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** Does the other lie wholly in this one? */
    public boolean contains(Span other) {
        return start <= other.start && other.end <= end;
    }

    /** By start, then by end. */
    @Override
    public int compareTo(Span other) {
        return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
    }
}
