"""Notices that the network is back, so that what waits goes on by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Connection(QObject):
    """``back`` when this computer reaches more again, ``moved`` when it went or came back.

    A computer that reaches only its own network is online: a site may stand there.
    ``metered`` carries whether the network costs by what goes over it. Where the system does not
    tell, none of them.
    """

    back = Signal()
    moved = Signal()
    metered = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        """Know nothing until ``watch``."""
        super().__init__(parent)
        self._reach = QNetworkInformation.Reachability.Online

    def watch(self) -> None:
        """Listen to what the system says of its network."""
        if not QNetworkInformation.loadDefaultBackend():
            return
        system = QNetworkInformation.instance()
        if system is not None:
            self.take(system.reachability())
            system.reachabilityChanged.connect(self.take)
            system.isMeteredChanged.connect(self.metered)
            if system.isMetered():
                self.metered.emit(True)

    @property
    def online(self) -> bool:
        """Whether this computer has a network, as far as the system tells."""
        return self._reach is not QNetworkInformation.Reachability.Disconnected

    def take(self, reachability: QNetworkInformation.Reachability) -> None:
        """Take what the system says; what it does not know counts as it was before."""
        states = QNetworkInformation.Reachability
        if reachability is states.Unknown:
            return
        was_online, before, self._reach = self.online, self._reach, reachability
        if self.online is not was_online:
            self.moved.emit()
        more = reachability is states.Online and before is not states.Online
        if more or (self.online and not was_online):
            self.back.emit()
