package io.dateline.ingest.format.mail;

import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/**
 * Who sends a mail.
 *
 * @param domain of the address, in lower case; null without one
 * @param name as displayed; null without one
 */
record MailSender(String domain, String name) {
    /** Words in names of desks and machines, not of people. */
    private static final Set<String> NO_PERSON = Set.of(
            "desk",
            "newsroom",
            "news",
            "noreply",
            "reply",
            "alerts",
            "alert",
            "newsletter",
            "press",
            "office",
            "media",
            "service",
            "team",
            "support",
            "admin",
            "info",
            "editor",
            "editors",
            "editorial",
            "redaktion",
            "agency",
            "wire",
            "daemon",
            "delivery",
            "system",
            "subsystem",
            "mailer",
            "list",
            "via",
            "group",
            "department",
            "ministry",
            "embassy",
            "university",
            "communications",
            "webmaster",
            "the",
            "feed",
            "feeds",
            "updates",
            "notifications",
            "helpdesk",
            "tech",
            "pressestelle",
            "presse",
            "relations",
            "pr",
            "inc",
            "ltd",
            "gmbh",
            "plc");

    /** The sender that a header names; null when it names none. */
    static MailSender of(MailHeaders headers) {
        for (String field : new String[] {"from", "sender", "resent-from", "return-path"}) {
            String value = headers.raw(field);
            MailSender sender = value == null ? null : parse(value);
            if (sender != null) {
                return sender;
            }
        }
        return null;
    }

    private static MailSender parse(String value) {
        Mailbox mailbox = mailbox(value);
        if (mailbox == null) {
            return null;
        }
        String domain = mailbox.getDomain();
        String name = mailbox.getName() == null ? commentOf(value) : MailHeaders.decoded(mailbox.getName());
        boolean usable = domain != null && domain.indexOf('.') > 0;
        return usable || name != null
                ? new MailSender(usable ? domain.strip().toLowerCase(Locale.ROOT) : null, name)
                : null;
    }

    private static Mailbox mailbox(String value) {
        try {
            AddressList list = LenientAddressParser.DEFAULT.parseAddressList(value);
            for (Address address : list) {
                if (address instanceof Mailbox mailbox) {
                    return mailbox;
                }
            }
            MailboxList flat = list.flatten();
            return flat.isEmpty() ? null : flat.get(0);
        } catch (RuntimeException e) {
            // The parser is lenient, but not with everything.
            return null;
        }
    }

    /** "jane@example.com (Jane Roe)", as mail programs of old wrote it. */
    private static String commentOf(String value) {
        int open = value.indexOf('(');
        int close = value.lastIndexOf(')');
        return open > 0 && close > open
                ? MailHeaders.decoded(value.substring(open + 1, close).strip())
                : null;
    }

    /** The name, when it looks like a person's; else null. */
    String personalName() {
        if (name == null || name.length() > 60 || name.indexOf('@') >= 0 || name.indexOf(' ') < 0) {
            return null;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isDigit(c) || "[]{}<>|/\\:;".indexOf(c) >= 0) {
                return null;
            }
        }
        for (String word : name.toLowerCase(Locale.ROOT).split("[ ,.\\-]+")) {
            if (NO_PERSON.contains(word)) {
                return null;
            }
        }
        return name;
    }
}
