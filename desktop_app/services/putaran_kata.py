"""Words of rounds: the sides, the states, and in two plain sentences whether a group can hide its members."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.hitung_putaran import ANONIM, LUAR, share_out, threshold_of
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab, StatusPutaran
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.putaran import get_putaran


@dataclass(frozen=True)
class KalimatAnonim:
    """What is told before a round opens about one group of those asked about one person."""

    pegawai: str
    kelompok: KelompokPenjawab
    ditanya: int
    tampil: bool
    kalimat: tuple[str, str]


def name_group(kelompok: KelompokPenjawab) -> str:
    """Return what a side is called."""
    return {
        KelompokPenjawab.DIRI: _("Diri sendiri"),
        KelompokPenjawab.ATASAN: _("Atasan"),
        KelompokPenjawab.REKAN: _("Rekan kerja"),
        KelompokPenjawab.BAWAHAN: _("Bawahan"),
        KelompokPenjawab.LAIN: _("Pihak lain"),
    }[kelompok]


def name_groups(gabungan: tuple[KelompokPenjawab, ...]) -> str:
    """Return what one group, or several pooled into one, are called."""
    return " + ".join(name_group(satu) for satu in gabungan)


def name_status(status: StatusPutaran) -> str:
    """Return what a state is called."""
    return {
        StatusPutaran.DRAFT: _("Draf"),
        StatusPutaran.DIBUKA: _("Dibuka"),
        StatusPutaran.DITUTUP: _("Ditutup"),
    }[status]


@intention(Wewenang.KELOLA_PUTARAN)
def check_anonymity(kantor: Kantor, doc_id: str) -> tuple[KalimatAnonim, ...]:
    """Return for every person and hidden group of a round whether it can hide its members, in two sentences each."""
    putaran = get_putaran(kantor, doc_id)
    return sentences_of(putaran.isi, putaran.nama)


def sentences_of(isi: PutaranUmpanBalik, nama: dict[str, str]) -> tuple[KalimatAnonim, ...]:
    """Return the sentences of a round whose people have these names, in the order in which it names them."""
    hasil: list[KalimatAnonim] = []
    for orang in dict.fromkeys(satu.tentang_id for satu in isi.penjawab):
        jumlah = {k: sum(s.tentang_id == orang and s.kelompok is k for s in isi.penjawab) for k in ANONIM}
        bagian = share_out(jumlah, isi.ambang)
        for kelompok in (k for k in ANONIM if jumlah[k]):
            bersama = next((satu for satu in bagian.tampil if kelompok in satu), ())
            kalimat = _two(kelompok, jumlah[kelompok], threshold_of(isi.ambang), bersama)
            hasil.append(KalimatAnonim(nama.get(orang, ""), kelompok, jumlah[kelompok], bool(bersama), kalimat))
    return tuple(hasil)


def _two(
    kelompok: KelompokPenjawab, ditanya: int, batas: int, bersama: tuple[KelompokPenjawab, ...]
) -> tuple[str, str]:
    nama = name_group(kelompok)
    if ditanya >= batas:
        satu = _("{kelompok}: {jumlah} orang ditanya, jadi jawabannya dapat ditampilkan tanpa diketahui siapa.")
        dua = _("Bila yang menjawab kurang dari {batas}, jawabannya digabung dengan kelompok lain atau ditahan.")
        if kelompok is LUAR:
            dua = _("Bila yang menjawab kurang dari {batas}, jawabannya tidak ditampilkan, hanya jumlahnya.")
        return satu.format(kelompok=nama, jumlah=ditanya), dua.format(batas=batas)
    satu = _("{kelompok}: hanya {jumlah} orang ditanya, terlalu sedikit untuk ditampilkan tersendiri.")
    satu = satu.format(kelompok=nama, jumlah=ditanya)
    lain = tuple(k for k in bersama if k is not kelompok)
    if lain:
        dua = _("Jawabannya digabung dengan {lain}, sehingga tidak diketahui dari kelompok mana.")
        return satu, dua.format(lain=name_groups(lain))
    return satu, _("Jawabannya tidak akan ditampilkan, hanya jumlahnya; tambah orang yang ditanya bila perlu.")
