"""Why work is not done though nothing is wrong with what was asked."""

from __future__ import annotations


class UnansweredError(OSError):
    """There is no answer now; the message says why and what to do."""
