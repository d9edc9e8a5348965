"""Types are made on one thread while another paints: the window lives on."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, threading
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from editor_app.ui.room_for_types import make_room_for_types

make_room_for_types()
sys.setswitchinterval(0.0001)
application = QApplication([])
application.setStyleSheet("QLabel { padding: 1px; border: 1px solid red }")
window = QWidget()
column = QVBoxLayout(window)
for number in range(60):
    column.addWidget(type(f"Painted{number}", (QLabel,), {})("x"))
window.resize(300, 900)
window.show()
painting = QTimer(interval=0)
painting.timeout.connect(window.update)
painting.start()
made = []


def make() -> None:
    made.extend(type(f"Made{number}", (QObject,), {}) for number in range(500))


maker = threading.Thread(target=make)
ended = QTimer(interval=10)
ended.timeout.connect(lambda: maker.is_alive() or application.quit())
QTimer.singleShot(100, maker.start)
QTimer.singleShot(200, ended.start)
application.exec()
maker.join()
print(len(made))
"""


def test_types_may_be_made_on_a_thread_while_the_window_is_painted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "500"
