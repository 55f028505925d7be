"""Streams inside a compound file, the container of old workbooks ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_HEADER, _ENTRY = 512, 128
_FREE = 0xFFFFFFFA  # from here on no number of a sector
_IN_HEADER = 109  # sectors of the table that the header names itself


class _Entry(NamedTuple):
    name: str
    start: int
    size: int


class _Container(NamedTuple):
    data: bytes
    size: int
    table: tuple[int, ...]

    def stream(self, start: int) -> bytes:
        """The sectors of a chain, one after the other."""
        return b"".join(self.sector(at) for at in _chain(self.table, start))

    def sector(self, at: int) -> bytes:
        begin = (at + 1) * self.size
        return self.data[begin : begin + self.size]


def stream(data: bytes, *names: str) -> bytes:
    """The stream of the first of these names that there is; empty where there is none.

    Raises:
        struct.error: the file is cut off.
        IndexError: its tables lead nowhere.
    """
    container = _container(data)
    (first,) = struct.unpack_from("<I", data, 48)
    entries = list(_entries(container.stream(first)))
    found = next((entry for name in names for entry in entries if entry.name == name), None)
    if found is None:
        return b""
    small, begin = struct.unpack_from("<II", data, 56)
    if found.size >= small:
        return container.stream(found.start)[: found.size]
    return _of_small(container, entries[0], begin, found)


def _of_small(container: _Container, root: _Entry, begin: int, found: _Entry) -> bytes:
    """A stream of few bytes, which lies in pieces of 64 in the stream of the root."""
    width = 1 << struct.unpack_from("<H", container.data, 32)[0]
    table = _numbers(container.stream(begin))
    pieces, whole = _chain(table, found.start), container.stream(root.start)
    return b"".join(whole[at * width : (at + 1) * width] for at in pieces)[: found.size]


def _container(data: bytes) -> _Container:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    bare = _Container(data, size, ())
    sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    at, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        named = _numbers(bare.sector(at)) or (_FREE,)
        sectors += named[:-1]
        at = named[-1]
    table = b"".join(bare.sector(sector) for sector in sectors if sector < _FREE)
    return _Container(data, size, _numbers(table))


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a stream in order; a chain that comes back to itself ends there."""
    at, seen = start, set[int]()
    while at < _FREE and at not in seen:
        yield at
        seen.add(at)
        at = table[at]


def _entries(directory: bytes) -> Iterator[_Entry]:
    for begin in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, begin + 64)[0]
        name = directory[begin : begin + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield _Entry(name, *struct.unpack_from("<II", directory, begin + 116))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
