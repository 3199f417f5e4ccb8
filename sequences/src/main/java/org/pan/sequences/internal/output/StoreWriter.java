package org.pan.sequences.internal.output;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.TimelineWriter;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.sql.SqlFault;
import org.pan.sequences.internal.store.StoreTables;
import org.pan.sequences.internal.store.TimelineStore;

/** Collects timelines in a scratch database on disk and exports them when finished. */
public final class StoreWriter implements TimelineWriter {

  private final OutputFolder folder;
  private final ScratchDatabase database;
  private final Schema schema;
  private final Export export;
  private final DuckDBAppender subjects;
  private final DuckDBAppender events;
  private final DuckDBAppender codes;
  private final Map<String, Integer> codeIds = new HashMap<>();
  private long count;
  private boolean finished;

  private StoreWriter(OutputFolder folder, ScratchDatabase database, Schema schema, Export export)
      throws SQLException {
    this.folder = folder;
    this.database = database;
    this.schema = schema;
    this.export = export;
    this.subjects = database.connection().createAppender("pan", "subject");
    this.events = database.connection().createAppender("pan", "event");
    this.codes = database.connection().createAppender("pan", "code");
  }

  /** See {@link TimelineWriter#open}. */
  public static StoreWriter open(Path path, Schema schema, OutputOptions options) {
    Export export = Export.of(options);
    OutputFolder folder = OutputFolder.create(path, options.overwrite());
    ScratchDatabase database = null;
    try {
      database = ScratchDatabase.create(Objects.toString(path.getFileName()));
      database.execute(StoreTables.create(schema));
      return new StoreWriter(folder, database, schema, export);
    } catch (SQLException e) {
      discard(folder, database);
      throw SqlFault.of(path.toString(), e);
    } catch (RuntimeException e) {
      discard(folder, database);
      throw e;
    }
  }

  private static void discard(OutputFolder folder, @Nullable ScratchDatabase database) {
    folder.close();
    if (database != null) {
      database.close();
    }
  }

  @Override
  public void write(Timeline timeline, Split split) {
    if (finished) {
      throw new IllegalStateException("The writer is finished.");
    }
    for (String name : timeline.statics().keySet()) {
      if (schema.field(name).isEmpty()) {
        throw new IllegalArgumentException("The schema has no static field " + name + ".");
      }
    }
    try {
      appendSubject(timeline, split);
      for (Event event : timeline.events()) {
        appendEvent(event);
      }
      count++;
    } catch (SQLException e) {
      throw SqlFault.of(database.source(), e);
    }
  }

  private void appendSubject(Timeline timeline, Split split) throws SQLException {
    subjects.beginRow();
    subjects.append(count).append(timeline.subject()).append(split.medsName());
    appendTime(timeline.start());
    appendTime(timeline.end());
    List<StaticField> fields = schema.statics();
    for (StaticField field : fields) {
      appendStatic(field, timeline.statics().get(field.name()));
    }
    subjects.endRow();
  }

  private void appendTime(OptionalLong micros) throws SQLException {
    if (micros.isPresent()) {
      subjects.append(micros.getAsLong());
    } else {
      subjects.appendNull();
    }
  }

  private void appendStatic(StaticField field, @Nullable StaticValue value) throws SQLException {
    if (value == null) {
      subjects.appendNull();
    } else if (value instanceof StaticValue.Category category
        && field.kind() == StaticField.Kind.CATEGORY) {
      subjects.append(category.name());
    } else if (value instanceof StaticValue.Number number
        && field.kind() == StaticField.Kind.NUMBER) {
      subjects.append(number.value());
    } else if (value instanceof StaticValue.Date date && field.kind() == StaticField.Kind.DATE) {
      subjects.append(date.timeMicros());
    } else {
      throw new IllegalArgumentException(
          "The static field "
              + field.name()
              + " is a "
              + field.kind()
              + ", not a "
              + value.getClass().getSimpleName()
              + ".");
    }
  }

  private void appendEvent(Event event) throws SQLException {
    Integer id = codeIds.get(event.code());
    if (id == null) {
      id = codeIds.size();
      codeIds.put(event.code(), id);
      codes.beginRow();
      codes.append(id.intValue()).append(event.code());
      codes.endRow();
    }
    events.beginRow();
    events.append(count).append(event.timeMicros()).append(id.intValue());
    if (event.hasNumber()) {
      events.append(event.number());
    } else {
      events.appendNull();
    }
    if (event.text() == null) {
      events.appendNull();
    } else {
      events.append(event.text());
    }
    events.endRow();
  }

  @Override
  public void finish() {
    if (finished) {
      return;
    }
    try {
      subjects.close();
      events.close();
      codes.close();
    } catch (SQLException e) {
      throw SqlFault.of(database.source(), e);
    }
    finished = true;
    folder.fill(path -> export.write(new TimelineStore(database, schema, false), path));
  }

  @Override
  public void close() {
    discard(folder, database);
  }
}
