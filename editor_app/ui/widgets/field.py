"""A control with its label above, as in the inspector and the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.ui.widgets.labels import PlainLabel


class Field(QWidget):
    """A label, a control, and below it a hint or what is wrong."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        beside: QWidget | None = None,
    ) -> None:
        """Put the label over the control and name the control for screen readers.

        ``beside`` stands at the right of the label.
        """
        super().__init__(parent)
        self.control = control
        self._label = PlainLabel(label, "label", wrap=True)
        self._label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._hint = PlainLabel(hint, "label", wrap=True)
        if not hint:
            self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if beside is None:
            column.addWidget(self._label)
        else:
            top = QHBoxLayout()
            top.addWidget(self._label, 1)
            top.addWidget(beside)
            column.addLayout(top)
        column.addWidget(control)
        column.addWidget(self._hint)

    def rename(self, label: str) -> None:
        """Change the label."""
        self._label.setText(label)
        self.control.setAccessibleName(label)

    def say(self, text: str, tone: str = "") -> None:
        """Say something below the control: a hint, or what is wrong with it."""
        self._hint.say(text, tone)
        self.control.setAccessibleDescription(text)
