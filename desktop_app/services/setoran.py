"""Peta setoran: what each office has handed in for which period, what is missing and of whom, and what came last.

Counted is what lies in the log here: a bundle that waits, is held or was taken back has not been handed in. Who moved
away, has retired or is exempt is not asked for. How old something is, is told in bundles that came since, because no
clock is to be believed about that; claimed times stand beside it with their doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penetapan import batas_pegawai, batas_sejak
from desktop_app.domain.periode import Periode
from desktop_app.domain.tenggat import ATURAN_TENGGAT, AturanTenggat
from desktop_app.domain.tenggat_dokumen import FaktaEvaluasi, judge_evaluasi
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, require_role
from desktop_app.services.kolom import akhir_column, covers_days, is_active
from desktop_app.services.paket import PaketMasuk, list_masuk
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import list_periode_kantor
from desktop_app.services.skp import dikecualikan_tahun
from desktop_app.services.tenggat import believed_today

SKP, DOKUMEN = "skp", "dokumen"
"""Codes of the first and the last column; those between are codes of periods."""


class KeadaanSel(StrEnum):
    """What is said of an office and a column; ``belum_waktunya`` while the period runs."""

    LENGKAP = "lengkap"
    KURANG = "kurang"
    BELUM_ADA = "belum_ada"
    TERLAMBAT = "terlambat"
    BELUM_WAKTUNYA = "belum_waktunya"
    TIDAK_DIMINTA = "tidak_diminta"


@dataclass(frozen=True)
class KolomSetoran:
    """One thing that is expected: ``kode`` is "skp", a period or "dokumen", ``aturan`` where it stands.

    From ``mulai`` on it is asked for, until ``batas`` in time.
    """

    kode: str
    periode: Periode | None
    batas: date | None
    aturan: AturanTenggat
    mulai: date


@dataclass(frozen=True)
class SelSetoran:
    """One office and one column: of ``wajib`` people ``ada`` are there; ``kurang`` are the ids of the rest.

    ``proses`` counts those among the missing whose document has begun and is not determined or final.
    """

    wajib: int
    ada: int
    proses: int
    kurang: tuple[str, ...]
    keadaan: KeadaanSel


@dataclass(frozen=True)
class BarisSetoran:
    """One office: how many people are asked for, its cells in the order of the columns, and the bundle that came last.

    ``paket_sesudah`` counts the bundles of all offices that arrived after it.
    """

    kode: str
    nama: str
    pegawai: int
    sel: tuple[SelSetoran, ...]
    paket: PaketMasuk | None
    paket_sesudah: int

    @property
    def kurang(self) -> bool:
        """Whether anything that is due is missing."""
        return any(satu.keadaan in MENUNGGAK for satu in self.sel)


@dataclass(frozen=True)
class OrangSetoran:
    """Somebody who lacks something: who he is, and the codes of the columns; ``proses`` those begun."""

    pegawai_id: str
    nama: str
    nip: str
    jabatan: str
    kurang: tuple[str, ...]
    proses: tuple[str, ...]


@dataclass(frozen=True)
class PetaSetoran:
    """The whole map; ``hari_ini`` is None on a day that is not believed, and then nothing is called late.

    ``orang`` are those who lack something, by id.
    """

    tahun: int
    hari_ini: date | None
    kolom: tuple[KolomSetoran, ...]
    baris: tuple[BarisSetoran, ...]
    orang: Mapping[str, OrangSetoran] = field(repr=False)


MENUNGGAK = frozenset({KeadaanSel.KURANG, KeadaanSel.BELUM_ADA, KeadaanSel.TERLAMBAT})
"""States in which something is missing that is due."""


@dataclass
class _Orang:
    """What of a person is needed here; plans and results by period, each with whether it is done.

    ``batas`` is his own limit for a plan: who came in the middle of a year has a later one (P6:65). ``mulai`` is the
    first day of his first post, of somebody without a plan.
    """

    found: Found
    skp: list[tuple[str, str, bool]] = field(default_factory=list)
    nilai: dict[str, bool] = field(default_factory=dict)
    dokumen: bool = False
    batas: date | None = None
    mulai: date | None = None


@intention(Wewenang.TERIMA)
def read_setoran(kantor: Kantor, tahun: int) -> PetaSetoran:
    """Return the map of a year over all offices that are registered or whose people are known here, by code."""
    require_role(kantor, Peran.KABUPATEN)
    hari_ini = believed_today(kantor)
    kolom = _columns(kantor, tahun)
    orang = _people(kantor, tahun)
    masuk = [satu for satu in list_masuk(kantor) if not satu.dibatalkan]
    nama = _offices(kantor, orang)
    baris = [_row(kode, nama[kode], orang.get(kode, []), kolom, masuk, tahun, hari_ini) for kode in sorted(nama)]
    kurang: dict[str, list[str]] = defaultdict(list)
    for satu in baris:
        for satu_kolom, sel in zip(kolom, satu.sel, strict=True):
            for pegawai_id in sel.kurang:
                kurang[pegawai_id].append(satu_kolom.kode)
    nama_orang = {
        satu.found.doc_id: _named(satu, tuple(kurang[satu.found.doc_id]))
        for milik in orang.values()
        for satu in milik
        if satu.found.doc_id in kurang
    }
    return PetaSetoran(tahun, hari_ini, kolom, tuple(baris), nama_orang)


@intention(Wewenang.TERIMA)
def list_kurang(kantor: Kantor, tahun: int, kode: str, kolom: Sequence[str] = ()) -> tuple[OrangSetoran, ...]:
    """Return by name who of an office lacks something that is due, in these columns or in any."""
    require_role(kantor, Peran.KABUPATEN)
    return missing_of(read_setoran(kantor, tahun), kode, kolom)


def missing_of(peta: PetaSetoran, kode: str, kolom: Sequence[str] = ()) -> tuple[OrangSetoran, ...]:
    """Return what ``list_kurang`` does from a map that is there; what is not due yet is not missing."""
    baris = next((satu for satu in peta.baris if satu.kode == kode), None)
    if baris is None:
        return ()
    kurang: dict[str, list[str]] = defaultdict(list)
    for satu, sel in zip(peta.kolom, baris.sel, strict=True):
        if sel.keadaan in MENUNGGAK and (not kolom or satu.kode in kolom):
            for pegawai_id in sel.kurang:
                kurang[pegawai_id].append(satu.kode)
    hasil = [
        replace(peta.orang[doc_id], kurang=tuple(apa), proses=tuple(k for k in peta.orang[doc_id].proses if k in apa))
        for doc_id, apa in kurang.items()
    ]
    return tuple(sorted(hasil, key=lambda satu: (satu.nama.casefold(), satu.nip)))


def _named(orang: _Orang, kurang: tuple[str, ...]) -> OrangSetoran:
    kolom = orang.found.columns
    proses = tuple(kode for kode in kurang if _begun(orang, kode))
    nip, jabatan = str(kolom["nip"] or ""), str(kolom["jabatan"] or "")
    return OrangSetoran(orang.found.doc_id, orang.found.label, nip, jabatan, kurang, proses)


def _columns(kantor: Kantor, tahun: int) -> tuple[KolomSetoran, ...]:
    """Return what is expected of a year: the plan, each period in the agency's rhythm, the year, its documents."""
    kalender = read_kalender_kerja(kantor)
    awal = date(tahun, 1, 1)
    kolom = [KolomSetoran(SKP, None, date(tahun, 1, 31), ATURAN_TENGGAT["skp_ditetapkan"], awal)]
    for periode in list_periode_kantor(tahun, read_pengaturan(kantor).jenis_periode):
        # Without a day of today only the limit itself is computed.
        tenggat = judge_evaluasi(FaktaEvaluasi(periode=periode), None, kalender)[0].tenggat
        kolom.append(KolomSetoran(periode.kode, periode, tenggat.batas, tenggat.aturan, _after(periode.selesai)))
    lapor = ATURAN_TENGGAT_EVALUASI["dokumen_dilaporkan"]
    kolom.append(KolomSetoran(DOKUMEN, None, None, lapor, date(tahun + 1, 1, 1)))
    return tuple(kolom)


def _after(hari: date) -> date:
    return hari + timedelta(days=1)


def _offices(kantor: Kantor, orang: Mapping[str, object]) -> dict[str, str]:
    """Return code and name of every office below this one."""
    nama = {satu.scope: satu.label for satu in kantor.store.find("unit_kerja", bodies=False)}
    semua = {kode: nama.get(kode, kode) for kode in orang}
    semua |= {satu.kode: satu.nama for satu in list_perangkat(kantor)}
    semua.pop(kantor.profil.kode, None)
    return semua


def _people(kantor: Kantor, tahun: int) -> dict[str, list[_Orang]]:
    """Return who is asked for, by office, with what there is of each; each person once, where he works now."""
    semua: dict[str, _Orang] = {}
    for satu in _once(kantor.store.find("pegawai")):
        aktif = is_active(satu.columns["aktif"]) and satu.columns["status"] != "bukan_asn"
        if aktif and dikecualikan_tahun(satu.body, tahun) is None:
            semua[satu.doc_id] = _Orang(satu)
    awal, akhir = f"{tahun}-01-01", f"{tahun}-12-31"
    for skp in kantor.store.find("skp", bodies=False):
        orang = semua.get(str(skp.columns["pegawai_id"]))
        if orang is not None and covers_days(skp.columns, awal, akhir):
            tetap = skp.columns["status"] == StatusSkp.DITETAPKAN.value
            mulai = str(skp.columns["mulai"])
            orang.skp.append((mulai, akhir_column(skp.columns), tetap))
            orang.batas = batas_sejak(max(date.fromisoformat(mulai), date(tahun, 1, 1)))
    kode = [satu.kode for satu in list_periode_kantor(tahun, read_pengaturan(kantor).jenis_periode)]
    for nilai in kantor.store.find("penilaian", where={"periode": kode}, bodies=False):
        orang = semua.get(str(nilai.columns["pegawai_id"]))
        if orang is not None:
            periode, final = str(nilai.columns["periode"]), nilai.columns["status"] == StatusPenilaian.FINAL.value
            orang.nilai[periode] = orang.nilai.get(periode, False) or final
    for dokumen in kantor.store.find("dokumen_evaluasi", where={"periode": str(tahun)}, bodies=False):
        orang = semua.get(str(dokumen.columns["pegawai_id"]))
        if orang is not None:
            orang.dokumen = True
    hasil: dict[str, list[_Orang]] = defaultdict(list)
    for orang in semua.values():
        if not orang.skp:
            isi = decode_as(Pegawai, orang.found.body)
            orang.batas = batas_pegawai(isi, tahun)
            orang.mulai = min((satu.mulai for satu in isi.riwayat), default=None)
        if orang.batas is not None:
            hasil[orang.found.scope].append(orang)
    return hasil


def _once(semua: Iterable[Found]) -> Iterable[Found]:
    """Leave out whom another office has with a later post: he moved there, and his old office forgot to say so."""
    satu_nip: dict[str, list[Found]] = defaultdict(list)
    for satu in semua:
        satu_nip[str(satu.columns["nip"] or satu.doc_id)].append(satu)
    for kembar in satu_nip.values():
        yield kembar[0] if len(kembar) == 1 else max(kembar, key=_latest)


def _latest(satu: Found) -> tuple[bool, date, str]:
    riwayat = decode_as(Pegawai, satu.body).riwayat
    return is_active(satu.columns["aktif"]), max((r.mulai for r in riwayat), default=date.min), satu.doc_id


def _row(
    kode: str,
    nama: str,
    orang: Sequence[_Orang],
    kolom: Sequence[KolomSetoran],
    masuk: Sequence[PaketMasuk],
    tahun: int,
    hari_ini: date | None,
) -> BarisSetoran:
    sel = tuple(_cell(orang, satu, tahun, hari_ini) if orang else _blank(satu, hari_ini) for satu in kolom)
    paket = max((satu for satu in masuk if satu.kode == kode), key=lambda satu: satu.urutan, default=None)
    sesudah = sum(satu.urutan > paket.urutan for satu in masuk) if paket is not None else 0
    return BarisSetoran(kode, nama, len(orang), sel, paket, sesudah)


def _blank(kolom: KolomSetoran, hari_ini: date | None) -> SelSetoran:
    """Return the cell of an office of which nobody is known here: what is due is missing, of how many is not known."""
    keadaan = KeadaanSel.TIDAK_DIMINTA if kolom.kode == DOKUMEN else _state(0, -1, 0, kolom, hari_ini)
    return SelSetoran(0, 0, 0, (), keadaan)


def _cell(orang: Sequence[_Orang], kolom: KolomSetoran, tahun: int, hari_ini: date | None) -> SelSetoran:
    wajib = [satu for satu in orang if _asked(satu, kolom, tahun)]
    kurang = [satu for satu in wajib if not _done(satu, kolom.kode)]
    proses = sum(_begun(satu, kolom.kode) for satu in kurang)
    ada = len(wajib) - len(kurang)
    batas = kolom.batas
    if kolom.kode == SKP:
        batas = min((satu.batas for satu in kurang if satu.batas is not None), default=batas)
    if not wajib:
        return SelSetoran(0, 0, 0, (), KeadaanSel.TIDAK_DIMINTA)
    keadaan = _state(len(wajib), ada, proses, replace(kolom, batas=batas), hari_ini)
    return SelSetoran(len(wajib), ada, proses, tuple(satu.found.doc_id for satu in kurang), keadaan)


def _state(wajib: int, ada: int, proses: int, kolom: KolomSetoran, hari_ini: date | None) -> KeadaanSel:
    if ada == wajib:
        return KeadaanSel.LENGKAP
    if hari_ini is not None and hari_ini < kolom.mulai:
        return KeadaanSel.BELUM_WAKTUNYA
    if hari_ini is not None and kolom.batas is not None and hari_ini > kolom.batas:
        return KeadaanSel.TERLAMBAT
    return KeadaanSel.KURANG if ada > 0 or proses else KeadaanSel.BELUM_ADA


def _asked(orang: _Orang, kolom: KolomSetoran, tahun: int) -> bool:
    """Tell whether a person owes what the column is about."""
    if kolom.kode == SKP:
        return True
    if kolom.kode == DOKUMEN:
        # What is not evaluated yet is missing there, and has no document that could be missing as well.
        return orang.nilai.get(str(tahun), False)
    assert kolom.periode is not None
    if kolom.kode in orang.nilai:
        return True
    hari = kolom.periode.selesai.isoformat()
    if orang.skp:
        return any(mulai <= hari <= akhir for mulai, akhir, _ in orang.skp)
    return orang.mulai is None or orang.mulai <= kolom.periode.selesai


def _done(orang: _Orang, kode: str) -> bool:
    if kode == SKP:
        return any(tetap for _, _, tetap in orang.skp)
    return orang.dokumen if kode == DOKUMEN else orang.nilai.get(kode, False)


def _begun(orang: _Orang, kode: str) -> bool:
    """Tell whether a missing one lies here as a draft."""
    if kode == SKP:
        return bool(orang.skp)
    return kode in orang.nilai
