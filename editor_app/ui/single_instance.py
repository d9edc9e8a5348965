"""One window per desk: a second start raises the first window and goes away."""

from __future__ import annotations

from getpass import getuser
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 1000  # milliseconds
RAISE = b"raise\n"


class FrontDoor(QObject):
    """Listens for other starts on the same desk; ``knocked`` when one comes."""

    knocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Listen nowhere yet."""
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def open(self, folder: Path) -> bool:
        """Listen for a desk; False when another window does so already (it has been told)."""
        self.close()
        name = door_name(folder)
        if knock(name):
            return False
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        server.listen(name)
        self._server = server
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        if self._server is None:
            return
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.knocked.emit()


def door_name(folder: Path) -> str:
    """Return the name under which the window of a desk listens, different for each user."""
    seed = f"{getuser()}\x1f{folder.resolve()}"
    return "copydesk-" + sha256(seed.encode()).hexdigest()[:20]


def knock(name: str) -> bool:
    """Ask the window behind a name to come forward; False when nobody is there."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(RAISE)
    socket.waitForBytesWritten(WAIT)
    socket.disconnectFromServer()
    return True
