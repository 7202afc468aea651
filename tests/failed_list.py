"""A pytest plugin: writes the id of every test that fails to a file, a line each, for run.py."""

import os
from pathlib import Path

import pytest


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    listed = os.environ.get("JINDU_FAILED_LIST")
    if report.failed and listed and "PYTEST_XDIST_WORKER" not in os.environ:
        with Path(listed).open("a", encoding="utf-8") as file:
            file.write(report.nodeid + "\n")
