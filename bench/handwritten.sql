-- All measures of the pack complaints-and-reports for 2023 as one would write them by hand for DuckDB: one row,
-- numerators (_n) and denominators (_d), and the counts by channel as a list.
WITH cal AS (SELECT DATE '1970-01-01' + cal_day::INTEGER AS day, cal_ordinal AS nth FROM cal_days),
work AS (SELECT work_ordinal AS nth, DATE '1970-01-01' + work_day::INTEGER AS day FROM cal_working_days),
dated AS (
  SELECT c.*, first.day AS decide_by, dispose.day AS dispose_by, odr.day AS odr_by, tell.day AS tell_by,
    received_at BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AS received_now,
    end_at BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AS ended_now
  FROM complaints c
  LEFT JOIN cal received ON received.day = c.received_at
  LEFT JOIN cal accepted ON accepted.day = c.accept_at
  LEFT JOIN cal filed ON filed.day = c.filing_at
  LEFT JOIN work first
    ON first.nth = received.nth + CASE WHEN kind = '投诉' THEN 7 WHEN extended THEN 30 ELSE 15 END
  LEFT JOIN work dispose ON dispose.nth = accepted.nth + 45 + coalesce(paused_days, 0)
  LEFT JOIN work odr ON odr.nth = received.nth + 10
  LEFT JOIN work tell ON tell.nth = filed.nth + 5
),
sums AS (
  SELECT
    count(*) FILTER (received_now) AS received_n,
    count(*) FILTER (received_at BETWEEN DATE '2022-01-01' AND DATE '2022-12-31') AS received_before_n,
    count(*) FILTER (decide_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31') AS decided_d,
    count(*) FILTER (decide_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31'
      AND if(kind = '投诉', accept_at, filing_at) <= decide_by) AS decided_n,
    count(*) FILTER (received_now AND kind = '投诉') AS accepted_d,
    count(*) FILTER (received_now AND kind = '投诉' AND accept_decision = '受理') AS accepted_n,
    count(*) FILTER (received_now AND kind = '投诉' AND accept_decision = '不予受理') AS refused_n,
    count(*) FILTER (dispose_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31'
      AND kind = '投诉' AND accept_decision = '受理') AS disposed_d,
    count(*) FILTER (dispose_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31'
      AND kind = '投诉' AND accept_decision = '受理' AND end_at <= dispose_by) AS disposed_n,
    count(*) FILTER (ended_now AND kind = '投诉' AND mediation_start IS NOT NULL
      AND end_kind IN ('达成协议', '终止调解')) AS mediated_d,
    count(*) FILTER (ended_now AND kind = '投诉' AND mediation_start IS NOT NULL
      AND end_kind = '达成协议') AS mediated_n,
    sum(recovered_amount) FILTER (ended_now AND kind = '投诉') AS recovered_n,
    count(*) FILTER (ended_now AND kind = '投诉') AS recovered_d,
    count(*) FILTER (received_now AND channel = 'ODR') AS settled_d,
    count(*) FILTER (received_now AND channel = 'ODR' AND odr_result = '和解') AS settled_n,
    count(*) FILTER (odr_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND channel = 'ODR') AS odr_d,
    count(*) FILTER (odr_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND channel = 'ODR'
      AND odr_end_at <= odr_by) AS odr_n,
    count(*) FILTER (filing_at BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND kind = '举报') AS filed_d,
    count(*) FILTER (filing_at BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND kind = '举报'
      AND filing_decision = '立案') AS filed_n,
    count(*) FILTER (tell_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND kind = '举报'
      AND real_name) AS told_d,
    count(*) FILTER (tell_by BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' AND kind = '举报'
      AND real_name AND told_at <= tell_by) AS told_n
  FROM dated
),
channels AS (
  SELECT list({'channel': channel, 'n': n} ORDER BY channel) AS by_channel
  FROM (
    SELECT channel, count(*) AS n FROM complaints
    WHERE received_at BETWEEN DATE '2023-01-01' AND DATE '2023-12-31' GROUP BY channel
  )
)
SELECT * FROM sums, channels
