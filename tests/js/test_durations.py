"""How long something lasts is said with the same words by the server and in the browser."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from app.words import LANGUAGES
from app.words.durations import lasting, patterns

MODULE = Path(__file__).parents[2] / "static/js/durations.js"
MINUTES = [*range(200), *range(1400, 1600), 2879, 2880, 2881, 10_000]


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_and_server_say_the_same(language):
    node = shutil.which("node")
    assert node, "no node: apt install nodejs"
    script = (
        f"import {{ inWords }} from {json.dumps(MODULE.as_uri())};"
        f"const forms = {json.dumps(patterns(language))}.split('|');"
        f"console.log(JSON.stringify({json.dumps(MINUTES)}.map((m) => inWords(forms, m))))"
    )
    said = subprocess.run(
        [node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == [lasting(language, minutes) for minutes in MINUTES]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0分"), (25, "25分"), (59.9, "59分"), (60, "1小时"), (130, "2小时10分"),
     (1439, "23小时59分"), (1440, "1天"), (1445, "1天"), (1620, "1天3小时")],
)  # fmt: skip
def test_hours_are_told_from_an_hour_on_and_days_from_a_day_on(minutes, words):
    assert lasting("zh-CN", minutes) == words
