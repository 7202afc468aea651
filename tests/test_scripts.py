"""One way of doing each thing in the scripts: what one module knows no other does by itself."""

import re
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "static/js"


@pytest.mark.parametrize(("only", "how"), [
    ("ask.js", r"\bfetch\("),  # with a time limit
    ("ask.js", r"X-CSRF-Token"),
    ("keys.js", r"getRandomValues|randomUUID"),
    ("typing.js", r"defaultValue|defaultChecked|defaultSelected"),  # who writes is left alone
    ("topics.js", r"addEventListener\(\"board:things\""),
])  # fmt: skip
def test_one_module_alone_does_it(only, how):
    found = {file.name for file in SCRIPTS.glob("*.js") if re.search(how, file.read_text())}
    assert found == {only}


def test_every_script_of_ours_is_a_module():
    """So what it declares is its own; that it assigns to nothing undeclared, the linter says."""
    templates = SCRIPTS.parents[1] / "templates"
    tags = [tag for file in templates.rglob("*.html")
            for tag in re.findall(r"<script [^>]*'js/.*?</script>", file.read_text())]  # fmt: skip
    assert len(tags) >= 20
    assert [tag for tag in tags if 'type="module"' not in tag] == []
