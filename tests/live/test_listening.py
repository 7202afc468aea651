"""One server on a port (every async mode)."""

import pytest
import requests

from tests.serving import MODES, Server, copy_of


@pytest.fixture
def shop(made, tmp_path):
    """shop(name): a folder with a shop of its own."""
    return lambda name="one": copy_of(made[0], tmp_path / name)


@pytest.mark.parametrize("mode", MODES)
def test_a_second_server_on_a_port_says_so_and_ends(shop, mode):
    with Server(shop(), mode) as first:
        second = Server(shop("two"), mode, BOARD_PORT=str(first.port), BOARD_LANGUAGE="en")
        said = second.run("serve")
        assert said.returncode == 2
        assert f"Port {first.port} is taken. Set BOARD_PORT to another." in said.stderr
        assert said.stdout == "", "it never said that it serves"
        assert requests.get(f"{first.address}/healthz", timeout=5).ok
