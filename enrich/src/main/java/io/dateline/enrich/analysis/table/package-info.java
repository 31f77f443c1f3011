/** Reading of the word lists and tables that ship with the analysis. */
package io.dateline.enrich.analysis.table;
