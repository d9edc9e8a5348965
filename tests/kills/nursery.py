"""The programs in which somebody types, each forked from a process that has imported everything."""

from __future__ import annotations

from editor_app.ui.environment import prepare

prepare()

from tests.kills import typist  # noqa: E402  (after prepare)
from tests.kills.children import serve  # noqa: E402

if __name__ == "__main__":
    serve({"manuscript": typist.type_into_manuscript, "window": typist.type_into_window})
