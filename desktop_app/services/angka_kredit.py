"""Credit points of functional officers: conversions of final evaluations, what they add up to, and the determination.

The conversion is the assessor's (Per BKN 3/2023 Article 12); whoever keeps the office prepares it. Numbers come from
the dated file of the rule set and are frozen when a document is determined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.angka_kredit import AngkaKredit, KomponenAngkaKredit, RincianFungsional
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_angka_kredit import total_of, whole_months
from desktop_app.domain.istilah import JenisJabatan, StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, JenjangFungsional, StatusPutusan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.angka_kredit_hitung import AngkaKreditTerbuka, as_text, compute
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.rencana import person_named
from desktop_app.services.skp import penilai_identity, settled_identity

KOMPONEN: tuple[tuple[str, str], ...] = (
    ("dasar", "AK Dasar yang diberikan"),
    ("lama", "AK JF lama"),
    ("penyesuaian", "AK Penyesuaian/ Penyetaraan"),
    ("konversi", "AK Konversi"),
    ("pendidikan", "AK yang diperoleh dari peningkatan pendidikan"),
)
"""The rows of the determination in their order; ``konversi`` is the sum of the conversions."""


@dataclass(frozen=True)
class BarisAngkaKredit:
    """One row of the list: a conversion or a determination, or (``id`` empty) an evaluation that waits for one."""

    id: str
    penilaian_id: str
    pegawai_id: str
    nama: str
    jabatan: str
    jenis: JenisAngkaKredit
    periode: str
    angka: str
    status: StatusPutusan | None
    konflik: int = 0


@intention(Wewenang.LIHAT_PENILAIAN)
def list_angka_kredit(kantor: Kantor, tahun: int) -> tuple[BarisAngkaKredit, ...]:
    """Return the documents of a year, and the final evaluations of functional officers that have none, by name."""
    ada = [
        (satu, decode_as(AngkaKredit, satu.body))
        for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "angka_kredit")
    ]
    baris = [
        _row(kantor, satu.doc_id, isi, satu.conflicts)
        for satu, isi in ada
        if isi.selesai is None or isi.selesai.year == tahun
    ]
    sudah = {isi.penilaian_id for _, isi in ada}
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian"):
        if satu.doc_id in sudah or parse_periode(str(satu.columns["periode"])).tahun != tahun:
            continue
        isi_nilai = decode_as(Penilaian, satu.body)
        if isi_nilai.status is StatusPenilaian.FINAL and isi_nilai.predikat and _is_functional(kantor, isi_nilai):
            siapa = isi_nilai.pegawai or person_named(kantor, isi_nilai.pegawai_id, None)
            baris.append(
                BarisAngkaKredit(
                    id="",
                    penilaian_id=satu.doc_id,
                    pegawai_id=isi_nilai.pegawai_id,
                    nama=siapa.nama,
                    jabatan=siapa.jabatan,
                    jenis=JenisAngkaKredit.KONVERSI,
                    periode=isi_nilai.periode,
                    angka="",
                    status=None,
                )
            )
    return tuple(sorted(baris, key=lambda b: (b.nama.casefold(), b.jenis.value, b.periode, b.id)))


def _row(kantor: Kantor, doc_id: str, isi: AngkaKredit, konflik: int) -> BarisAngkaKredit:
    siapa = isi.pegawai or person_named(kantor, isi.pegawai_id, isi.tanggal)
    return BarisAngkaKredit(
        id=doc_id,
        penilaian_id=isi.penilaian_id,
        pegawai_id=isi.pegawai_id,
        nama=siapa.nama,
        jabatan=siapa.jabatan,
        jenis=isi.jenis,
        periode=isi.periode,
        angka=isi.angka,
        status=isi.status,
        konflik=konflik,
    )


def _is_functional(kantor: Kantor, isi: Penilaian) -> bool:
    dokumen = kantor.store.document(isi.pegawai_id)
    if dokumen is None or dokumen.deleted:
        return False
    jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(parse_periode(isi.periode).selesai)
    return jabatan is not None and jabatan.jenis_jabatan is JenisJabatan.FUNGSIONAL


def read_jenjang(jabatan: str) -> JenjangFungsional | None:
    """Return the level that the name of a post ends in ("Bidan Penyelia", "Analis Ahli Muda"); None where none does."""
    kata = re.sub(r"[^a-z]+", "_", jabatan.casefold()).strip("_")
    return next((satu for satu in reversed(JenjangFungsional) if re.search(rf"(^|_){satu.value}(_|$)", kata)), None)


@intention(Wewenang.KELOLA_ANGKA_KREDIT)
def create_konversi(kantor: Kantor, penilaian_id: str) -> tuple[str, Changed]:
    """Open the conversion of a final evaluation and return its id; one that is there already is returned.

    Months are those of the period that the SKP covers; the level is read from the post. Raises ``UserError`` where the
    evaluation is not final or has no predicate (a period that was not assessed).
    """
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.KELOLA_ANGKA_KREDIT)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=penilaian_id)
    nilai = decode_as(Penilaian, dokumen.body)
    if nilai.status is not StatusPenilaian.FINAL or nilai.predikat is None:
        raise UserError("ak_penilaian_belum_final")
    ada = kantor.store.find("angka_kredit", where={"penilaian_id": penilaian_id, "jenis": "konversi"})
    if ada:
        return ada[0].doc_id, Changed((), ())
    waktu = parse_periode(nilai.periode)
    skp = decode_as(Skp, require_document(kantor, nilai.skp_id, "skp").body)
    mulai, selesai = max(waktu.mulai, skp.mulai), min(waktu.selesai, skp.akhir)
    siapa = nilai.pegawai or person_named(kantor, nilai.pegawai_id, selesai)
    isi = AngkaKredit(
        pegawai_id=nilai.pegawai_id,
        penilai_id=nilai.penilai_id,
        penilaian_id=penilaian_id,
        unit_kode=nilai.unit_kode,
        periode=nilai.periode,
        mulai=mulai,
        selesai=selesai,
        bulan=whole_months(mulai, selesai),
        jenjang=read_jenjang(siapa.jabatan),
        rincian=_last_details(kantor, nilai.pegawai_id, selesai),
        tempat=kantor.profil.tempat,
    )
    # By its evaluation: two computers that prepare the same conversion speak of one document.
    doc_id = new_doc_id(kantor, "angka_kredit", penilaian_id, dokumen.scope)
    with kantor.write("buat_angka_kredit", doc_id, {"periode": isi.periode}) as tx:
        tx.save("angka_kredit", doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("angka_kredit",))


@intention(Wewenang.KELOLA_ANGKA_KREDIT)
def create_penetapan(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[str, Changed]:
    """Open the determination of a person up to the end of a year: all his determined conversions until then.

    What the last determination had reached stands in its column LAMA. Raises ``UserError`` without any conversion.
    """
    orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.KELOLA_ANGKA_KREDIT)
    semua = [
        (satu.doc_id, decode_as(AngkaKredit, satu.body))
        for satu in kantor.store.find("angka_kredit", where={"pegawai_id": pegawai_id, "status": "ditetapkan"})
    ]
    dulu = [
        isi
        for _, isi in semua
        if isi.jenis is JenisAngkaKredit.PENETAPAN and isi.selesai is not None and isi.selesai.year <= tahun
    ]
    lama = max(dulu, key=lambda isi: (isi.selesai or date.min, isi.nomor), default=None)
    terhitung = {satu for isi in dulu for satu in isi.sumber}
    baru = [
        (doc_id, isi)
        for doc_id, isi in semua
        if isi.jenis is JenisAngkaKredit.KONVERSI
        and doc_id not in terhitung
        and isi.selesai is not None
        and isi.selesai.year <= tahun
    ]
    if not baru:
        raise UserError("ak_tanpa_konversi", tahun=tahun)
    baru.sort(key=lambda satu: (satu[1].mulai or date.min, satu[0]))
    terakhir = baru[-1][1]
    sebelum = {satu.id: total_of((satu.lama, satu.baru)) for satu in lama.komponen} if lama is not None else {}
    komponen = tuple(
        KomponenAngkaKredit(
            id=kode,
            nama=nama,
            lama=as_text(sebelum[kode]) if sebelum.get(kode) else "",
            baru=as_text(total_of(isi.angka for _, isi in baru)) if kode == "konversi" else "",
        )
        for kode, nama in KOMPONEN
    )
    isi = AngkaKredit(
        pegawai_id=pegawai_id,
        jenis=JenisAngkaKredit.PENETAPAN,
        penilai_id=terakhir.penilai_id,
        unit_kode=terakhir.unit_kode,
        periode=str(tahun),
        mulai=baru[0][1].mulai,
        selesai=terakhir.selesai,
        jenjang=terakhir.jenjang,
        sumber=tuple(doc_id for doc_id, _ in baru),
        komponen=komponen,
        rincian=_last_details(kantor, pegawai_id, terakhir.selesai or date(tahun, 12, 31)),
        tempat=kantor.profil.tempat,
    )
    doc_id = new_doc_id(kantor, "angka_kredit", "", orang.scope)
    with kantor.write("buat_angka_kredit", doc_id, {"periode": isi.periode}) as tx:
        tx.save("angka_kredit", doc_id, encode(isi), scope=orang.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("angka_kredit",))


def _last_details(kantor: Kantor, pegawai_id: str, hari: date) -> RincianFungsional:
    """Return what the newest document of a person says of him, so that it is typed once; his post's day as known."""
    dulu = [decode_as(AngkaKredit, s.body) for s in kantor.store.find("angka_kredit", where={"pegawai_id": pegawai_id})]
    isi = max(dulu, key=lambda satu: satu.selesai or date.min, default=None)
    rincian = isi.rincian if isi is not None else RincianFungsional()
    dokumen = kantor.store.document(pegawai_id)
    jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(hari) if dokumen is not None else None
    return msgspec.structs.replace(rincian, tmt_jabatan=jabatan.mulai if jabatan else rincian.tmt_jabatan)


@intention(Wewenang.LIHAT_PENILAIAN)
def read_angka_kredit(kantor: Kantor, doc_id: str, isi: AngkaKredit | None = None) -> AngkaKreditTerbuka:
    """Return a document with its numbers and findings; ``isi`` is what is being typed, the stored one without it."""
    dokumen = read_document(kantor, doc_id, "angka_kredit")
    return compute(kantor, isi or decode_as(AngkaKredit, dokumen.body), doc_id)


@intention(Wewenang.TETAPKAN_ANGKA_KREDIT)
def determine_angka_kredit(kantor: Kantor, doc_id: str, *, tanggal: date, tempat: str = "", nomor: str = "") -> Changed:
    """Freeze a draft: numbers, rule set and identities as of ``tanggal``; only its own assessor does it.

    Raises ``UserError`` for a document that is determined already, an early date, or findings that must be mended.
    """
    dokumen = reached_document(kantor, doc_id, "angka_kredit", Wewenang.TETAPKAN_ANGKA_KREDIT)
    isi = decode_as(AngkaKredit, body_to_advance(kantor, dokumen))
    kantor.require(Wewenang.TETAPKAN_ANGKA_KREDIT, doc_id, isi.pegawai_id, isi.penilai_id)
    if isi.status is not StatusPutusan.DRAFT:
        raise UserError("ak_sudah_ditetapkan")
    hasil = compute(kantor, isi, doc_id)
    penting = [satu.kode for satu in hasil.temuan if satu.penting]
    if penting or hasil.angka is None:
        raise UserError("ak_belum_lengkap", jumlah=max(len(penting), 1), temuan=penting)
    if isi.mulai is not None and tanggal < isi.mulai:
        raise UserError("ak_tanggal_awal")
    jenjang = hasil.aturan_jenjang
    baru = msgspec.structs.replace(
        hasil.isi,
        status=StatusPutusan.DITETAPKAN,
        nomor=nomor or isi.nomor,
        persen=as_text(hasil.persen) if hasil.persen is not None else "",
        koefisien=as_text(jenjang.koefisien) if jenjang else "",
        angka=as_text(hasil.angka),
        aturan=hasil.aturan.id,
        tempat=tempat or isi.tempat,
        tanggal=tanggal,
        pegawai=settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=penilai_identity(kantor, isi.penilai_id, tanggal),
    )
    return _save(kantor, doc_id, dokumen.scope, encode(baru, dokumen.body), act="tetapkan_angka_kredit")


@intention(Wewenang.TETAPKAN_ANGKA_KREDIT)
def reopen_angka_kredit(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Make a determined document a draft again, with a reason; a determination that adds it up stays as it was."""
    dokumen = reached_document(kantor, doc_id, "angka_kredit", Wewenang.TETAPKAN_ANGKA_KREDIT)
    isi = decode_as(AngkaKredit, body_to_advance(kantor, dokumen))
    kantor.require(Wewenang.TETAPKAN_ANGKA_KREDIT, doc_id, isi.pegawai_id, isi.penilai_id)
    if isi.status is not StatusPutusan.DITETAPKAN:
        raise UserError("ak_masih_draf")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="koreksi")
    lepas = {"persen": "", "koefisien": "", "angka": "", "aturan": "", "pegawai": None, "penilai": None}
    baru = msgspec.structs.replace(isi, status=StatusPutusan.DRAFT, **lepas)
    return _save(kantor, doc_id, dokumen.scope, encode(baru, dokumen.body), alasan, act="koreksi_angka_kredit")


def _save(kantor: Kantor, doc_id: str, scope: str, body: bytes, alasan: str = "", *, act: str) -> Changed:
    with kantor.write(act, doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save("angka_kredit", doc_id, body, scope=scope, schema=SCHEMA, why=alasan)
    return Changed((doc_id,), ("angka_kredit",))


@intention(Wewenang.KELOLA_ANGKA_KREDIT)
def delete_angka_kredit(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a draft with a reason; the history stays. Raises ``UserError`` for one that is determined."""
    dokumen = reached_document(kantor, doc_id, "angka_kredit", Wewenang.KELOLA_ANGKA_KREDIT)
    if decode_as(AngkaKredit, dokumen.body).status is not StatusPutusan.DRAFT:
        raise UserError("ak_sudah_ditetapkan")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan, act="hapus_angka_kredit")
