"""What the store needs to know of each kind of document: view columns, label, search text, and how to merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from db import FieldConflict, KindSpec, MergedView
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.gabung import FIXED, merge_bodies
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.predikat import DasarPredikat, compute_predikat, predikat_of
from desktop_app.regulation import Aturan
from desktop_app.services.jenis_kabupaten import KIND_SPECS_KABUPATEN
from desktop_app.services.jenis_kinerja import KIND_SPECS_KINERJA, each_element
from desktop_app.services.jenis_pengembangan import KIND_SPECS_PENGEMBANGAN
from desktop_app.services.penghapusan_isi import covers, read_skeletons

TERKINI = "$.riwayat[#-1]."
KIND_SPECS: tuple[KindSpec, ...] = (
    KindSpec(
        kind="unit_kerja",
        columns={"kode": "$.kode", "nama": "$.nama", "instansi": "$.instansi", "tempat": "$.tempat"},
        label="$.nama",
        search=("$.nama", "$.kode"),
        index=("kode",),
    ),
    KindSpec(
        kind="pegawai",
        columns={
            "nama": "$.nama",
            "nip": "$.nip",
            "status": "$.status",
            "aktif": "$.aktif",
            "unit_kode": "$.unit_kode",
            "jabatan": TERKINI + "jabatan",
            "jenis_jabatan": TERKINI + "jenis_jabatan",
            "pangkat": TERKINI + "pangkat",
            "golongan": TERKINI + "golongan",
            "unit_kerja": TERKINI + "unit_kerja",
            "penilai_id": TERKINI + "penilai_id",
            "atasan_penilai_id": TERKINI + "atasan_penilai_id",
        },
        label="$.nama",
        search=("$.nama", "$.nip", TERKINI + "jabatan"),
        index=("nama", "nip"),
    ),
    KindSpec(
        kind="periode",
        columns={"kode": "$.kode", "jenis": "$.jenis", "mulai": "$.mulai", "selesai": "$.selesai"},
        label="$.kode",
        search=(),
        index=("kode",),
    ),
    KindSpec(
        kind="skp",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "unit_kode": "$.unit_kode",
            "mulai": "$.mulai",
            "selesai": "$.selesai",
            "berakhir": "$.berakhir",
            "status": "$.status",
            "tanggal": "$.tanggal",
        },
        label="$.mulai",
        search=(),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="penilaian",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "penilai_id": "$.penilai_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "capaian_organisasi": "$.capaian_organisasi",
            "rating_hasil": "$.rating_hasil",
            "rating_perilaku": "$.rating_perilaku",
            "predikat": "$.predikat",
            "aturan": "$.aturan",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "periode", "skp_id"),
    ),
    KindSpec(
        kind="ketentuan",
        columns={
            "unit_kode": "$.unit_kode",
            "hari_kerja": "$.hari_kerja",
            "periode": "$.periode",
        },
        label="$.unit_kode",
        search=(),
        index=("unit_kode",),
    ),
    KindSpec(
        kind="kalender",
        columns={
            "tahun": "$.tahun",
            "unit_kode": "$.unit_kode",
            "dasar": "$.dasar",
        },
        label="$.tahun",
        search=(),
        index=("tahun",),
    ),
    KindSpec(
        kind="templat_skp",
        columns={
            "nama": "$.nama",
            "unit_kode": "$.unit_kode",
            "jenis_jabatan": "$.jenis_jabatan",
            "kelompok": "$.kelompok",
            "pendekatan": "$.pendekatan",
        },
        label="$.nama",
        search=("$.nama",),
        index=("nama",),
    ),
    KindSpec(
        kind="manual_indikator",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "unit_kode": "$.unit_kode",
            "tahun": "$.tahun",
            "indikator_id": "$.indikator_id",
        },
        label="$.indikator",
        search=("$.indikator", "$.hasil", "$.tujuan"),
        index=("pegawai_id", "skp_id"),
    ),
    KindSpec(
        kind="workblock",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "unit_kode": "$.unit_kode",
            "tahun": "$.tahun",
            "judul": "$.judul",
        },
        label="$.judul",
        search=("$.judul", "$.indikator", "$.pemilik", "$.tujuan"),
        index=("pegawai_id", "skp_id"),
    ),
    KindSpec(
        kind="matriks",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "unit_kode": "$.unit_kode",
            "tahun": "$.tahun",
            "tim": "$.tim",
        },
        label="$.tahun",
        search=("$.tim", "$.jabatan", *each_element("$.kolom", "teks")),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="adendum",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "skp_id": "$.skp_id",
            "unit_kode": "$.unit_kode",
            "nomor": "$.nomor",
            "status": "$.status",
            "tanggal": "$.tanggal",
        },
        label="$.nomor",
        search=("$.dasar", *each_element("$.perubahan", "hasil.teks")),
        index=("pegawai_id", "skp_id"),
    ),
    KindSpec(
        kind="serah_terima",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penerima_id": "$.penerima_id",
            "unit_kode": "$.unit_kode",
            "mulai": "$.mulai",
            "status": "$.status",
            "tanggal": "$.tanggal",
        },
        label="$.mulai",
        search=(),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="pengguna",
        columns={"nama": "$.nama", "pegawai_id": "$.pegawai_id", "unit_kode": "$.unit_kode", "aktif": "$.aktif"},
        label="$.nama",
        search=(),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="tanda_tangan",
        columns={
            "dokumen": "$.dokumen",
            "revisi": "$.revisi",
            "perbuatan": "$.perbuatan",
            "penanda": "$.penanda",
            "kunci": "$.kunci",
            "unit_kode": "$.unit_kode",
        },
        label="$.revisi",
        search=(),
        index=("dokumen", "revisi"),
    ),
    KindSpec(
        kind="penghapusan",
        columns={
            "orang": "$.orang",
            "dasar": "$.dasar",
            "nomor_surat": "$.nomor_surat",
            "pelaku": "$.pelaku",
            "unit_kode": "$.unit_kode",
        },
        label="$.dasar",
        search=(),
        index=("orang",),
        skeletons=read_skeletons,
        covers=covers,
    ),
    *KIND_SPECS_KINERJA,
    *KIND_SPECS_PENGEMBANGAN,
    *KIND_SPECS_KABUPATEN,
)


FROZEN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "skp": {"pegawai": None, "penilai": None, "penetap_id": ""},
        "penilaian": {
            "predikat": None,
            "aturan": "",
            "skp_rev": "",
            "pegawai": None,
            "penilai": None,
            "atasan_penilai": None,
        },
        "adendum": {"pegawai": None, "penilai": None},
        "serah_terima": {"penyerah": None, "penerima": None},
        "putusan_keberatan": {"predikat": None, "aturan": "", "pegawai": None, "penilai": None, "atasan_penilai": None},
        "coaching": {"pegawai": None, "penilai": None, "pembimbing": None},
        "mentoring": {"pegawai": None, "penilai": None, "pembimbing": None},
        "umpan_balik_bimbingan": {"pegawai": None, "penilai": None},
        "evaluasi_kompetensi": {"pegawai": None, "penilai": None, "pembimbing": None},
        "angka_kredit": {"persen": "", "koefisien": "", "angka": "", "aturan": "", "pegawai": None, "penilai": None},
    }
)
"""What the program writes when a document is fixed, and what stands there before."""


def settle(aturan_untuk: Callable[[str], Aturan], kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return ``body`` with what the machine computes put right, after a merge or an answered conflict.

    An open document holds nothing that is frozen; a final evaluation has the predicate that its fields give. A rule set
    that this program does not know is left alone: a newer program computed there.
    """
    if kind in FROZEN and body.get("status") != FIXED[kind]:
        return {**body, **{nama: nilai for nama, nilai in FROZEN[kind].items() if nama in body}}
    if kind == "putusan_keberatan" and body.get("keputusan") != KeputusanKeberatan.MENGUBAH:
        return {**body, "predikat": None}
    if kind == "lembar_skm" and body.get("berlaku") is not None and body.get("kedua") is None:
        # A sheet that was keyed once counts as it was keyed, whichever version of it was chosen.
        return {**body, "berlaku": body.get("pertama")}
    if kind not in ("penilaian", "putusan_keberatan"):
        return body
    try:
        aturan = aturan_untuk(str(body.get("aturan") or ""))
    except SystemProblem:
        return body
    try:
        dasar = msgspec.convert(body, DasarPredikat)
        predikat = predikat_of(aturan.matriks, dasar)
    except (msgspec.ValidationError, UserError):
        # What another side wrote amiss is told as a conflict or refused where it comes in, not by a failing merge.
        predikat = None
    return {**body, "predikat": predikat.value if predikat else None, "aturan": aturan.id}


def contradicts_matrix(aturan_untuk: Callable[[str], Aturan], isi: Penilaian) -> bool:
    """Tell whether a final evaluation states another predicate than its own fields give (P6:91, 99-103).

    No program of ours writes such a one. False for a rule set that is not known here.
    """
    if isi.status is not StatusPenilaian.FINAL:
        return False
    try:
        aturan = aturan_untuk(isi.aturan)
    except SystemProblem:
        return False
    return isi.predikat is not predikat_of(aturan.matriks, isi)


def decision_contradicts(aturan_untuk: Callable[[str], Aturan], isi: PutusanKeberatan) -> bool:
    """Tell whether a decision states another predicate than the matrix gives for its new ratings (P6:99-103, 118).

    One that confirms the result states none. False for a draft and for a rule set that is not known here.
    """
    if isi.status is not StatusPutusan.DITETAPKAN:
        return isi.predikat is not None
    if isi.keputusan is not KeputusanKeberatan.MENGUBAH:
        return isi.predikat is not None
    try:
        aturan = aturan_untuk(isi.aturan)
    except SystemProblem:
        return False
    predikat = compute_predikat(aturan.matriks, isi.rating_hasil, isi.rating_perilaku)
    return predikat is None or isi.predikat is not predikat


def make_merge(
    aturan_untuk: Callable[[str], Aturan],
) -> Callable[[str, Sequence[bytes | None], Sequence[tuple[str, bytes | None]]], MergedView]:
    """Return the merge function that the store calls for documents with several heads."""

    def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> MergedView:
        hasil = merge_bodies(
            kind,
            [None if raw is None else msgspec.json.decode(raw) for raw in bases],
            [(rev, None if raw is None else msgspec.json.decode(raw)) for rev, raw in sides],
            partial(settle, aturan_untuk),
        )
        conflicts = tuple(FieldConflict(satu.path, satu.base, satu.values) for satu in hasil.conflicts)
        return MergedView(body=msgspec.json.encode(hasil.body), deleted=hasil.deleted, conflicts=conflicts)

    return merge
