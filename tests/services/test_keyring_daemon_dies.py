"""The keyring daemon of desktops is killed while a desk is open: no password is lost with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
from keyring import get_keyring
from editor_app.domain.ids import SiteId
from editor_app.services.site_lines import SiteLines
from editor_app.storage.secrets import KeyringSecrets, open_secrets

first = open_secrets()
assert isinstance(first, KeyringSecrets), first.trouble
lines = SiteLines(lambda: KeyringSecrets(get_keyring(), seconds=10.0))
lines.sign_in(SiteId("before"), "canary before")
assert lines.trouble is None and lines.signed_in(SiteId("before"))
os.kill(int(sys.argv[1]), signal.SIGKILL)
lines.sign_in(SiteId("after"), "canary after")
assert lines.signed_in(SiteId("after"))
print(lines.trouble.key)
"""

SESSION = """
printf 'pass phrase' |
    gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 &
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true
do sleep 0.05; done
"$PYTHON" -c "$PROGRAM" $!
"""


@pytest.mark.servers
def test_a_password_given_after_the_daemon_died_is_kept_for_the_session(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(tmp_path)}
    ours = {
        "PYTHON": sys.executable,
        "PROGRAM": PROGRAM,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    ran = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION],
        env=kept | ours,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert ran.stdout.split() == ["secret-kept-for-now"], ran.stderr
    for file in (item for item in tmp_path.rglob("*") if item.is_file()):
        assert b"canary" not in file.read_bytes()
