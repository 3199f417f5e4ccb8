-- Daily series in wide form: a row a series, named in the column "Page", and a column a day, named by its date.
-- A missing value is a day without an event.
SET VARIABLE file = '../wikipedia/wide.csv';
SET VARIABLE first_day = DATE '2015-07-01';
SET VARIABLE last_day = DATE '2016-12-31';

CREATE VIEW events AS
SELECT "Page" AS subject_id, CAST(day AS DATE) AS time, 'views' AS code, views AS numeric_value
FROM (
  UNPIVOT (FROM read_csv(getvariable('file')))
  ON COLUMNS('^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
  INTO NAME day VALUE views
)
WHERE CAST(day AS DATE) BETWEEN getvariable('first_day') AND getvariable('last_day');

CREATE VIEW subjects AS
SELECT
  "Page" AS subject_id,
  getvariable('first_day') AS observation_start,
  getvariable('last_day') AS observation_end
FROM read_csv(getvariable('file'));
