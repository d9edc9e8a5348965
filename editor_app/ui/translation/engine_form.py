"""The form of a translation service: what it is, where it is, and its key."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.ids import EngineId, new_id
from editor_app.domain.machine import Engine, EngineKind
from editor_app.sentences import _
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel

ADDRESSES = {
    EngineKind.LIBRE: "http://127.0.0.1:5000",
    EngineKind.DEEPL: "https://api-free.deepl.com",
    EngineKind.CHAT: "http://127.0.0.1:11434/v1",
}


def kind_words(kind: EngineKind) -> str:
    """Return what kind of service it is."""
    return {
        EngineKind.LIBRE: "LibreTranslate",
        EngineKind.DEEPL: "DeepL",
        EngineKind.CHAT: _("Language model (OpenAI’s form)"),
    }[kind]


class EngineForm(QWidget):
    """Fields for one service; ``trial_wanted`` asks to have it try one sentence."""

    trial_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Have no service yet."""
        super().__init__(parent)
        self._before = _empty()
        self._kind = Choice(theme, _("Kind of service"))
        self._kind.offer(tuple((kind.value, kind_words(kind)) for kind in EngineKind))
        self._kind.chosen.connect(self._on_kind)
        self._name, self._url, self._model = QLineEdit(), QLineEdit(), QLineEdit()
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._model_field = Field(_("Model"), self._model)
        self._by_itself = Tick(theme, _("Ask it by itself for each paragraph that is opened"))
        self._said = PlainLabel(role="hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Field(_("Kind of service"), self._kind))
        column.addWidget(Field(_("Name"), self._name))
        column.addWidget(
            Field(
                _("Address"),
                self._url,
                _("A service on this computer, with your own models, sends nothing anywhere."),
            )
        )
        column.addWidget(self._model_field)
        column.addWidget(
            Field(_("Key"), self._key, _("It is kept in the keyring of this computer alone."))
        )
        column.addWidget(self._by_itself)
        column.addWidget(
            PlainLabel(
                _("Each text is sent once. Without this it is sent when you ask in Assist."),
                role="hint",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Button(_("Try it"), clicked=self.trial_wanted.emit))
        row.addWidget(self._said)
        row.addStretch(1)
        column.addLayout(row)

    def show_engine(self, engine: Engine | None, *, has_key: bool) -> None:
        """Show a service, or the form for a new one."""
        self._before = engine or _empty()
        self._kind.choose(self._before.kind.value)
        self._name.setText(self._before.name)
        self._url.setText(self._before.url)
        self._model.setText(self._before.model)
        self._by_itself.setChecked(self._before.by_itself)
        self._key.clear()
        self._key.setPlaceholderText(
            _("kept already; type another to change it") if has_key else ""
        )
        self._model_field.setVisible(self._before.kind is EngineKind.CHAT)
        self._said.say("")

    def engine(self) -> Engine:
        """Return what the fields say."""
        kind = EngineKind(self._kind.choice or EngineKind.LIBRE.value)
        url = self._url.text().strip()
        return replace(
            self._before,
            kind=kind,
            name=self._name.text().strip() or kind_words(kind),
            url=url,
            model=self._model.text().strip(),
            by_itself=self._by_itself.isChecked(),
        )

    @property
    def key(self) -> str | None:
        """The key that was typed, None when it stays as it is."""
        return self._key.text().strip() or None

    @property
    def is_filled(self) -> bool:
        """Whether there is an address, without which nothing can be kept."""
        return bool(self._url.text().strip())

    @property
    def is_touched(self) -> bool:
        """Whether the editor has typed or chosen anything."""
        said = replace(self.engine(), name=self._name.text().strip())
        return said != self._before or self.key is not None

    def say(self, words: str, tone: str = "") -> None:
        """Say what came of the trial, or why it was not kept."""
        self._said.say(words, tone)

    def focus_start(self) -> None:
        """Begin with the kind."""
        self._kind.setFocus()

    def _on_kind(self, chosen: str) -> None:
        kind = EngineKind(chosen)
        self._model_field.setVisible(kind is EngineKind.CHAT)
        if self._url.text().strip() in {"", *ADDRESSES.values()}:
            self._url.setText(ADDRESSES[kind])


def _empty() -> Engine:
    kind = EngineKind.LIBRE
    return Engine(EngineId(new_id()), kind, "", ADDRESSES[kind])
