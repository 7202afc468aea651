"""Small doses in every run, large ones by `make chaos` (JINDU_DOSE=chaos)."""

from tests.live.conftest import made

__all__ = ["made"]
