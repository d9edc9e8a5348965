"""What counts as online, and when the network is back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

from editor_app.ui.sync.connection import Connection

States = QNetworkInformation.Reachability


@pytest.mark.parametrize(
    ("reachability", "online"),
    [
        (States.Disconnected, False),
        (States.Local, True),  # a site on this computer
        (States.Site, True),  # a site in the house
        (States.Online, True),
    ],
)
def test_only_who_reaches_nothing_is_offline(
    qapp: QObject, reachability: States, online: bool
) -> None:
    connection = Connection(qapp)
    connection.take(reachability)
    connection.take(States.Unknown)
    assert connection.online is online


def test_the_network_is_back_with_the_house_and_again_with_the_world(qapp: QObject) -> None:
    connection = Connection(qapp)
    told: list[str] = []
    connection.back.connect(lambda: told.append("back"))
    connection.moved.connect(lambda: told.append("moved"))
    seen = []
    for state in (States.Disconnected, States.Site, States.Online, States.Site, States.Online):
        connection.take(state)
        seen.append(tuple(told))
        told.clear()
    assert seen == [("moved",), ("moved", "back"), ("back",), (), ("back",)]
