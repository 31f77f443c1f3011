/** How a part is configured: one set of keys from a file and the environment, checked before anything starts. */
package io.dateline.schemas.config;
