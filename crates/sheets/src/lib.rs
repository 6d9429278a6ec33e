//! Workbook and CSV bytes to grids, and grids to facts.
