"""Noto Sans in three plain files, for print."""
