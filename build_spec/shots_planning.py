"""Planning documents of invented people, so that the pages of the planning stage have something to show.

A process of its own: it opens the office of the demo and writes through the same services as the window.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec
from shots_survei import add_surveys

from build_spec.shots_pengembangan import add_development
from desktop_app.domain.bagi_peran import put_roles
from desktop_app.domain.istilah import JenisLibur, JenisPerubahan, PeriodePelaporan, TingkatKendali
from desktop_app.domain.ketentuan import HariLibur
from desktop_app.domain.skp import Butir, RencanaHasilKerja, Skp
from desktop_app.exchange.print_code import find_text
from desktop_app.services.adendum import add_change, advance_adendum, create_adendum
from desktop_app.services.cetak import print_skp
from desktop_app.services.kalender import write_kalender
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.manual import create_manual
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.peran import give_roles
from desktop_app.services.rencana import skps_of
from desktop_app.services.serah_terima import create_serah_terima
from desktop_app.services.waktu import now
from desktop_app.services.workblock import create_workblock

YEAR = 2026
ROLES = (
    "Permohonan layanan di loket selesai pada hari yang sama",
    "Pengaduan warga terjawab dalam dua hari kerja\nData penerima layanan mutakhir setiap bulan",
    "Laporan bulanan desa diterima lengkap sebelum tanggal 5",
)
"""Roles for the first people of the matrix, one cell each."""


def person(kantor: Kantor, name: str) -> str:
    """Return the id of whose name begins with ``name``; raises ``StopIteration`` where nobody's does."""
    return next(one.doc_id for one in kantor.store.find("pegawai") if one.label.startswith(name))


def plan_of(kantor: Kantor, name: str) -> tuple[str, Skp]:
    """Return the SKP of a person for the year."""
    return skps_of(kantor, person(kantor, name), YEAR)[0]


def type_in(kantor: Kantor, doc_id: str, **fields: object) -> None:
    """Type ``fields`` into a document and leave its page."""
    write_naskah(kantor, doc_id, msgspec.structs.replace(open_naskah(kantor, doc_id).isi, **fields))
    commit_naskah(kantor, doc_id)


def lines(*texts: str) -> tuple[Butir, ...]:
    """Return texts as the lines of a list."""
    return tuple(Butir(id=f"b{number}", teks=text) for number, text in enumerate(texts, start=1))


def add_tools(kantor: Kantor) -> None:
    """Write a workblock, a manual and a matrix of the Camat's plan."""
    leader = person(kantor, "Drs. Cendana")
    skp_id, skp = plan_of(kantor, "Drs. Cendana")
    first = skp.hasil[0]
    chosen = {"skp_id": skp_id, "hasil_id": first.id, "indikator_id": first.indikator[0].id}
    block, _ = create_workblock(kantor, leader, YEAR, **chosen)
    type_in(
        kantor,
        block,
        judul="Layanan sekali datang",
        pihak_terlibat="Seksi Pelayanan Umum, Seksi Pemerintahan, kelurahan",
        waktu_penyelesaian="September 2026",
        penerima_manfaat="Warga kecamatan",
        tujuan="Warga cukup datang sekali untuk satu urusan",
        strategi_rutin=lines("Memeriksa kelengkapan berkas di depan loket"),
        strategi_transformatif=lines("Menerima permohonan di kantor kelurahan"),
        keluaran_rutin=lines("Daftar periksa berkas dipakai di setiap loket"),
        keluaran_transformatif=lines("Layanan keliling berjalan di tiga kelurahan"),
    )
    manual, _ = create_manual(kantor, leader, YEAR, **chosen)
    type_in(
        kantor,
        manual,
        tujuan="Mengetahui apakah warga puas dengan pelayanan kecamatan",
        definisi="Nilai rata-rata jawaban warga pada survei kepuasan setiap semester",
        formula="Jumlah nilai seluruh jawaban dibagi jumlah jawaban",
        satuan="nilai",
        kendali=TingkatKendali.KENDALI_SEDANG,
        sumber_data="Survei kepuasan masyarakat",
        pelaporan=PeriodePelaporan.SEMESTERAN,
    )
    made, _ = create_matriks(kantor, leader, YEAR)
    matrix = get_matriks(kantor, made)
    for number, text in enumerate(ROLES):
        matrix = put_roles(matrix, matrix.baris[number].id, matrix.kolom[number % 2].id, text)
    draft = next(row for row in matrix.baris if row.pegawai_id == person(kantor, "Jati Kelana"))
    matrix = put_roles(matrix, draft.id, matrix.kolom[0].id, "Surat keterangan kelurahan selesai pada hari yang sama")
    type_in(kantor, made, baris=matrix.baris)
    row = next(row for row in get_matriks(kantor, made).baris if row.id == draft.id)
    give_roles(kantor, made, [row.peran[0].id])


def add_addenda(kantor: Kantor, code_of_old: Path) -> None:
    """Write an accepted addendum and a draft; the code of the paper that the first one made old goes to a file."""
    skp_id, skp = plan_of(kantor, "Tulip Kuning")
    code_of_old.write_text(find_text(print_skp(kantor, skp_id).pdf) or "", encoding="utf-8")
    done, _ = create_adendum(kantor, skp_id)
    first = skp.hasil[0]
    changed = msgspec.structs.replace(first, teks=f"{first.teks}, termasuk berkas kelurahan")
    add_change(kantor, done, JenisPerubahan.UBAH, hasil_id=first.id, hasil=changed, alasan="Berkas kelurahan digabung")
    advance_adendum(kantor, done, "ajukan")
    advance_adendum(kantor, done, "terima", tanggal=date(YEAR, 7, 1), tempat="Sukamaju")
    skp_id, skp = plan_of(kantor, "Kenanga Embun")
    draft, _ = create_adendum(kantor, skp_id)
    type_in(kantor, draft, dasar="Surat tugas Camat Nomor 12 Tahun 2026 (contoh)")
    first = skp.hasil[0]
    changed = msgspec.structs.replace(first, teks=f"{first.teks} dan dibahas bersama desa")
    add_change(kantor, draft, JenisPerubahan.UBAH, hasil_id=first.id, hasil=changed, alasan="Musyawarah desa dimajukan")
    new = RencanaHasilKerja(id="tambahan-contoh", teks="Arsip kantor lama tertata di gedung baru")
    add_change(kantor, draft, JenisPerubahan.TAMBAH, hasil=new, alasan="Kantor pindah gedung")


def main(home: Path, code_of_old: Path) -> int:
    """Write everything into the office in ``home``."""
    kantor = open_kantor(home, jam=now)
    try:
        add_tools(kantor)
        add_addenda(kantor, code_of_old)
        add_development(kantor, YEAR, "Kenanga Embun")
        add_surveys(kantor, YEAR)
        create_serah_terima(
            kantor,
            person(kantor, "Kenanga Embun"),
            date(YEAR, 12, 1),
            person(kantor, "Tulip Kuning"),
            sebab="Surat tugas Nomor 7 Tahun 2026 (contoh)",
        )
        holidays = [
            HariLibur(id=day.isoformat(), tanggal=day, nama=name, jenis=JenisLibur.LIBUR_NASIONAL)
            for day, name in ((date(YEAR, 1, 1), "Tahun Baru"), (date(YEAR, 8, 17), "Hari Kemerdekaan"))
        ]
        write_kalender(kantor, YEAR, holidays, dasar="Keputusan bersama (contoh)")
    finally:
        kantor.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
