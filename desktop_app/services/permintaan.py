"""Corrections asked for: the kabupaten marks a document of an office and says what is wrong; the office answers.

The kabupaten never writes into the document, and never opens one again that was signed: giving it back asks, with its
reason, and the office's own authorised person opens it by the law's way (docs/adr/0027-what-comes-from-above.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.codec import DARI_KABUPATEN, KINDS, SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.dari_kabupaten import (
    IsiJawaban,
    JawabanPerbaikan,
    KeadaanPermintaan,
    KolomDiminta,
    PermintaanPerbaikan,
    state_of,
)
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.domain.templat import child_id
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import LIHAT, find_reached, person_of, reached_document, require_reach
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, require_role
from desktop_app.services.konflik import title_of
from desktop_app.services.nama_kolom import name_of_path
from desktop_app.services.naskah import new_doc_id, require_document
from desktop_app.services.tenggat import believed_today

KIND, JAWABAN = "permintaan_perbaikan", "jawaban_perbaikan"
MAKS_TEKS = 2_000
MAKS_KOLOM = 20
JENIS_DIMINTA = frozenset(KINDS) - {*DARI_KABUPATEN, "lembar_skm"}
"""Kinds whose documents the kabupaten may ask an office to correct: what people of an office fill in."""
HALAMAN: Mapping[str, str] = MappingProxyType(
    {"pegawai": "pegawai", "skp": "skp", "penilaian": "penilaian", "adendum": "adendum", "jurnal": "jurnal"}
)
"""The page on which a document of a kind is opened; of another kind it is found by its title."""


@dataclass(frozen=True)
class BarisPermintaan:
    """One request with its answer, as both sides read it.

    ``sudah_berubah`` tells whether another version of the document is here than the one that was spoken of;
    ``masih_tetap`` that it still stands as signed. ``halaman`` is where it is opened ("" where no page shows one).
    """

    id: str
    isi: PermintaanPerbaikan
    jawaban: JawabanPerbaikan | None
    keadaan: KeadaanPermintaan
    kantor: str
    nama: str
    sudah_berubah: bool
    masih_tetap: bool
    halaman: str
    boleh_jawab: bool = False


@intention(Wewenang.MINTA_PERBAIKAN)
def ask_perbaikan(
    kantor: Kantor, dokumen_id: str, catatan: str, kolom: Sequence[tuple[str, str]] = ()
) -> tuple[str, Changed]:
    """At the kabupaten: ask the office of a document to correct it; ``kolom`` are paths with what is wrong there.

    A document that was signed as a whole is given back thereby. Raises ``UserError``: ``permintaan_kosong``,
    ``permintaan_panjang``, ``permintaan_sendiri``, ``permintaan_jenis``, ``permintaan_ada`` while one is open.
    """
    require_role(kantor, Peran.KABUPATEN)
    dokumen = reached_document(kantor, dokumen_id)
    if dokumen.kind not in JENIS_DIMINTA:
        raise UserError("permintaan_jenis")
    if dokumen.scope == kantor.profil.kode:
        raise UserError("permintaan_sendiri")
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen_id)
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    bersih = tuple(
        KolomDiminta(id=child_id(jalur, str(n)), jalur=jalur, nama=name_of_path(jalur, isi), salah=_tidy(salah))
        for n, (jalur, salah) in enumerate(kolom)
    )
    catatan = _tidy(catatan)
    if not catatan and not any(satu.salah for satu in bersih):
        raise UserError("permintaan_kosong")
    if len(bersih) > MAKS_KOLOM:
        raise UserError("permintaan_panjang", maks=MAKS_TEKS)
    if any(satu.keadaan is not KeadaanPermintaan.DITUTUP for satu in requests_about(kantor, dokumen_id)):
        raise UserError("permintaan_ada")
    tetap = isi.get("status") == FIXED.get(dokumen.kind, object())
    hari = believed_today(kantor)
    permintaan = PermintaanPerbaikan(
        dokumen_id=dokumen_id,
        dokumen_jenis=dokumen.kind,
        rev=dokumen.heads[0],
        pegawai_id=person_of(kantor, dokumen)[0],
        unit_kode=dokumen.scope,
        judul=title_of(kantor, dokumen)[:MAKS_TEKS],
        catatan=catatan,
        kolom=bersih,
        kembalikan=tetap,
        tanggal=hari,
        tanggal_ragu=hari is None,
    )
    doc_id = new_doc_id(kantor, KIND, "", dokumen.scope)
    act = "kembalikan_dokumen" if tetap else "minta_perbaikan"
    with kantor.write(act, dokumen_id, {"kantor": dokumen.scope}) as tx:
        tx.save(KIND, doc_id, encode(permintaan), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id, dokumen_id), (KIND,))


@intention(Wewenang.MINTA_PERBAIKAN)
def close_permintaan(kantor: Kantor, doc_id: str, catatan: str = "") -> Changed:
    """At the kabupaten: close a request, answered or not; the office sees it with the next answer."""
    require_role(kantor, Peran.KABUPATEN)
    dokumen = require_document(kantor, doc_id, KIND)
    isi = decode_as(PermintaanPerbaikan, dokumen.body)
    if isi.ditutup:
        return Changed()
    baru = msgspec.structs.replace(isi, ditutup=True, catatan_tutup=_tidy(catatan))
    with kantor.write("tutup_permintaan", doc_id) as tx:
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.JAWAB_PERBAIKAN)
def answer_permintaan(kantor: Kantor, doc_id: str, jawaban: IsiJawaban, alasan: str = "") -> Changed:
    """At an office: answer a request; it travels up with the next bundle, and may be answered anew until it is closed.

    Raises ``UserError``: ``permintaan_ditutup``, ``jawaban_tanpa_alasan`` for a refusal without one, and
    ``perbaikan_belum_ada`` where the document is the very version that was found wrong.
    """
    require_role(kantor, Peran.UNIT)
    dokumen = require_document(kantor, doc_id, KIND)
    require_reach(kantor, Wewenang.JAWAB_PERBAIKAN, dokumen)
    isi = decode_as(PermintaanPerbaikan, dokumen.body)
    if isi.ditutup:
        raise UserError("permintaan_ditutup")
    alasan = _tidy(alasan)
    if jawaban is IsiJawaban.TIDAK and not alasan:
        raise UserError("jawaban_tanpa_alasan")
    tentang = kantor.store.document(isi.dokumen_id)
    if jawaban is IsiJawaban.SUDAH and not _has_moved_on(tentang, isi):
        raise UserError("perbaikan_belum_ada")
    milik = answer_id(kantor.profil.kode, doc_id)
    lama = kantor.store.document(milik)
    baru = JawabanPerbaikan(
        permintaan_id=doc_id,
        jawaban=jawaban,
        pegawai_id=isi.pegawai_id,
        unit_kode=dokumen.scope,
        alasan=alasan,
    )
    with kantor.write("jawab_perbaikan", doc_id, {"jawaban": jawaban.value}) as tx:
        raw = encode(baru, lama.body if lama is not None and not lama.deleted else None)
        tx.save(JAWABAN, milik, raw, scope=dokumen.scope, schema=SCHEMA)
    return Changed((milik, doc_id, isi.dokumen_id), (JAWABAN, KIND))


def answer_id(kode: str, permintaan_id: str) -> str:
    """Return the document id that every computer of an office gives to its answer to a request."""
    return natural_id(JAWABAN, kode, permintaan_id)


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.MINTA_PERBAIKAN)
def list_permintaan(kantor: Kantor, *, semua: bool = False, kode: str = "") -> tuple[BarisPermintaan, ...]:
    """Return the requests that who acts may see, open ones first; closed ones with ``semua`` only."""
    baris = _rows(kantor, {"unit_kode": kode} if kode else {})
    milik = [satu for satu in baris if semua or satu.keadaan is not KeadaanPermintaan.DITUTUP]
    urut = list(KeadaanPermintaan)
    milik.sort(key=lambda satu: (urut.index(satu.keadaan), satu.kantor, satu.isi.judul, satu.id))
    return tuple(milik)


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.MINTA_PERBAIKAN)
def requests_about(kantor: Kantor, dokumen_id: str) -> tuple[BarisPermintaan, ...]:
    """Return the requests about one document that who acts may see, open ones first."""
    urut = list(KeadaanPermintaan)
    return tuple(sorted(_rows(kantor, {"dokumen_id": dokumen_id}), key=lambda satu: urut.index(satu.keadaan)))


def _rows(kantor: Kantor, where: Mapping[str, Any]) -> list[BarisPermintaan]:
    ketemu = find_reached(kantor, LIHAT[KIND], KIND, where=where)
    nama = {satu.kode: satu.nama for satu in list_perangkat(kantor)}
    baris: list[BarisPermintaan] = []
    for satu in ketemu:
        isi = decode_as(PermintaanPerbaikan, satu.body)
        tulis = kantor.store.document(answer_id(satu.scope, satu.doc_id))
        ada = tulis is not None and not tulis.deleted and tulis.kind == JAWABAN
        jawaban = decode_as(JawabanPerbaikan, tulis.body) if tulis is not None and ada else None
        tentang = kantor.store.document(isi.dokumen_id)
        orang = kantor.store.document(isi.pegawai_id) if isi.pegawai_id else None
        dokumen = kantor.store.document(satu.doc_id)
        keadaan = state_of(isi, jawaban)
        boleh = (
            kantor.profil.peran is Peran.UNIT
            and keadaan is not KeadaanPermintaan.DITUTUP
            and dokumen is not None
            and kantor.pelaku.may(Wewenang.JAWAB_PERBAIKAN, *person_of(kantor, dokumen))
        )
        baris.append(
            BarisPermintaan(
                id=satu.doc_id,
                isi=isi,
                jawaban=jawaban,
                keadaan=keadaan,
                kantor=nama.get(satu.scope, satu.scope),
                nama=orang.label if orang is not None and orang.kind == "pegawai" else "",
                sudah_berubah=_has_moved_on(tentang, isi),
                masih_tetap=_stands_signed(tentang),
                halaman=HALAMAN.get(isi.dokumen_jenis, ""),
                boleh_jawab=boleh,
            )
        )
    return baris


def _has_moved_on(dokumen: Document | None, isi: PermintaanPerbaikan) -> bool:
    """Tell whether a document is another than the version that was found wrong; gone counts as well."""
    return dokumen is None or dokumen.deleted or dokumen.heads != (isi.rev,)


def _stands_signed(dokumen: Document | None) -> bool:
    if dokumen is None or dokumen.deleted or dokumen.kind not in FIXED:
        return False
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    return isi.get("status") == FIXED[dokumen.kind]


def _tidy(teks: str) -> str:
    """Return typed words without what no screen shows; raises ``UserError`` where they are too long."""
    bersih = "\n".join(" ".join(baris.split()) for baris in teks.splitlines()).strip()
    bersih = "".join(huruf for huruf in bersih if huruf.isprintable() or huruf == "\n")
    if len(bersih) > MAKS_TEKS:
        raise UserError("permintaan_panjang", maks=MAKS_TEKS)
    return bersih
