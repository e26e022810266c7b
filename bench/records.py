"""Made-up records of complaints and reports: the same for the same number, written as Parquet by DuckDB."""

from pathlib import Path

COLUMNS = {
    "id": "'R' || i",
    "channel": "['12315', '12345', '来信', '窗口', 'ODR', '其他'][1 + (hash(i, 1) % 6)::INTEGER]",
    "kind": "if(complaint, '投诉', '举报')",
    "received_at": "received",
    "subject_id": "'S' || (hash(i, 4) % 50000)",
    "matter": "['价格', '质量', '广告', '售后'][1 + (hash(i, 5) % 4)::INTEGER]",
    "amount": "((hash(i, 6) % 1000000)::DECIMAL(12, 0) / 100)::DECIMAL(12, 2)",
    "assigned_unit": "'第' || (1 + hash(i, 7) % 16) || '分局'",
    "accept_decision": "if(complaint, if(hash(i, 8) % 10 < 9, '受理', '不予受理'), NULL)",
    "accept_at": "if(complaint, accepted, NULL)",
    "refuse_ground": "if(complaint AND hash(i, 8) % 10 = 9, '无管辖权', NULL)",
    "mediation_start": "if(complaint AND hash(i, 10) % 4 > 0, accepted + 1, NULL)",
    "paused_days": "if(hash(i, 11) % 20 = 0, (hash(i, 12) % 15)::BIGINT, NULL)",
    "end_at": "if(complaint AND hash(i, 13) % 20 > 0, accepted + (hash(i, 14) % 80)::INTEGER, NULL)",
    "end_kind": "if(complaint AND hash(i, 13) % 20 > 0, "
    "['达成协议', '撤回投诉', '终止调解'][1 + (hash(i, 15) % 3)::INTEGER], NULL)",
    "recovered_amount": "if(complaint AND hash(i, 13) % 20 > 0, "
    "((hash(i, 16) % 200000)::DECIMAL(12, 0) / 100)::DECIMAL(12, 2), NULL)",
    "extended": "if(complaint, NULL, hash(i, 17) % 10 = 0)",
    "filing_decision": "if(complaint, NULL, if(hash(i, 18) % 3 = 0, '立案', '不予立案'))",
    "filing_at": "if(complaint OR hash(i, 19) % 25 = 0, NULL, accepted + 8)",
    "told_at": "if(complaint OR hash(i, 19) % 25 = 0, NULL, accepted + 8 + (hash(i, 20) % 10)::INTEGER)",
    "case_no": "if(NOT complaint AND hash(i, 18) % 3 = 0, 'C' || i, NULL)",
    "real_name": "if(complaint, NULL, hash(i, 21) % 2 = 0)",
    "odr_result": "if(hash(i, 22) % 7 < 4, '和解', '未和解')",
    "odr_end_at": "received + (hash(i, 23) % 20)::INTEGER",
}
RECORDS = """
COPY (
  SELECT {columns}
  FROM (
    SELECT i, hash(i, 2) % 3 < 2 AS complaint, received, received + (hash(i, 9) % 14)::INTEGER AS accepted
    FROM (SELECT i, DATE '2022-01-01' + (hash(i, 3) % 1000)::INTEGER AS received FROM range({records}) numbers(i))
  )
) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 100000)
"""


def write(folder: Path, records: int) -> Path:
    """``complaints.parquet`` in ``folder`` with that many records, received from 2022 to September 2024."""
    import duckdb

    file = folder / "complaints.parquet"
    columns = ", ".join(f"{said} AS {name}" for name, said in COLUMNS.items())
    with duckdb.connect() as database:
        database.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
        database.execute("SET memory_limit = '2GB'")
        database.execute(RECORDS.format(columns=columns, records=records, file=file))
    return file
