/**
 * Recognises names: says which stretches of a story name a person, an organisation, a place or something else. A linear
 * chain model over hashed features, trained by {@code TrainNames} in the test tree on the features that
 * this package extracts. Which names belong together is the business of {@code analysis.entity}.
 */
package io.dateline.enrich.analysis.name;
