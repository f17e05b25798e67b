"""Cases of planning documents that two PCs of one office change apart from each other: before, each side, and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from desktop_app.domain.adendum import Adendum, PerubahanHasil, apply_perubahan
from desktop_app.domain.codec import Dokumen
from desktop_app.domain.gabung_adendum import sidik_hasil
from desktop_app.domain.istilah import (
    JenisHasil,
    JenisKeadaan,
    JenisPerubahan,
    JenisTarget,
    Pendekatan,
    Perspektif,
    StatusAdendum,
    StatusSerahTerima,
    StatusSkp,
)
from desktop_app.domain.ketentuan import HariLibur, Kalender, Ketentuan
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.pegawai import Identitas, KeadaanKhusus, Pegawai
from desktop_app.domain.serah_terima import BawahanDiserahkan, DokumenDiserahkan, SerahTerima
from desktop_app.domain.skp import (
    AdendumBerlaku,
    Butir,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
    Skp,
    Target,
)
from desktop_app.domain.templat import TemplatSkp, fill_skp

Sunting = Callable[[Any], Any]
"""A side's edit: the document that it becomes, None where it is deleted."""
ORANG, PENILAI, LAIN = "1" * 32, "2" * 32, "3" * 32


@dataclass(frozen=True)
class Kasus:
    """One document with what each PC makes of it.

    ``konflik`` are the disputed paths, ``isi`` what stands at paths of the merged body, ``urut`` the ids of a list in
    their order there.
    """

    dasar: Dokumen
    satu: Sunting
    dua: Sunting
    konflik: tuple[str, ...] = ()
    isi: Mapping[str, Any] = field(default_factory=dict)
    urut: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def ganti(**isian: Any) -> Sunting:
    """Return an edit that replaces members."""
    return lambda isi: msgspec.structs.replace(isi, **isian)


def hapus(_: Any) -> None:
    """Delete the document."""


def hasil(nomor: str, **isian: Any) -> RencanaHasilKerja:
    """Return a planned result with two indicators."""
    indikator = tuple(
        Indikator(
            id=f"{nomor}{huruf}",
            teks=f"Jumlah {nomor}{huruf}",
            target=Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="laporan"),
        )
        for huruf in "ab"
    )
    return RencanaHasilKerja(**{"id": nomor, "teks": f"Hasil {nomor}", "indikator": indikator, **isian})


def in_result(nomor: str, **isian: Any) -> Sunting:
    """Return an edit of one planned result."""
    return lambda skp: msgspec.structs.replace(
        skp, hasil=tuple(msgspec.structs.replace(h, **isian) if h.id == nomor else h for h in skp.hasil)
    )


def in_indicator(nomor: str, **isian: Any) -> Sunting:
    """Return an edit of one indicator."""

    def sunting(skp: Skp) -> Skp:
        return msgspec.structs.replace(
            skp,
            hasil=tuple(
                msgspec.structs.replace(
                    h,
                    indikator=tuple(msgspec.structs.replace(i, **isian) if i.id == nomor else i for i in h.indikator),
                )
                for h in skp.hasil
            ),
        )

    return sunting


def ordered(*nomor: str) -> Sunting:
    """Return an edit that puts the results into this order; those not named go, new ones come."""

    def sunting(skp: Skp) -> Skp:
        ada = {satu.id: satu for satu in skp.hasil}
        return msgspec.structs.replace(skp, hasil=tuple(ada.get(satu) or hasil(satu) for satu in nomor))

    return sunting


def both(*sunting: Sunting) -> Sunting:
    """Return several edits as one."""

    def semua(isi: Any) -> Any:
        for satu in sunting:
            isi = satu(isi)
        return isi

    return semua


SKP = Skp(
    pegawai_id=ORANG,
    penilai_id=PENILAI,
    unit_kode="99.01.01",
    mulai=date(2026, 1, 1),
    selesai=date(2026, 12, 31),
    instansi="PEMERINTAH KABUPATEN CONTOH",
    tempat="Contoh",
    hasil=(hasil("h1"), hasil("h2"), hasil("h3")),
    lampiran=LampiranSkp(sumber_daya=(Butir(id="b1", teks="Komputer"),)),
)
DITETAPKAN = msgspec.structs.replace(
    SKP,
    status=StatusSkp.DITETAPKAN,
    tanggal=date(2026, 1, 20),
    pegawai=Identitas(nama="Bunga Contoh"),
    penilai=Identitas(nama="Camat Contoh"),
)
TEMPLAT = TemplatSkp(nama="Pengadministrasi", hasil=(hasil("t1"), hasil("t2")))
MATRIKS = MatriksPeran(
    pegawai_id=PENILAI,
    tahun=2026,
    kolom=(KolomMatriks(id="k1", teks="Indeks pelayanan"), KolomMatriks(id="k2", teks="Nilai akuntabilitas")),
    baris=tuple(
        BarisMatriks(id=f"b{n}", nama=f"Orang {n}", peran=(PeranHasil(id=f"b{n}p1", kolom_id="k1", teks=f"Peran {n}"),))
        for n in (1, 2)
    ),
)
KALENDER = Kalender(tahun=2026, libur=(HariLibur(id="2026-08-17", tanggal=date(2026, 8, 17), nama="Kemerdekaan"),))
SERAH = SerahTerima(
    pegawai_id=PENILAI,
    penerima_id=LAIN,
    mulai=date(2026, 8, 1),
    bawahan=tuple(
        BawahanDiserahkan(id=satu * 32, dokumen=(DokumenDiserahkan(id=satu * 31 + "0", kind="skp", oleh_id=LAIN),))
        for satu in "ab"
    ),
)
ADENDUM = Adendum(
    pegawai_id=ORANG,
    penilai_id=PENILAI,
    skp_id="4" * 32,
    dasar="Nota",
    perubahan=(
        PerubahanHasil(id="p1", jenis=JenisPerubahan.UBAH, hasil_id="h1", hasil=hasil("h1"), alasan="Tugas baru"),
    ),
)


def accept(nomor: str, perubahan: PerubahanHasil) -> Sunting:
    """Return what an accepted addendum makes of a determined SKP."""
    adendum = Adendum(pegawai_id=ORANG, skp_id="4" * 32, perubahan=(perubahan,))
    sisa = None if perubahan.hasil is None else msgspec.json.decode(msgspec.json.encode(perubahan.hasil))
    berlaku = AdendumBerlaku(
        id=nomor * 32,
        nomor=int(nomor),
        tanggal=date(2026, 6, int(nomor)),
        sidik={perubahan.hasil_id: sidik_hasil(sisa)},
    )
    return lambda skp: msgspec.structs.replace(
        apply_perubahan(skp, adendum), adendum=(*skp.adendum, berlaku), tanggal=berlaku.tanggal
    )


def change(nomor: str, **isian: Any) -> PerubahanHasil:
    """Return a change of one result."""
    return PerubahanHasil(
        id=f"p{nomor}", jenis=JenisPerubahan.UBAH, hasil_id=nomor, hasil=hasil(nomor, **isian), alasan="Perlu"
    )


def row(nomor: int, teks: str) -> Sunting:
    """Return an edit of the role in one row of the matrix."""

    def sunting(isi: MatriksPeran) -> MatriksPeran:
        baris = list(isi.baris)
        peran = msgspec.structs.replace(baris[nomor].peran[0], teks=teks)
        baris[nomor] = msgspec.structs.replace(baris[nomor], peran=(peran,))
        return msgspec.structs.replace(isi, baris=tuple(baris))

    return sunting


def day(tanggal: date, nama: str) -> Sunting:
    """Return an edit that adds a holiday."""
    libur = HariLibur(id=tanggal.isoformat(), tanggal=tanggal, nama=nama)
    return lambda isi: msgspec.structs.replace(isi, libur=(*isi.libur, libur))


def hand_over(nomor: int, kode: str) -> Sunting:
    """Return an edit of what the rule says of one subordinate's document."""

    def sunting(isi: SerahTerima) -> SerahTerima:
        bawahan = list(isi.bawahan)
        dokumen = msgspec.structs.replace(bawahan[nomor].dokumen[0], kode=kode)
        bawahan[nomor] = msgspec.structs.replace(bawahan[nomor], dokumen=(dokumen,))
        return msgspec.structs.replace(isi, bawahan=tuple(bawahan))

    return sunting


BUKA = ganti(status=StatusSkp.DRAFT, pegawai=None, penilai=None, tanggal=None)
HASIL_ABC = ("h1", "h2", "h3")

KASUS: Mapping[str, Kasus] = {
    "different_fields": Kasus(
        SKP,
        ganti(tempat="Sukamaju"),
        in_result("h1", teks="Hasil dari dua"),
        isi={"tempat": "Sukamaju", "hasil/#h1/teks": "Hasil dari dua"},
    ),
    "same_field": Kasus(SKP, in_result("h1", teks="A"), in_result("h1", teks="B"), konflik=("hasil/#h1/teks",)),
    "same_words_on_both": Kasus(
        SKP, in_result("h1", teks="Sama"), in_result("h1", teks="Sama"), isi={"hasil/#h1/teks": "Sama"}
    ),
    "different_results": Kasus(
        SKP,
        in_result("h1", teks="Satu", penugasan="Camat"),
        in_result("h3", jenis=JenisHasil.TAMBAHAN),
        isi={"hasil/#h1/teks": "Satu", "hasil/#h1/penugasan": "Camat", "hasil/#h3/jenis": "tambahan"},
    ),
    "indicators_of_one_result": Kasus(
        SKP,
        in_indicator("h1a", teks="Jumlah lain"),
        in_indicator("h1b", perspektif=Perspektif.ANGGARAN),
        isi={"hasil/#h1/indikator/#h1a/teks": "Jumlah lain", "hasil/#h1/indikator/#h1b/perspektif": "anggaran"},
    ),
    "half_a_target_is_nobodys": Kasus(
        SKP,
        in_indicator("h1a", target=Target(jenis=JenisTarget.ANGKA, nilai="24", satuan="laporan")),
        in_indicator("h1a", target=Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="buku")),
        konflik=("hasil/#h1/indikator/#h1a/target",),
    ),
    "approach_against_wording": Kasus(
        SKP,
        both(ganti(pendekatan=Pendekatan.KUALITATIF), in_indicator("h1a", narasi="Cerita")),
        both(in_indicator("h1a", teks="Kata baru"), in_indicator("h2a", narasi="Cerita lain")),
        isi={
            "pendekatan": "kualitatif",
            "hasil/#h1/indikator/#h1a/narasi": "Cerita",
            "hasil/#h1/indikator/#h1a/teks": "Kata baru",
            "hasil/#h2/indikator/#h2a/narasi": "Cerita lain",
        },
    ),
    "narratives_of_one_indicator": Kasus(
        SKP,
        in_indicator("h1a", narasi="A"),
        in_indicator("h1a", narasi="B"),
        konflik=("hasil/#h1/indikator/#h1a/narasi",),
    ),
    "addendum_against_reopening": Kasus(
        DITETAPKAN,
        accept("1", change("h1", teks="Baru")),
        both(BUKA, in_result("h1", teks="Disunting")),
        konflik=("status",),
    ),
    "addendum_against_another_of_other_results": Kasus(
        DITETAPKAN,
        accept("1", change("h1", teks="Satu")),
        accept("2", change("h2", teks="Dua")),
        isi={"hasil/#h1/teks": "Satu", "hasil/#h2/teks": "Dua", "status": "ditetapkan"},
        urut={"hasil": HASIL_ABC},
    ),
    "addendum_against_another_of_the_same_result": Kasus(
        DITETAPKAN,
        accept("1", change("h1", teks="Satu")),
        accept("2", change("h1", teks="Dua")),
        konflik=("hasil/#h1/teks",),
    ),
    "result_deleted_against_edit": Kasus(
        SKP, ordered("h2", "h3"), in_result("h1", teks="Masih perlu"), konflik=("hasil/#h1",)
    ),
    "result_deleted_against_nothing": Kasus(
        SKP, ordered("h2", "h3"), ganti(tempat="X"), isi={"tempat": "X"}, urut={"hasil": ("h2", "h3")}
    ),
    "document_deleted_against_edit": Kasus(SKP, hapus, ganti(tempat="Y"), konflik=("",), isi={"tempat": "Y"}),
    "person_deleted_against_edit": Kasus(
        Pegawai(nama="Bunga Contoh"),
        hapus,
        ganti(keadaan=(KeadaanKhusus(id="k1", jenis=JenisKeadaan.PLT, mulai=date(2026, 3, 1), jabatan="Plt"),)),
        konflik=("",),
        isi={"keadaan/#k1/jabatan": "Plt"},
    ),
    "order_against_order": Kasus(SKP, ordered("h3", "h1", "h2"), ordered("h2", "h1", "h3")),
    "order_against_new_result": Kasus(SKP, ordered("h3", "h2", "h1"), ordered("h1", "h2", "h4", "h3")),
    "order_against_removed_result": Kasus(
        SKP, ordered("h3", "h2", "h1"), ordered("h1", "h3"), urut={"hasil": ("h3", "h1")}
    ),
    "new_results_on_both": Kasus(SKP, ordered(*HASIL_ABC, "s4"), ordered(*HASIL_ABC, "d4")),
    "template_applied_on_both": Kasus(
        SKP,
        lambda skp: fill_skp(skp, "5" * 32, TEMPLAT, "6" * 32),
        lambda skp: fill_skp(skp, "5" * 32, TEMPLAT, "6" * 32),
    ),
    "annex_and_expectations": Kasus(
        SKP,
        ganti(lampiran=LampiranSkp(sumber_daya=(Butir(id="b1", teks="Komputer"), Butir(id="b2", teks="Satu")))),
        ganti(lampiran=LampiranSkp(sumber_daya=(Butir(id="b1", teks="Komputer"), Butir(id="b3", teks="Dua")))),
        isi={"lampiran/sumber_daya/#b2/teks": "Satu", "lampiran/sumber_daya/#b3/teks": "Dua"},
    ),
    "matrix_cells_of_different_people": Kasus(
        MATRIKS,
        row(0, "Dari satu"),
        row(1, "Dari dua"),
        isi={"baris/#b1/peran/#b1p1/teks": "Dari satu", "baris/#b2/peran/#b2p1/teks": "Dari dua"},
    ),
    "matrix_cell_of_one_person": Kasus(
        MATRIKS, row(0, "Dari satu"), row(0, "Dari dua"), konflik=("baris/#b1/peran/#b1p1/teks",)
    ),
    "matrix_bound_while_words_are_typed": Kasus(
        MATRIKS,
        ganti(kolom=(KolomMatriks(id="k1", teks="Indeks pelayanan", skp_id=LAIN, hasil_id="h1"), MATRIKS.kolom[1])),
        ganti(kolom=(KolomMatriks(id="k1", teks="Indeks layanan"), MATRIKS.kolom[1])),
        isi={"kolom/#k1/teks": "Indeks layanan", "kolom/#k1/skp_id": LAIN},
    ),
    "calendar_by_day": Kasus(
        KALENDER,
        day(date(2026, 12, 25), "Natal"),
        day(date(2026, 12, 26), "Cuti bersama"),
        isi={"libur/#2026-12-25/nama": "Natal", "libur/#2026-12-26/nama": "Cuti bersama"},
    ),
    "one_day_with_two_names": Kasus(
        KALENDER,
        day(date(2026, 12, 25), "Natal"),
        day(date(2026, 12, 25), "Hari raya"),
        konflik=("libur/#2026-12-25/nama",),
    ),
    "setting": Kasus(
        Ketentuan(), ganti(hari_kerja=6), ganti(catatan="Surat"), isi={"hari_kerja": 6, "catatan": "Surat"}
    ),
    "manual": Kasus(
        ManualIndikator(pegawai_id=ORANG, tahun=2026),
        ganti(tujuan="A"),
        ganti(formula="B"),
        isi={"tujuan": "A", "formula": "B"},
    ),
    "hand_over_of_different_people": Kasus(
        SERAH,
        hand_over(0, "satu"),
        hand_over(1, "dua"),
        isi={f"bawahan/#{'a' * 32}/dokumen/#{'a' * 31}0/kode": "satu"},
    ),
    "hand_over_done_twice": Kasus(
        SERAH,
        ganti(status=StatusSerahTerima.SELESAI, tanggal=date(2026, 8, 1)),
        ganti(status=StatusSerahTerima.SELESAI, tanggal=date(2026, 8, 2)),
        konflik=("tanggal",),
    ),
    "addendum_typed_on_both": Kasus(
        ADENDUM,
        ganti(dasar="Nota satu"),
        ganti(perubahan=(*ADENDUM.perubahan, change("h2", teks="Dua"))),
        isi={"dasar": "Nota satu", "perubahan/#ph2/hasil/teks": "Dua"},
    ),
    "addendum_accepted_against_refused": Kasus(
        msgspec.structs.replace(ADENDUM, status=StatusAdendum.DIAJUKAN),
        ganti(
            status=StatusAdendum.DITERIMA,
            tanggal=date(2026, 7, 1),
            pegawai=DITETAPKAN.pegawai,
            penilai=DITETAPKAN.penilai,
        ),
        ganti(status=StatusAdendum.DITOLAK, catatan_penolakan="Belum perlu"),
        konflik=("status",),
    ),
}
