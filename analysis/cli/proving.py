"""Verbs for whoever must be believed: verify, package, key."""

from __future__ import annotations

from pathlib import Path

import click

from analysis import errors
from analysis.cli import options


@click.command()
@click.argument("site", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public key (PEM) of whoever signed it.",
)
def verify(site: Path, key: Path | None) -> None:
    """Are the pages of a site, or the files of a package, those that its record answers for?

    Missing, edited, added and blanked files are named, each, and findings that the pages do not
    have. Ends with 5 if there is one.

    Example: fivelens verify out/site
    """
    from analysis.operations import package, signature
    from analysis.operations import verify as verification
    from analysis.publish import record

    if site.is_file():
        count = package.check(site, key)
    else:
        count = verification.verify(site)
        if key:
            name = site / record.SIGNATURE
            signed = name.read_bytes() if name.is_file() else b""
            signature.demand((site / record.NAME).read_bytes(), signed, key)
    click.echo(f"{options.counted(count, 'file')} are as they were published.")
    click.echo(f"Signed by the key {key}." if key else verification.UNPROTECTED)


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.warehouse
@options.target("A file ending in .zip.")
@options.sign
def package(site: Path, warehouse: Path, target: Path, sign: Path | None) -> None:
    """Seal a run in one file that another office can check: pages, rows, versions, hashes.

    The mapping and the reviewed judgement that the run read go with it. Names of persons stand in
    it as in the registers: send it only where those may be read.

    Example: fivelens package out/site --warehouse out/warehouse.duckdb --to run.zip --sign key.pem
    """
    from analysis.operations import package as packages
    from analysis.operations import signature
    from analysis.pipeline import left

    if target.suffix.lower() != ".zip":
        raise errors.UsageError("A package must end in .zip.", "For instance --to run.zip")
    key = signature.read_key(sign) if sign else None
    noted = left.read(warehouse)
    sources = packages.Sources(
        site,
        warehouse,
        Path(noted.mapping) if noted.mapping else None,
        Path(noted.decisions) if noted.decisions else options.beside(warehouse),
    )
    count = packages.seal(sources, target, key)
    click.echo(f"{options.counted(count, 'file')} sealed in {target}", err=True)


@click.command()
@options.target("The private key; its public key goes beside it, as .pub.pem.")
def key(target: Path) -> None:
    """Make a pair of keys: sign with the private one, give the public one to whoever checks.

    Example: fivelens key --to office.pem
    """
    from analysis.operations import signature

    public = signature.make_key(target)
    click.echo(f"Private key {target}: keep it. Public key {public}: give it away.", err=True)
