package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.table.TableResource;
import java.util.Map;
import java.util.Set;

/** Words inside and around names that tell what they are. Immutable, shared. */
final class NameCues {
    private final Map<String, Set<String>> titles;
    private final Set<String> functionWords;

    private NameCues(Map<String, Set<String>> titles, Set<String> functionWords) {
        this.titles = titles;
        this.functionWords = functionWords;
    }

    static NameCues load() {
        return new NameCues(
                TableResource.sections(NameCues.class, "titles.tsv"),
                TableResource.words(Segmenter.class, "sentence-starters.txt"));
    }

    /** A word that names nothing and often begins a sentence; in lower case. */
    boolean isFunctionWord(String lower) {
        return functionWords.contains(lower);
    }

    /** A day or a month. */
    boolean isCalendar(String word) {
        return titles.get("calendar").contains(word);
    }

    boolean isHonorific(String word) {
        return titles.get("honorific").contains(word)
                || titles.get("honorific_m").contains(word)
                || titles.get("honorific_f").contains(word);
    }

    /** What a form of address or a rank tells of gender. */
    Gender genderOfTitle(String word) {
        if (titles.get("honorific_m").contains(word)) {
            return Gender.MALE;
        }
        if (titles.get("honorific_f").contains(word)) {
            return Gender.FEMALE;
        }
        return switch (word) {
            case "King", "Prince", "Duke", "Emperor", "Emir", "Sultan", "Tsar", "Pope", "Father", "Brother", "Imam" ->
                Gender.MALE;
            case "Sheikh", "Sheik", "Cardinal", "Congressman", "Councilman", "Assemblyman", "Chairman", "Spokesman" ->
                Gender.MALE;
            case "spokesman", "chairman", "congressman", "actor", "king", "prince", "brother", "father", "son" ->
                Gender.MALE;
            case "Queen", "Princess", "Duchess", "Empress", "Baroness", "Countess", "Sister", "Actress" ->
                Gender.FEMALE;
            case "Congresswoman", "Councilwoman", "Assemblywoman", "Chairwoman", "Spokeswoman" -> Gender.FEMALE;
            case "spokeswoman", "chairwoman", "congresswoman", "actress", "queen", "princess", "sister", "mother" ->
                Gender.FEMALE;
            default -> Gender.UNKNOWN;
        };
    }

    /** An office that stands before a name: "President", "Colonel-General", "Gen.". */
    boolean isRank(String word) {
        Set<String> ranks = titles.get("rank");
        if (ranks.contains(word)) {
            return true;
        }
        int hyphen = word.lastIndexOf('-');
        return hyphen > 0
                && ranks.contains(word.substring(hyphen + 1))
                && (isBefore(word.substring(0, hyphen)) || ranks.contains(word.substring(0, hyphen)));
    }

    /** Letters of honour or office behind a person's name: "QC", "MP". */
    boolean isPostNominal(String word) {
        return titles.get("behind").contains(word);
    }

    /** A word for a relative of somebody: "daughter". */
    boolean isKin(String lower) {
        return titles.get("kin").contains(lower);
    }

    /** A word that may come before a rank: "Prime", "Deputy", "Defence". */
    boolean isBefore(String word) {
        return titles.get("before").contains(word);
    }

    /** A common noun that says what somebody is: "spokesman", "senators". */
    boolean isRole(String lower) {
        Set<String> roles = titles.get("role");
        if (roles.contains(lower)) {
            return true;
        }
        int hyphen = lower.lastIndexOf('-');
        return hyphen > 0 && roles.contains(lower.substring(hyphen + 1));
    }
}
