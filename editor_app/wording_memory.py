"""Sentences about the translation memory."""

from __future__ import annotations

from editor_app.marking import N_

MEMORY_WORDING: dict[str, str] = {
    "memory-changed": N_("Memory changed"),
    "memory-ordered": N_("Order of the memories changed"),
    "memory-merged": N_(
        "“{name}” was merged into “{into}”: {count} pairs moved, {doubles} were there already"
    ),
    "memory-merged-desk": N_(
        "“{name}” was merged into the memory of this desk: {count} pairs moved, {doubles} were"
        " there already"
    ),
    "memory-removed": N_("Memory removed"),
    "memory-pair-changed": N_("Pair of the memory changed"),
    "file-not-written": N_("“{name}” could not be written: {reason}. Choose another folder."),
    "memory-taken-in": N_("Pairs taken in from “{name}”: {count}"),
    "memory-taken-out": N_("Pairs of “{name}” taken out: {count}"),
    "memory-pairs-removed": N_("Removed from the memory: {count}"),
    "memory-duplicates-merged": N_("Duplicates merged: {count}"),
    "memory-taken-back": N_("Change of the memory taken back"),
    "memory-of-desk": N_(
        "The memory of the desk learns what is confirmed; it cannot be removed or made read-only."
        " Nothing was changed."
    ),
    "memory-read-only": N_(
        "“{name}” is read-only. Nothing was changed; allow changes to that memory first."
    ),
    "memory-text-empty": N_("A pair needs words on both sides. Nothing was changed."),
    "memory-without-name": N_("Give the memory a name. Nothing was changed."),
    "memory-name-taken": N_("There is a memory “{name}” already. Nothing was changed."),
}
