/** To process everything again: {@code dateline reset}, {@code clean} and {@code reprocess}. */
package io.dateline.app.reprocess;
