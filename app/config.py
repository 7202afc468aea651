"""Knows the settings that come from the environment (design.md §4, BOARD_*)."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.network import lan_address

ASYNC_MODES = ("eventlet", "gevent", "threading")
LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True)
class Config:
    """Where the board lives and how it is reached. `clock` starts the shop's demo clock."""

    database_url: str = "sqlite:///data/board.db"
    host: str = "0.0.0.0"
    port: int = 8000
    secret_key: str = ""
    async_mode: str = "eventlet"
    public_url: str = ""
    origins: tuple[str, ...] = ()
    trusted_proxies: int = 0
    data_dir: Path = Path("data")
    timezone: str = "Asia/Shanghai"
    language: str = "zh-CN"
    clock: datetime | None = None
    clock_speed: float = 1.0
    shop: str = "1"

    @property
    def address(self) -> str:
        """What labels and QR codes say: BOARD_PUBLIC_URL, else this machine on its network."""
        return (self.public_url or f"http://{lan_address()}:{self.port}").rstrip("/")


class BadSetting(Exception):
    """A BOARD_* variable cannot be understood; names it and what would do."""


def from_environment(env: dict[str, str] | None = None) -> Config:
    """BOARD_* variables → Config. Raises BadSetting naming the variable."""
    e = {k: v for k, v in (os.environ if env is None else env).items() if v.strip()}
    data_dir = Path(e.get("BOARD_DATA_DIR", "data"))
    mode = _one_of(e, "BOARD_ASYNC_MODE", ASYNC_MODES)
    return Config(
        database_url=e.get("BOARD_DATABASE_URL", f"sqlite:///{data_dir}/board.db"),
        host=e.get("BOARD_HOST", "0.0.0.0"),
        port=_whole(e, "BOARD_PORT", 8000),
        secret_key=e.get("BOARD_SECRET_KEY") or _kept_secret(data_dir),
        async_mode=mode,
        public_url=e.get("BOARD_PUBLIC_URL", ""),
        origins=tuple(o for o in e.get("BOARD_ORIGINS", "").replace(",", " ").split()),
        trusted_proxies=_whole(e, "BOARD_TRUSTED_PROXIES", 0),
        data_dir=data_dir,
        timezone=_zone(e.get("BOARD_TIMEZONE", "Asia/Shanghai")),
        language=_one_of(e, "BOARD_LANGUAGE", LANGUAGES),
        clock=_clock(e.get("BOARD_CLOCK")),
        clock_speed=_speed(e.get("BOARD_CLOCK_SPEED", "1")),
    )


def _one_of(env: dict[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of some words; the first where nothing is said."""
    chosen = env.get(name, choices[0])
    if chosen not in choices:
        raise BadSetting(f"{name}={chosen}: one of {', '.join(choices)}")
    return chosen


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        raise BadSetting(f"BOARD_TIMEZONE={name}: a zone like Asia/Shanghai") from None


def _whole(env: dict[str, str], name: str, default: int) -> int:
    try:
        return int(env.get(name, default))
    except ValueError:
        raise BadSetting(f"{name}={env[name]}: a whole number") from None


def _clock(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"BOARD_CLOCK={text}: a time like 2026-11-23T08:00:00+08:00") from None
    if at.tzinfo is None:
        raise BadSetting(f"BOARD_CLOCK={text}: say the offset, like +08:00")
    return at.astimezone(UTC)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0
    if not 0 < speed <= 10_000:
        raise BadSetting(f"BOARD_CLOCK_SPEED={text}: a number above 0, at most 10000")
    return speed


def _kept_secret(data_dir: Path) -> str:
    """The key that signs sessions: made once, kept beside the data, readable by its owner only."""
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
