"""What of objections and decisions is reached in this office: the rule of who judges, and of whom it is kept from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from db import Document, Found
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan_keberatan import JENIS_KEBERATAN, is_hidden, is_private, judge_for
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.waktu import plausible_day


def believed_day(kantor: Kantor) -> date | None:
    """Return today where the clock is believed."""
    return plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))


def at_kabupaten(kantor: Kantor) -> bool:
    """Tell whether who acts receives bundles at the kabupaten, and so handles what nobody else can."""
    return kantor.profil.peran is Peran.KABUPATEN and kantor.pelaku.reach(Wewenang.TERIMA) is Jangkauan.SEMUA


def judge_here(kantor: Kantor, kind: str, isi: Mapping[str, Any], wewenang: Wewenang | None) -> str:
    """Return whose subordinate's matter an objection or a decision is: who acts where he judges it."""
    memutuskan = wewenang is Wewenang.PUTUSKAN_KEBERATAN
    orang, hari = kantor.pelaku.pegawai_id, believed_day(kantor)
    return judge_for(kantor.store, orang, kind, isi, memutuskan=memutuskan, hari=hari)


def is_closed(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether an objection or a decision is kept from who acts, whatever his roles are."""
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    return _hidden(kantor, dokumen.kind, isi) or _private(kantor, dokumen.kind, isi)


def _hidden(kantor: Kantor, kind: str, isi: Mapping[str, Any]) -> bool:
    return is_hidden(kantor.store, kantor.pelaku.pegawai_id, kind, isi)


def _private(kantor: Kantor, kind: str, isi: Mapping[str, Any]) -> bool:
    if kantor.pelaku.tanpa_sandi or at_kabupaten(kantor):
        return False
    return is_private(kantor.store, kantor.pelaku.pegawai_id, kind, isi, believed_day(kantor))


def keep_open(kantor: Kantor, wewenang: Wewenang, kind: str, ketemu: Iterable[Found]) -> list[Found]:
    """Return those of the objections or decisions that an act of who acts reaches, in their order."""
    return [s for s in keep_dated(kantor, wewenang, kind, ketemu) if not _private(kantor, kind, s.columns)]


def keep_dated(kantor: Kantor, wewenang: Wewenang, kind: str, ketemu: Iterable[Found]) -> list[Found]:
    """Return those of the objections or decisions whose days who acts may know, to count limits by them."""
    siapa = kantor.pelaku
    return [
        satu
        for satu in ketemu
        if not _hidden(kantor, kind, satu.columns)
        and (
            siapa.reach(wewenang) is Jangkauan.SEMUA
            or siapa.may(
                wewenang, str(satu.columns["pegawai_id"] or ""), judge_here(kantor, kind, satu.columns, wewenang)
            )
        )
    ]


def judges_one(kantor: Kantor, penilaian_id: str) -> bool:
    """Tell whether who acts judges an objection to this evaluation, and so may know its way and its limits."""
    di = {"penilaian_id": penilaian_id}
    orang = kantor.pelaku.pegawai_id
    if not orang or kantor.pelaku.reach(Wewenang.PUTUSKAN_KEBERATAN) is Jangkauan.TIDAK:
        return False
    return any(
        judge_here(kantor, kind, satu.columns, Wewenang.PUTUSKAN_KEBERATAN) == orang
        for kind in JENIS_KEBERATAN
        for satu in kantor.store.find(kind, where=dict(di))
    )
