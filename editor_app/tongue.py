"""Chooses the language of the interface; light, so that a window can be painted early."""

from __future__ import annotations

from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.services.preferences import SettingsService

LOCALES = "locale"
LANGUAGES = ("en", "vi", "zh")


def choose_language(settings: SettingsService, system: str) -> str:
    """Speak the interface language of the settings, else the system's if we have it, else English.

    ``system`` is a locale name such as ``vi_VN``. Returns the language chosen.
    """
    own = system.replace("-", "_").partition("_")[0].lower()
    wanted = settings.load().interface_language or own
    language = wanted if wanted in LANGUAGES else "en"
    speak(language, resource_folder() / LOCALES)
    return language
