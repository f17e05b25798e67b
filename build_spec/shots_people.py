"""An office in which people log in, for the pages that only they see: rounds, guidance, counselling.

``python build_spec/shots_people.py HOME FOLDER`` makes it; everybody in it is made up.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from desktop_app.domain.bimbingan import (  # noqa: E402  (our folder must be on the path first)
    Coaching,
    FaktaCoaching,
    LangkahCoaching,
    TujuanCoaching,
)
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan  # noqa: E402
from desktop_app.domain.wewenang import PeranPengguna  # noqa: E402
from desktop_app.services.akun import change_sandi, create_akun  # noqa: E402
from desktop_app.services.bimbingan import create_coaching, finish_bimbingan  # noqa: E402
from desktop_app.services.kantor import Kantor, Peran, Profil  # noqa: E402
from desktop_app.services.konseling import IsiLaporan, report_konseling  # noqa: E402
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah  # noqa: E402
from desktop_app.services.pegawai import create_pegawai  # noqa: E402
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment  # noqa: E402
from desktop_app.services.pendirian import found_office  # noqa: E402
from desktop_app.services.pendirian_akun import found_with_akun  # noqa: E402
from desktop_app.services.pintu import masuk, read_pintu  # noqa: E402
from desktop_app.services.putaran import create_putaran, open_putaran  # noqa: E402
from desktop_app.services.putaran_jawab import answer_with_code, issue_codes, open_with_code  # noqa: E402
from desktop_app.services.putaran_tutup import close_putaran  # noqa: E402
from desktop_app.vault import FLOOR  # noqa: E402

AGENCY = "PEMERINTAH KABUPATEN ANTAH BERANTAH"
UNIT = Profil(peran=Peran.UNIT, kode="99.01.03", nama="Kecamatan Sukarasa", instansi=AGENCY, tempat="Sukarasa")
ABOVE = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="BKPSDM Antah Berantah", instansi=AGENCY, tempat="Antah")
RINI, MELATI, KEMUNING = "Rini Ombak Tenang", "Melati Sungai Jernih", "Kemuning Taman Kota"
SANDI = {
    RINI: "gunung biru tujuh pintu",
    MELATI: "kursi rotan lima jendela",
    KEMUNING: "sungai kecil empat lampu",
}
"""Passwords of people who do not exist."""
FIRST = "kata sandi pertama yang diganti"
PEOPLE = (
    ("Cendana Rimba Raya", "Camat", ""),
    ("Kenanga Embun Pagi", "Sekretaris Kecamatan", "Cendana Rimba Raya"),
    (MELATI, "Kepala Seksi Pelayanan", "Cendana Rimba Raya"),
    ("Meranti Gunung Biru", "Kepala Seksi Pemerintahan", "Cendana Rimba Raya"),
    ("Elang Samudra Perkasa", "Kepala Seksi Ketertiban", "Cendana Rimba Raya"),
    (KEMUNING, "Pengelola Layanan", MELATI),
    ("Lontar Pesisir Selatan", "Operator Layanan", MELATI),
    ("Teratai Danau Tenang", "Penata Layanan", MELATI),
)


def main(home: Path, folder: Path) -> int:
    """Make the office in ``home``; ``folder`` is for what travels between it and the kabupaten."""
    kantor = found_with_akun(
        home,
        UNIT,
        RINI,
        SANDI[RINI],
        jam=_clock,
        peran=(PeranPengguna.ADMIN, PeranPengguna.OPERATOR),
        biaya=FLOOR,
    )
    above = found_office(folder / "bkpsdm", ABOVE, jam=_clock, who="verifikator")
    ask, answer = folder / "sukarasa.skpe", folder / "sukarasa.skpb"
    request_enrolment(kantor, ask)
    approve_enrolment(above, ask, answer)
    accept_enrolment(kantor, answer)
    above.close()
    people = _people(kantor)
    for name, roles in ((MELATI, {PeranPengguna.PEGAWAI, PeranPengguna.PENILAI}), (KEMUNING, {PeranPengguna.PEGAWAI})):
        create_akun(kantor, name, roles, FIRST, people[name])
    _rounds(kantor)
    kantor.close()
    for name in (MELATI, KEMUNING):
        own = _enter(home, name, FIRST)
        change_sandi(own, FIRST, SANDI[name])
        own.close()
    own = _enter(home, MELATI, SANDI[MELATI])
    _guidance(own, people[KEMUNING])
    _case(own, people["Lontar Pesisir Selatan"])
    own.close()
    return 0


def _clock() -> datetime:
    return datetime.now().astimezone()


def _enter(home: Path, name: str, password: str) -> Kantor:
    (akun_id,) = (one.akun_id for one in read_pintu(home).orang if one.nama == name)
    return masuk(home, akun_id, password, jam=_clock)


def _people(kantor: Kantor) -> Mapping[str, str]:
    ids: dict[str, str] = {}
    for number, (name, post, above) in enumerate(PEOPLE):
        row = RiwayatJabatan(
            id="r1",
            mulai=date(2024, 1, 1),
            jabatan=post,
            penilai_id=ids.get(above, ""),
            unit_kerja="Kecamatan Sukarasa",
        )
        nip = f"19{80 + number}0101200501200{number}"
        ids[name], _ = create_pegawai(kantor, Pegawai(nama=name, nip=nip, riwayat=(row,)))
    return ids


def _rounds(kantor: Kantor) -> None:
    """Answer and close one round, and leave another one open."""
    day = _clock().date()
    for number, name in enumerate(("Semester I", "Semester II")):
        made, _ = create_putaran(kantor, name, periode=f"{day.year}-TW4", selesai=day + timedelta(days=20))
        open_putaran(kantor, made)
        if number:
            return
        for slip, one in enumerate(issue_codes(kantor, made)):
            asked = open_with_code(kantor, one.kode)
            for sheet in asked.lembar:
                marks = {q.id: 2 + (slip + place) % 3 for place, q in enumerate(sheet.pertanyaan)}
                answer_with_code(kantor, one.kode, sheet.id, marks, "Mau mendengarkan." if slip % 2 else "")
        close_putaran(kantor, made)


def _guidance(kantor: Kantor, pegawai_id: str) -> None:
    """Finish one coaching, so that the employee is asked what it was like."""
    made, _ = create_coaching(kantor, pegawai_id)
    isi = open_naskah(kantor, made).isi
    assert isinstance(isi, Coaching)
    isi = msgspec.structs.replace(
        isi,
        tujuan=(
            TujuanCoaching(id="t1", indikator="Permohonan selesai tepat waktu", sasaran="95%", strategi="Dua loket"),
        ),
        fakta=(
            FaktaCoaching(id="f1", sasaran="95%", progres="83%", masalah="Berkas belum lengkap", penyebab="Syarat"),
        ),
        peluang="Menempel daftar syarat di loket.",
        langkah=(LangkahCoaching(id="l1", indikator="Permohonan selesai tepat waktu", strategi="Daftar periksa"),),
    )
    write_naskah(kantor, made, isi)
    commit_naskah(kantor, made)
    finish_bimbingan(kantor, made, tanggal=_clock().date())


def _case(kantor: Kantor, pegawai_id: str) -> None:
    """Report about one person, as form B.1.10 asks."""
    report_konseling(
        kantor,
        pegawai_id,
        IsiLaporan(
            masalah="Beberapa kali meninggalkan loket sebelum jam tutup.",
            ekspektasi="Hadir sampai loket tutup",
            serupa=False,
            dilakukan="Sudah dibicarakan dua kali, belum berubah.",
            dikomunikasikan=_clock().date() - timedelta(days=14),
            bukti=("Umpan balik warga pada bulan lalu",),
        ),
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
