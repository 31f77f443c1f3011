package io.dateline.ingest.wire;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of providers, as they stand before the bar in an articleId. A story's provider is, in this order: what the story
 * states; what the feed is configured with; the authority in its guid ({@code tag:reuters.com,2016:…} is {@code
 * reuters}, {@code urn:newsml:dpa.com:…} is {@code dpa}, {@code http://www.businesswire.com/…} is {@code businesswire});
 * {@value #UNKNOWN}. An agency that goes by several names and hosts has one here, so that its stories have one provider in
 * every format.
 */
final class ProviderNames {
    static final String UNKNOWN = "unknown";

    private static final int MAX_LENGTH = 100;
    private static final Set<String> SECOND_LEVEL = Set.of("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne");

    /** By the names that agencies sign with, and the labels of their hosts. */
    private static final Map<String, String> AGENCIES = Map.ofEntries(
            Map.entry("agence-france-presse", "afp"),
            Map.entry("agencia-efe", "efe"),
            Map.entry("efeservicios", "efe"),
            Map.entry("algemeen-nederlands-persbureau", "anp"),
            Map.entry("associated-press", "ap"),
            Map.entry("the-associated-press", "ap"),
            Map.entry("apnews", "ap"),
            Map.entry("australian-associated-press", "aap"),
            Map.entry("austria-presse-agentur", "apa"),
            Map.entry("belga-news-agency", "belga"),
            Map.entry("canadian-press", "cp"),
            Map.entry("the-canadian-press", "cp"),
            Map.entry("la-presse-canadienne", "cp"),
            Map.entry("thecanadianpress", "cp"),
            Map.entry("deutsche-presse-agentur", "dpa"),
            Map.entry("deutsche-presse-agentur-gmbh", "dpa"),
            Map.entry("kyodonews", "kyodo"),
            Map.entry("kyodo-news", "kyodo"),
            Map.entry("norsk-telegrambyrå", "ntb"),
            Map.entry("press-association", "pa"),
            Map.entry("the-press-association", "pa"),
            Map.entry("pa-media", "pa"),
            Map.entry("pamedia", "pa"),
            Map.entry("pa_api", "pa"),
            Map.entry("stt-lehtikuva", "stt"),
            Map.entry("itar-tass", "tass"),
            Map.entry("thomsonreuters", "reuters"),
            Map.entry("thomson-reuters", "reuters"),
            Map.entry("tt-nyhetsbyrån", "tt"),
            Map.entry("xinhuanet", "xinhua"),
            Map.entry("xinhua-news-agency", "xinhua"));

    private ProviderNames() {}

    /** A stated name in its normal form: "nprov:AFP" and "AFP" are "afp", "www.dpa.de" is "dpa"; null when empty. */
    static String normalise(String stated) {
        if (stated == null) {
            return null;
        }
        String name = stated.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("http://") || name.startsWith("https://")) {
            // An address of a provider's own, or a concept in a vocabulary of providers.
            String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            name = bare.indexOf('/', bare.indexOf("//") + 2) < 0
                    ? hostOf(bare)
                    : bare.substring(bare.lastIndexOf('/') + 1);
        } else {
            name = name.substring(name.lastIndexOf(':') + 1);
        }
        if (isHost(name)) {
            name = label(name);
        }
        StringBuilder slug = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-') {
                slug.append(c);
            } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        while (slug.length() > 0 && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.length() == 0 ? null : known(slug.substring(0, Math.min(slug.length(), MAX_LENGTH)));
    }

    private static String known(String name) {
        return AGENCIES.getOrDefault(name, name);
    }

    /** The provider that a guid's authority names; null when it has none. */
    static String ofGuid(String guid) {
        String lower = guid.strip().toLowerCase(Locale.ROOT);
        String host = null;
        if (lower.startsWith("tag:")) {
            int end = lower.indexOf(',');
            host = end < 0 ? null : lower.substring("tag:".length(), end);
            host = host == null ? null : host.substring(host.lastIndexOf('@') + 1);
        } else if (lower.startsWith("urn:newsml:")) {
            int end = lower.indexOf(':', "urn:newsml:".length());
            host = end < 0 ? null : lower.substring("urn:newsml:".length(), end);
            if (host != null && !isHost(host)) {
                return normalise(host);
            }
        } else if (lower.startsWith("http://") || lower.startsWith("https://")) {
            host = hostOf(lower);
        }
        String label = host != null && isHost(host) ? label(host) : "";
        return label.isEmpty() ? null : label;
    }

    private static String hostOf(String url) {
        try {
            String host = URI.create(url).getHost();
            if (host != null) {
                return host;
            }
        } catch (IllegalArgumentException e) {
            // Not a proper URI: the characters between the slashes will do.
            return between(url);
        }
        return between(url);
    }

    private static String between(String url) {
        int start = url.indexOf("//") + 2;
        int end = start;
        while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(start, end);
    }

    private static boolean isHost(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 1 || name.length() - dot < 3) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return Character.isLetter(name.charAt(name.length() - 1));
    }

    /** The label that somebody registered: "reuters" of "feeds.reuters.com", "bbc" of "news.bbc.co.uk". */
    private static String label(String host) {
        if (host.equals("press.net") || host.endsWith(".press.net")) {
            return "pa";
        }
        String[] labels = host.split("\\.");
        int at = labels.length - 2;
        if (at > 0 && labels[labels.length - 1].length() == 2 && SECOND_LEVEL.contains(labels[at])) {
            at--;
        }
        return known(labels[Math.max(at, 0)]);
    }
}
