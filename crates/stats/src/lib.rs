//! Statistics of an assessment with polars, and Parquet.
