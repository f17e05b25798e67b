"""Hand-over of a leaving assessor: prepare it, go on later, finish it in one transaction, look at it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import SebabSerahTerima, StatusSerahTerima
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.domain.serah_terima import (
    TAHUN_AKHIR,
    TAHUN_AWAL,
    BawahanDiserahkan,
    DokumenDiserahkan,
    SerahTerima,
    day_before,
)
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import keep_reached, penilai_of_leaving, reached_document, reaches, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.pergantian_penilai import read_stored, require_begun, write_changes
from desktop_app.services.serah_terima_isi import list_atasan_ikut, list_bawahan, superior_of_leaving
from desktop_app.services.serah_terima_kata import reason_text
from desktop_app.services.skp import identity_of, penilai_identity

KIND = "serah_terima"


@dataclass(frozen=True)
class BarisSerahTerima:
    """One hand-over in the list, open ones first."""

    id: str
    penyerah: str
    penerima: str
    mulai: date
    status: StatusSerahTerima
    bawahan: int
    konflik: int


@dataclass(frozen=True)
class Calon:
    """Somebody who can leave or take over: name and post, how many he assesses now, whether he is the superior."""

    id: str
    nama: str
    jabatan: str
    bawahan: int = 0
    atasan: bool = False


@dataclass(frozen=True)
class RincianBawahan:
    """One subordinate as he is shown: name and post, his next assessor's name, his documents, what is in the way."""

    id: str
    nama: str
    nip: str
    jabatan: str
    penilai: str
    dokumen: tuple[DokumenDiserahkan, ...]
    galat: LuringError | None = None


@dataclass(frozen=True)
class RincianSerah:
    """A hand-over to be looked at: of an open one as it would be finished now, of a done one as both signed it.

    ``nama`` holds the names behind ``oleh_id``; ``atasan`` is the leaving assessor's own assessor, ``ikut_atasan`` how
    many people name the leaving one as their assessor's superior.
    """

    doc_id: str
    isi: SerahTerima
    penyerah: Identitas
    penerima: Identitas
    atasan_id: str
    atasan: Identitas
    bawahan: tuple[RincianBawahan, ...]
    nama: Mapping[str, str]
    ikut_atasan: int = 0
    konflik: int = 0


@intention(Wewenang.LIHAT_PENILAIAN)
def list_serah_terima(kantor: Kantor, *, terbuka: bool = False) -> tuple[BarisSerahTerima, ...]:
    """Return the hand-overs, those still open first and the newest above; ``terbuka`` leaves out what is done."""
    where = {"status": StatusSerahTerima.DRAFT.value} if terbuka else None
    ketemu = keep_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, kantor.store.find(KIND, where=where))
    nama = _names(kantor, (str(satu.columns[k] or "") for satu in ketemu for k in ("pegawai_id", "penerima_id")))
    baris = []
    for satu in ketemu:
        isi = decode_as(SerahTerima, satu.body)
        baris.append(
            BarisSerahTerima(
                satu.doc_id,
                nama.get(isi.pegawai_id, ""),
                nama.get(isi.penerima_id, ""),
                isi.mulai,
                isi.status,
                len(isi.bawahan),
                satu.conflicts,
            )
        )
    selesai = StatusSerahTerima.SELESAI
    return tuple(sorted(baris, key=lambda satu: (satu.status is selesai, -satu.mulai.toordinal(), satu.penyerah)))


@intention(Wewenang.SERAH_TERIMA)
def list_penyerah(kantor: Kantor) -> tuple[Calon, ...]:
    """Return who assesses somebody and whose hand-over who acts may make, by name."""
    semua = kantor.store.find("pegawai", order=("nama",))
    jumlah = Counter(str(s.columns["penilai_id"] or "") for s in semua if is_active(s.columns["aktif"]))
    hasil: list[Calon] = []
    for satu in semua:
        dokumen = kantor.store.document(satu.doc_id) if jumlah[satu.doc_id] else None
        if dokumen is not None and reaches(kantor, Wewenang.SERAH_TERIMA, dokumen):
            hasil.append(Calon(satu.doc_id, satu.label, str(satu.columns["jabatan"] or ""), jumlah[satu.doc_id]))
    return tuple(hasil)


@intention(Wewenang.SERAH_TERIMA)
def list_penerima(kantor: Kantor, pegawai_id: str, mulai: date) -> tuple[Calon, ...]:
    """Return who can take over, names and posts alone: the leaving one's own assessor first (P6:89), then the others.

    Whoever leaves must be able to name his successor, whom he may not see otherwise.
    """
    dokumen = _reach_leaver(kantor, pegawai_id, mulai)
    atasan = superior_of_leaving(kantor, dokumen.doc_id, mulai)
    semua = [
        Calon(satu.doc_id, satu.label, str(satu.columns["jabatan"] or ""), atasan=satu.doc_id == atasan)
        for satu in kantor.store.find("pegawai", order=("nama",))
        if satu.doc_id != pegawai_id and (is_active(satu.columns["aktif"]) or satu.doc_id == atasan)
    ]
    return tuple(sorted(semua, key=lambda satu: not satu.atasan))


@intention(Wewenang.SERAH_TERIMA)
def create_serah_terima(
    kantor: Kantor,
    pegawai_id: str,
    mulai: date,
    penerima_id: str = "",
    jenis: SebabSerahTerima = SebabSerahTerima.MUTASI,
    sebab: str = "",
) -> tuple[str, Changed]:
    """Begin the hand-over of an assessor whose successor starts on ``mulai``; an open one of that day goes on.

    ``sebab`` is a note beside the reason ``jenis``. Raises ``UserError`` where that hand-over is done, he assesses
    nobody on that day, or the year cannot be.
    """
    dokumen = _reach_leaver(kantor, pegawai_id, mulai)
    _require_possible(mulai)
    for satu in kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "mulai": mulai.isoformat()}):
        if satu.columns["status"] == StatusSerahTerima.SELESAI.value:
            raise UserError("serah_terima_sudah_selesai", nama=dokumen.label, tanggal=format_tanggal(mulai))
        return satu.doc_id, Changed()
    isi = SerahTerima(
        pegawai_id=pegawai_id,
        penerima_id=penerima_id,
        unit_kode=kantor.profil.kode,
        mulai=mulai,
        jenis_sebab=jenis,
        sebab=sebab.strip(),
        tempat=kantor.profil.tempat,
    )
    _require_receiver(isi, wajib=False)
    if not list_bawahan(kantor, isi, read_stored):
        raise UserError("serah_terima_tanpa_bawahan", nama=dokumen.label, tanggal=format_tanggal(mulai))
    doc_id = new_doc_id(kantor, KIND, f"{pegawai_id}/{mulai}")
    with kantor.write("buat_serah_terima", doc_id, {"tanggal": format_tanggal(mulai)}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.SERAH_TERIMA)
def delete_serah_terima(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a hand-over that was begun by mistake; one that is done stays for ever."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SERAH_TERIMA)
    _require_open(kantor, decode_as(SerahTerima, dokumen.body))
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_serah_terima")


@intention(Wewenang.LIHAT_PENILAIAN)
def read_serah_terima(kantor: Kantor, doc_id: str, isi: SerahTerima | None = None) -> RincianSerah:
    """Return a hand-over with names; ``isi`` is what is being typed, the stored one without it."""
    dokumen = read_document(kantor, doc_id, KIND)
    tersimpan = decode_as(SerahTerima, dokumen.body)
    selesai = tersimpan.status is StatusSerahTerima.SELESAI
    kini = tersimpan if selesai or isi is None else isi
    if selesai:
        baris = _as_signed(kantor, kini)
        ikut = 0
    else:
        baris = tuple(
            RincianBawahan(s.id, *_about(kantor, s.id, kini.mulai), s.penilai_id, s.dokumen, s.galat)
            for s in list_bawahan(kantor, kini, read_stored)
        )
        ikut = len(list_atasan_ikut(kantor, kini, read_stored))
    atasan = superior_of_leaving(kantor, kini.pegawai_id, kini.mulai)
    nama = _names(kantor, [*(d.oleh_id for s in baris for d in s.dokumen), *(s.penilai for s in baris)])
    return RincianSerah(
        doc_id=doc_id,
        isi=kini,
        penyerah=kini.penyerah or identity_of(kantor, kini.pegawai_id, day_before(kini.mulai)),
        penerima=kini.penerima or identity_of(kantor, kini.penerima_id, kini.mulai),
        atasan_id=atasan,
        atasan=identity_of(kantor, atasan, kini.mulai),
        bawahan=tuple(replace(s, penilai=nama.get(s.penilai, "")) for s in baris),
        nama=nama,
        ikut_atasan=ikut,
        konflik=len(dokumen.conflicts),
    )


@intention(Wewenang.SERAH_TERIMA)
def finish_serah_terima(kantor: Kantor, doc_id: str, *, tanggal: date, tempat: str = "") -> Changed:
    """Finish a hand-over in one transaction: sheet, records of all subordinates, and every open draft.

    What was decided stays under the leaving assessor's name. It is finished on its day or later: whoever has the newest
    post has its rights at once. Raises ``UserError`` where it is done already, no
    successor is named, nobody is handed over, or versions of a record or an open document disagree; then nothing is
    written.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SERAH_TERIMA)
    isi = decode_as(SerahTerima, dokumen.body)
    _require_open(kantor, isi)
    isi = decode_as(SerahTerima, body_to_advance(kantor, dokumen))
    # Whom the sheet is about may have been typed anew since the right to this document was asked.
    penyerah = _reach_leaver(kantor, isi.pegawai_id, isi.mulai)
    _require_possible(isi.mulai)
    require_begun(kantor, isi.mulai)
    _require_receiver(isi, wajib=True)
    _require_alone(kantor, doc_id, isi, penyerah.label)

    def read_mine(satu: Document) -> bytes:
        return body_to_advance(kantor, satu)

    baris = list_bawahan(kantor, isi, read_mine)
    if not baris:
        raise UserError("serah_terima_tanpa_bawahan", nama=penyerah.label, tanggal=format_tanggal(isi.mulai))
    for satu in baris:
        if satu.galat is not None:
            raise satu.galat
    ganti = [s.pergantian for s in baris if s.pergantian is not None and not s.pergantian.kosong]
    ganti += [s for s in list_atasan_ikut(kantor, isi, read_mine) if not s.kosong]
    baru = msgspec.structs.replace(
        isi,
        status=StatusSerahTerima.SELESAI,
        bawahan=tuple(BawahanDiserahkan(id=s.id, dokumen=s.dokumen) for s in baris),
        tempat=tempat or isi.tempat or kantor.profil.tempat,
        tanggal=tanggal,
        penyerah=penilai_identity(kantor, isi.pegawai_id, day_before(isi.mulai)),
        penerima=penilai_identity(kantor, isi.penerima_id, isi.mulai),
    )
    alasan = f"serah terima penilai: {reason_text(isi)}"
    detail = {"tanggal": format_tanggal(isi.mulai), "jumlah": len(baris)}
    with kantor.write("selesaikan_serah_terima", doc_id, detail) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
        ikut = write_changes(kantor, tx, ganti, alasan)
    return Changed((doc_id, *ikut.doc_ids), tuple(sorted({KIND, *ikut.kinds})))


def _reach_leaver(kantor: Kantor, pegawai_id: str, mulai: date) -> Document:
    """Return the record of who leaves on ``mulai``, where who acts may hand over what is his."""
    dokumen = kantor.store.document(pegawai_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return reached_document(kantor, pegawai_id, "pegawai", Wewenang.SERAH_TERIMA)
    penilai = penilai_of_leaving(kantor, decode_as(Pegawai, dokumen.body), mulai)
    kantor.require(Wewenang.SERAH_TERIMA, pegawai_id, pegawai_id, penilai)
    return dokumen


def _require_possible(mulai: date) -> None:
    if not TAHUN_AWAL <= mulai.year <= TAHUN_AKHIR:
        raise UserError("serah_terima_tanggal_salah", tanggal=format_tanggal(mulai), awal=TAHUN_AWAL, akhir=TAHUN_AKHIR)


def _require_open(kantor: Kantor, isi: SerahTerima) -> None:
    if isi.status is StatusSerahTerima.SELESAI:
        siapa = identity_of(kantor, isi.pegawai_id, isi.mulai).nama
        raise UserError("serah_terima_sudah_selesai", nama=siapa, tanggal=format_tanggal(isi.mulai))


def _require_receiver(isi: SerahTerima, *, wajib: bool) -> None:
    if wajib and not isi.penerima_id:
        raise UserError("serah_terima_tanpa_penerima")
    if isi.penerima_id == isi.pegawai_id:
        raise UserError("serah_terima_penerima_sama")


def _require_alone(kantor: Kantor, doc_id: str, isi: SerahTerima, nama: str) -> None:
    """Raise ``UserError`` where another sheet of the same assessor and day is done already."""
    selesai = StatusSerahTerima.SELESAI.value
    where = {"pegawai_id": isi.pegawai_id, "mulai": isi.mulai.isoformat(), "status": selesai}
    if any(satu.doc_id != doc_id for satu in kantor.store.find(KIND, where=where)):
        raise UserError("serah_terima_sudah_selesai", nama=nama, tanggal=format_tanggal(isi.mulai))


def _as_signed(kantor: Kantor, isi: SerahTerima) -> tuple[RincianBawahan, ...]:
    """Return the subordinates of a done hand-over; names are those of its day."""
    baris = []
    for satu in isi.bawahan:
        penilai = next((d.oleh_id for d in satu.dokumen if d.kind == "skp" and d.oleh_id), isi.penerima_id)
        baris.append(RincianBawahan(satu.id, *_about(kantor, satu.id, isi.mulai), penilai, satu.dokumen))
    return tuple(baris)


def _about(kantor: Kantor, pegawai_id: str, hari: date) -> tuple[str, str, str]:
    siapa = identity_of(kantor, pegawai_id, hari)
    return siapa.nama, siapa.nip, siapa.jabatan


def _names(kantor: Kantor, ids: Iterable[str]) -> dict[str, str]:
    dokumen = kantor.store.documents(set(ids) - {""})
    return {doc_id: satu.label for doc_id, satu in dokumen.items() if not satu.deleted}
