"""The employee's feedback on coaching or mentoring: nine answers, handed to the superior of his leader (P6:83, B.1.8).

Neither his leader nor his guide reads it, nor whoever types for the office (``jangkauan_tertutup``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.bimbingan import TanggapanBimbingan, UmpanBalikBimbingan
from desktop_app.domain.codec import SCHEMA, decode_as, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.bimbingan import KriteriaBimbingan, guidance_words
from desktop_app.services.bimbingan import JENIS, UMPAN, Bimbingan
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.jangkauan_keberatan import superior_of
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, commit_naskah, new_doc_id, open_naskah, write_naskah
from desktop_app.services.skp import identity_of, settled_identity


@dataclass(frozen=True)
class BarisUmpanBimbingan:
    """One feedback on guidance in a list; ``milik`` tells that who looks is its writer."""

    id: str
    bimbingan_id: str
    pegawai: str
    penilai: str
    atasan: str
    tanggal: date | None
    status: StatusPembinaan
    terjawab: int
    milik: bool


@dataclass(frozen=True)
class UmpanBimbinganTerbuka:
    """A feedback with the nine statements in their order and the answer to each; ``atasan`` is who will read it."""

    id: str
    isi: UmpanBalikBimbingan
    kriteria: tuple[KriteriaBimbingan, ...]
    atasan: str
    boleh_ubah: bool

    def answer(self, nomor: int) -> str:
        """Return what was said of the statement with a number."""
        return next((satu.teks for satu in self.isi.butir if satu.id == str(nomor)), "")


@intention(Wewenang.LIHAT_PENILAIAN)
def list_umpan_bimbingan(kantor: Kantor) -> tuple[BarisUmpanBimbingan, ...]:
    """Return the feedback on guidance that who acts wrote or that was handed to him, the newest first."""
    hasil = [
        BarisUmpanBimbingan(
            id=satu.doc_id,
            bimbingan_id=isi.bimbingan_id,
            pegawai=_name(kantor, isi.pegawai_id),
            penilai=_name(kantor, isi.penilai_id),
            atasan=_name(kantor, isi.atasan_id),
            tanggal=isi.tanggal,
            status=isi.status,
            terjawab=sum(bool(s.teks.strip()) for s in isi.butir),
            milik=isi.pegawai_id == kantor.pelaku.pegawai_id,
        )
        for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, UMPAN)
        for isi in (decode_as(UmpanBalikBimbingan, satu.body),)
    ]
    return tuple(sorted(hasil, key=lambda b: (str(b.tanggal or "9999"), b.id), reverse=True))


@intention(Wewenang.ISI_UMPAN_BIMBINGAN)
def create_umpan_bimbingan(kantor: Kantor, bimbingan_id: str) -> tuple[str, Changed]:
    """Begin the feedback on a finished guidance of one's own, or return the one that is there.

    Raises ``UserError`` ``umpan_bimbingan_belum``, ``umpan_bimbingan_tanpa_atasan`` where nobody could receive it.
    """
    dokumen = reached_document(kantor, bimbingan_id, "", Wewenang.LIHAT_PENILAIAN)
    if dokumen.kind not in JENIS:
        raise UserError("dokumen_tidak_ada", id=bimbingan_id)
    isi = decode_kind(dokumen.kind, dokumen.body)
    assert isinstance(isi, Bimbingan)
    if isi.pegawai_id != kantor.pelaku.pegawai_id and not kantor.pelaku.tanpa_sandi:
        kantor.refuse(Wewenang.ISI_UMPAN_BIMBINGAN, bimbingan_id)
    if isi.status is not StatusPembinaan.SELESAI:
        raise UserError("umpan_bimbingan_belum")
    for satu in kantor.store.find(UMPAN, where={"bimbingan_id": bimbingan_id}, bodies=False):
        return satu.doc_id, Changed()
    baru = UmpanBalikBimbingan(
        pegawai_id=isi.pegawai_id,
        bimbingan_id=bimbingan_id,
        penilai_id=isi.penilai_id,
        pembimbing_id=isi.pembimbing_id,
        atasan_id=_receiver(kantor, isi),
        unit_kode=isi.unit_kode,
        tempat=isi.tempat,
    )
    doc_id = new_doc_id(kantor, UMPAN, bimbingan_id, dokumen.scope)
    with kantor.write("buat_umpan_bimbingan", doc_id) as tx:
        tx.save(UMPAN, doc_id, encode(baru), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (UMPAN,))


def _receiver(kantor: Kantor, isi: Bimbingan) -> str:
    """Return the superior of the employee's leader; where he guided himself it is the one above him."""
    hari = isi.tanggal or believed_day(kantor)
    atasan = superior_of(kantor.store, isi.pegawai_id, isi.penilai_id, hari)
    if atasan and atasan == isi.pembimbing_id:
        atasan = superior_of(kantor.store, isi.penilai_id, atasan, hari)
    if not atasan or atasan in (isi.pegawai_id, isi.pembimbing_id, isi.penilai_id):
        raise UserError("umpan_bimbingan_tanpa_atasan")
    return atasan


@intention(Wewenang.LIHAT_PENILAIAN)
def read_umpan_bimbingan(kantor: Kantor, doc_id: str) -> UmpanBimbinganTerbuka:
    """Return a feedback on guidance with its statements: what its writer typed last, else what was handed over."""
    dokumen = read_document(kantor, doc_id, UMPAN)
    naskah = open_naskah(kantor, doc_id)
    assert isinstance(naskah.isi, UmpanBalikBimbingan)
    kata = guidance_words(naskah.isi.tanggal or kantor.jam().date())
    return UmpanBimbinganTerbuka(
        dokumen.doc_id, naskah.isi, kata.kriteria, _name(kantor, naskah.isi.atasan_id), naskah.boleh_ubah
    )


def with_answer(isi: UmpanBalikBimbingan, nomor: int, teks: str) -> UmpanBalikBimbingan:
    """Return a feedback with another answer to the statement with a number from 1 to 9."""
    lain = {int(satu.id): satu for satu in isi.butir if satu.id.isdigit()}
    lain[nomor] = TanggapanBimbingan(id=str(nomor), teks=teks)
    return msgspec.structs.replace(isi, butir=tuple(lain[n] for n in sorted(lain) if lain[n].teks.strip()))


@intention(Wewenang.ISI_UMPAN_BIMBINGAN)
def answer_umpan_bimbingan(kantor: Kantor, doc_id: str, nomor: int, teks: str) -> Changed:
    """Write the answer to one statement; raises ``UserError`` ``umpan_bimbingan_nomor`` for another than 1 to 9."""
    buka = read_umpan_bimbingan(kantor, doc_id)
    if nomor not in {satu.nomor for satu in buka.kriteria}:
        raise UserError("umpan_bimbingan_nomor", nomor=nomor)
    write_naskah(kantor, doc_id, with_answer(buka.isi, nomor, teks.strip()))
    return commit_naskah(kantor, doc_id)


@intention(Wewenang.ISI_UMPAN_BIMBINGAN)
def hand_over_umpan_bimbingan(kantor: Kantor, doc_id: str, *, tanggal: date, tempat: str = "") -> Changed:
    """Hand a feedback to the superior of the leader: from then on he reads it and it stays as it is.

    Raises ``UserError`` ``umpan_bimbingan_belum_lengkap`` with how many statements have no answer.
    """
    dokumen = reached_document(kantor, doc_id, UMPAN, Wewenang.ISI_UMPAN_BIMBINGAN)
    isi = decode_as(UmpanBalikBimbingan, body_to_advance(kantor, dokumen))
    if isi.status is not StatusPembinaan.DRAFT:
        raise UserError("umpan_bimbingan_sudah")
    jumlah = len(guidance_words(tanggal).kriteria)
    kosong = jumlah - sum(bool(satu.teks.strip()) for satu in isi.butir)
    if kosong > 0:
        raise UserError("umpan_bimbingan_belum_lengkap", jumlah=kosong)
    baru = msgspec.structs.replace(
        isi,
        status=StatusPembinaan.SELESAI,
        tanggal=tanggal,
        tanggal_ragu=kantor.claim().doubt,
        tempat=tempat or isi.tempat,
        pegawai=settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, tanggal),
    )
    with kantor.write("serahkan_umpan_bimbingan", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(UMPAN, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (UMPAN,))


def _name(kantor: Kantor, pegawai_id: str) -> str:
    return identity_of(kantor, pegawai_id, None).nama or "–"
