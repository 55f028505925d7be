"""What lies in a source folder: the files in it, and whatever is passed over, each with why.

Only what lies in the folder itself is read. A symbolic link that leads out of it would put a file
of somebody else into the workbook that goes back to a unit.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis import errors

_HIDDEN = (".", "~$")
HIDDEN = "hidden or temporary"
_OUT = "a link that leads out of the folder; it is not followed"
_BROKEN = "a link to nothing"
_TO_FOLDER = "a link to a folder; what it leads to is read where it lies"
_ODD = "a pipe, a socket or a device, not a file"
_FOLDER = "a folder, not a file; the files in it are looked at one by one"


@dataclass
class Contents:
    """What a source holds.

    Attributes:
        files: path and name (relative to the source) of each file, in the order of the names.
        passed: name and reason of what is not looked into.
        closed: name and reason of folders that cannot be listed, so that nobody can say what
            registers are in them.
    """

    files: list[tuple[Path, str]] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    closed: list[tuple[str, str]] = field(default_factory=list)


def contents(root: Path, suffixes: frozenset[str]) -> Contents:
    """The files of a source; a source that is a file holds itself.

    Args:
        root: file or folder; one that is itself a link was named by a person, who means it.
        suffixes: endings of registers, to tell a folder that is named like one.

    Raises:
        InputError: there is no such file or folder.
    """
    if root.is_file():
        return Contents([(root, root.name)])
    if not root.is_dir():
        raise errors.InputError(
            f"There is no file or folder {root}.",
            "Give the folder that holds the registers, or one of its files.",
        )
    walk = _Walk(root, suffixes)
    walk.all()
    walk.found.files.sort(key=lambda file: file[1])
    walk.settle_names()
    walk.settle_links()
    walk.found.files.sort(key=lambda file: file[1])
    return walk.found


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path below `root` leads to something outside it, by whatever link."""
    return path != root and not path.resolve().is_relative_to(root.resolve())


class _Walk:
    """One walk through a folder, which follows no link on its way."""

    def __init__(self, root: Path, suffixes: frozenset[str]) -> None:
        self.found = Contents()
        self._root = root
        self._suffixes = suffixes
        self._links: list[tuple[Path, str]] = []
        self._waiting = [root]

    def all(self) -> None:
        """Look at all that lies in the folder, links aside."""
        while self._waiting:
            folder = self._waiting.pop()
            for entry in self._entries(folder):
                self._take(entry, Path(entry.path).relative_to(self._root).as_posix())

    def settle_names(self) -> None:
        """Leave a file that has several names (hard links) under the first of them."""
        first: dict[tuple[int, int], str] = {}
        kept = []
        for path, name in self.found.files:
            told = path.stat(follow_symlinks=False)
            known = first.setdefault((told.st_dev, told.st_ino), name)
            # Where a file system gives no numbers of files, all would be one.
            if told.st_ino and told.st_nlink > 1 and known != name:
                self.found.passed.append((name, f"another name of {known}, which is read already"))
            else:
                kept.append((path, name))
        self.found.files = kept

    def settle_links(self) -> None:
        """Follow a link only to a file of the source that is not read under its own name."""
        names = {os.path.realpath(path): name for path, name in self.found.files}
        for path, name in sorted(self._links, key=lambda link: link[1]):
            target = os.path.realpath(path)
            reason = _why_not(path, self._root)
            if reason is None and target in names:
                reason = f"a link to {names[target]}, which is read already"
            if reason is not None:
                self.found.passed.append((name, reason))
                continue
            names[target] = name
            self.found.files.append((path, name))

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as failure:
            name = folder.relative_to(self._root).as_posix()
            reason = f"The folder cannot be listed ({failure.strerror})."
            self.found.closed.append((name, reason))
            return
        yield from entries

    def _take(self, entry: os.DirEntry[str], name: str) -> None:
        if entry.name.startswith(_HIDDEN):
            self.found.passed.append((name, HIDDEN))
        elif entry.is_symlink():
            self._links.append((Path(entry.path), name))
        elif entry.is_dir(follow_symlinks=False):
            self._enter(Path(entry.path), name)
        elif entry.is_file(follow_symlinks=False):
            self.found.files.append((Path(entry.path), name))
        else:
            self.found.passed.append((name, _ODD))

    def _enter(self, folder: Path, name: str) -> None:
        self._waiting.append(folder)
        if folder.suffix.lower() in self._suffixes:
            self.found.passed.append((name, _FOLDER))


def _why_not(path: Path, root: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError:
        return _BROKEN
    if leads_out(path, root):
        return _OUT
    if stat.S_ISDIR(mode):
        return _TO_FOLDER
    return None if stat.S_ISREG(mode) else _ODD
