"""Knows what time it is: real time, and the shop's time, which a demo may start and speed up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class ShopClock:
    """The shop's time; the anchor lies in the database, so that restarts and second processes
    agree. Without an anchor it is real time. Truncated to the millisecond."""

    start: datetime | None = None
    real: datetime | None = None
    speed: float = 1.0

    def now(self) -> datetime:
        at = real_now()
        if self.start is not None and self.real is not None:
            at = self.start + timedelta(seconds=(at - self.real).total_seconds() * self.speed)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)
