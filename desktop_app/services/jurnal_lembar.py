"""The journal of one person as a spreadsheet: written out, filled elsewhere, shown row by row, and taken in."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.format_indonesia import BULAN, format_angka, parse_angka, read_angka
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, monday_of, tanggapan_berlaku
from desktop_app.domain.kelengkapan_jurnal import check_jurnal
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms.lembar_jurnal import JUDUL, JUDUL_HASIL, FormLembarJurnal, render_lembar_jurnal
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.jurnal import KIND, TAHUN, find_minggu, skps_to_bind
from desktop_app.services.jurnal_pilihan import choices_between, key_of
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.penjaga_jurnal import written_down
from desktop_app.services.rencana import person_named
from desktop_app.services.roster import NasibBaris
from desktop_app.services.roster_baca import Baris, read_rows
from desktop_app.services.tenggat import believed_today
from desktop_app.services.usulan_realisasi import weeks_of

MAKS_TEKS = 2000
BARU, BARIS_BARU = "baru-", 300
"""Marks of the empty rows that a written-out file is ready to take."""
TANGGAPAN = {
    TanggapanJurnal.BELUM: "belum ditanggapi",
    TanggapanJurnal.DIBENARKAN: "dibenarkan",
    TanggapanJurnal.DIPERTANYAKAN: "dipertanyakan",
}
CARA = (
    "1. Isi lembar “Jurnal”: satu baris satu hasil. Tanggal ditulis seperti 05-01-2026.",
    "2. Kolom HASIL KERJA: pilih dari daftarnya (panah kecil di sel itu). Daftarnya ada di lembar “Hasil kerja”.",
    "3. Tulis hasil yang selesai, bukan kegiatannya: “12 berkas selesai diverifikasi”.",
    "4. JUMLAH dan SATUAN dipakai menghitung realisasi. DARI hanya untuk persentase: 45 DARI 50 berkas.",
    "5. Baris yang sudah ada boleh diubah; jangan dipindah atau disalin ke baris lain. Baris baru di bawahnya.",
    "6. Simpan, lalu di program: Jurnal › Lembar Excel › ambil berkas ini. Isinya diperlihatkan dulu sebelum disimpan.",
    "7. Bukti dukung ditambahkan di program. Catatan tidak dapat dihapus dari sini.",
)
_TANGGAL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?|(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_KATA = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,})\.?\s+(\d{4})", re.ASCII)


@dataclass(frozen=True)
class BarisLembar:
    """One row of the file: its number there, its fate, why it is refused (a code), and what may be wrong with it.

    ``entri`` is what comes of it, None for a refused row; ``lama`` is what it changes.
    """

    nomor: int
    nasib: NasibBaris
    teks: str
    entri: EntriJurnal | None = None
    lama: EntriJurnal | None = None
    alasan: str = ""
    fakta: Mapping[str, object] | None = None
    peringatan: tuple[Temuan, ...] = ()


@dataclass(frozen=True)
class PratinjauJurnal:
    """What taking a file in would do; nothing is changed yet."""

    berkas: str
    pegawai_id: str
    nama: str
    baris: tuple[BarisLembar, ...]
    lembar: tuple[tuple[Baris, ...], ...]

    def jumlah(self, nasib: NasibBaris) -> int:
        """Return how many rows share one fate."""
        return sum(1 for satu in self.baris if satu.nasib is nasib)


@intention(Wewenang.LIHAT_PENILAIAN)
def export_jurnal(kantor: Kantor, pegawai_id: str, tahun: int, out: Path) -> int:
    """Write the journal of a person and year to ``out`` (``.xlsx``), ready to be filled; return how many entries.

    An earlier file is only replaced by a whole one. Raises ``UserError`` for another ending, ``SystemProblem`` where
    the disk is full or fails; leaves an audit row.
    """
    if out.suffix.casefold() != ".xlsx":
        raise UserError("daftar_akhiran_salah", berkas=out.name)
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_PENILAIAN)
    awal, akhir = date(tahun, 1, 1), date(tahun, 12, 31)
    pilihan = choices_between([skp for _, skp in skps_to_bind(kantor, pegawai_id)], awal, akhir)
    kata = dict(pilihan)
    entri = [s for j in weeks_of(kantor, pegawai_id, awal, akhir) for s in j.entri if awal <= s.tanggal <= akhir]
    form = FormLembarJurnal(
        nama=person_named(kantor, pegawai_id, None).nama,
        pemilik=pegawai_id,
        baris=[(f"{s.id}:{_digest(s)}", _cells(s, kata)) for s in sorted(entri, key=lambda s: s.tanggal)],
        baru=[f"{BARU}{secrets.token_hex(8)}" for _ in range(BARIS_BARU)],
        pilihan=pilihan,
        cara=CARA,
    )
    try:
        place_file(render_lembar_jurnal(form), out, replace=True)
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(out.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
    with kantor.write("ekspor_jurnal", pegawai_id, {"jumlah": len(entri)}):
        pass
    return len(entri)


def _digest(entri: EntriJurnal) -> str:
    """Return what an entry said when it was written out: a row that still says it changes nothing."""
    kata = (entri.tanggal.isoformat(), entri.hasil_id, entri.indikator_id, entri.teks, entri.jumlah, entri.dari)
    return hashlib.sha256("\x1f".join((*kata, entri.satuan)).encode()).hexdigest()[:12]


def _cells(entri: EntriJurnal, kata: Mapping[str, str]) -> tuple[str, ...]:
    tanggapan = TANGGAPAN[tanggapan_berlaku(entri)]
    return (
        f"{entri.tanggal:%d-%m-%Y}",
        kata.get(key_of(entri.hasil_id, entri.indikator_id), ""),
        entri.teks,
        _shown(entri.jumlah),
        _shown(entri.dari),
        entri.satuan,
        f"{tanggapan}: {entri.komentar}" if entri.komentar else tanggapan,
    )


def _shown(angka: str) -> str:
    nilai = read_angka(angka)
    return angka if nilai is None else format_angka(nilai)


@intention(Wewenang.ISI_JURNAL)
def preview_jurnal(kantor: Kantor, pegawai_id: str, path: Path) -> PratinjauJurnal:
    """Read a filled sheet and say what taking it in would do, changing nothing.

    Raises ``UserError`` where the file cannot be read, is no such sheet, or is somebody else's.
    """
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.ISI_JURNAL)
    lembar = read_rows(path, koma=True)
    baris = _Rencana(kantor, pegawai_id, lembar, path.name).rows()
    return PratinjauJurnal(path.name, pegawai_id, person_named(kantor, pegawai_id, None).nama, baris, lembar)


@intention(Wewenang.ISI_JURNAL)
def import_jurnal(kantor: Kantor, pratinjau: PratinjauJurnal) -> Changed:
    """Take the new and changed rows of a preview in one transaction; compared anew with what is stored by now.

    Raises ``UserError`` where no row can be taken.
    """
    orang = reached_document(kantor, pratinjau.pegawai_id, "pegawai", Wewenang.ISI_JURNAL)
    baris = _Rencana(kantor, pratinjau.pegawai_id, pratinjau.lembar, pratinjau.berkas).rows()
    if not baris or all(satu.entri is None for satu in baris):
        raise UserError("jurnal_berkas_kosong", berkas=pratinjau.berkas)
    menurut: dict[date, dict[str, EntriJurnal]] = {}
    for satu in baris:
        if satu.entri is not None and satu.nasib in (NasibBaris.BARU, NasibBaris.BERUBAH):
            menurut.setdefault(monday_of(satu.entri.tanggal), {})[satu.entri.id] = satu.entri
    if not menurut:
        return Changed()
    scope = orang.scope or kantor.profil.kode
    jumlah = {n.value: sum(1 for satu in baris if satu.nasib is n) for n in (NasibBaris.BARU, NasibBaris.BERUBAH)}
    tulis = []
    with kantor.write("impor_jurnal", pratinjau.pegawai_id, jumlah) as tx:
        for minggu, baru in sorted(menurut.items()):
            doc_id = find_minggu(kantor, pratinjau.pegawai_id, minggu)
            dokumen = kantor.store.document(doc_id) if doc_id else None
            lama = decode_as(Jurnal, dokumen.body) if dokumen is not None else None
            dasar = lama or Jurnal(pegawai_id=pratinjau.pegawai_id, minggu=minggu, unit_kode=scope)
            tetap = tuple(baru.pop(satu.id, satu) for satu in dasar.entri)
            isi = msgspec.structs.replace(dasar, entri=(*tetap, *baru.values()))
            isi = written_down(kantor, isi, lama, {satu.id: satu for satu in dasar.entri})
            kunci = f"{pratinjau.pegawai_id}/{minggu.isoformat()}"
            doc_id = doc_id or new_doc_id(kantor, KIND, kunci, orang.scope)
            body = encode(isi, dokumen.body if dokumen is not None else None)
            tx.save(KIND, doc_id, body, scope=dokumen.scope if dokumen is not None else scope, schema=SCHEMA)
            tulis.append(doc_id)
    return Changed(tuple(tulis), (KIND,))


class _Rencana:
    """What the rows of a sheet mean beside the entries that are stored now."""

    def __init__(self, kantor: Kantor, pegawai_id: str, lembar: Sequence[Sequence[Baris]], berkas: str) -> None:
        self._kantor = kantor
        self._pegawai_id = pegawai_id
        self._hari = believed_today(kantor)
        self._skp = [skp for _, skp in skps_to_bind(kantor, pegawai_id)]
        self._kunci = {_plain(kata): kunci for kunci, kata in choices_between(self._skp, date.min, date.max)}
        self._ada: dict[str, tuple[date, EntriJurnal]] = {}
        self._berkonflik: set[date] = set()
        for satu in kantor.store.find(KIND, where={"pegawai_id": pegawai_id}):
            isi = decode_as(Jurnal, satu.body)
            self._ada |= {entri.id: (isi.minggu, entri) for entri in isi.entri}
            if satu.conflicts:
                self._berkonflik.add(isi.minggu)
        self._baris = self._find(kantor, lembar, berkas)

    def _find(self, kantor: Kantor, lembar: Sequence[Sequence[Baris]], berkas: str) -> Sequence[Baris]:
        """Return the rows below the headings, and take the keys of results from their own sheet."""
        ketemu: Sequence[Baris] | None = None
        dikenal = {*self._kunci.values(), *(key_of(s.hasil_id, s.indikator_id) for _, s in self._ada.values())}
        for satu in lembar:
            if not satu:
                continue
            kepala = [sel.upper() for sel in satu[0][1]]
            if tuple(kepala[:2]) == JUDUL_HASIL:
                # A key that nothing here has is no key of ours, whatever the file says.
                self._kunci |= {_plain(sel[0]): sel[1] for _, sel in satu[1:] if len(sel) > 1 and sel[1] in dikenal}
            elif tuple(kepala[: len(JUDUL) - 1]) == JUDUL[:-1]:
                pemilik = satu[0][1][len(JUDUL) - 1].removeprefix("ID").strip() if len(kepala) >= len(JUDUL) else ""
                if pemilik and pemilik != self._pegawai_id:
                    nama = person_named(kantor, pemilik, None).nama
                    raise UserError("jurnal_berkas_orang_lain", nama=nama or "pegawai lain")
                ketemu = satu[1:]
        if ketemu is None:
            raise UserError("jurnal_berkas_judul", berkas=berkas)
        return ketemu

    def rows(self) -> tuple[BarisLembar, ...]:
        """Return the fate of every row that says anything, in the order of the file."""
        hasil: list[BarisLembar] = []
        terpakai: dict[str, int] = {}
        sama: dict[str, int] = {}
        for nomor, sel in self._baris:
            isi = [*sel, *[""] * len(JUDUL)][: len(JUDUL)]
            if any(isi[:6]):
                hasil.append(self._row(nomor, isi, terpakai, sama))
        return tuple(hasil)

    def _row(self, nomor: int, sel: Sequence[str], terpakai: dict[str, int], sama: dict[str, int]) -> BarisLembar:
        tanggal, hasil, teks, jumlah, dari, satuan = sel[:6]
        ref, _, tercetak = sel[len(JUDUL) - 1].partition(":")

        def refused(alasan: str, **fakta: object) -> BarisLembar:
            return BarisLembar(nomor, NasibBaris.DITOLAK, teks, alasan=alasan, fakta=fakta)

        hari = read_day(tanggal)
        if hari is None or not TAHUN[0] <= hari.year <= TAHUN[1]:
            return refused("jurnal_baris_tanggal", isi=tanggal[:40])
        if not teks:
            return refused("jurnal_baris_kosong")
        if max(len(teks), len(satuan), len(hasil)) > MAKS_TEKS:
            return refused("jurnal_baris_panjang", batas=MAKS_TEKS)
        kunci = self._kunci.get(_plain(hasil), "") if hasil else ""
        if ref.startswith(BARU):
            # An empty row of the file has its own mark, so that it stays one entry however often its words are mended.
            ref = hashlib.sha256(f"{self._pegawai_id}\x1f{ref}".encode()).hexdigest()[:16]
            tanda_baru = True
        else:
            tanda_baru = False
        dulu = self._ada.get(ref)
        if hasil and not kunci:
            return refused("jurnal_baris_hasil", isi=hasil[:60])
        angka: list[str] = []
        for satu in (jumlah, dari):
            nilai = parse_angka(satu) if satu else None
            if satu and (nilai is None or nilai < 0):
                return refused("jurnal_baris_jumlah", isi=satu[:40])
            angka.append("" if nilai is None else f"{nilai:f}")
        hasil_id, _, indikator_id = kunci.partition("/")
        isi: dict[str, object] = {
            "tanggal": hari,
            "hasil_id": hasil_id,
            "indikator_id": indikator_id,
            "teks": teks,
            "jumlah": angka[0],
            "dari": angka[1],
            "satuan": satuan,
        }
        if ref and dulu is None and (not tanda_baru or self._was_there(ref, hari)):
            return refused("jurnal_baris_hilang")
        tanda = ref or self._mark(isi, sama)
        if tanda in terpakai:
            return refused("jurnal_baris_ganda", baris=terpakai[tanda])
        terpakai[tanda] = nomor
        if monday_of(hari) in self._berkonflik:
            return refused("jurnal_baris_konflik")
        if not ref and tanda not in self._ada and self._was_there(tanda, hari):
            return refused("jurnal_baris_hilang")
        if not ref and tanda in self._ada:
            return BarisLembar(nomor, NasibBaris.SAMA, teks, entri=self._ada[tanda][1], lama=self._ada[tanda][1])
        lama = dulu[1] if dulu is not None else None
        if dulu is not None and dulu[0] != monday_of(hari):
            return refused("jurnal_baris_minggu")
        if lama is not None and not hasil and (lama.hasil_id or lama.indikator_id):
            # An SKP that is gone gives an empty cell: what was bound stays bound.
            isi |= {"hasil_id": lama.hasil_id, "indikator_id": lama.indikator_id}
        entri = msgspec.structs.replace(lama or EntriJurnal(id=tanda, tanggal=hari), **isi)
        if lama is not None and tercetak:
            if _digest(entri) == tercetak:
                return BarisLembar(nomor, NasibBaris.SAMA, teks, entri=lama, lama=lama)
            if _digest(lama) not in (tercetak, _digest(entri)):
                return refused("jurnal_baris_dua_ubah")
        nasib = NasibBaris.BARU if lama is None else NasibBaris.SAMA if lama == entri else NasibBaris.BERUBAH
        minggu = Jurnal(pegawai_id=self._pegawai_id, minggu=monday_of(hari), entri=(entri,))
        temuan = check_jurnal(minggu, self._skp, self._hari)
        lain = tuple(satu for satu in temuan if satu.kode != "jurnal_tanpa_bukti")
        return BarisLembar(nomor, nasib, teks, entri=entri, lama=lama, peringatan=lain)

    def _was_there(self, tanda: str, hari: date) -> bool:
        """Tell whether an entry stood in its week once: who took it out does not want it back from an older file."""
        doc_id = find_minggu(self._kantor, self._pegawai_id, monday_of(hari))
        kunci = f'"id":"{tanda}"'.encode()
        return bool(doc_id) and any(kunci in rev.body for rev in self._kantor.store.history(doc_id) if rev.body)

    def _mark(self, isi: Mapping[str, object], sama: dict[str, int]) -> str:
        """Return the id of a new row, from its words and the number among equal ones: taken twice it is one entry."""
        dasar = "\x1f".join(str(nilai) for nilai in (self._pegawai_id, *isi.values()))
        sama[dasar] = sama.get(dasar, 0) + 1
        return hashlib.sha256(f"{dasar}\x1f{sama[dasar]}".encode()).hexdigest()[:16]


def read_day(teks: str) -> date | None:
    """Return a day as people and spreadsheets write it: 05-01-2026, 2026-01-05, 5 Januari 2026, or a serial number."""
    bersih = teks.strip()
    try:
        if cocok := _TANGGAL.fullmatch(bersih):
            if cocok[1]:
                return date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
            return date(int(cocok[6]), int(cocok[5]), int(cocok[4]))
        if cocok := _KATA.fullmatch(bersih):
            awal = cocok[2].casefold()
            bulan = [n for n, nama in enumerate(BULAN, 1) if nama.casefold().startswith(awal)]
            return date(int(cocok[3]), bulan[0], int(cocok[1])) if len(bulan) == 1 else None
        if re.fullmatch(r"[4-6]\d{4}", bersih, re.ASCII):
            return date(1899, 12, 30) + timedelta(days=int(bersih))
        return datetime.fromisoformat(bersih).date()
    except ValueError:
        return None


def _plain(kata: str) -> str:
    return " ".join(kata.casefold().split())
