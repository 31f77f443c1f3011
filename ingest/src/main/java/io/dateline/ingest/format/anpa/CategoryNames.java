package io.dateline.ingest.format.anpa;

/** Names of the categories of ANPA 1312, as AP's filing guide has them. */
final class CategoryNames {
    private CategoryNames() {}

    /** Null for a letter that is none of the standard's. */
    static String of(char category) {
        return switch (Character.toLowerCase(category)) {
            case 'a' -> "Domestic general news";
            case 'b' -> "Special events";
            case 'c' -> "Features";
            case 'd' -> "Food and diet";
            case 'e' -> "Entertainment";
            case 'f' -> "Finance";
            case 'g' -> "Lottery";
            case 'h' -> "Health";
            case 'i' -> "International";
            case 'j' -> "Lottery";
            case 'k' -> "Commentary";
            case 'l' -> "Lifestyle";
            case 'm' -> "Markets";
            case 'n' -> "State and regional";
            case 'o' -> "Weather tables";
            case 'p' -> "National politics";
            case 'q' -> "Results of single events";
            case 'r' -> "Races";
            case 's' -> "Sports";
            case 't' -> "Travel";
            case 'v' -> "Advisories";
            case 'w' -> "Washington";
            default -> null;
        };
    }
}
