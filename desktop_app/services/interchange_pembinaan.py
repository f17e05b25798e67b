"""What an interchange file may say of guidance and development: whose words stand where, as in the window (P6:80)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen, kind_of
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import UBAH, posts_of, reaches
from desktop_app.services.kantor import Kantor
from desktop_app.services.penjaga_bimbingan import fault_of_bimbingan
from desktop_app.services.penjaga_pengembangan import fault_of_pengembangan
from desktop_app.services.penjaga_rencana_pengembangan import fault_of_agreement, fault_of_hours, is_his_own

Pembinaan = Coaching | Mentoring | EvaluasiKompetensi | RencanaPengembangan
P = TypeVar("P", bound=Coaching | Mentoring | EvaluasiKompetensi | RencanaPengembangan)


def require_own_words(
    kantor: Kantor, doc_id: str, isi: UmpanBalikBimbingan, lama: Dokumen | None, akan: Mapping[str, Dokumen]
) -> None:
    """Keep the employee's feedback on guidance his: nobody overwrites what he may not read, nor speaks as he does.

    Who leads or guides him never writes it, by whatever the guidance said of him at any time; what the item says counts
    for nothing. ``akan`` are the documents of the file by their ids.
    """
    dokumen = kantor.store.document(doc_id) if lama is not None else None
    if dokumen is not None and not reaches(kantor, Wewenang.LIHAT_PENILAIAN, dokumen):
        kantor.refuse(Wewenang.ISI_UMPAN_BIMBINGAN, doc_id)
    orang = kantor.pelaku.pegawai_id
    if isi.pegawai_id == orang:
        return
    kantor.require(Wewenang.CATAT_TETAP, doc_id, isi.pegawai_id)
    semua = [isi, *([lama] if isinstance(lama, UmpanBalikBimbingan) else [])]
    if orang and any(orang in _leaders(kantor, satu, akan) for satu in semua):
        kantor.refuse(Wewenang.ISI_UMPAN_BIMBINGAN, doc_id)


def _leaders(kantor: Kantor, isi: UmpanBalikBimbingan, akan: Mapping[str, Dokumen]) -> set[str]:
    """Return who leads the employee now, and everybody who ever led or guided in the guidance of a feedback."""
    orang = kantor.store.document(isi.pegawai_id)
    hasil = {isi.penilai_id, isi.pembimbing_id}
    if orang is not None and not orang.deleted and orang.kind == "pegawai":
        hasil |= set(posts_of(orang)[-1:])
    versi: list[dict[str, Any]] = [
        msgspec.json.decode(rev.body) for rev in kantor.store.history(isi.bimbingan_id) if rev.body and not rev.erased
    ]
    if isi.bimbingan_id in akan:
        versi.append(msgspec.to_builtins(akan[isi.bimbingan_id]))
    return hasil | {str(satu.get(nama) or "") for satu in versi for nama in ("penilai_id", "pembimbing_id")}


def require_guarded(kantor: Kantor, doc_id: str, isi: Pembinaan, lama: Dokumen | None) -> None:
    """Refuse what could not be typed in the window either; who may record signed paper writes another's words too."""
    wewenang = UBAH[kind_of(isi)]
    dicatat = kantor.pelaku.may(Wewenang.CATAT_TETAP, isi.pegawai_id)
    if isinstance(isi, RencanaPengembangan):
        dulu = lama if isinstance(lama, RencanaPengembangan) else _blank_plan(isi)
        if (dulu.target_jp, dulu.disepakati) != (isi.target_jp, isi.disepakati):
            # How much is due, and that it was agreed, nobody says of himself.
            kantor.require_other(wewenang, doc_id, isi.pegawai_id)
        dasar = isi if dicatat or lama is None else _aligned(dulu, isi, "unit_kode", "target_jp", "disepakati")
        kode = fault_of_pengembangan(dasar, isi) or fault_of_hours(dulu, isi)
        if lama is None and is_his_own(kantor, isi) and isi.penilai_id not in ("", *_posts(kantor, isi.pegawai_id)):
            kode = "bukan_isian_anda"
        if is_his_own(kantor, isi):
            kode = kode or fault_of_agreement(kantor, dulu, isi)
    elif isinstance(isi, EvaluasiKompetensi):
        nilai = lama if isinstance(lama, EvaluasiKompetensi) and not dicatat else isi
        kode = fault_of_pengembangan(_aligned(nilai, isi, "unit_kode", "tanggal", "tanggal_ragu"), isi)
    else:
        kode = _fault_of_guidance(kantor, isi, lama, dicatat=dicatat)
    if kode:
        kantor.refuse(wewenang, doc_id, kode)


def _fault_of_guidance(kantor: Kantor, isi: Coaching | Mentoring, lama: Dokumen | None, *, dicatat: bool) -> str:
    if isi.pembimbing_id and isi.pembimbing_id == isi.pegawai_id:
        return "bimbingan_diri_sendiri"
    if dicatat:
        return ""
    if isinstance(lama, type(isi)):
        # Into and out of a signed state is judged with the state.
        return fault_of_bimbingan(kantor, _aligned(lama, isi, "unit_kode", "status", "tanggal_ragu"), isi)
    sendiri = isi.pegawai_id == kantor.pelaku.pegawai_id
    if sendiri and isi.penilai_id not in _posts(kantor, isi.pegawai_id):
        return "bukan_isian_anda"
    kosong = type(isi)(
        pegawai_id=isi.pegawai_id,
        penilai_id=isi.penilai_id,
        pembimbing_id=isi.penilai_id if sendiri else isi.pembimbing_id,
        skp_id=isi.skp_id,
    )
    return fault_of_bimbingan(kantor, _aligned(kosong, isi, "unit_kode", "status", "tanggal_ragu"), isi)


def _posts(kantor: Kantor, pegawai_id: str) -> tuple[str, ...]:
    orang = kantor.store.document(pegawai_id)
    return posts_of(orang) if orang is not None and not orang.deleted and orang.kind == "pegawai" else ()


def _blank_plan(isi: RencanaPengembangan) -> RencanaPengembangan:
    return RencanaPengembangan(pegawai_id=isi.pegawai_id, tahun=isi.tahun)


def _aligned(lama: P, isi: P, *names: str) -> P:
    """Return ``lama`` with these members as ``isi`` has them: they are judged elsewhere."""
    return msgspec.structs.replace(lama, **{nama: getattr(isi, nama) for nama in names})
