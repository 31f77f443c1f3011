package io.dateline.ingest.format.json;

import io.dateline.ingest.wire.ArticleDraft;

/** How stories of one kind are written in JSON. Stateless. */
interface JsonShape {

    /** Name of the format, for {@code RawArticle.format}. */
    String format();

    /** How many signs there are that an object is of this shape; 0 for none. */
    int signs(Fields item);

    /** Puts what the object says into the draft. */
    void fill(Fields item, ArticleDraft draft);
}
