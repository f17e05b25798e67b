"""The last state that the kabupaten received of an office: per person and per kind, and what surely is not here.

When a laptop is gone, this page is what everything that turns up later is compared with: paper, a stick, a backup, the
laptop itself. Numbers say where it ends: bundle, audit row, the number of the newest record of each computer.
Source: docs/spec/lost-computer.md, Last state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db import Found
from desktop_app.domain.codec import decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import four_words
from desktop_app.forms import render_daftar_kantor
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor
from desktop_app.services.jejak_kata import DOKUMEN
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.kepercayaan import Perangkat
from desktop_app.services.paket import PaketMasuk, list_masuk
from desktop_app.services.pencabutan import find_device
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.ruang_tunggu import missing_before
from desktop_app.services.waktu import read_time

MAKS_DOKUMEN = 6
"""Documents of one kind that a line of one person names."""
_STATUS = {"draft": "draf"}
"""States whose code is not the word that people know."""


@dataclass(frozen=True)
class OrangTerakhir:
    """One person as he was received last: his SKP by year and his evaluations by period, each with its state."""

    nama: str
    nip: str
    skp: tuple[tuple[str, str], ...]
    penilaian: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KeadaanTerakhir:
    """What the kabupaten has of the office of one computer, and where what it has from this computer ends.

    ``nomor`` is the last bundle of the computer (0: none came), ``jejak`` the length of its audit chain then,
    ``catatan`` the number of the newest record it wrote itself; ``tak_sampai`` numbers before the last that never
    came. ``jenis`` counts the office's documents by kind.
    """

    perangkat: Perangkat
    nomor: int
    dibuat: str
    ragu: bool
    empat_kata: tuple[str, ...]
    jejak: int
    catatan: int
    tak_sampai: tuple[int, ...]
    jenis: Mapping[str, int]
    orang: tuple[OrangTerakhir, ...]


@intention(Wewenang.DAFTARKAN_KANTOR)
def read_keadaan(kantor: Kantor, device_id: str) -> KeadaanTerakhir:
    """Return the last state received of the office of this computer; raises ``UserError`` as ``find_device``."""
    perangkat = find_device(kantor, device_id)
    kode = perangkat.kode
    masuk = [satu for satu in list_masuk(kantor) if satu.device_id == perangkat.device_id]
    terakhir = masuk[0] if masuk else None
    jenis: Counter[str] = Counter()
    menurut: dict[str, list[Found]] = {}
    for kind in DOKUMEN:
        found = [satu for satu in kantor.store.find(kind) if satu.scope == kode or satu.scope.startswith(kode + ".")]
        if found:
            jenis[kind] = len(found)
            menurut[kind] = found
    return KeadaanTerakhir(
        perangkat=perangkat,
        nomor=terakhir.seq if terakhir else 0,
        dibuat=terakhir.dibuat if terakhir else "",
        ragu=terakhir.ragu if terakhir else False,
        empat_kata=four_words(terakhir.file_sha256) if terakhir else (),
        jejak=max((satu.jejak for satu in masuk), default=0),
        catatan=_newest_number(kantor, perangkat.device_id, terakhir),
        tak_sampai=tuple(sorted({n for satu in masuk for n in missing_before(satu, tuple(masuk))})),
        jenis=dict(jenis),
        orang=_people(menurut),
    )


def _newest_number(kantor: Kantor, device_id: str, terakhir: PaketMasuk | None) -> int:
    """Return the highest number of a record of the computer's present epoch, 0 for none."""
    if terakhir is None:
        return 0
    return max((n for _, _, epoch, n in kantor.store.numbers(device_id) if epoch == terakhir.epoch), default=0)


def _people(menurut: Mapping[str, list[Found]]) -> tuple[OrangTerakhir, ...]:
    skp: dict[str, list[tuple[str, str]]] = {}
    penilaian: dict[str, list[tuple[str, str]]] = {}
    for satu in menurut.get("skp", ()):
        isi = _decoded("skp", satu)
        if isinstance(isi, Skp):
            skp.setdefault(isi.pegawai_id, []).append((str(isi.mulai.year), isi.status.value))
    for satu in menurut.get("penilaian", ()):
        isi = _decoded("penilaian", satu)
        if isinstance(isi, Penilaian):
            penilaian.setdefault(isi.pegawai_id, []).append((isi.periode, isi.status.value))
    orang = []
    for satu in menurut.get("pegawai", ()):
        isi = _decoded("pegawai", satu)
        if isinstance(isi, Pegawai):
            orang.append(
                OrangTerakhir(
                    isi.nama,
                    isi.nip,
                    tuple(sorted(skp.get(satu.doc_id, ()), reverse=True)),
                    tuple(sorted(penilaian.get(satu.doc_id, ()), reverse=True)),
                )
            )
    return tuple(sorted(orang, key=lambda satu: satu.nama.casefold()))


def _decoded(jenis: str, satu: Found) -> object:
    try:
        return decode_kind(jenis, satu.body)
    except UserError:
        return None


@intention(Wewenang.DAFTARKAN_KANTOR)
def print_keadaan(kantor: Kantor, device_id: str) -> HalamanKunci:
    """Return "Keadaan terakhir yang diterima" of the office of this computer as PDF."""
    keadaan = read_keadaan(kantor, device_id)
    kantor_itu, claim = keadaan.perangkat, kantor.claim()
    judul = "Keadaan terakhir yang diterima"
    form = FormDaftarKantor(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=judul,
        fakta=_facts(keadaan),
        paragraf=(
            "Semua yang tercantum di sini ada di kabupaten. Yang dikerjakan di komputer itu sesudah nomor di atas "
            "belum pernah sampai, kecuali bila datang kemudian dari kertas, flashdisk, cadangan, atau komputer itu "
            "sendiri. Cocokkan lembar ini dengan buku agenda kantor: apa yang sudah dikerjakan tetapi tidak tercantum, "
            "ditulis di kolom kosong dan dikerjakan lagi.",
        ),
        kepala=("NO", "PEGAWAI", "SKP", "PENILAIAN", "YANG DIKERJAKAN SESUDAHNYA"),
        lebar=(5, 29, 17, 25, 24),
        baris=tuple(
            (str(n), f"{satu.nama}\n{satu.nip}".strip(), _listed(satu.skp), _listed(satu.penilaian), "")
            for n, satu in enumerate(keadaan.orang, 1)
        ),
        kosong="Belum ada data pegawai kantor ini di kabupaten.",
        penanda=("Petugas kabupaten", "Kepala kantor"),
        dibuat=datetime.fromisoformat(claim.t),
        jam_diragukan=claim.doubt,
    )
    pdf = render_daftar_kantor(form, kertas=Kertas(read_pengaturan(kantor).kertas))
    with kantor.write("cetak_keadaan", detail={"perangkat": kantor_itu.device_id}):
        pass
    return HalamanKunci(judul, f"keadaan-terakhir-komputer-{kantor_itu.kode}-{kantor_itu.device_id[:8]}.pdf", pdf)


def _listed(semua: tuple[tuple[str, str], ...]) -> str:
    """Return ``Triwulan II 2026: final`` and the next line by line; "belum ada" where nothing came."""
    if not semua:
        return "belum ada"
    lebih = len(semua) - MAKS_DOKUMEN
    teks = "\n".join(f"{_when(kapan)}: {_STATUS.get(status, status)}" for kapan, status in semua[:MAKS_DOKUMEN])
    return f"{teks}\ndan {lebih} lagi" if lebih > 0 else teks


def _when(kapan: str) -> str:
    """Return a year as it is, a period in words."""
    if kapan.isdecimal():
        return kapan
    try:
        return periode_words(kapan)
    except UserError:
        return kapan


def _facts(keadaan: KeadaanTerakhir) -> tuple[tuple[str, str], ...]:
    satu = keadaan.perangkat
    waktu = read_time(keadaan.dibuat)
    kapan = format_waktu(waktu) if waktu is not None else "–"
    facts = [
        ("Kantor", f"{satu.nama} ({satu.kode})"),
        ("Komputer", satu.device_id[:8]),
        ("Paket terakhir", f"nomor {keadaan.nomor}, dibuat {kapan}" if keadaan.nomor else "belum pernah ada"),
    ]
    if keadaan.nomor:
        facts += [
            ("Empat kata paket itu", " ".join(keadaan.empat_kata)),
            ("Urutan jejak terakhir", str(keadaan.jejak)),
            ("Nomor catatan terakhir", str(keadaan.catatan)),
        ]
    if keadaan.tak_sampai:
        facts.append(("Paket yang tidak pernah sampai", "nomor " + ", ".join(map(str, keadaan.tak_sampai))))
    isi = " · ".join(f"{n} {DOKUMEN[kind]}" for kind, n in keadaan.jenis.items()) or "belum ada dokumen"
    return (*facts, ("Jumlah dokumen kantor ini", isi))
