-- Every form scored again by proportion, exact, reverse-linear and the execution rate, written by hand.
WITH parts AS (
    SELECT
        form, weight, score,
        points_weight::HUGEINT AS w,
        result::HUGEINT AS a,
        aim::HUGEINT AS t,
        "case", way, shared
    FROM lines
    WHERE part_of IS NULL
), shares AS (
    SELECT
        *,
        CASE
            WHEN "case" = 'met' THEN 1
            WHEN "case" = 'execution' THEN CASE WHEN t <= 0 THEN NULL WHEN a >= t THEN 1 WHEN a <= 0 THEN 0 ELSE a END
            WHEN "case" != 'number' THEN NULL
            WHEN way = 'reverse' THEN
                CASE WHEN a <= t THEN 1 WHEN t < 0 THEN NULL WHEN a >= 2 * t THEN 0 ELSE 2 * t - a END
            WHEN way = 'exact' AND t = 0 THEN CASE WHEN a <= 0 THEN 1 ELSE 0 END
            ELSE CASE WHEN a >= t THEN 1 WHEN t <= 0 THEN NULL WHEN a <= 0 THEN 0 ELSE a END
        END AS upper,
        CASE
            WHEN "case" = 'met' THEN 1
            WHEN "case" = 'execution' THEN CASE WHEN a >= t OR a <= 0 THEN 1 ELSE t END
            WHEN way = 'reverse' THEN CASE WHEN a <= t OR a >= 2 * t THEN 1 ELSE t END
            WHEN way = 'exact' AND t = 0 THEN 1
            ELSE CASE WHEN a >= t OR a <= 0 THEN 1 ELSE t END
        END AS lower
    FROM parts
), marked AS (
    SELECT form, weight, score,
        CASE WHEN shared IS NULL THEN (2 * w * upper * 100 + 10000 * lower) // (2 * 10000 * lower) END AS hundredths
    FROM shares
)
SELECT
    form,
    CASE WHEN count(*) = count(weight) THEN sum(weight) END AS weight,
    CASE WHEN count(*) = count(coalesce(hundredths::DECIMAL(38, 0), score))
        THEN sum(CASE WHEN hundredths IS NULL THEN score ELSE hundredths::DECIMAL(38, 2) * 0.01 END) END AS score,
    sum(CASE WHEN hundredths IS NULL THEN 1 ELSE 0 END)::INTEGER AS undecided
FROM marked
GROUP BY form
