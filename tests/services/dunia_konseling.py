"""An enrolled office with a counselling case: employee, assessor, counsellor, an operator, and the personnel unit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.errors import BundleError
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konseling import (
    BagianDisegel,
    IsiLaporan,
    IsiPenetapan,
    IsiRekaman,
    IsiTindakLanjut,
    assign_konseling,
    close_konseling,
    record_konseling,
    report_konseling,
)
from desktop_app.services.kunci_segel import publish_sealing_key
from desktop_app.services.masuk import HasilPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import Dunia, add_people
from tests.services.penanda import key_record, log_in

MASALAH = "Sering meninggalkan loket sebelum jam tutup, kenari xylofon, warga menunggu."
POKOK = "Disiplin di loket, burung gelatik marimba, dibicarakan berdua."
SEPAKAT = "Mulai Senin hadir sampai loket tutup, jalak kolintang."
PUTUSAN = "Dipindahkan ke ruang arsip selama tiga bulan, perkutut sasando."
RAHASIA = (MASALAH, POKOK, SEPAKAT, PUTUSAN)
HARI = date(2026, 11, 2)

LAPORAN = IsiLaporan(
    masalah=MASALAH,
    ekspektasi="Hadir sampai loket tutup",
    serupa=False,
    dilakukan="Sudah ditegur lisan dua kali",
    dikomunikasikan=date(2026, 2, 2),
    bukti=("Warga menunggu lama",),
)


@dataclass
class Perkara:
    """The unit with its people, the kabupaten with its personnel officer, and what travels between them."""

    dunia: Dunia
    unit: Kantor
    kabupaten: Kantor
    orang: dict[str, Pelaku]
    kepegawaian: Pelaku
    doc_id: str = ""

    def id(self, nama: str) -> str:
        """Return the record of one of the people."""
        return self.orang[nama].pegawai_id

    @contextmanager
    def sebagai(self, nama: str) -> Iterator[Kantor]:
        """Log one of the people in, at the office or (``kepegawaian``) at the kabupaten."""
        kantor, siapa = self.unit, self.orang.get(nama, self.kepegawaian)
        if nama == "kepegawaian":
            kantor = self.kabupaten
        lama = kantor.pelaku
        log_in(kantor, siapa)
        try:
            yield kantor
        finally:
            log_in(kantor, lama)

    def send(self) -> HasilPaket:
        """Send what is new up."""
        with self.sebagai("operator") as kantor:
            path = export_bundle(kantor, self.dunia.stick).path
        return merge_bundles(self.kabupaten, [path])[0]

    def answer(self) -> None:
        """Bring the kabupaten's answer down."""
        for hasil in export_returns(self.kabupaten, self.dunia.stick):
            # The office has a second computer, whose answer is not ours.
            with suppress(BundleError):
                apply_return(self.unit, hasil.path)

    def report(self, **ubah: object) -> BagianDisegel:
        """Let the assessor seal his report."""
        with self.sebagai("camat") as kantor:
            return report_konseling(kantor, self.id("staf"), msgspec.structs.replace(LAPORAN, **ubah))

    def assign(self, doc_id: str, konselor: str = "konselor") -> BagianDisegel:
        """Let the personnel unit name a counsellor."""
        isi = IsiPenetapan(konselor_id=self.id(konselor), jadwal=HARI, waktu="09.00", tempat="Ruang kecil", pokok=POKOK)
        with self.sebagai("kepegawaian") as kantor:
            return assign_konseling(kantor, doc_id, isi)

    def record(self, doc_id: str, siapa: str = "konselor") -> BagianDisegel:
        """Let the counsellor write his record."""
        isi = IsiRekaman(dilaksanakan=date(2026, 2, 9), tempat="Ruang kecil", pokok=POKOK, kesepakatan=SEPAKAT)
        with self.sebagai(siapa) as kantor:
            return record_konseling(kantor, doc_id, isi)

    def close_case(self, doc_id: str) -> BagianDisegel:
        """Let the personnel unit decide what follows."""
        with self.sebagai("kepegawaian") as kantor:
            return close_konseling(kantor, doc_id, IsiTindakLanjut(keputusan=PUTUSAN, dasar="Rekaman"))

    def whole(self, doc_id: str) -> str:
        """Play a reported case to its end and bring everything to both sides; return its id."""
        self.assign(doc_id)
        self.answer()
        self.record(doc_id)
        self.send()
        self.close_case(doc_id)
        self.answer()
        return doc_id


def enter(kantor: Kantor, nama: str, pegawai_id: str, *peran: P, key: SigningKey | None = None) -> Pelaku:
    """Give a person an account with a key that he made himself and log him in, so that he can be sealed to."""
    lama, lama_who = kantor.pelaku, kantor.who
    kantor.who = natural_id("pengguna", kantor.profil.kode, nama)
    siapa = give_key(kantor, nama, pegawai_id, *peran, key=key)
    log_in(kantor, siapa)
    publish_sealing_key(kantor)
    kantor.pelaku, kantor.who = lama, lama_who
    return siapa


def enter_with_given(kantor: Kantor, nama: str, pegawai_id: str, *peran: P) -> Pelaku:
    """Give a person a password that somebody else chose; he has logged in with it and not changed it."""
    siapa = give_key(kantor, nama, pegawai_id, *peran)
    lama, lama_who = kantor.pelaku, kantor.who
    log_in(kantor, siapa)
    publish_sealing_key(kantor)
    kantor.pelaku, kantor.who = lama, lama_who
    return siapa


def give_key(kantor: Kantor, nama: str, pegawai_id: str, *peran: P, key: SigningKey | None = None) -> Pelaku:
    """Give a person an account with a key; he has not logged in yet."""
    akun_id, kunci = natural_id("pengguna", kantor.profil.kode, nama), key or SigningKey.generate()
    kode = kantor.profil.kode
    isi = Pengguna(
        nama=nama.title(), pegawai_id=pegawai_id, unit_kode=kode, kunci=(key_record(kantor, akun_id, kunci),)
    )
    with kantor.write("akun") as tx:
        tx.save("pengguna", akun_id, encode(isi), scope=kode, schema=SCHEMA)
    return Pelaku(akun_id, nama.title(), frozenset(peran), pegawai_id, kunci)


def one_more(kantor: Kantor, nama: str, nip: str, penilai_id: str) -> str:
    """Record one more person of the office."""
    jabatan = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan="Pengolah", penilai_id=penilai_id)
    return create_pegawai(kantor, Pegawai(nama=nama, nip=nip, riwayat=(jabatan,)))[0]


def _people(dunia: Dunia) -> Perkara:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    sekda, camat, staf = add_people(unit)
    konselor = one_more(unit, "Konselor Contoh", "197507072003071007", camat)
    operator = one_more(unit, "Operator Contoh", "197608082004081008", camat)
    orang = {
        "staf": enter(unit, "staf", staf, P.PEGAWAI),
        "camat": enter(unit, "camat", camat, P.PEGAWAI, P.PENILAI),
        "sekda": enter(unit, "sekda", sekda, P.PENILAI),
        "konselor": enter(unit, "konselor", konselor, P.PEGAWAI),
        "operator": enter(unit, "operator", operator, P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN),
    }
    return Perkara(dunia, unit, kabupaten, orang, enter(kabupaten, "kepegawaian", "", P.ADMIN_KABUPATEN))


def make_perkara(dunia: Dunia, sampai: str = "") -> Perkara:
    """Return the office, its people and the personnel officer; each state is made once and copied for each test.

    ``sampai`` is "" (nothing is reported), "dilaporkan" (the report has reached the kabupaten) or "ditutup".
    """
    semula = dunia.template(f"perkara-{sampai}")
    if not semula.exists():
        perkara = _people(dunia) if not sampai else make_perkara(dunia, "" if sampai == "dilaporkan" else "dilaporkan")
        doc_id = ""
        if sampai == "dilaporkan":
            doc_id = perkara.report().doc_id
            perkara.send()
        elif sampai:
            doc_id = perkara.whole(perkara.doc_id)
        kata = {k: (v.akun_id, v.nama, sorted(v.peran), v.pegawai_id, v.kunci.seed) for k, v in _all(perkara)}
        perkara.unit.close()
        perkara.kabupaten.close()
        semula.mkdir()
        for nama in ("a1", "kabupaten"):
            shutil.copytree(dunia.folder / nama, semula / nama)
            shutil.rmtree(dunia.folder / nama)
        (semula / "orang.json").write_bytes(msgspec.json.encode((doc_id, kata)))
    for nama in ("a1", "kabupaten"):
        shutil.copytree(semula / nama, dunia.folder / nama)
    tipe = tuple[str, dict[str, tuple[str, str, list[P], str, bytes]]]
    doc_id, kata = msgspec.json.decode((semula / "orang.json").read_bytes(), type=tipe)
    orang = {k: Pelaku(a, n, frozenset(p), g, SigningKey(seed)) for k, (a, n, p, g, seed) in kata.items()}
    kepegawaian = orang.pop("kepegawaian")
    return Perkara(dunia, dunia("a1"), dunia("kabupaten"), orang, kepegawaian, doc_id)


def _all(perkara: Perkara) -> list[tuple[str, Pelaku]]:
    return [*perkara.orang.items(), ("kepegawaian", perkara.kepegawaian)]
