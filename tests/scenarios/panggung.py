"""The stage on which a scenario of a local system is played: an office of eight, a calendar, and verbs of its story.

A step of a scenario file names a verb (``lakukan``), its day (``tanggal``), who acts (``siapa``, else the operator) and
what the verb needs; ``harap`` is what must be true afterwards. Verbs call services as the window does, with the rights
of who acts. What happens with the public and with development stands in the two other modules of the stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import msgspec
import pypdfium2 as pdfium

from desktop_app.domain.evaluasi_diri import RealisasiDiri
from desktop_app.domain.istilah import (
    CapaianOrganisasi,
    JenisTarget,
    NilaiDasar,
    Rating,
)
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik, ResponUmpanBalik, StatusUmpanBalik, TanggapanJurnal
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.domain.jurnal import EntriJurnal, sidik_entri
from desktop_app.domain.penilaian import RealisasiIndikator
from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja, Target
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.evaluasi_diri import advance_evaluasi_diri, create_evaluasi_diri
from desktop_app.services.formulir import form_of_code
from desktop_app.services.jurnal import Jawaban, answer_jurnal, list_menunggu, open_minggu
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_penilaian
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.putaran import create_putaran, get_putaran, open_putaran, save_putaran
from desktop_app.services.putaran_hasil import get_hasil_putaran, list_hasil_putaran
from desktop_app.services.putaran_jawab import answer_putaran, list_lembar_putaran
from desktop_app.services.putaran_kata import check_anonymity
from desktop_app.services.putaran_tutup import close_putaran
from desktop_app.services.skp import advance_skp, create_skp
from desktop_app.services.umpan_balik import give_umpan_balik
from desktop_app.services.usulan_realisasi import read_usulan
from tests.services.dunia_putaran import fill_delapan

Isi = Mapping[str, Any]


def text_of(pdf: bytes) -> str:
    """Return the words of all pages with single blanks."""
    halaman = [satu.get_textpage().get_text_bounded() for satu in pdfium.PdfDocument(BytesIO(pdf))]
    return " ".join(" ".join(halaman).split())


class Panggung:
    """One scenario's office: people and documents by the names that the file gives them."""

    def __init__(self, kantor: Kantor) -> None:
        self.kantor = kantor
        self.on(date(2027, 1, 4))
        self.orang = dict(fill_delapan(kantor).orang)
        self.ids: dict[str, str] = {}

    def on(self, hari: date) -> None:
        """Let the office's clock show nine in the morning of a day."""
        self.kantor.jam = lambda: datetime(hari.year, hari.month, hari.day, 2, tzinfo=UTC)
        self.hari = hari

    def play(self, langkah: Isi) -> None:
        """Play one step; what it expects and does not find fails with the words of the step."""
        sisa = dict(langkah)
        apa, perbuatan = sisa.pop("apa"), sisa.pop("lakukan")
        if "tanggal" in sisa:
            self.on(sisa.pop("tanggal"))
        siapa, harap = sisa.pop("siapa", ""), sisa.pop("harap", {})
        with self._acting(siapa):
            hasil = getattr(self, f"do_{perbuatan}")(**sisa)
        for nama, nilai in harap.items():
            assert hasil[nama] == nilai, f"{apa}: {nama} is {hasil[nama]!r}, not {nilai!r}"

    @contextmanager
    def _acting(self, siapa: str) -> Iterator[None]:
        """Log one of the eight in as employee and assessor, or the operator, who is none of them."""
        lama = self.kantor.pelaku, self.kantor.who
        if siapa:
            orang = self.orang[siapa]
            peran = frozenset({PeranPengguna.PEGAWAI, PeranPengguna.PENILAI})
            self.kantor.pelaku = Pelaku(orang[::-1], siapa, peran, orang)
        else:
            peran = frozenset({PeranPengguna.OPERATOR, PeranPengguna.ADMIN})
            self.kantor.pelaku = Pelaku("0d" * 16, "Operator", peran)
        self.kantor.who = self.kantor.pelaku.akun_id
        try:
            yield
        finally:
            self.kantor.pelaku, self.kantor.who = lama

    def fill(self, doc_id: str, **isian: Any) -> None:
        """Type into a document and leave its page."""
        write_naskah(self.kantor, doc_id, msgspec.structs.replace(open_naskah(self.kantor, doc_id).isi, **isian))
        commit_naskah(self.kantor, doc_id)

    def id_of(self, nama: str) -> str:
        """Return the document, or the person, with a name of the story."""
        return self.ids[nama] if nama in self.ids else self.orang[nama]

    # What is expected of somebody.

    def do_susun_skp(self, orang: list[str], hasil: list[Isi]) -> None:
        """Write the same results into the SKP of several people and hand them in."""
        rencana = tuple(_result(f"h{n}", satu) for n, satu in enumerate(hasil, start=1))
        for nama in orang:
            doc_id, _ = create_skp(self.kantor, self.orang[nama], self.hari.year)
            self.fill(doc_id, hasil=rencana)
            advance_skp(self.kantor, doc_id, "ajukan")
            self.ids[f"skp {nama}"] = doc_id

    def do_tetapkan_skp(self, orang: list[str]) -> None:
        """Determine the SKPs that were handed in."""
        for nama in orang:
            advance_skp(self.kantor, self.ids[f"skp {nama}"], "tetapkan", tanggal=self.hari)

    # What was done, and what others say of it.

    def do_isi_jurnal(self, entri: list[Isi]) -> None:
        """Write entries of the acting employee's week."""
        doc_id, _ = open_minggu(self.kantor, self.kantor.pelaku.pegawai_id, self.hari)
        ada = open_naskah(self.kantor, doc_id).isi.entri  # type: ignore[union-attr]
        baru = tuple(
            EntriJurnal(id=f"e{len(ada) + n}", **{"tanggal": self.hari, **satu})
            for n, satu in enumerate(entri, start=1)
        )
        self.fill(doc_id, entri=(*ada, *baru))

    def do_benarkan_jurnal(self) -> Isi:
        """Confirm every entry that waits for the acting assessor."""
        menunggu = list_menunggu(self.kantor)
        answer_jurnal(
            self.kantor,
            [
                Jawaban(satu.doc_id, satu.entri.id, TanggapanJurnal.DIBENARKAN, sidik_entri(satu.entri))
                for satu in menunggu
            ],
        )
        return {"jumlah": len(menunggu)}

    def do_usulkan_realisasi(self, tentang: str, periode: str) -> Isi:
        """Read what the journal proposes as realisation of a period."""
        usul = read_usulan(self.kantor, self.orang[tentang], self.ids[f"skp {tentang}"], periode)
        return {"angka": [str(satu.angka) for satu in usul]}

    def do_beri_umpan_balik(self, tentang: str, teks: str, **isi: Any) -> None:
        """Give feedback on somebody as who acts."""
        peran = PemberiUmpanBalik(isi.get("peran", "pimpinan"))
        give_umpan_balik(
            self.kantor,
            UmpanBalikBerkelanjutan(
                pegawai_id=self.orang[tentang],
                skp_id=self.ids[f"skp {tentang}"],
                status=StatusUmpanBalik.DIBERIKAN,
                tanggal=self.hari,
                peran=peran,
                pemberi_id=self.kantor.pelaku.pegawai_id,
                sebutan=isi.get("sebutan", ""),
                hasil_id=isi.get("hasil_id", ""),
                nilai=NilaiDasar(isi["nilai"]) if "nilai" in isi else None,
                teks=teks,
                respon=ResponUmpanBalik(isi.get("respon", "positif")),
            ),
        )

    # A round from all sides.

    def do_siapkan_putaran(self, nama: str, tentang: list[str] | None = None) -> Isi:
        """Prepare a round as the program proposes it, about some only where they are named."""
        doc_id, _ = create_putaran(
            self.kantor, nama, periode=f"{self.hari.year}-TW3", selesai=date(self.hari.year, 12, 17)
        )
        if tentang is not None:
            isi = get_putaran(self.kantor, doc_id).isi
            pilih = {self.orang[satu] for satu in tentang}
            disisakan = tuple(satu for satu in isi.penjawab if satu.tentang_id in pilih)
            save_putaran(self.kantor, doc_id, msgspec.structs.replace(isi, penjawab=disisakan))
        self.ids[nama] = doc_id
        kalimat = check_anonymity(self.kantor, doc_id)
        return {"kelompok": len(kalimat), "cukup_sendiri": sum(satu.ditanya >= 3 for satu in kalimat)}

    def do_buka_putaran(self, nama: str) -> None:
        """Open a prepared round."""
        open_putaran(self.kantor, self.ids[nama])

    def do_jawab_putaran(self, nama: str, tentang: str, angka: int, teks: str = "") -> None:
        """Answer every question about one person with the same number, as who acts."""
        label = self.kantor.store.documents([self.orang[tentang]])[self.orang[tentang]].label
        (putaran,) = (satu for satu in list_lembar_putaran(self.kantor) if satu.id == self.ids[nama])
        (lembar,) = (satu for satu in putaran.lembar if satu.tentang == label)
        answer_putaran(self.kantor, putaran.id, lembar.id, {q.id: angka for q in lembar.pertanyaan}, teks)

    def do_tutup_putaran(self, nama: str) -> Isi:
        """Close a round for ever."""
        hasil = close_putaran(self.kantor, self.ids[nama])
        return {"jawaban": hasil.jawaban, "ditahan": hasil.ditahan}

    def do_lihat_hasil_putaran(self, nama: str, tentang: str) -> Isi:
        """Look at what a closed round tells of somebody, as who acts."""
        semua = list_hasil_putaran(self.kantor, self.orang[tentang])
        (baris,) = (satu for satu in semua if satu.nama == nama)
        isi = get_hasil_putaran(self.kantor, baris.id).isi
        self.ids[f"hasil {nama} {tentang}"] = baris.id
        terpisah = (KelompokPenjawab.REKAN, KelompokPenjawab.BAWAHAN)
        return {
            "kelompok": [[satu.value for satu in kelompok.gabungan] for kelompok in isi.kelompok],
            "jawaban": [kelompok.jawaban for kelompok in isi.kelompok],
            "teks": sorted(t for k in isi.kelompok if k.gabungan and k.gabungan[0] in terpisah for t in k.teks),
        }

    # The evaluation.

    def do_isi_evaluasi_diri(self, periode: str, realisasi: Isi, kendala: str = "") -> None:
        """Write and hand in the acting employee's self-evaluation."""
        siapa = next(nama for nama, orang in self.orang.items() if orang == self.kantor.pelaku.pegawai_id)
        doc_id, _ = create_evaluasi_diri(self.kantor, self.ids[f"skp {siapa}"], periode)
        isi = tuple(RealisasiDiri(id=satu, realisasi=teks) for satu, teks in realisasi.items())
        self.fill(doc_id, realisasi=isi, kendala=kendala)
        advance_evaluasi_diri(self.kantor, doc_id, "serahkan", tanggal=self.hari)

    def do_nilai(self, tentang: str, periode: str, rating: list[str], alasan: str, **isi: Any) -> Isi:
        """Evaluate somebody for a period as his assessor, and make it final."""
        doc_id, _ = create_penilaian(self.kantor, self.ids[f"skp {tentang}"], periode)
        hasil, perilaku = (Rating(satu) for satu in rating)
        realisasi = tuple(
            RealisasiIndikator(id=satu, realisasi=teks) for satu, teks in isi.get("realisasi", {}).items()
        )
        self.fill(
            doc_id,
            rating_hasil=hasil,
            rating_perilaku=perilaku,
            alasan_hasil=alasan,
            alasan_perilaku=alasan,
            capaian_organisasi=CapaianOrganisasi(isi.get("capaian", "baik")),
            **({"realisasi": realisasi} if realisasi else {}),
        )
        advance_penilaian(self.kantor, doc_id, "finalkan", tanggal=self.hari)
        self.ids[f"penilaian {tentang}"] = self.ids[f"penilaian {tentang} {periode}"] = doc_id
        predikat = get_penilaian(self.kantor, doc_id).predikat
        return {"predikat": predikat.value if predikat else ""}

    def do_ganti_penilai(self, tentang: str, penilai: str, alasan: str) -> None:
        """Give somebody another assessor from the day of the step."""
        change_penilai(self.kantor, [self.orang[tentang]], self.hari, self.orang[penilai], alasan=alasan)

    # Paper.

    def do_cetak(self, kode: str, dari: str, memuat: list[str]) -> None:
        """Print a form of the list of forms, and find words on it."""
        self.read_pdf(form_of_code(kode).cetak(self.kantor, self.id_of(dari), None, "").pdf, memuat)

    def read_pdf(self, pdf: bytes, memuat: list[str]) -> None:
        """Find words on the pages of a PDF."""
        teks = text_of(pdf)
        for kata in memuat:
            assert kata in teks, f"{kata!r} is not on the page: {teks[:3000]}"


def _result(hasil_id: str, isi: Isi) -> RencanaHasilKerja:
    indikator = tuple(
        Indikator(
            id=f"{hasil_id}i{n}",
            teks=satu["teks"],
            target=Target(jenis=JenisTarget.ANGKA, nilai=str(satu["target"]), satuan=satu["satuan"]),
        )
        for n, satu in enumerate(isi["indikator"], start=1)
    )
    return RencanaHasilKerja(
        id=hasil_id,
        intervensi=HasilIntervensi(teks="Pelayanan kecamatan yang baik"),
        teks=isi["teks"],
        indikator=indikator,
    )
