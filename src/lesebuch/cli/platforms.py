"""`lesebuch export lms`: a reader for learning platforms, in the form that the ending of the file names."""

import argparse
import calendar
import sys
from collections.abc import Callable
from pathlib import Path

from lesebuch.cli.opening import UserError, config_of, read_reader, report_errors
from lesebuch.config import FILE, Config
from lesebuch.edtf import TimeValue
from lesebuch.export import lms
from lesebuch.presentation import catalogue
from lesebuch.shapes import ADDRESS
from lesebuch.writing import write_whole

_BANKS = {"moodle": lms.moodle, "ilias": lms.ilias}
BANKS = tuple(_BANKS)
"""Platforms whose banks of questions have a form of their own, the usual first."""
_ENDINGS: dict[str, Callable[[lms.OnlineSite, Config, str], bytes]] = {
    ".imscc": lambda site, config, version: lms.cartridge(site, config.title, config.language, version),
    ".xml": lambda site, _config, platform: _BANKS[platform](site),
    ".zip": lambda site, config, version: lms.qti(site, config.title, config.language, version),
    ".apkg": lambda site, config, _version: lms.package(site, config.title, _day(config)),
    ".tsv": lambda site, config, _version: lms.table(site, config.title).encode(),
}
_CARTRIDGE, _QUESTIONS, _PACKAGE = ".imscc", ".xml", ".zip"
_USUAL = {_CARTRIDGE: lms.VERSIONS[0], _PACKAGE: lms.QTI_VERSIONS[0], _QUESTIONS: BANKS[0]}


def run(args: argparse.Namespace) -> int:
    """Write the file; 1 if the reader has errors."""
    path: Path = args.output
    ending = path.suffix.lower()
    if ending not in _ENDINGS or path.is_dir():
        raise UserError(f"{path}: name a file that ends in {', '.join(_ENDINGS)}; the ending says what is written.")
    options = (
        ("--cartridge", args.cartridge, _CARTRIDGE),
        ("--qti", args.qti, _PACKAGE),
        ("--for", args.bank, _QUESTIONS),
    )
    for option, given, its in options:
        if given and ending != its:
            raise UserError(f"{option} goes with a file that ends in {its}.")
    config = config_of(args)
    base = config.baseurl if args.base_url is None else args.base_url
    if base and not ADDRESS.fullmatch(base):
        raise UserError(f"{base} is no address: it begins with https:// or http://.")
    if ending == _CARTRIDGE and not base:
        raise UserError(
            "A cartridge links to the site, and nobody has said where that stands. "
            f"Add --base-url https://…, or write baseurl into {FILE}."
        )
    _check(path)
    catalogue.use(config.language)
    reader, problems = read_reader(args)
    if ending in (_QUESTIONS, _PACKAGE) and not reader.quizzes:
        raise UserError(
            "There is no quiz. Write one into docs/quiz/NAME.yaml; to have one drawn up: "
            "lesebuch suggest quiz > docs/quiz/NAME.yaml"
        )
    variant = args.cartridge or args.qti or args.bank or _USUAL.get(ending, "")
    write_whole(path, _ENDINGS[ending](lms.OnlineSite(reader, base), config, variant))
    print(f"Wrote {path}.", file=sys.stderr)
    return report_errors(problems)


def _day(config: Config) -> float:
    """The date of the edition, so that the same reader gives the same bytes; without one, the year 2000."""
    edge = TimeValue.parse(config.date or "2000-01-01").earliest
    return calendar.timegm((edge.year, edge.month, edge.day, 0, 0, 0))


def _check(path: Path) -> None:
    """UserError if writing there would destroy what is not ours."""
    if path.is_file() and (data := path.read_bytes()) and lms.OURS.encode() not in data:
        raise UserError(f"{path} exists and is no export of ours. Choose another name, or delete that file first.")
