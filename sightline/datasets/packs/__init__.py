"""Packs of indicators for a meeting, frozen: the same on the page, as PDF, as Word and as a workbook."""
