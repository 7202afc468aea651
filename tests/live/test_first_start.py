"""A server started on an earlier version's database has brought it to this version before it
answers anybody."""

import pytest

from tests.fixtures.kept import NAMES, unpacked
from tests.serving import Server


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-1]])
def test_it_serves_once_all_is_folded_anew(name, tmp_path):
    unpacked(name, tmp_path)
    server = Server(tmp_path, BOARD_LANGUAGE="en")
    before = server.run("verify")
    assert before.returncode == 1 and "start the board once" in before.stdout
    with server:
        said, _, rest = server.log().partition("folding anew 46 of 46 cards.\n")
        assert rest.startswith("Jindu") and "Jindu" not in said
        assert server.run("verify").returncode == 0
    with server:
        assert server.log().count("folding anew") == 1
