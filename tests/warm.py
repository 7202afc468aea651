"""Templates compiled once for all tests, not once for each application that a test makes. What is
kept is found by the template's own words, so a changed template is compiled anew."""

import getpass
import tempfile
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache


def keep_templates() -> None:
    """For every application made from now on in this process."""
    folder = Path(tempfile.gettempdir()) / f"jindu-templates-of-tests-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
