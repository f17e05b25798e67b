"""An office of eight for rounds of feedback: a Camat, his secretary, three section heads, three of their staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.putaran import create_putaran, open_putaran
from desktop_app.services.putaran_jawab import answer_putaran, list_lembar_putaran

PENILAI = {
    "camat": "",
    "sekcam": "camat",
    "kasi_a": "camat",
    "kasi_b": "camat",
    "kasi_c": "camat",
    "staf_a": "kasi_a",
    "staf_b": "kasi_a",
    "staf_c": "sekcam",
}
"""Who assesses whom: of the Camat four are asked from below, staf_a has one peer, staf_c none."""
SELESAI = date(2026, 12, 18)


@dataclass
class KantorDelapan:
    """The office and its people; ``sebagai`` lets one of them act, ``operator`` is the one who manages rounds."""

    kantor: Kantor
    orang: Mapping[str, str]

    @contextmanager
    def sebagai(self, nama: str, *peran: P) -> Iterator[Kantor]:
        """Log one of them in, as employee and assessor without other roles."""
        lama = self.kantor.pelaku, self.kantor.who
        orang = self.orang[nama]
        akun = orang[::-1]
        self.kantor.pelaku = Pelaku(akun, nama, frozenset(peran or (P.PEGAWAI, P.PENILAI)), orang)
        self.kantor.who = akun
        try:
            yield self.kantor
        finally:
            self.kantor.pelaku, self.kantor.who = lama

    @contextmanager
    def operator(self) -> Iterator[Kantor]:
        """Log the operator in, who is none of the eight."""
        lama = self.kantor.pelaku, self.kantor.who
        self.kantor.pelaku, self.kantor.who = Pelaku("0d" * 16, "Operator", frozenset({P.OPERATOR, P.ADMIN})), "0d" * 16
        try:
            yield self.kantor
        finally:
            self.kantor.pelaku, self.kantor.who = lama

    def begin(self, nama: str = "Semester I") -> str:
        """Prepare and open a round as proposed."""
        with self.operator() as kantor:
            doc_id, _ = create_putaran(kantor, nama, periode="2026-TW3", selesai=SELESAI)
            open_putaran(kantor, doc_id)
        return doc_id

    def answer(self, doc_id: str, nama: str, isi: Mapping[str, tuple[int, str]], *, sisa: int = 3) -> None:
        """Let one of them answer his sheets: as ``isi`` says of whom it names, of the others ``sisa`` throughout."""
        balik = {self.kantor.store.documents([i])[i].label: n for n, i in self.orang.items()}
        with self.sebagai(nama) as kantor:
            (putaran,) = [p for p in list_lembar_putaran(kantor) if p.id == doc_id]
            for satu in putaran.lembar:
                angka, teks = isi.get(balik[satu.tentang], (sisa, ""))
                answer_putaran(kantor, doc_id, satu.id, {q.id: angka for q in satu.pertanyaan}, teks)


def fill_delapan(kantor: Kantor) -> KantorDelapan:
    """Record the eight."""
    orang: dict[str, str] = {}
    for nomor, (nama, penilai) in enumerate(PENILAI.items()):
        jabatan = RiwayatJabatan(
            id="j",
            mulai=date(2020, 1, 1),
            jabatan=f"Jabatan {nama}",
            penilai_id=orang.get(penilai, ""),
            unit_kerja="Kecamatan",
        )
        isi = Pegawai(
            nama=f"{nama.replace('_', ' ').title()} Contoh",
            nip=f"19{70 + nomor}0101200501100{nomor}",
            riwayat=(jabatan,),
        )
        orang[nama], _ = create_pegawai(kantor, isi)
    return KantorDelapan(kantor, orang)


def files_of(folder: Path) -> dict[Path, bytes]:
    """Return every file below a folder with what it holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
