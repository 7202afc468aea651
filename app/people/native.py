"""Knows how heavy C code runs without stopping the loop: in a native thread."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

# runner(fn, *args) → what fn(*args) returns, with other work going on meanwhile
Runner = Callable[..., Any]


def _here(fn: Callable[..., Any], *args: Any) -> Any:
    return fn(*args)


_runner: Runner = _here


def use(runner: Runner = _here) -> None:
    """The entry point alone knows the loop, and hands in its way to a native thread."""
    global _runner
    _runner = runner


def in_native_thread(fn: Callable[..., T], *args: Any) -> T:
    found: T = _runner(fn, *args)
    return found
