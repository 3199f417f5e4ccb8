package org.pan.sequences.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.sql.SqlFault;

/**
 * Walks subjects and events of a store side by side, both in order, holding one subject at a time.
 */
final class TimelineCursor implements Iterator<Timeline>, AutoCloseable {

  private static final int FIRST_STATIC = 5;

  private final String source;
  private final Schema schema;
  private final String[] codes;
  private final Connection subjectConnection;
  private final Connection eventConnection;
  private final ResultSet subjects;
  private final ResultSet events;
  private boolean subjectReady;
  private boolean eventReady;
  private boolean open = true;

  private TimelineCursor(ScratchDatabase database, Schema schema, Set<Split> splits)
      throws SQLException {
    this.source = database.source();
    this.schema = schema;
    this.codes =
        database
            .rows("SELECT code FROM pan.code ORDER BY id", row -> row.getString(1))
            .toArray(String[]::new);
    this.subjectConnection = database.openCursorConnection();
    this.eventConnection = database.openCursorConnection();
    String wanted =
        splits.stream()
            .map(split -> Quoted.text(split.medsName()))
            .collect(Collectors.joining(", "));
    this.subjects =
        subjectConnection
            .createStatement()
            .executeQuery(
                "SELECT * EXCLUDE (split) FROM pan.subject WHERE split IN ("
                    + (wanted.isEmpty() ? "NULL" : wanted)
                    + ")");
    this.events =
        eventConnection
            .createStatement()
            .executeQuery("SELECT idx, us, code, number, text FROM pan.event");
    this.subjectReady = subjects.next();
    this.eventReady = events.next();
  }

  static TimelineCursor open(ScratchDatabase database, Schema schema, Set<Split> splits) {
    try {
      return new TimelineCursor(database, schema, splits);
    } catch (SQLException e) {
      throw SqlFault.of(database.source(), e);
    }
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public boolean hasNext() {
    if (!subjectReady) {
      close();
    }
    return subjectReady;
  }

  @Override
  public Timeline next() {
    if (!open || !subjectReady) {
      throw new NoSuchElementException();
    }
    try {
      long index = subjects.getLong(1);
      Timeline timeline =
          new Timeline(subjects.getString(2), statics(), time(3), time(4), events(index));
      subjectReady = subjects.next();
      return timeline;
    } catch (SQLException e) {
      throw SqlFault.of(source, e);
    }
  }

  private Map<String, StaticValue> statics() throws SQLException {
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    int column = FIRST_STATIC;
    for (StaticField field : schema.statics()) {
      StaticValue value = value(field, column++);
      if (value != null) {
        statics.put(field.name(), value);
      }
    }
    return statics;
  }

  private @Nullable StaticValue value(StaticField field, int column) throws SQLException {
    switch (field.kind()) {
      case CATEGORY -> {
        String name = subjects.getString(column);
        return name == null ? null : new StaticValue.Category(name);
      }
      case NUMBER -> {
        double number = subjects.getDouble(column);
        return subjects.wasNull() ? null : new StaticValue.Number(number);
      }
      case DATE -> {
        long micros = subjects.getLong(column);
        return subjects.wasNull() ? null : new StaticValue.Date(micros);
      }
    }
    throw new IllegalStateException("No such kind: " + field.kind());
  }

  private OptionalLong time(int column) throws SQLException {
    long micros = subjects.getLong(column);
    return subjects.wasNull() ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  private List<Event> events(long index) throws SQLException {
    List<Event> list = new ArrayList<>();
    while (eventReady && events.getLong(1) <= index) {
      if (events.getLong(1) == index) {
        list.add(event());
      }
      eventReady = events.next();
    }
    return list;
  }

  private Event event() throws SQLException {
    long micros = events.getLong(2);
    String code = codes[events.getInt(3)];
    double number = events.getDouble(4);
    if (events.wasNull()) {
      number = Double.NaN;
    }
    return new Event(micros, code, number, events.getString(5));
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    subjectReady = false;
    try (Connection first = subjectConnection;
        Connection second = eventConnection) {
      // Closing a connection closes its statements and results.
    } catch (SQLException e) {
      throw SqlFault.of(source, e);
    }
  }
}
