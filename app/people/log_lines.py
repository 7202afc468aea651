"""Knows what a log must not hold: what somebody searched for or typed stands in query strings, and
a wall's secret in its link."""

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")
_WALL = re.compile(r"/wall/[\w-]{30,}")
SERVERS = ("werkzeug", "eventlet.wsgi", "geventwebsocket.handler", "gevent.pywsgi")


def without_query(text: str) -> str:
    """A request line without its query, where a phone or a plate may be, and without secrets."""
    return _WALL.sub("/wall/…", _QUERY.sub("?…", text))


class WithoutQueries(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_query(record.getMessage()), ()
        return True


def keep_quiet() -> None:
    """On every logger through which a web server writes its request lines, once."""
    for name in SERVERS:
        log = logging.getLogger(name)
        if not any(isinstance(f, WithoutQueries) for f in log.filters):
            log.addFilter(WithoutQueries())
