"""What helps people grow on the stage: competency, development, guidance, follow-up, outcomes, and why it came so."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from desktop_app.domain.bimbingan import Coaching, LangkahCoaching
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, SumberOutcome, UnsurSkm
from desktop_app.services.bimbingan import create_coaching, finish_bimbingan
from desktop_app.services.bimbingan_cetak import print_bimbingan
from desktop_app.services.hasil_saya import list_hasil, read_hasil
from desktop_app.services.kebutuhan_pengembangan import needs_of
from desktop_app.services.kompetensi import create_kompetensi, finish_kompetensi, rate_kompetensi, read_kompetensi
from desktop_app.services.kompetensi_cetak import print_kompetensi
from desktop_app.services.mengapa_cetak import print_mengapa
from desktop_app.services.naskah import open_naskah
from desktop_app.services.outcome import create_outcome, read_outcome
from desktop_app.services.pengembangan import (
    agree_pengembangan,
    choose_kebutuhan,
    create_pengembangan,
    read_pengembangan,
    record_dampak,
    record_pelaksanaan,
)
from desktop_app.services.pengembangan_cetak import print_pengembangan
from desktop_app.services.standar_kompetensi import propose_standar, store_standar
from desktop_app.services.tindak_lanjut import (
    SaringTindakLanjut,
    close_tindak_lanjut,
    create_tindak_lanjut,
    list_tindak_lanjut,
    propose_tindak_lanjut,
)
from tests.scenarios.panggung import Isi
from tests.scenarios.panggung_suara import PanggungSuara


class PanggungPembinaan(PanggungSuara):
    """The stage with everything."""

    # Competency and development.

    def do_tetapkan_standar(self, jenis_jabatan: str) -> None:
        """Take the proposed levels for a kind of post as the office's standard."""
        usul = propose_standar(self.kantor, JenisJabatan(jenis_jabatan))
        store_standar(self.kantor, msgspec.structs.replace(usul, nama=jenis_jabatan.title()))

    def do_nilai_kompetensi(self, tentang: str, terpenuhi: Isi, alasan: str) -> Isi:
        """Assess the nine competencies by the indicators that were seen; those not named have all three."""
        doc_id, _ = create_kompetensi(self.kantor, self.orang[tentang])
        for satu in read_kompetensi(self.kantor, doc_id).isi.kompetensi:
            rate_kompetensi(
                self.kantor, doc_id, satu.id, terpenuhi=tuple(terpenuhi.get(satu.id, (1, 2, 3))), alasan=alasan
            )
        finish_kompetensi(self.kantor, doc_id, tanggal=self.hari)
        self.ids[f"kompetensi {tentang}"] = doc_id
        baris = read_kompetensi(self.kantor, doc_id).baris
        return {"kurang": [satu.nilai.id for satu in baris if (satu.nilai.nilai_kompetensi or 0) < 3]}

    def do_cetak_kompetensi(self, tentang: str, memuat: list[str]) -> None:
        """Print B.1.9 with its chart."""
        cetak = print_kompetensi(self.kantor, self.ids[f"kompetensi {tentang}"], grafik=True)
        self.read_pdf(cetak.pdf, memuat)

    def do_susun_pengembangan(self, tentang: str, sumber: list[str]) -> Isi:
        """Begin the year's development plan and take over the proposed needs from these sources."""
        doc_id, _ = create_pengembangan(self.kantor, self.orang[tentang], self.hari.year)
        usul = needs_of(self.kantor, self.orang[tentang], self.hari.year)
        dipilih = [satu.kunci for satu in usul if satu.sumber.value in sumber]
        choose_kebutuhan(self.kantor, doc_id, dipilih)
        agree_pengembangan(self.kantor, doc_id, self.hari)
        self.ids[f"pengembangan {tentang}"] = doc_id
        return {"dipilih": len(dipilih), "kode": sorted({s.kode for s in usul if s.kode and s.kunci in dipilih})}

    def do_ikuti_pelatihan(self, tentang: str, nama: str, jp: int) -> Isi:
        """Record a training for every step of the plan that is open."""
        doc_id = self.ids[f"pengembangan {tentang}"]
        for satu in read_pengembangan(self.kantor, doc_id).isi.butir[:1]:
            record_pelaksanaan(self.kantor, doc_id, satu.id, nama=nama, mulai=self.hari, selesai=self.hari, jp=jp)
        jam = read_pengembangan(self.kantor, doc_id).jam
        return {"jp": jam.jp, "kurang": max(jam.target - jam.jp, 0)}

    def do_catat_dampak(self, tentang: str, dampak: str) -> None:
        """Say what changed after a training, seen in the newest evaluation."""
        doc_id = self.ids[f"pengembangan {tentang}"]
        langkah = read_pengembangan(self.kantor, doc_id).isi.butir[0].id
        record_dampak(self.kantor, doc_id, langkah, dampak, self.ids[f"penilaian {tentang}"])

    def do_cetak_pengembangan(self, tentang: str, memuat: list[str]) -> None:
        """Print the individual development plan."""
        self.read_pdf(print_pengembangan(self.kantor, self.ids[f"pengembangan {tentang}"]).pdf, memuat)

    # Guidance and outcomes.

    def do_coaching(self, tentang: str, masalah: str, strategi: str, memuat: list[str]) -> None:
        """Coach somebody: his problem, what he will do about it, and form B.1.6."""
        doc_id, _ = create_coaching(self.kantor, self.orang[tentang])
        isi = open_naskah(self.kantor, doc_id).isi
        assert isinstance(isi, Coaching)
        fakta = tuple(msgspec.structs.replace(satu, masalah=masalah) for satu in isi.fakta)
        self.fill(doc_id, fakta=fakta, langkah=(LangkahCoaching(id="l1", strategi=strategi),))
        finish_bimbingan(self.kantor, doc_id, tanggal=self.hari)
        self.read_pdf(print_bimbingan(self.kantor, doc_id).pdf, memuat)

    def do_pasang_outcome(self, nama: str, tentang: str, hasil_id: str, unsur: str) -> None:
        """Name the outcome of a planned result: an element of the survey."""
        self.ids[nama], _ = create_outcome(
            self.kantor,
            self.ids[f"skp {tentang}"],
            hasil_id,
            nama,
            SumberOutcome.UNSUR_SKM,
            unsur=UnsurSkm(unsur),
        )

    def do_baca_outcome(self, nama: str) -> Isi:
        """Read the values of an outcome in time."""
        return {"nilai": [str(satu.nilai) for satu in read_outcome(self.kantor, self.ids[nama]).nilai if satu.nilai]}

    # Follow-up.

    def do_usulkan_tindak_lanjut(self, tentang: str) -> Isi:
        """Read what the program proposes after an evaluation."""
        usul = propose_tindak_lanjut(self.kantor, self.ids[f"penilaian {tentang}"])
        return {"jenis": [satu.jenis.value for satu in usul]}

    def do_catat_tindak_lanjut(self, nama: str, tentang: str, jenis: str, uraian: str, oleh: str) -> None:
        """Leave a follow-up of somebody's evaluation with an owner and ninety days."""
        self.ids[nama], _ = create_tindak_lanjut(
            self.kantor,
            self.ids[f"penilaian {tentang}"],
            JenisTindakLanjut(jenis),
            uraian,
            penanggung_jawab_id=self.orang[oleh],
            tenggat=self.hari + timedelta(days=90),
        )

    def do_lihat_tindak_lanjut(self, tentang: str) -> Isi:
        """List the open follow-ups of somebody, as who acts sees them."""
        ada = list_tindak_lanjut(self.kantor, SaringTindakLanjut.TERBUKA, pegawai_id=self.orang[tentang])
        return {"uraian": [satu.isi.uraian for satu in ada], "lewat": [max(satu.lewat, 0) for satu in ada]}

    def do_selesaikan_tindak_lanjut(self, nama: str, hasil: str) -> None:
        """Close a follow-up with its outcome."""
        close_tindak_lanjut(self.kantor, self.ids[nama], hasil, tanggal=self.hari)

    # Transparency.

    def do_cetak_mengapa(self, tentang: str, memuat: list[str]) -> None:
        """Print the page that says why a predicate is what it is."""
        self.read_pdf(print_mengapa(self.kantor, self.ids[f"penilaian {tentang}"]).pdf, memuat)

    def do_baca_hasil_saya(self, periode: str) -> Isi:
        """Read one's own result: its words, what is planned, and who looked."""
        (baris,) = (satu for satu in list_hasil(self.kantor) if satu.periode == periode)
        hasil = read_hasil(self.kantor, baris.penilaian_id)
        return {
            "predikat": baris.predikat.value if baris.predikat else "",
            "diterangkan": hasil.mengapa is not None,
            "rencana": len(hasil.rencana),
            "pembaca": sorted({satu.nama for satu in hasil.pembaca or ()}),
        }
