"""Follow-ups of final evaluations: suggested, made, noted, closed; each act with its author (P6:17, 117, 119)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from db import Document, Found, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.tindak_lanjut import KemajuanTindakLanjut, TindakLanjutEvaluasi
from desktop_app.domain.usulan_tindak_lanjut import UsulanTindakLanjut, propose_follow_ups
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import keep_reached, reached_document, reaches
from desktop_app.services.jangkauan_tindak_lanjut import (
    KIND,
    is_about_me,
    manager_of,
    owner_of_follow_up,
    sees_to_it,
)
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.penjaga_tindak_lanjut import BERAKHIR, plan_owner
from desktop_app.services.predikat_berlaku import decided_penilaian
from desktop_app.services.siapa_menilai import known_person
from desktop_app.services.tenggat import believed_today

TERBUKA = tuple(satu for satu in StatusButir if satu not in BERAKHIR)


class SaringTindakLanjut(StrEnum):
    """Which follow-ups a list shows: all open ones, the overdue ones, those that I see to, or all."""

    TERBUKA = "terbuka"
    LEWAT = "lewat"
    SAYA = "saya"
    SEMUA = "semua"


@dataclass(frozen=True)
class BarisTindakLanjut:
    """One follow-up in a list, with names; ``lewat`` are the calendar days since its due date, 0 while it is not over.

    ``oleh_id`` sees to it today; ``boleh_ubah`` tells that who acts may change it, ``boleh_catat`` that he may note,
    ``boleh_tutup`` that he may close it.
    """

    id: str
    pegawai_id: str
    nama: str
    isi: TindakLanjutEvaluasi
    oleh_id: str
    oleh: str
    lewat: int = 0
    boleh_ubah: bool = False
    boleh_catat: bool = False
    boleh_tutup: bool = False
    konflik: int = 0


@dataclass(frozen=True)
class RincianTindakLanjut:
    """One follow-up to be looked at: its row, who noted what, and the plans that a training may be a step of."""

    baris: BarisTindakLanjut
    pencatat: Mapping[str, str]
    rencana: tuple[tuple[str, int], ...] = ()


@intention(Wewenang.KELOLA_TINDAK_LANJUT)
def propose_tindak_lanjut(kantor: Kantor, penilaian_id: str) -> tuple[UsulanTindakLanjut, ...]:
    """Return what may follow a final evaluation as it counts today; nothing is written, no sanction ever suggested."""
    isi = decided_penilaian(kantor, penilaian_id, _final(kantor, penilaian_id)[1])
    return propose_follow_ups(isi.predikat, isi.rating_perilaku)


def _final(kantor: Kantor, penilaian_id: str) -> tuple[Document, Penilaian]:
    """Return a final evaluation of somebody whom who acts may manage."""
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.KELOLA_TINDAK_LANJUT)
    isi = decode_as(Penilaian, dokumen.body)
    if isi.status is not StatusPenilaian.FINAL:
        raise UserError("tindak_lanjut_belum_final")
    return dokumen, isi


@intention(Wewenang.KELOLA_TINDAK_LANJUT)
def create_tindak_lanjut(
    kantor: Kantor,
    penilaian_id: str,
    jenis: JenisTindakLanjut,
    uraian: str,
    *,
    dasar: str = "",
    penanggung_jawab_id: str = "",
    tenggat: date | None = None,
    rencana_id: str = "",
) -> tuple[str, Changed]:
    """Leave one follow-up of a final evaluation and return its id.

    ``penanggung_jawab_id`` sees to it; empty for whoever assesses the employee. Raises ``UserError``
    ``tindak_lanjut_belum_final``, ``tindak_lanjut_kosong``, ``sanksi_tanpa_dasar`` and ``rencana_orang_lain``.
    """
    dokumen, nilai = _final(kantor, penilaian_id)
    if not uraian.strip():
        raise UserError("tindak_lanjut_kosong")
    if jenis is JenisTindakLanjut.USULAN_SANKSI and not dasar.strip():
        raise UserError("sanksi_tanpa_dasar")
    if rencana_id and plan_owner(kantor, rencana_id) != nilai.pegawai_id:
        raise UserError("rencana_orang_lain")
    if penanggung_jawab_id and known_person(kantor, penanggung_jawab_id) is None:
        raise UserError("dokumen_tidak_ada", id=penanggung_jawab_id)
    isi = TindakLanjutEvaluasi(
        pegawai_id=nilai.pegawai_id,
        penilaian_id=penilaian_id,
        penilai_id=manager_of(kantor, {"pegawai_id": nilai.pegawai_id, "penilai_id": nilai.penilai_id}),
        unit_kode=nilai.unit_kode or dokumen.scope,
        periode=nilai.periode,
        jenis=jenis,
        uraian=uraian.strip(),
        dasar=dasar.strip(),
        penanggung_jawab_id=penanggung_jawab_id,
        tenggat=tenggat,
        rencana_id=rencana_id,
    )
    doc_id = new_doc_id(kantor, KIND, "", dokumen.scope)
    with kantor.write("buat_tindak_lanjut", doc_id, {"periode": nilai.periode}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.LIHAT_PENILAIAN)
def list_tindak_lanjut(
    kantor: Kantor,
    saring: SaringTindakLanjut = SaringTindakLanjut.TERBUKA,
    *,
    pegawai_id: str = "",
    penilaian_id: str = "",
    cari: str = "",
) -> tuple[BarisTindakLanjut, ...]:
    """Return the follow-ups that who acts may see, those he sees to among them; the overdue first, then by due date.

    On a computer whose date is doubtful nothing is overdue. ``cari`` finds words of the name or of what is to be done.
    """
    where: dict[str, object] = {}
    if saring is not SaringTindakLanjut.SEMUA:
        where["status"] = [satu.value for satu in TERBUKA]
    if pegawai_id:
        where["pegawai_id"] = pegawai_id
    if penilaian_id:
        where["penilaian_id"] = penilaian_id
    semua = kantor.store.find(KIND, where=where)
    ketemu = {s.doc_id: s for s in keep_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, semua)}
    ketemu |= {s.doc_id: s for s in seen_to_by_me(kantor, where)}
    baris = _rows(kantor, ketemu.values())
    saya = kantor.pelaku.pegawai_id
    if saring is SaringTindakLanjut.LEWAT:
        baris = [satu for satu in baris if satu.lewat]
    elif saring is SaringTindakLanjut.SAYA:
        baris = [satu for satu in baris if saya and satu.oleh_id == saya]
    kata = cari.casefold().split()
    baris = [b for b in baris if all(k in f"{b.nama} {b.isi.uraian}".casefold() for k in kata)]
    return tuple(sorted(baris, key=lambda b: (-b.lewat, b.isi.tenggat or date.max, b.nama.casefold(), b.id)))


def seen_to_by_me(kantor: Kantor, where: Mapping[str, object]) -> list[Found]:
    """Return the follow-ups that who acts sees to by name; those of his own people are reached anyway."""
    saya = kantor.pelaku.pegawai_id
    if not saya:
        return []
    milik = kantor.store.find(KIND, where={**where, "penanggung_jawab_id": saya})
    return [s for s in milik if sees_to_it(kantor, decode_as(TindakLanjutEvaluasi, s.body))]


def _rows(kantor: Kantor, ketemu: Iterable[Found]) -> list[BarisTindakLanjut]:
    semua = [(satu, decode_as(TindakLanjutEvaluasi, satu.body)) for satu in ketemu]
    oleh = {satu.doc_id: owner_of_follow_up(kantor, isi) for satu, isi in semua}
    nama = _names(kantor, [*oleh.values(), *(isi.pegawai_id for _, isi in semua)])
    hari = believed_today(kantor)
    dokumen = kantor.store.documents(list(oleh))
    hasil = []
    for satu, isi in semua:
        terbuka = isi.status not in BERAKHIR
        boleh = satu.doc_id in dokumen and reaches(kantor, Wewenang.KELOLA_TINDAK_LANJUT, dokumen[satu.doc_id])
        catat = terbuka and (boleh or sees_to_it(kantor, isi))
        hasil.append(
            BarisTindakLanjut(
                id=satu.doc_id,
                pegawai_id=isi.pegawai_id,
                nama=nama.get(isi.pegawai_id, "–"),
                isi=isi,
                oleh_id=oleh[satu.doc_id],
                oleh=nama.get(oleh[satu.doc_id], "–"),
                lewat=days_over(isi, hari),
                boleh_ubah=boleh and terbuka,
                boleh_catat=catat,
                boleh_tutup=catat and not is_about_me(kantor, isi),
                konflik=satu.conflicts,
            )
        )
    return hasil


def days_over(isi: TindakLanjutEvaluasi, hari: date | None) -> int:
    """Return how many calendar days an open follow-up is over its due date; 0 where it is not, or nobody knows."""
    if hari is None or isi.tenggat is None or isi.status in BERAKHIR:
        return 0
    return max((hari - isi.tenggat).days, 0)


def _names(kantor: Kantor, ids: Iterable[str]) -> dict[str, str]:
    dokumen = kantor.store.documents(set(ids) - {""})
    return {doc_id: satu.label for doc_id, satu in dokumen.items() if not satu.deleted}


@intention(Wewenang.LIHAT_PENILAIAN)
def read_tindak_lanjut(kantor: Kantor, doc_id: str) -> RincianTindakLanjut:
    """Return one follow-up; raises ``UserError`` where who acts neither may see it nor sees to it."""
    dokumen, isi = _seen(kantor, doc_id)
    kantor.note_read(doc_id, isi.pegawai_id)
    (ketemu,) = [s for s in kantor.store.find(KIND, where={"pegawai_id": isi.pegawai_id}) if s.doc_id == doc_id]
    (baris,) = _rows(kantor, [ketemu])
    pencatat = {satu.id: name_of(kantor, satu.pencatat) or "–" for satu in isi.kemajuan}
    rencana = kantor.store.find("rencana_pengembangan", where={"pegawai_id": isi.pegawai_id}, order=("tahun",))
    pilihan = tuple((s.doc_id, decode_as(RencanaPengembangan, s.body).tahun) for s in rencana)
    return RincianTindakLanjut(replace(baris, konflik=len(dokumen.conflicts)), pencatat, pilihan)


def _seen(kantor: Kantor, doc_id: str) -> tuple[Document, TindakLanjutEvaluasi]:
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind != KIND or dokumen.deleted:
        dokumen = reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(TindakLanjutEvaluasi, dokumen.body)
    if not sees_to_it(kantor, isi):
        reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    return dokumen, isi


def _noted(kantor: Kantor, doc_id: str) -> tuple[Document, TindakLanjutEvaluasi]:
    """Return a follow-up that who acts may note on: its manager, or who sees to it, be it the employee himself."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind != KIND or dokumen.deleted:
        dokumen = reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_TINDAK_LANJUT)
    isi = decode_as(TindakLanjutEvaluasi, dokumen.body)
    if not sees_to_it(kantor, isi):
        reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_TINDAK_LANJUT)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    return dokumen, decode_as(TindakLanjutEvaluasi, body_to_advance(kantor, dokumen))


@intention(Wewenang.LIHAT_PENILAIAN)
def note_tindak_lanjut(kantor: Kantor, doc_id: str, teks: str, *, tanggal: date) -> Changed:
    """Note how an open follow-up goes; from the first note on it runs. Raises ``tindak_lanjut_berakhir``."""
    dokumen, isi = _noted(kantor, doc_id)
    _require_open(isi)
    if not teks.strip():
        raise UserError("tindak_lanjut_hasil_kosong")
    baru = msgspec.structs.replace(
        _with_note(kantor, isi, teks, tanggal),
        status=StatusButir.BERJALAN if isi.status is StatusButir.DIRENCANAKAN else isi.status,
    )
    with kantor.write("catat_tindak_lanjut", doc_id) as tx:
        return _put(kantor, tx, dokumen, baru)


def _with_note(kantor: Kantor, isi: TindakLanjutEvaluasi, teks: str, tanggal: date) -> TindakLanjutEvaluasi:
    satu = KemajuanTindakLanjut(id=secrets.token_hex(6), tanggal=tanggal, teks=teks.strip(), pencatat=kantor.who)
    return msgspec.structs.replace(isi, kemajuan=(*isi.kemajuan, satu))


@intention(Wewenang.LIHAT_PENILAIAN)
def close_tindak_lanjut(kantor: Kantor, doc_id: str, hasil: str, *, tanggal: date, batal: bool = False) -> Changed:
    """Close a follow-up with its outcome, or with the reason why it falls away (``batal``, by its manager alone).

    The employee himself notes how it goes, also as its owner, but ends nothing that is about him. Raises ``UserError``
    ``tindak_lanjut_tentang_diri``, ``tindak_lanjut_hasil_kosong`` and ``tindak_lanjut_berakhir``.
    """
    dokumen, isi = _noted(kantor, doc_id)
    if is_about_me(kantor, isi):
        kantor.refuse(Wewenang.KELOLA_TINDAK_LANJUT, doc_id, "tindak_lanjut_tentang_diri")
    if batal:
        reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_TINDAK_LANJUT)
    _require_open(isi)
    if not hasil.strip():
        raise UserError("tindak_lanjut_hasil_kosong")
    status = StatusButir.BATAL if batal else StatusButir.SELESAI
    baru = msgspec.structs.replace(isi, status=status, hasil=hasil.strip(), selesai=tanggal)
    with kantor.write("tutup_tindak_lanjut", doc_id, {"status": status.value}) as tx:
        return _put(kantor, tx, dokumen, baru)


@intention(Wewenang.KELOLA_TINDAK_LANJUT)
def reopen_tindak_lanjut(kantor: Kantor, doc_id: str, alasan: str, *, tanggal: date) -> Changed:
    """Open a closed follow-up again; its reason and what it was closed with stay among its notes."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="buka kembali")
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_TINDAK_LANJUT)
    isi = decode_as(TindakLanjutEvaluasi, body_to_advance(kantor, dokumen))
    if isi.status not in BERAKHIR:
        raise UserError("tindak_lanjut_masih_terbuka")
    teks = f"Dibuka kembali: {alasan.strip()} (semula: {isi.hasil})"
    isi = _with_note(kantor, isi, teks, tanggal)
    baru = msgspec.structs.replace(isi, status=StatusButir.BERJALAN, hasil="", selesai=None)
    with kantor.write("buka_tindak_lanjut", doc_id) as tx:
        return _put(kantor, tx, dokumen, baru)


def _require_open(isi: TindakLanjutEvaluasi) -> None:
    if isi.status in BERAKHIR:
        raise UserError("tindak_lanjut_berakhir")


def _put(kantor: Kantor, tx: Transaction, dokumen: Document, baru: TindakLanjutEvaluasi) -> Changed:
    tx.drop_working(dokumen.doc_id, kantor.who)
    tx.save(KIND, dokumen.doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((dokumen.doc_id,), (KIND,))


def open_of_person(kantor: Kantor, pegawai_id: str) -> list[tuple[Document, TindakLanjutEvaluasi]]:
    """Return what is open of one person, by due date; for the program's own work, whoever acts."""
    where = {"pegawai_id": pegawai_id, "status": [satu.value for satu in TERBUKA]}
    semua = [require_document(kantor, satu.doc_id, KIND) for satu in kantor.store.find(KIND, where=where)]
    isi = [(satu, decode_as(TindakLanjutEvaluasi, satu.body)) for satu in semua]
    return sorted(isi, key=lambda satu: (satu[1].tenggat or date.max, satu[0].doc_id))


def open_of_penilaian(kantor: Kantor, penilaian_id: str) -> int:
    """Return how many follow-ups of an evaluation are open; for the program's own work."""
    where = {"penilaian_id": penilaian_id, "status": [satu.value for satu in TERBUKA]}
    return kantor.store.count(KIND, where=where)
