"""Edits of an SKP as pure functions: each returns a new document, children keep their ids."""

from __future__ import annotations

import msgspec

from desktop_app.domain.istilah import JenisHasil, NilaiDasar
from desktop_app.domain.skp import Butir, EkspektasiPerilaku, Indikator, RencanaHasilKerja, Skp
from desktop_app.services.skp import new_butir, new_hasil, new_indikator


def put_hasil(skp: Skp, hasil: RencanaHasilKerja) -> Skp:
    """Return ``skp`` with the result of the same id replaced."""
    return msgspec.structs.replace(skp, hasil=tuple(hasil if one.id == hasil.id else one for one in skp.hasil))


def add_hasil(skp: Skp, jenis: JenisHasil) -> tuple[Skp, str]:
    """Return ``skp`` with one more empty result of ``jenis``, and its id."""
    fresh = new_hasil(jenis)
    return msgspec.structs.replace(skp, hasil=(*skp.hasil, fresh)), fresh.id


def remove_hasil(skp: Skp, hasil_id: str) -> Skp:
    """Return ``skp`` without one result."""
    return msgspec.structs.replace(skp, hasil=tuple(one for one in skp.hasil if one.id != hasil_id))


def move_hasil(skp: Skp, hasil_id: str, by: int) -> Skp:
    """Return ``skp`` with a result moved ``by`` places among those of its own priority; at an end it stays."""
    here = next(one for one in skp.hasil if one.id == hasil_id)
    kin = [at for at, one in enumerate(skp.hasil) if one.jenis is here.jenis]
    rank = [skp.hasil[at].id for at in kin].index(hasil_id)
    if not 0 <= rank + by < len(kin):
        return skp
    order = list(skp.hasil)
    first, second = kin[rank], kin[rank + by]
    order[first], order[second] = order[second], order[first]
    return msgspec.structs.replace(skp, hasil=tuple(order))


def put_indikator(hasil: RencanaHasilKerja, indikator: Indikator) -> RencanaHasilKerja:
    """Return ``hasil`` with the indicator of the same id replaced."""
    rows = tuple(indikator if one.id == indikator.id else one for one in hasil.indikator)
    return msgspec.structs.replace(hasil, indikator=rows)


def add_indikator(hasil: RencanaHasilKerja) -> tuple[RencanaHasilKerja, str]:
    """Return ``hasil`` with one more empty indicator, and its id."""
    fresh = new_indikator()
    return msgspec.structs.replace(hasil, indikator=(*hasil.indikator, fresh)), fresh.id


def remove_indikator(hasil: RencanaHasilKerja, indikator_id: str) -> RencanaHasilKerja:
    """Return ``hasil`` without one indicator."""
    rows = tuple(one for one in hasil.indikator if one.id != indikator_id)
    return msgspec.structs.replace(hasil, indikator=rows)


def put_ekspektasi(skp: Skp, nilai: NilaiDasar, text: str) -> Skp:
    """Return ``skp`` with the special expectations for one value taken from lines of ``text``."""
    lines = butir_of(skp.ekspektasi(nilai), text)
    known = any(one.nilai is nilai for one in skp.perilaku)
    rows = skp.perilaku if known else (*skp.perilaku, EkspektasiPerilaku(nilai=nilai))
    return msgspec.structs.replace(
        skp,
        perilaku=tuple(msgspec.structs.replace(one, ekspektasi=lines) if one.nilai is nilai else one for one in rows),
    )


def butir_of(known: tuple[Butir, ...], text: str) -> tuple[Butir, ...]:
    """Return one ``Butir`` for each line of ``text``; a line keeps the id it had, else that of its place.

    Keeping ids lets a merge see an edited line as an edit and not as a deletion beside an addition.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    left = list(known)
    found: list[Butir | None] = []
    for line in lines:
        same = next((one for one in left if one.teks == line), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    result: list[Butir] = []
    for at, (line, same) in enumerate(zip(lines, found, strict=True)):
        if same is None and at < len(known) and known[at] in left:
            left.remove(known[at])
            same = msgspec.structs.replace(known[at], teks=line)
        result.append(same if same is not None else new_butir(line))
    return tuple(result)


def text_of(butir: tuple[Butir, ...]) -> str:
    """Return the lines that a field shows."""
    return "\n".join(one.teks for one in butir)
