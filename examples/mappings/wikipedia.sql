-- Daily series in long form: a row a page and day.
SET VARIABLE file = '../wikipedia/wikipedia_traffic_daily.csv';

CREATE VIEW events AS
SELECT "Page" AS subject_id, date AS time, 'views' AS code, value AS numeric_value
FROM read_csv(getvariable('file'))
ORDER BY ALL;

CREATE VIEW subjects AS
SELECT "Page" AS subject_id, min(date) AS observation_start, max(date) AS observation_end
FROM read_csv(getvariable('file'))
GROUP BY "Page";
