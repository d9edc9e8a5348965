"""Pieces of values on disk: in order, as often as they are wanted, and honest about a full disk."""

from __future__ import annotations

from typing import IO

from editor_app.storage.spool import Spool


def test_pieces_come_back_in_order_as_often_as_they_are_wanted() -> None:
    spool: Spool[tuple[str, int | None]] = Spool()
    spool.put([("Một.", 1), ("Hai.", None)])
    spool.put([])
    spool.put([("Ba.", 3)])
    assert list(spool.pieces()) == [[("Một.", 1), ("Hai.", None)], [("Ba.", 3)]]
    spool.put([("Bốn.", 4)])
    assert [len(piece) for piece in spool.pieces()] == [2, 1, 1]


def test_an_empty_spool_has_no_pieces_and_no_file() -> None:
    spool: Spool[str] = Spool()
    spool.put([])
    assert list(spool.pieces()) == []
    assert spool.is_whole


def test_a_spool_without_room_says_that_it_is_not_whole() -> None:
    def full() -> IO[bytes]:
        raise OSError(28, "No space left on device")

    spool: Spool[str] = Spool(full)
    spool.put(["Một."])
    assert not spool.is_whole
    assert list(spool.pieces()) == []
