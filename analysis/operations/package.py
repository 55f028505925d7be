"""A run as one file that another office can check: pages, rows, judgement, versions, hashes."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from analysis import drafts, errors, warehouse
from analysis.operations import export, signature, verify
from analysis.publish import provenance, record

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
_SUMS, _HOW = "SHA256SUMS", "HOW_TO_CHECK.txt"
_FORMAT = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the clock has no place in the bytes
_TABLES = (
    "raw.files", "raw.rejects", "raw.doubts", "clean.issues", "clean.measures", "linked.links",
    "linked.classes", "linked.problems", "linked.appearances", "linked.outcomes",
)  # fmt: skip
_LARGEST = 2**31  # bytes of one member; more is no package of ours
_TEXT = """Five Lenses: a run, sealed. How to check it.

1. sha256sum -c SHA256SUMS    every file has the bytes it was sealed with
2. fivelens verify FILE.zip --key PUBLIC.pem    the same, and who sealed it

site/ pages and the rows behind their charts; rows/ tables of the warehouse; judgement/ reviewed
names and verdicts; mappings/ how the registers were read; manifest.json hashes of all and the
versions of program, rules and packages. manifest.json lists the hashes of the registers: compare
them with those of the registers that you hold. Without a signature the hashes show accidents only.

核对方法：（1）sha256sum -c SHA256SUMS，核对每个文件的字节；
（2）fivelens verify 文件.zip --key 公钥.pem，核对封存人。没有签名时，校验值只能发现意外改动。
"""


@dataclass(frozen=True)
class Sources:
    """What a package is made of.

    Attributes:
        site: its folder.
        warehouse: the file that the site was made of.
        mapping: the mapping that was read, if any.
        decisions: the folder of reviewed judgement that was read, if any.
    """

    site: Path
    warehouse: Path
    mapping: Path | None = None
    decisions: Path | None = None


def seal(sources: Sources, target: Path, key: Ed25519PrivateKey | None = None) -> int:
    """Write the package to `target`, signed where a key is given; the number of files in it.

    Raises:
        CheckError: the site is not as it was published.
        InputError: the site was made of another warehouse, or of other rows of it.
    """
    verify.verify(sources.site)
    state = record.read(sources.site)
    if state["content_sha256"] != provenance.content_hash(sources.warehouse):
        raise errors.InputError(
            f"{sources.site} was not made of {sources.warehouse} as it is now.",
            "Publish it again, then seal it.",
        )
    held = {**_site(sources.site), **_rows(sources.warehouse), **_judgement(sources)}
    held[_HOW] = _TEXT.encode()
    told = {name: state[name] for name in ("software", "definitions", "as_of", "files", "key")}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    manifest = {"format": _FORMAT, **told, "hashes": hashes}
    written = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    held[MANIFEST] = written
    lines = [f"{hashes.get(name) or _sha256(held[name])}  {name}\n" for name in sorted(held)]
    held[_SUMS] = "".join(lines).encode()
    if key:
        held[SIGNATURE] = signature.sign(written, key)
    _write(held, target)
    return len(held)


def check(path: Path, public: Path | None = None) -> int:
    """Compare a package with its manifest; the number of files that were compared.

    Raises:
        InputError: it is no package.
        CheckError: files are missing, changed or not listed, or the signature is not by `public`.
    """
    held = _read(path)
    try:
        wanted: dict[str, str] = json.loads(held[MANIFEST])["hashes"]
    except (KeyError, ValueError, TypeError, RecursionError) as failure:
        raise errors.InputError(f"{path} is no package of a run.", "Ask for it again.") from failure
    beside = {MANIFEST, SIGNATURE, _SUMS}
    faults = [f"{name} is missing." for name in sorted(set(wanted) - set(held))]
    faults += [
        f"{name} is not one of its files." for name in sorted(set(held) - {*wanted, *beside})
    ]
    common = sorted(set(wanted) & set(held))
    faults += [f"{name} was changed." for name in common if _sha256(held[name]) != wanted[name]]
    if faults:
        raise errors.CheckError("\n".join(faults), "Do not trust it; ask for it again.")
    if public:
        signature.demand(held[MANIFEST], held.get(SIGNATURE, b""), public)
    return len(wanted)


def _site(site: Path) -> dict[str, bytes]:
    names = [*record.files(record.read(site)), record.NAME, record.SIGNATURE]
    found = {f"site/{name}": site / name for name in sorted(names)}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _rows(path: Path) -> dict[str, bytes]:
    found = {}
    connection = warehouse.connect(path)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for table in _TABLES:
                if warehouse.has_table(connection, table):
                    target = Path(folder) / f"{table}.csv"
                    export.export(connection, table, target)
                    found[f"rows/{target.name}"] = target.read_bytes()
    finally:
        connection.close()
    return found


def _judgement(sources: Sources) -> dict[str, bytes]:
    found = {}
    if sources.mapping and sources.mapping.is_file():
        found[f"mappings/{sources.mapping.name}"] = sources.mapping.read_bytes()
    files = sorted(sources.decisions.glob("*.csv")) if sources.decisions else []
    return found | {f"judgement/{file.name}": file.read_bytes() for file in files}


def _write(held: Mapping[str, bytes], target: Path) -> None:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(held):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, held[name])
    with drafts.beside(target) as folder:
        draft = folder / target.name
        draft.write_bytes(result.getvalue())
        draft.replace(target)


def _read(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if len(set(names)) < len(names) or any(one.file_size > _LARGEST for one in members):
                raise errors.InputError(f"{path} is no package of a run.", "Ask for it again.")
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as failure:
        raise errors.InputError(
            f"{path} cannot be read as a package: {failure}.", "Ask for it again."
        ) from failure


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
