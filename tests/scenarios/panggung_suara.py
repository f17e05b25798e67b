"""What the public says on the stage: surveys on paper and at the screen, complaints, improvements of a service."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.domain.istilah_pengembangan import (
    JenisPengaduan,
    SaluranPengaduan,
    SumberOutcome,
    UnsurSkm,
)
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan
from desktop_app.domain.survei_skm import JawabanSkm
from desktop_app.services.pengaduan import advance_pengaduan, bind_pengaduan, create_pengaduan
from desktop_app.services.perbaikan import advance_perbaikan, create_perbaikan, get_perbaikan, propose_value
from desktop_app.services.skm import close_survei, create_survei, start_survei
from desktop_app.services.skm_cetak import print_laporan_skm
from desktop_app.services.skm_hasil import skm_result, skm_trend
from desktop_app.services.skm_kios import kiosk_answer, make_kode
from tests.scenarios.panggung import Isi, Panggung
from tests.services.dunia_skm import keyed


def _sheet(nilai: int, unsur: Isi) -> JawabanSkm:
    """Return one respondent's answers: the same to every question but those on the named elements."""
    menurut = {"U8": "q9", "U9": "q8"}  # questions 8 and 9 ask about U9 and U8
    jawaban = {f"q{n}": nilai for n in range(1, 10)}
    return JawabanSkm(jawaban={**jawaban, **{menurut.get(u, f"q{u[1]}"): n for u, n in unsur.items()}}, layanan_id="l1")


class PanggungSuara(Panggung):
    """The stage with the public's voice."""

    def do_mulai_survei(self, nama: str, hari: int, populasi: int, layanan: list[str]) -> None:
        """Begin a survey that lasts so many days."""
        selesai = self.hari + timedelta(days=hari)
        doc_id, _ = create_survei(self.kantor, nama, self.hari, selesai, layanan=tuple(layanan), populasi=populasi)
        start_survei(self.kantor, doc_id)
        self.ids[nama] = doc_id

    def do_ketik_lembar(self, nama: str, jumlah: int, nilai: int, unsur: Isi | None = None) -> None:
        """Key so many printed sheets with the same answers."""
        keyed(self.kantor, self.ids[nama], [_sheet(nilai, unsur or {})] * jumlah)

    def do_isi_layar(self, nama: str, jumlah: int, nilai: int, unsur: Isi | None = None) -> None:
        """Let people answer at the office's screen with one-time codes."""
        kode, _ = make_kode(self.kantor, self.ids[nama], jumlah)
        for satu in kode:
            kiosk_answer(self.kantor, self.ids[nama], satu, _sheet(nilai, unsur or {}))

    def do_tutup_survei(self, nama: str) -> Isi:
        """Close a survey and read its result."""
        close_survei(self.kantor, self.ids[nama])
        hasil = skm_result(self.kantor, self.ids[nama])
        return {
            "responden": hasil.indeks.responden,
            "ikm": str(hasil.indeks.ikm),
            "mutu": hasil.indeks.mutu.kode if hasil.indeks.mutu else "",
            "terendah": [satu.value for satu in hasil.indeks.terendah],
        }

    def do_lihat_tren(self) -> Isi:
        """Read the IKM of each survey in time."""
        return {"ikm": [str(satu.ikm) for satu in skm_trend(self.kantor)]}

    def do_cetak_laporan_survei(self, nama: str, memuat: list[str]) -> None:
        """Print the report of a survey and find words on it."""
        self.read_pdf(print_laporan_skm(self.kantor, self.ids[nama]).isi, memuat)

    def do_catat_pengaduan(self, nama: str, isi: str, layanan: str, jenis: str = "pengaduan") -> None:
        """Log what somebody says about a service."""
        self.ids[nama], _ = create_pengaduan(
            self.kantor,
            Pengaduan(
                jenis=JenisPengaduan(jenis),
                saluran=SaluranPengaduan.LANGSUNG,
                tanggal=self.hari,
                layanan=layanan,
                isi=isi,
            ),
        )

    def do_ikat_pengaduan(self, nama: str, unsur: str, tentang: str, hasil_id: str) -> None:
        """Bind a complaint to an element and to a planned result of somebody."""
        bind_pengaduan(
            self.kantor,
            self.ids[nama],
            unsur=UnsurSkm(unsur),
            skp_id=self.ids[f"skp {tentang}"],
            hasil_id=hasil_id,
        )

    def do_jawab_pengaduan(self, nama: str, tanggapan: str) -> None:
        """Handle a complaint and answer it."""
        advance_pengaduan(self.kantor, self.ids[nama], "tangani")
        advance_pengaduan(self.kantor, self.ids[nama], "selesai", tanggapan=tanggapan, tanggal=self.hari)

    def do_rencanakan_perbaikan(self, nama: str, unsur: str, rencana: str, penanggung_jawab: str) -> Isi:
        """Plan an improvement of an element of the survey; its value before is read from the survey."""
        doc_id, _ = create_perbaikan(
            self.kantor,
            PerbaikanLayanan(
                judul=nama,
                rencana=rencana,
                penanggung_jawab_id=self.orang[penanggung_jawab],
                tenggat=self.hari + timedelta(days=180),
                sumber=SumberOutcome.UNSUR_SKM,
                unsur=UnsurSkm(unsur),
            ),
        )
        self.ids[nama] = doc_id
        return {"sebelum": get_perbaikan(self.kantor, doc_id).sebelum.nilai_ukur}

    def do_selesaikan_perbaikan(self, nama: str, hasil: str) -> Isi:
        """Finish an improvement with the value that the newest survey gives."""
        isi = get_perbaikan(self.kantor, self.ids[nama])
        self.fill(self.ids[nama], sesudah=propose_value(self.kantor, isi.sumber, isi.unsur))
        for langkah in ("mulai", "selesai"):
            advance_perbaikan(self.kantor, self.ids[nama], langkah, hasil=hasil, tanggal=self.hari)
        selesai = get_perbaikan(self.kantor, self.ids[nama])
        return {"sebelum": selesai.sebelum.nilai_ukur, "sesudah": selesai.sesudah.nilai_ukur}
