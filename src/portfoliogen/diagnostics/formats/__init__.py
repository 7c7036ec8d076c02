"""Diagnostics, printed: for people (terminal, page) and for other programs (machines)."""
