package org.pan.sequences.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pan.sequences.OutputFormat;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.internal.store.TimelineStore;

/** Lays the timelines of a store out as files. */
@FunctionalInterface
interface Export {

  /** Writes the files into a folder that exists and is empty. */
  void write(TimelineStore store, Path folder) throws IOException;

  /** The export a user asks for. */
  static Export of(OutputOptions options) {
    Export tables = layout(options);
    return options.provenance().isEmpty()
        ? tables
        : (store, folder) -> {
          tables.write(store, folder);
          Files.writeString(folder.resolve(OutputOptions.PROVENANCE), options.provenance().get());
        };
  }

  private static Export layout(OutputOptions options) {
    TableFormat tables =
        options.format() == OutputFormat.CSV ? TableFormat.CSV : TableFormat.PARQUET;
    if (options.mapping().isPresent()) {
      return MappingExport.read(options.mapping().get(), tables);
    }
    return options.format() == OutputFormat.MEDS ? new MedsExport() : new TableExport(tables);
  }
}
