"""A server says what keeps it from serving: a port that another has, a database that cannot be
written; at its start on the terminal, later in /readyz."""

import errno

import pytest

from app.config import Config
from app.listening import listener
from app.serving import serve


def test_readyz_says_whether_the_database_can_be_written(client, store):
    assert (client.get("/readyz").status_code, client.get("/readyz").json) == (200, {"ok": True})
    with store.database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.rollback()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ok": False, "reason": "database_not_writable"}
    assert client.get("/healthz").status_code == 200, "the process lives"


def test_asking_writes_nothing(client, store):
    before = store.database.reader.connect().exec_driver_sql("PRAGMA data_version").scalar()
    client.get("/readyz")
    after = store.database.reader.connect().exec_driver_sql("PRAGMA data_version").scalar()
    assert before == after


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "写不了"), ("en", "cannot be written")])
def test_a_start_without_a_writable_database_says_so_and_ends(tmp_path, capsys, language, words):
    (tmp_path / "file").write_text("no folder")
    url = f"sqlite:///{tmp_path}/file/board.db"
    config = Config(database_url=url, host="127.0.0.1", port=0, language=language)
    assert serve(config) == 2
    said = capsys.readouterr().err
    assert words in said and str(tmp_path) in said


@pytest.mark.parametrize("first", ["127.0.0.1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("second", ["127.0.0.1", "::ffff:127.0.0.1"])
def test_a_second_server_on_the_port_is_refused_by_whichever_family(first, second):
    with listener(first, 0) as taken, pytest.raises(OSError) as refused:
        listener(second, taken.getsockname()[1])
    assert refused.value.errno == errno.EADDRINUSE
