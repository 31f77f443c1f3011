package io.dateline.ingest.format.mail;

import java.util.ArrayList;
import java.util.List;

/** A part of a message, or the message. Filled while it is read; not thread-safe. */
final class MailPart {
    private final MailHeaders headers = new MailHeaders();
    private final List<MailPart> children = new ArrayList<>();
    private final boolean message;
    private String type = "text/plain";
    private String charset;
    private String disposition = "";
    private String fileName;
    private String contentId;
    private boolean flowed;
    private boolean deleteSpace;
    private boolean readable = true;
    private byte[] content = new byte[0];
    private byte[] preamble = new byte[0];

    MailPart(boolean message) {
        this.message = message;
    }

    /** What the part is, as its header says. */
    void describe(Description description) {
        type = description.type();
        charset = description.charset();
        disposition = description.disposition();
        fileName = description.fileName();
        contentId = description.contentId();
        flowed = description.flowed();
        deleteSpace = description.deleteSpace();
        readable = description.readable();
    }

    /** A message stands in it: nothing else does. */
    void holdsMessage() {
        type = "message/rfc822";
    }

    /**
     * What the header of a part says.
     *
     * @param type media type in lower case
     * @param charset as declared; null without a declaration
     * @param disposition "attachment", "inline" or empty
     * @param fileName null without one
     * @param contentId without its angle brackets; null without one
     * @param flowed is it format=flowed?
     * @param deleteSpace its DelSp
     * @param readable is its transfer encoding one that is known?
     */
    record Description(
            String type,
            String charset,
            String disposition,
            String fileName,
            String contentId,
            boolean flowed,
            boolean deleteSpace,
            boolean readable) {}

    MailHeaders headers() {
        return headers;
    }

    List<MailPart> children() {
        return children;
    }

    /** Is it a message, with a header of its own about sender and subject? */
    boolean isMessage() {
        return message;
    }

    String type() {
        return type;
    }

    String charset() {
        return charset;
    }

    String fileName() {
        return fileName;
    }

    String contentId() {
        return contentId;
    }

    boolean isFlowed() {
        return flowed;
    }

    boolean isDeleteSpace() {
        return deleteSpace;
    }

    boolean isReadable() {
        return readable;
    }

    boolean isAttachment() {
        return disposition.equals("attachment");
    }

    boolean isText() {
        return type.startsWith("text/")
                && !type.equals("text/calendar")
                && !type.equals("text/x-vcard")
                && !type.equals("text/vcard");
    }

    boolean isHtml() {
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    byte[] content() {
        return content;
    }

    void content(byte[] bytes) {
        content = bytes;
    }

    /** What stands before the first part of a multipart. */
    byte[] preamble() {
        return preamble;
    }

    void preamble(byte[] bytes) {
        preamble = bytes;
    }
}
