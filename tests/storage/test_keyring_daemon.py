"""Secrets in the keyring daemon that desktops run, on a session bus of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from editor_app.storage.secrets import KeyringSecrets, open_secrets

secrets = open_secrets()
assert isinstance(secrets, KeyringSecrets), secrets.trouble
assert secrets.trouble is None
if sys.argv[1] == "set":
    secrets.set("site", "mật khẩu 密码 canary")
elif sys.argv[1] == "get":
    assert secrets.get("site") == "mật khẩu 密码 canary"
    assert secrets.get("other") is None
else:
    secrets.remove("site")
    assert secrets.get("site") is None
print(sys.argv[1], "done")
"""

SESSION = """
printf 'pass phrase' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$PYTHON" -c "$PROGRAM" set && "$PYTHON" -c "$PROGRAM" get && "$PYTHON" -c "$PROGRAM" remove
"""


@pytest.mark.servers
def test_a_secret_outlives_the_program_in_a_real_keyring(tmp_path: Path) -> None:
    ran = _in_session(SESSION, tmp_path)
    assert ran.stdout.splitlines() == ["set done", "get done", "remove done"], ran.stderr
    for file in (item for item in tmp_path.rglob("*") if item.is_file()):
        assert b"canary" not in file.read_bytes()


@pytest.mark.servers
def test_a_keyring_that_nobody_unlocked_gives_way_to_memory(tmp_path: Path) -> None:
    locked = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n"
    ask = (
        "from editor_app.storage.secrets import open_secrets; print(open_secrets(3.0).trouble.key)"
    )
    ran = _in_session(f'{locked}"$PYTHON" -c "{ask}"', tmp_path)
    assert ran.stdout.strip() in {"keyring-refuses", "keyring-silent"}, ran.stderr


def _in_session(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script on a session bus of its own, with the home folder of nobody."""
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(home)}
    ours = {
        "PYTHON": sys.executable,
        "PROGRAM": PROGRAM,
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home),
    }
    home.chmod(0o700)
    return subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        env=kept | ours,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
