"""Proving a sealed objection: its form, its hash, its short code, and its writer's signature.

Source: docs/spec/objection.md, section On arrival. Nothing of it needs the text.
"""

from __future__ import annotations

from db import Envelope
from desktop_app.domain.codec import natural_id
from desktop_app.domain.keberatan import Keberatan
from desktop_app.exchange.limits import FORMAT, OBJECTIONS_MAX
from desktop_app.exchange.objection import Statement, is_statement_signed, slip_code
from desktop_app.services.keberatan_nomor import KIND, is_whole
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda


def objection_id(isi: Keberatan) -> str:
    """Return the document id that a sealed objection has on every computer: it follows from all that is signed."""
    return natural_id(KIND, isi.unit_kode, statement_of(isi).raw.decode())


def form_fault(envelope: Envelope, isi: Keberatan) -> str:
    """Return the code of why a revision is no objection that our programs seal; empty where it is one."""
    cocok = (envelope.doc, envelope.dev, envelope.who, envelope.scope) == (
        objection_id(isi),
        isi.perangkat,
        isi.penanda,
        isi.unit_kode,
    )
    bernomor = 1 <= isi.nomor <= OBJECTIONS_MAX and (isi.nomor == 1) == (not isi.sebelumnya)
    if not cocok or not bernomor or not isi.penerima:
        return "keberatan_bentuk"
    return "" if is_intact(isi) else "keberatan_bentuk"


def is_intact(isi: Keberatan) -> bool:
    """Tell whether sealed bytes, hash and short code belong together."""
    return is_whole(isi) and slip_code(statement_of(isi)) == isi.kode


def judge_objection(penguji: PengujiTanda, isi: Keberatan) -> KeadaanTanda:
    """Return how the writer's own signature stands."""
    pernyataan = statement_of(isi)
    return penguji.judge_statement(
        isi.penanda, isi.kunci, isi.unit_kode, lambda public: is_statement_signed(public, pernyataan, isi.tanda)
    )


def statement_of(isi: Keberatan) -> Statement:
    """Return what the writer of an objection signs."""
    return Statement(
        v=FORMAT,
        kantor=isi.unit_kode,
        pegawai_id=isi.pegawai_id,
        penilaian_id=isi.penilaian_id,
        penilaian_rev=isi.penilaian_rev,
        periode=isi.periode,
        atasan_id=isi.atasan_id,
        perangkat=isi.perangkat,
        nomor=isi.nomor,
        sebelumnya=isi.sebelumnya,
        penerima=isi.penerima,
        sidik=isi.sidik,
        tanggal=isi.tanggal.isoformat() if isi.tanggal else "",
        tanggal_ragu=isi.tanggal_ragu,
        penanda=isi.penanda,
        kunci=isi.kunci,
    )
