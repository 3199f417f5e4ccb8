package org.pan.sequences.internal.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.pan.sequences.DataException;

/**
 * A DuckDB database in a private temporary folder, which goes when it is closed or the machine is
 * stopped in an orderly way. What does not fit its memory is kept on disk: the system property
 * {@code pan.sql.memory} bounds it (such as {@code 2GB}; by default 128 MB a thread, at least 512
 * MB), {@code java.io.tmpdir} says where the folder lies.
 */
public final class ScratchDatabase implements AutoCloseable {

  /** The database's name in SQL. */
  public static final String NAME = "scratch";

  private static final int MOST_THREADS = 8;
  private static final int MEGABYTES_A_THREAD = 128;
  private static final int LEAST_MEGABYTES = 512;

  private final Path folder;
  private final DuckDBConnection connection;
  private final Thread cleanup;
  private String source;

  private ScratchDatabase(String source, Path folder, DuckDBConnection connection) {
    this.source = source;
    this.folder = folder;
    this.connection = connection;
    this.cleanup = new Thread(() -> FileTree.delete(folder));
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /**
   * A new, empty database.
   *
   * @param source what error messages name as their origin, such as the mapping's file name
   */
  public static ScratchDatabase create(String source) {
    Path folder;
    try {
      folder = Files.createTempDirectory("pan-");
    } catch (IOException e) {
      throw new DataException(
          "No temporary folder can be made under " + System.getProperty("java.io.tmpdir") + ".", e);
    }
    try {
      ScratchDatabase database =
          new ScratchDatabase(source, folder, connect(folder.resolve(NAME + ".duckdb")));
      int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
      int megabytes = Math.max(LEAST_MEGABYTES, MEGABYTES_A_THREAD * threads);
      database.execute("SET threads = " + threads);
      database.execute(
          "SET memory_limit = "
              + Quoted.text(System.getProperty("pan.sql.memory", megabytes + "MB")));
      database.execute("SET temp_directory = " + Quoted.file(folder.resolve("spill")));
      database.execute("SET autoinstall_known_extensions = false");
      database.execute("CREATE SCHEMA pan");
      return database;
    } catch (SQLException e) {
      FileTree.delete(folder);
      throw SqlFault.of(source, e);
    } catch (LinkageError e) {
      FileTree.delete(folder);
      throw new DataException(
          "DuckDB's library cannot be unpacked to "
              + System.getProperty("java.io.tmpdir")
              + "; check the space left there, or name another folder (-Djava.io.tmpdir=…).",
          e);
    }
  }

  private static DuckDBConnection connect(Path file) throws SQLException {
    Properties properties = new Properties();
    // Results come in chunks instead of being held whole; all connections to one file must agree on
    // it.
    properties.setProperty("jdbc_stream_results", "true");
    return DriverManager.getConnection("jdbc:duckdb:" + file, properties)
        .unwrap(DuckDBConnection.class);
  }

  /** The temporary folder, for other files that are to go with the database. */
  public Path folder() {
    return folder;
  }

  /** What error messages name as their origin. */
  public String source() {
    return source;
  }

  /** Names another origin for the errors to come. */
  public void blame(String newSource) {
    source = newSource;
  }

  /**
   * Runs one or more statements.
   *
   * @throws DataException if one fails
   */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw SqlFault.of(source, e);
    }
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** The current row as a value. */
    T read(ResultSet row) throws SQLException;
  }

  /** All rows of a small result. */
  public <T> List<T> rows(String sql, RowReader<T> reader) {
    List<T> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    } catch (SQLException e) {
      throw SqlFault.of(source, e);
    }
    return rows;
  }

  /** The single row of a result. */
  public <T> T row(String sql, RowReader<T> reader) {
    List<T> rows = rows(sql, reader);
    if (rows.size() != 1) {
      throw new IllegalStateException("One row expected, found " + rows.size() + ": " + sql);
    }
    return rows.get(0);
  }

  /** The single number of a result. */
  public long number(String sql) {
    return row(sql, result -> result.getLong(1));
  }

  /** The connection itself, for appenders. */
  public DuckDBConnection connection() {
    return connection;
  }

  /** Another connection to the same database, for a result that stays open; its user closes it. */
  public Connection openCursorConnection() throws SQLException {
    return connection.duplicate();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqlFault.of(source, e);
    } finally {
      FileTree.delete(folder);
      try {
        Runtime.getRuntime().removeShutdownHook(cleanup);
      } catch (IllegalStateException shuttingDown) {
        // The hook is running or has run: the folder goes either way.
        cleanup.interrupt();
      }
    }
  }
}
