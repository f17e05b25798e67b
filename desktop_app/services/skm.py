"""The life of a community satisfaction survey: prepared, running, closed; what it still lacks; how many to ask.

A survey is about a unit, never about one employee (PermenPANRB 14/2017). Its text is typed as any other document
(``naskah``); what only a step changes is guarded in ``penjaga_skm``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_skm import sample_needed
from desktop_app.domain.istilah_pengembangan import StatusSurvei, UnsurSkm
from desktop_app.domain.survei_skm import LayananSkm, PertanyaanSkm, SurveiSkm
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import sentence_for
from desktop_app.regulation.skm import AturanSkm, skm_in_force
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id

KIND = "survei_skm"
LEMBAR = "lembar_skm"
KODE = "skm_kode"
"""The space of this computer's store in which the codes for the screen are kept; it never travels."""


@dataclass(frozen=True)
class BarisSurvei:
    """One survey in the list, newest first; ``jumlah`` counts its sheets and answers, whatever became of them."""

    id: str
    nama: str
    unit_kode: str
    status: StatusSurvei
    mulai: date | None
    selesai: date | None
    populasi: int
    jumlah: int
    konflik: int = 0


@dataclass(frozen=True)
class SurveiTerbuka:
    """A survey with its rule set, what it still lacks, and how many respondents its population asks for."""

    id: str
    isi: SurveiSkm
    aturan: AturanSkm
    temuan: tuple[Temuan, ...]
    sampel: int
    konflik: int = 0


def rules_of(isi: SurveiSkm) -> AturanSkm:
    """Return the rule set of a survey: that of its first day, the newest without one."""
    return skm_in_force(isi.mulai)


def official_questions(aturan: AturanSkm) -> tuple[PertanyaanSkm, ...]:
    """Return the nine official questions in the order of the sheet, each with the element that it asks about."""
    return tuple(
        PertanyaanSkm(id=f"q{satu.nomor}", teks=satu.teks, pilihan=satu.pilihan, unsur=satu.unsur)
        for satu in aturan.pertanyaan
    )


@intention(Wewenang.LIHAT_SKM)
def list_survei(kantor: Kantor, tahun: int | None = None) -> tuple[BarisSurvei, ...]:
    """Return the surveys, newest first; with ``tahun`` those of which a day lies in that year, and undated ones."""
    baris: list[BarisSurvei] = []
    for satu in find_reached(kantor, Wewenang.LIHAT_SKM, KIND):
        isi = decode_as(SurveiSkm, satu.body)
        awal, akhir = isi.mulai or isi.selesai, isi.selesai or isi.mulai
        if tahun is not None and awal and akhir and not awal.year <= tahun <= akhir.year:
            continue
        baris.append(
            BarisSurvei(
                id=satu.doc_id,
                nama=isi.nama,
                unit_kode=isi.unit_kode,
                status=isi.status,
                mulai=isi.mulai,
                selesai=isi.selesai,
                populasi=isi.populasi,
                jumlah=kantor.store.count(LEMBAR, where={"survei_id": satu.doc_id}),
                konflik=satu.conflicts,
            )
        )
    baris.sort(key=lambda s: (s.nama, s.id))
    return tuple(sorted(baris, key=lambda s: s.selesai or s.mulai or date.max, reverse=True))


@intention(Wewenang.LIHAT_SKM)
def read_survei(kantor: Kantor, survei_id: str, isi: SurveiSkm | None = None) -> SurveiTerbuka:
    """Return a survey with findings and sample size; ``isi`` is what is being typed, the stored one without it."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.LIHAT_SKM)
    isi = isi or decode_as(SurveiSkm, dokumen.body)
    aturan = rules_of(isi)
    perlu = sample_needed(aturan.sampel, isi.populasi)
    return SurveiTerbuka(survei_id, isi, aturan, check_survei(isi), perlu, len(dokumen.conflicts))


def check_survei(isi: SurveiSkm) -> tuple[Temuan, ...]:
    """Return what a survey lacks; what is ``penting`` keeps it from being started."""
    temuan: list[Temuan] = []
    if not isi.nama.strip():
        temuan.append(Temuan("skm_tanpa_nama", "nama", penting=True))
    if isi.mulai is None or isi.selesai is None:
        temuan.append(Temuan("skm_tanpa_masa", "mulai", penting=True))
    elif isi.selesai < isi.mulai:
        temuan.append(Temuan("skm_masa_terbalik", "selesai", penting=True))
    if not any(satu.nama.strip() for satu in isi.layanan):
        temuan.append(Temuan("skm_tanpa_layanan", "layanan", penting=True))
    if isi.populasi <= 0:
        temuan.append(Temuan("skm_tanpa_populasi", "populasi"))
    kali = Counter(satu.unsur for satu in isi.pertanyaan if satu.unsur is not None)
    for unsur in UnsurSkm:
        if kali[unsur] != 1:
            kode = "skm_unsur_ganda" if kali[unsur] else "skm_unsur_hilang"
            temuan.append(Temuan(kode, "pertanyaan", penting=True, unsur=unsur.value))
    for satu in isi.pertanyaan:
        if not satu.teks.strip() or len(satu.pilihan) != 4 or not all(p.strip() for p in satu.pilihan):
            temuan.append(Temuan("skm_pertanyaan_kurang", f"pertanyaan/#{satu.id}", penting=True, teks=satu.teks[:60]))
    return tuple(temuan)


@intention(Wewenang.KELOLA_SKM)
def create_survei(
    kantor: Kantor,
    nama: str,
    mulai: date | None = None,
    selesai: date | None = None,
    *,
    layanan: tuple[str, ...] = (),
    populasi: int = 0,
    entri_ganda: bool = False,
    unit_kode: str = "",
) -> tuple[str, Changed]:
    """Prepare a survey with the nine official questions and return its id.

    Raises ``UserError`` ``skm_nama_wajib``, ``skm_nama_sama`` where a survey of this office has that name already,
    ``skm_masa_terbalik`` where it would end before it begins.
    """
    nama = " ".join(nama.split())
    if not nama:
        raise UserError("skm_nama_wajib")
    if mulai is not None and selesai is not None and selesai < mulai:
        raise UserError("skm_masa_terbalik")
    if kantor.store.find(KIND, where={"nama": nama}, bodies=False):
        raise UserError("skm_nama_sama", nama=nama)
    isi = SurveiSkm(
        nama=nama,
        unit_kode=unit_kode or kantor.profil.kode,
        mulai=mulai,
        selesai=selesai,
        populasi=max(populasi, 0),
        entri_ganda=entri_ganda,
        layanan=tuple(LayananSkm(id=f"l{n}", nama=satu.strip()) for n, satu in enumerate(layanan, 1) if satu.strip()),
        pertanyaan=official_questions(skm_in_force(mulai)),
    )
    doc_id = new_doc_id(kantor, KIND, nama)
    with kantor.write("buat_survei", doc_id, {"nama": nama}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_SKM)
def start_survei(kantor: Kantor, survei_id: str) -> Changed:
    """Let a survey run: from now on its questions stand fast, sheets are printed and answers taken in.

    Raises ``UserError`` ``skm_belum_lengkap`` where something is missing, ``skm_bukan_draf`` where it runs already.
    """
    dokumen, isi = open_survei(kantor, survei_id)
    if isi.status is not StatusSurvei.DRAFT:
        raise UserError("skm_bukan_draf")
    penting = [satu for satu in check_survei(isi) if satu.penting]
    if penting:
        rinci = " ".join(sentence_for(satu.kode, satu.fakta) for satu in penting)
        raise UserError("skm_belum_lengkap", jumlah=len(penting), rinci=rinci)
    return save_survei(kantor, dokumen, isi, act="mulai_survei", status=StatusSurvei.BERJALAN)


@intention(Wewenang.KELOLA_SKM)
def close_survei(kantor: Kantor, survei_id: str) -> Changed:
    """Close a running survey: nothing is keyed or answered any more, and unused codes for the screen end.

    Sheets that are still out stay "belum kembali" in the account; that is told, never refused.
    """
    dokumen, isi = open_survei(kantor, survei_id)
    if isi.status is not StatusSurvei.BERJALAN:
        raise UserError("skm_tidak_berjalan")
    return save_survei(kantor, dokumen, isi, act="tutup_survei", status=StatusSurvei.DITUTUP)


@intention(Wewenang.KELOLA_SKM)
def reopen_survei(kantor: Kantor, survei_id: str, alasan: str) -> Changed:
    """Let a closed survey run again, with a reason, for sheets found late; its questions still stand fast.

    A figure that was published already may change by it: history and audit trail tell when and why.
    """
    dokumen, isi = open_survei(kantor, survei_id)
    if isi.status is not StatusSurvei.DITUTUP:
        raise UserError("skm_belum_ditutup")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="koreksi")
    return save_survei(kantor, dokumen, isi, act="buka_survei", alasan=alasan.strip(), status=StatusSurvei.BERJALAN)


@intention(Wewenang.KELOLA_SKM)
def delete_survei(kantor: Kantor, survei_id: str, alasan: str) -> Changed:
    """Delete a survey that was never started, with a reason; the history stays."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    if decode_as(SurveiSkm, dokumen.body).status is not StatusSurvei.DRAFT:
        raise UserError("skm_bukan_draf")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_survei")


def open_survei(kantor: Kantor, survei_id: str) -> tuple[Document, SurveiSkm]:
    """Return a survey for a step of who may keep it, with what he typed; raises where its versions disagree."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    return dokumen, decode_as(SurveiSkm, body_to_advance(kantor, dokumen))


def require_running(isi: SurveiSkm) -> None:
    """Raise ``UserError`` ``skm_tidak_berjalan`` where a survey takes nothing in."""
    if isi.status is not StatusSurvei.BERJALAN:
        raise UserError("skm_tidak_berjalan")


def save_survei(
    kantor: Kantor,
    dokumen: Document,
    isi: SurveiSkm,
    act: str,
    alasan: str = "",
    detail: Mapping[str, Any] | None = None,
    **ubah: Any,
) -> Changed:
    """Store a step of a survey with its working copy; closing it takes its codes away."""
    baru = msgspec.structs.replace(isi, **ubah)
    with kantor.write(act, dokumen.doc_id, {"nama": isi.nama, **(detail or {})}) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        body = encode(baru, dokumen.body)
        tx.save(KIND, dokumen.doc_id, body, scope=dokumen.scope, schema=SCHEMA, why=alasan)
        if baru.status is StatusSurvei.DITUTUP:
            for kunci, _ in kantor.store.items(KODE):
                if kunci.startswith(f"{dokumen.doc_id}/"):
                    tx.delete(KODE, kunci)
    return Changed((dokumen.doc_id,), (KIND,))
