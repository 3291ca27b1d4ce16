"""A plan as a workbook (XLSX): a sheet per table, to fill in, to take in and to give out."""
