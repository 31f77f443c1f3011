package io.dateline.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "urn:newsml:wire.example:20240101:ID-1:3N, urn:newsml:wire.example:20240101:ID-1, 3",
        "urn:newsml:wire.example:20240101:ID-1:12, urn:newsml:wire.example:20240101:ID-1, 12",
        "urn:newsml:wire.example:20240101:240925-930, urn:newsml:wire.example:20240101:240925-930, -1",
        "urn:newsml:wire.example:20240101:part:text:ERG_2024_1125, urn:newsml:wire.example:20240101:part:text:ERG_2024_1125, -1",
        "'tag:wire.example,2016:newsml_L1N14N0FF:5', 'tag:wire.example,2016:newsml_L1N14N0FF', 5",
        "'tag:wire.example,2016:newsml_L1N14N0FF', 'tag:wire.example,2016:newsml_L1N14N0FF', -1",
        "'tag:wire.example,2026:10', 'tag:wire.example,2026:10', -1",
        "story-17.v2, story-17, 2",
        "story-17_V03, story-17, 3",
        "http://wire.example/s/17/v4, http://wire.example/s/17, 4",
        "http://wire.example/s?id=17&version=4, http://wire.example/s?id=17, 4",
        "http://WIRE/HSX1.66/2026-03-10T11:00:15.000Z/0, http://WIRE/HSX1.66, 0",
        "http://wire.example/2026/03/10/story, http://wire.example/2026/03/10/story, -1",
        "abc-1, abc-1, -1",
        "rev, rev, -1",
        "v2, v2, -1",
        ":, :, -1",
        "tag:, tag:, -1"
    })
    void takesTheVersionOutOfTheGuid(String guid, String id, long version) {
        assertThat(StoryIdentity.of(guid)).isEqualTo(new StoryIdentity(id, version));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'tag:newswire.com,2016:x', newswire",
                "'tag:desk@newswire.com,2016:x', newswire",
                "urn:newsml:wire.de:20090101:x, wire",
                "urn:newsml:www.wire.com:20090101:x, wire",
                "urn:newsml:WIRE:20090101:x, wire",
                "http://www.businessnews.com/a/b, businessnews",
                "https://feeds.paper.co.uk/1, paper",
                "http://NO_HOST/1, none",
                "abc, none",
                "urn:uuid:1234, none"
            })
    void findsTheProviderInTheAuthority(String guid, String provider) {
        assertThat(ProviderNames.ofGuid(guid)).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "AFX, afx",
                "nprov:AFX, afx",
                "www.wire.de, wire",
                "https://cv.iptc.org/newscodes/newsprovider/AFX, afx",
                "https://wire.example/, wire",
                "Coastal News!, coastal-news",
                "' ', none"
            })
    void writesProvidersAlike(String stated, String provider) {
        assertThat(ProviderNames.normalise(stated)).isEqualTo(provider);
    }
}
