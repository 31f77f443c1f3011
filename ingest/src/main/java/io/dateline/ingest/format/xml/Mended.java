package io.dateline.ingest.format.xml;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * XML text with the faults taken out that wires commonly have and that can only mean one thing: HTML's named entities,
 * ampersands and less-than signs that were not escaped, characters that XML doesn't allow. Lines stay where they are.
 *
 * @param text what an XML parser can be given
 * @param unsafe name of an entity that is used and must not be followed; null when there is none
 * @param notes what was mended, one sentence each
 */
record Mended(String text, String unsafe, Set<String> notes) {
    private static final String HTML_ENTITY = "Named entities of HTML were read in XML.";
    private static final String AMPERSAND = "Ampersands that were not escaped were read as such.";
    private static final String LESS_THAN = "Less-than signs that were not escaped were read as such.";
    private static final String CHARACTER = "Characters that XML doesn't allow were left out.";
    private static final String HEAD = "A document's head inside another document was left out.";
    private static final int LONGEST_NAME = 64;

    static Mended of(String xml, Doctype doctype) {
        return new Mender(xml, doctype).mend();
    }

    private static final class Mender {
        private final String xml;
        private final Doctype doctype;
        private final Set<String> notes = new LinkedHashSet<>();
        private StringBuilder out;
        private int copied;
        private String unsafe;

        Mender(String xml, Doctype doctype) {
            this.xml = xml;
            this.doctype = doctype;
        }

        Mended mend() {
            int at = 0;
            while (at < xml.length()) {
                char c = xml.charAt(at);
                if (c == '&') {
                    at = reference(at);
                } else if (c == '<') {
                    at = markup(at);
                } else if (c < ' ' && c != '\n' && c != '\t' && c != '\r'
                        || c == '\uFFFE'
                        || c == '\uFFFF'
                        || isLoneSurrogate(at)) {
                    replace(at, at + 1, "");
                    notes.add(CHARACTER);
                    at++;
                } else {
                    at += Character.isHighSurrogate(c) ? 2 : 1;
                }
            }
            if (out == null) {
                return new Mended(xml, unsafe, notes);
            }
            return new Mended(out.append(xml, copied, xml.length()).toString(), unsafe, notes);
        }

        private boolean isLoneSurrogate(int at) {
            char c = xml.charAt(at);
            if (Character.isHighSurrogate(c)) {
                return at + 1 >= xml.length() || !Character.isLowSurrogate(xml.charAt(at + 1));
            }
            return Character.isLowSurrogate(c);
        }

        private int markup(int at) {
            if (xml.startsWith("<![CDATA[", at)) {
                return skip("]]>", at);
            }
            if (xml.startsWith("<!--", at)) {
                return skip("-->", at);
            }
            if (xml.startsWith("<?xml", at) || xml.startsWith("<!DOCTYPE", at)) {
                return drop(at);
            }
            char next = at + 1 < xml.length() ? xml.charAt(at + 1) : '\0';
            boolean isTag = Character.isLetter(next) || next == '/' || next == '!' || next == '?' || next == '_';
            if (!isTag && next != '\0') {
                replace(at, at + 1, "&lt;");
                notes.add(LESS_THAN);
            }
            return at + 1;
        }

        /** A whole document was pasted in: its head goes, its line ends stay. */
        private int drop(int from) {
            int end;
            if (xml.charAt(from + 1) == '!') {
                end = Doctype.end(xml, from);
            } else {
                int found = xml.indexOf("?>", from);
                end = found < 0 ? xml.length() : found + 2;
            }
            long lines = xml.substring(from, end).chars().filter(c -> c == '\n').count();
            replace(from, end, "\n".repeat((int) lines));
            notes.add(HEAD);
            return end;
        }

        /** Behind a section whose text is not markup; control characters in it still have to go. */
        private int skip(String mark, int from) {
            int found = xml.indexOf(mark, from);
            int end = found < 0 ? xml.length() : found + mark.length();
            for (int i = from; i < end; i++) {
                char c = xml.charAt(i);
                if (c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= '\uFFFE') {
                    replace(i, i + 1, "");
                    notes.add(CHARACTER);
                }
            }
            return end;
        }

        private int reference(int at) {
            int end = at + 1;
            int longest = Math.min(xml.length(), at + LONGEST_NAME);
            while (end < longest && isNameChar(xml.charAt(end))) {
                end++;
            }
            if (end == at + 1 || end >= xml.length() || xml.charAt(end) != ';') {
                replace(at, at + 1, "&amp;");
                notes.add(AMPERSAND);
                return at + 1;
            }
            String name = xml.substring(at + 1, end);
            if (name.charAt(0) == '#') {
                if (References.codePoint(xml, at, end) < 0) {
                    replace(at, end + 1, "");
                    notes.add(CHARACTER);
                }
            } else if (!isPredefined(name)) {
                named(at, end, name);
            }
            return end + 1;
        }

        private void named(int at, int end, String name) {
            String declared = doctype.characters().get(name);
            if (declared != null) {
                replace(at, end + 1, escaped(declared));
            } else if (doctype.unsafe().contains(name)) {
                unsafe = name;
            } else if (Entities.isNamedEntity(name)) {
                replace(at, end + 1, escaped(Entities.getByName(name)));
                notes.add(HTML_ENTITY);
            } else {
                replace(at, at + 1, "&amp;");
                notes.add(AMPERSAND);
            }
        }

        private void replace(int from, int to, String replacement) {
            if (out == null) {
                out = new StringBuilder(xml.length() + 256);
            }
            out.append(xml, copied, from).append(replacement);
            copied = to;
        }

        private static boolean isPredefined(String name) {
            return switch (name) {
                case "amp", "lt", "gt", "quot", "apos" -> true;
                default -> false;
            };
        }

        private static boolean isNameChar(char c) {
            return Character.isLetterOrDigit(c) || c == '#' || c == '_' || c == '.' || c == '-';
        }

        private static String escaped(String characters) {
            return characters.replace("&", "&amp;").replace("<", "&lt;");
        }
    }
}
