/** The schema registry as the serdes see it, and Confluent's client behind that. */
package io.dateline.schemas.registry;
