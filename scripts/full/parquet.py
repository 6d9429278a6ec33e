"""Reads every table twice with DuckDB, as CSV and as Parquet, and compares them row by row.

    python3 scripts/full/parquet.py OUT/data
"""

import sys
from pathlib import Path

import duckdb


def main(folder):
    wrong = 0
    tables = sorted(Path(folder).glob("*.csv"))
    for csv in tables:
        parquet = csv.with_suffix(".parquet")
        columns = duckdb.sql(f"describe select * from read_parquet('{parquet}')").fetchall()
        as_text = lambda name, kind: f"cast({name} as {kind})" if kind != "VARCHAR" else name
        # The CSV is read as text and cast to the types that the Parquet file states; an empty field is no value.
        casts = ", ".join(f'{as_text(chr(34) + name + chr(34), kind)} as "{name}"' for name, kind, *_ in columns)
        text = f"select {casts} from read_csv('{csv}', all_varchar = true, header = true, nullstr = '')"
        typed = f"select * from read_parquet('{parquet}')"
        rows = duckdb.sql(f"select count(*) from ({typed})").fetchone()[0]
        only_csv = duckdb.sql(f"({text}) except all ({typed})").fetchall()
        only_parquet = duckdb.sql(f"({typed}) except all ({text})").fetchall()
        differ = len(only_csv) + len(only_parquet)
        wrong += differ
        kinds = sorted({kind for _, kind, *_ in columns})
        print(f"{csv.name}: {rows} rows, {len(columns)} columns ({', '.join(kinds)}), {differ} rows differ")
        for row in (only_csv + only_parquet)[:5]:
            print("   ", row)
    return 1 if wrong or not tables else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
