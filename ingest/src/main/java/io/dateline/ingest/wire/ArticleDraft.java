package io.dateline.ingest.wire;

import io.dateline.ingest.clean.Dateline;
import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A story while it is being read. Parsers put in what the wire says, as it is written; the rules that are the same for
 * every format are here, once. Setters take null and blank for "the wire doesn't say" and return the draft; for a field
 * of one value the first value that is not blank counts, so call them with the best source first.
 *
 * <ul>
 *   <li><b>Identity.</b> {@code provider|id}: the provider from the story, else the feed, else the guid's authority, else
 *       "unknown"; the guid without a version that is written into it (see StoryIdentity). Without a guid: a hash of
 *       headline and body, and a note that says so; two versions of such a story have two identities.
 *   <li><b>Version.</b> What the wire gives, if it is a whole number; else the one in the guid. Anything else is kept as
 *       versionLabel.
 *   <li><b>Status.</b> Without one: usable, as IPTC has it. One that nobody knows: withheld, with a note.
 *   <li><b>Change.</b> What the parser says; else a cancelled status, else the first signal that says something.
 *   <li><b>Embargo.</b> The text is kept. One that can't be read leaves embargoedUntil null, and the story is held.
 *   <li><b>Times.</b> Without a zone they are read in the feed's, or UTC with a note, never in the machine's.
 *   <li><b>Dateline.</b> What the wire says in a field of its own, unless that is a date alone; else the one that the text
 *       begins with, when it names an agency or a date.
 *   <li><b>Text.</b> Through {@link PlainText}: no markup, entities or controls. Nothing is cut out of the body.
 * </ul>
 *
 * Not thread-safe; for one story.
 */
public final class ArticleDraft {
    private static final int MAX_NOTES = 50;
    private static final int MAX_NOTE_LENGTH = 300;
    private static final int MAX_LIST = 2000;
    private static final int RECORD_OVERHEAD = 256 * 1024;
    private static final int MAX_FIELD_CHARS = 20_000;

    private final WireInput input;
    private final String format;
    private final StoryRules rules;
    private final Set<String> notes = new LinkedHashSet<>();

    private String guid;
    private String provider;
    private String version;
    private String status;
    private ChangeKind changeKind;
    private String embargo;
    private String urgency;
    private String language;
    private String headline;
    private String slugline;
    private String byline;
    private String dateline;
    private String datelinePlace;
    private String credit;
    private String copyright;
    private String usageTerms;
    private String editorialNote;
    private String body = "";
    private boolean isBeyondLimits;
    private String mediaType;
    private Instant firstCreated;
    private Instant versionCreated;
    private byte[] original;
    private final Set<String> signals = new LinkedHashSet<>();
    private final Set<String> supersededGuids = new LinkedHashSet<>();
    private final Set<String> genres = new LinkedHashSet<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();
    private final Set<Place> places = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();

    private ArticleDraft(WireInput input, String format) {
        this.input = input;
        this.format = format;
        this.rules = new StoryRules(input.feed().zone(), this::note);
    }

    /** An empty draft of a story in this input. */
    public static ArticleDraft of(WireInput input, String format) {
        return new ArticleDraft(input, format);
    }

    /** Its identity as the wire writes it, with or without the version in it. */
    public ArticleDraft guid(String value) {
        guid = first(guid, token(value));
        return this;
    }

    /** Who sends it, when the story itself says so: a name, a code ("nprov:AFP") or a host. */
    public ArticleDraft provider(String value) {
        provider = first(provider, token(value));
        return this;
    }

    /** The version as written. */
    public ArticleDraft version(String value) {
        version = first(version, token(value));
        return this;
    }

    /** The publishing status as written: "usable", "stat:canceled", ... */
    public ArticleDraft status(String value) {
        status = first(status, token(value));
        return this;
    }

    /** What this version is, when the format says so in its own way. */
    public ArticleDraft changeKind(ChangeKind value) {
        changeKind = changeKind == null ? value : changeKind;
        return this;
    }

    /** A mark of change as written, e.g. "sig:correction". */
    public ArticleDraft signal(String value) {
        add(signals, token(value));
        return this;
    }

    /** The guid of another story that this one replaces or kills; or its whole articleId. */
    public ArticleDraft supersedes(String otherGuid) {
        add(supersededGuids, token(otherGuid));
        return this;
    }

    /** The embargo as written. */
    public ArticleDraft embargo(String value) {
        embargo = first(embargo, token(value));
        return this;
    }

    /** The urgency or priority as written: 1 to 8. */
    public ArticleDraft urgency(String value) {
        urgency = first(urgency, token(value));
        return this;
    }

    /** The language as declared. */
    public ArticleDraft language(String value) {
        language = first(language, token(value));
        return this;
    }

    /** The headline; markup in it is taken out. */
    public ArticleDraft headline(String value) {
        headline = headline == null ? oneLine(value) : headline;
        return this;
    }

    public ArticleDraft slugline(String value) {
        slugline = slugline == null ? oneLine(value) : slugline;
        return this;
    }

    public ArticleDraft byline(String value) {
        byline = byline == null ? oneLine(value) : byline;
        return this;
    }

    public ArticleDraft dateline(String value) {
        dateline = dateline == null ? StoryRules.dateline(oneLine(value)) : dateline;
        return this;
    }

    public ArticleDraft datelinePlace(String value) {
        datelinePlace = datelinePlace == null ? oneLine(value) : datelinePlace;
        return this;
    }

    public ArticleDraft credit(String value) {
        credit = credit == null ? oneLine(value) : credit;
        return this;
    }

    public ArticleDraft copyright(String value) {
        copyright = copyright == null ? oneLine(value) : copyright;
        return this;
    }

    public ArticleDraft usageTerms(String value) {
        usageTerms = usageTerms == null ? oneLine(value) : usageTerms;
        return this;
    }

    public ArticleDraft editorialNote(String value) {
        editorialNote = editorialNote == null ? oneLine(value) : editorialNote;
        return this;
    }

    public ArticleDraft genre(String codeOrName) {
        add(genres, oneLine(codeOrName));
        return this;
    }

    /** A subject; one without code and name is left out. */
    public ArticleDraft subject(String code, String name, String scheme) {
        String cleanScheme = token(scheme);
        String cleanCode = IptcSchemes.shorten(token(code), cleanScheme);
        String cleanName = oneLine(name);
        if (cleanCode != null || cleanName != null) {
            add(subjects, new Subject(cleanCode, cleanName, cleanScheme));
        }
        return this;
    }

    /** A place; one without code and name is left out. */
    public ArticleDraft place(String code, String name) {
        String cleanCode = IptcSchemes.shorten(token(code), null);
        String cleanName = oneLine(name);
        if (cleanCode != null || cleanName != null) {
            add(places, new Place(cleanCode, cleanName));
        }
        return this;
    }

    /** Something that it points at; without a target it is left out. */
    public ArticleDraft link(String href, String rel, String title, String targetMediaType) {
        String target = token(href);
        if (target != null) {
            add(links, new Link(target, token(rel), oneLine(title), token(targetMediaType)));
        }
        return this;
    }

    /** When the first version was made, as written. */
    public ArticleDraft firstCreated(String value) {
        firstCreated = firstCreated == null ? rules.time("firstCreated", value) : firstCreated;
        return this;
    }

    /** When this version was made, as written. */
    public ArticleDraft versionCreated(String value) {
        versionCreated = versionCreated == null ? rules.time("versionCreated", value) : versionCreated;
        return this;
    }

    /** The body as HTML or XHTML. */
    public ArticleDraft bodyHtml(String html) {
        return clean(html, PlainText::ofHtml);
    }

    /** The body as plain text. */
    public ArticleDraft bodyText(String text) {
        return clean(text, PlainText::ofText);
    }

    /** The body in a format that says "text" and sends what it likes. */
    public ArticleDraft bodyEither(String text) {
        return clean(text, PlainText::ofEither);
    }

    /** What is longer than a story may be is not cleaned first: that would cost seconds, and the story is refused. */
    private ArticleDraft clean(String raw, BiFunction<String, Consumer<String>, String> cleaning) {
        if (raw != null && raw.length() > input.limits().maxStoryBytes()) {
            isBeyondLimits = true;
            return this;
        }
        return body(raw == null ? "" : cleaning.apply(raw, this::note));
    }

    /** The body as {@link PlainText} made it. */
    public ArticleDraft body(String cleaned) {
        body = body.isEmpty() ? cleaned : body;
        return this;
    }

    /** Is there a body yet? */
    public boolean hasBody() {
        return !body.isEmpty();
    }

    /** Is there a headline yet? */
    public boolean hasHeadline() {
        return headline != null;
    }

    /** Media type of the story, when the parser knows better than the declaration. */
    public ArticleDraft mediaType(String value) {
        mediaType = first(mediaType, token(value));
        return this;
    }

    /** The story's own bytes, where the input holds several; otherwise the whole input is kept. Not copied. */
    public ArticleDraft original(byte[] bytes) {
        original = bytes;
        return this;
    }

    /** What had to be guessed, mended or derived; one sentence. */
    public ArticleDraft note(String sentence) {
        if (notes.size() < MAX_NOTES) {
            String clean = PlainText.token(sentence, ignored -> {});
            notes.add(PlainText.cut(clean, MAX_NOTE_LENGTH));
        }
        return this;
    }

    /** The story, or why there is none. */
    public ParseResult build() {
        if (guid == null && headline == null && body.isEmpty() && !isBeyondLimits) {
            return Refused.of(RefusalCode.NO_STORY, "neither identity nor headline nor text")
                    .at(null, original);
        }
        byte[] bytes = original == null ? wholeInput() : original;
        if (isBeyondLimits || bytes == null || bytes.length > input.limits().maxStoryBytes()) {
            return tooLarge(bytes == null ? input.content().size() : bytes.length, bytes);
        }
        if (body.isEmpty()) {
            note("There is no body.");
        }
        RawArticle article = fill(bytes);
        long size = bytes.length + (long) body.getBytes(StandardCharsets.UTF_8).length + RECORD_OVERHEAD;
        return size > NewsTopic.MAX_RECORD_BYTES ? tooLarge(bytes.length, bytes) : new Parsed(article);
    }

    private RawArticle fill(byte[] bytes) {
        StoryIdentity identity = guid == null ? null : StoryIdentity.of(guid);
        String sender = rules.provider(provider, input.feed().provider(), identity);
        ArticleStatus publishing = rules.status(status);
        StoryRules.Version number = rules.version(version, guid, identity);
        Instant until = rules.embargo(embargo);
        Integer urgencyNumber = rules.urgency(urgency);
        String languageTag = rules.language(language);
        String id = identity == null ? rules.derivedId(headline, body) : rules.boundedId(identity.id());
        Dateline begins = dateline == null ? StoryRules.datelineOf(body) : null;
        return RawArticle.newBuilder()
                .setArticleId(RecordKeys.articleId(sender, id))
                .setProvider(sender)
                .setVersion(number.number())
                .setVersionLabel(number.label())
                .setStatus(publishing)
                .setChangeKind(StoryRules.change(publishing, changeKind, signals))
                .setSignals(List.copyOf(signals))
                .setSupersedes(rules.superseded(sender, supersededGuids))
                .setEmbargoText(StoryRules.isEmbargo(embargo) ? embargo : null)
                .setEmbargoedUntil(until)
                .setUrgency(urgencyNumber)
                .setLanguage(languageTag)
                .setHeadline(headline)
                .setSlugline(slugline)
                .setByline(byline)
                .setDateline(begins == null ? dateline : begins.text())
                .setDatelinePlace(begins == null || datelinePlace != null ? datelinePlace : begins.place())
                .setCredit(credit)
                .setCopyright(copyright)
                .setUsageTerms(usageTerms)
                .setEditorialNote(editorialNote)
                .setGenres(List.copyOf(genres))
                .setSubjects(List.copyOf(subjects))
                .setPlaces(List.copyOf(places))
                .setLinks(List.copyOf(links))
                .setFirstCreated(firstCreated)
                .setVersionCreated(versionCreated)
                .setBody(body)
                .setFormat(format)
                .setFeed(input.feed().name())
                .setReceivedAt(input.receivedAt())
                .setMediaType(first(mediaType, input.mediaType()))
                .setOriginal(ByteBuffer.wrap(bytes))
                .setNotes(List.copyOf(notes))
                .build();
    }

    private byte[] wholeInput() {
        return input.content().size() > input.limits().maxStoryBytes()
                ? null
                : input.content().bytes();
    }

    private Refused tooLarge(long size, byte[] bytes) {
        return Refused.of(
                        RefusalCode.TOO_LARGE,
                        "a story of " + size + " bytes, and with its text more than the "
                                + input.limits().maxStoryBytes() + " that a story or the "
                                + NewsTopic.MAX_RECORD_BYTES + " that a record may have")
                .at(null, bytes);
    }

    private String oneLine(String value) {
        if (value == null) {
            return null;
        }
        String bounded = PlainText.cut(value, MAX_FIELD_CHARS);
        if (bounded.length() < value.length()) {
            note("A field was cut at " + MAX_FIELD_CHARS + " characters.");
        }
        String line = PlainText.line(bounded, this::note);
        return line.isEmpty() ? null : line;
    }

    private String token(String value) {
        if (value == null) {
            return null;
        }
        String bounded = PlainText.cut(value, MAX_FIELD_CHARS);
        String token = PlainText.token(bounded, this::note);
        return token.isEmpty() ? null : token;
    }

    private <T> void add(Set<T> set, T value) {
        if (value != null && set.size() < MAX_LIST) {
            set.add(value);
        }
    }

    private static String first(String have, String value) {
        return have != null ? have : value;
    }
}
