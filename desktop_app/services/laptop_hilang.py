"""The lost-laptop drill at the kabupaten: notice to the people concerned, the rebuild file, and what came late.

Revoking, the last state and the list of people are intentions of their own; this adds what the page leads through.
Law: UU PDP 27/2022 Article 46. Source: docs/spec/lost-computer.md, Drill.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import receipt_code
from desktop_app.forms import render_daftar_kantor
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor
from desktop_app.services.balas import HasilBalas, answer_device
from desktop_app.services.isi_ditahan import IsiBerkas
from desktop_app.services.jejak_kata import DOKUMEN
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.kepercayaan import Perangkat, require_role
from desktop_app.services.paket import check_place, list_masuk
from desktop_app.services.pencabutan import find_device, list_chain, list_revoked, list_terdampak
from desktop_app.services.pendaftaran import Permintaan, approve_enrolment, preview_enrolment, read_enrolment
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.waktu import read_time

MAKS_TANDA = 400
"""Bundles on a printed receipt: the newest."""


@dataclass(frozen=True)
class HasilBangun:
    """The rebuild files for the new computer of an office, and the request that was approved by voice."""

    permintaan: Permintaan
    berkas: tuple[Path, ...]
    revisi: int


@intention(Wewenang.DAFTARKAN_KANTOR)
def preview_pengganti(kantor: Kantor, hilang: str, permintaan: Path) -> Permintaan:
    """Return what the request of a new computer asks for, with both fingerprints to be compared by voice.

    Raises ``UserError`` ``pengganti_kantor_lain`` where it is of another office than the lost computer,
    ``pengganti_komputer_hilang`` where that one asks itself, under whichever of its keys, and as
    ``preview_enrolment``.
    """
    lama = find_device(kantor, hilang)
    hilang_semua = {*list_revoked(kantor), *list_chain(kantor, lama.device_id)}
    if read_enrolment(permintaan).device_id in hilang_semua:
        raise UserError("pengganti_komputer_hilang")
    asked = preview_enrolment(kantor, permintaan)
    if asked.device_id in hilang_semua:
        raise UserError("pengganti_komputer_hilang")
    if asked.kode != lama.kode:
        raise UserError("pengganti_kantor_lain", nama=asked.nama, kode=asked.kode, kode_hilang=lama.kode)
    return asked


@intention(Wewenang.DAFTARKAN_KANTOR)
def prepare_rebuild(
    kantor: Kantor, hilang: str, permintaan: Path, folder: Path, *, seen: Permintaan | None = None
) -> HasilBangun:
    """Admit the new computer of an office and write everything that the kabupaten has of it into ``folder``.

    Each file is an answer for the new computer alone, with its certificate; where one does not hold everything the
    next goes on. ``seen`` is the request whose fingerprint people compared. Raises as ``preview_pengganti``,
    ``permintaan_berganti``, ``folder_tidak_ada``, and ``SystemProblem`` where the stick fails.
    """
    require_role(kantor, Peran.KABUPATEN)
    asked = preview_pengganti(kantor, hilang, permintaan)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    # The answer to the request alone is not handed over: every rebuild file carries the certificate too.
    sementara = kantor.folder("karantina") / f"jawaban-{asked.device_id[:16]}.skpb"
    sementara.unlink(missing_ok=True)
    check_place(sementara)
    try:
        approve_enrolment(kantor, permintaan, sementara, seen=seen or asked)
    finally:
        sementara.unlink(missing_ok=True)
    jawaban: list[HasilBalas] = []
    while not jawaban or jawaban[-1].sisa:
        jawaban.append(answer_device(kantor, asked.device_id, folder))
    with kantor.write("bangun_ulang", detail={"kantor": asked.kode, "berkas": len(jawaban)}):
        pass
    return HasilBangun(asked, tuple(satu.path for satu in jawaban), sum(satu.revisi for satu in jawaban))


def in_words(isi: IsiBerkas, terakhir: int) -> str:
    """Return ``3 penilaian dan 1 SKP sesudah paket nomor 118``; that nothing is new, where nothing is."""
    if not isi.jenis:
        return "tidak ada yang baru: semuanya sudah ada di sini"
    urut = list(DOKUMEN)
    semua = sorted(isi.jenis.items(), key=lambda satu: (urut.index(satu[0]) if satu[0] in DOKUMEN else len(urut), satu))
    bagian = [f"{n} {DOKUMEN.get(kind, kind)}" for kind, n in semua]
    daftar = bagian[0] if len(bagian) == 1 else f"{', '.join(bagian[:-1])} dan {bagian[-1]}"
    return f"{daftar} sesudah paket nomor {terakhir}" if terakhir else daftar


@intention(Wewenang.DAFTARKAN_KANTOR)
def print_terdampak(kantor: Kantor, device_id: str) -> HalamanKunci:
    """Return the notice about the data that a computer held as PDF: a letter to be signed, and the list of people.

    UU PDP Article 46 asks for the data, when and how they became known, and what is done about it, within three times
    twenty-four hours; what the program cannot know is left open to be written in or ticked. The names stand on pages
    of their own for the authority and the archive: in everybody's letter they would be one more disclosure.
    """
    perangkat = find_device(kantor, device_id)
    orang = list_terdampak(kantor, perangkat.device_id)
    claim = kantor.claim()
    judul = "Pemberitahuan kegagalan pelindungan data pribadi"
    komputer = (("Kantor", f"{perangkat.nama} ({perangkat.kode})"), ("Komputer", perangkat.device_id[:8]))
    form = FormDaftarKantor(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=judul,
        fakta=(
            ("Nomor", "." * 40),
            ("Sifat", "Segera"),
            ("Hal", "Kegagalan pelindungan data pribadi"),
            ("Dasar", "Pasal 46 ayat (1) dan (2) UU Nomor 27 Tahun 2022, paling lambat 3 x 24 jam"),
            *komputer,
        ),
        paragraf=(
            "Yth. ................................................................ (nama penerima, atau lembaga "
            "pelindungan data pribadi)",
            "Data pribadi di komputer kantor tersebut di atas mungkin terungkap kepada orang yang tidak berhak.",
            f"1. Data yang mungkin terungkap: {_held_kinds(kantor, perangkat.kode)}. Lainnya (misalnya foto bukti atau "
            "catatan konseling): ................................................",
            "2. Kapan dan bagaimana: komputer kantor tersebut hilang atau berpindah tangan pada tanggal "
            "........................ di ........................................ dengan cara "
            "........................................................................",
            "3. Yang benar dan yang sudah dilakukan diberi tanda:",
            *_steps(dicabut=list_chain(kantor, perangkat.device_id)[-1] in list_revoked(kantor)),
            "4. Keterangan lebih lanjut: ........................................ telepon ........................",
        ),
        lampiran="Lampiran untuk lembaga dan arsip; jangan dibagikan",
        fakta_lampiran=(*komputer, ("Jumlah orang", str(len(orang))), ("Menurut", _known_upto(kantor, perangkat))),
        kepala=("NO", "NAMA", "NIP", "JABATAN", "SKP", "PENILAIAN", "DIBERI TAHU"),
        lebar=(6, 24, 24, 20, 6, 12, 11),
        angka=(0, 4, 5),
        baris=tuple(
            (str(n), satu.nama, satu.nip, satu.jabatan, str(satu.skp), str(satu.penilaian), "")
            for n, satu in enumerate(orang, 1)
        ),
        kosong="Tidak ada pegawai kantor itu yang dikenal di kabupaten.",
        penanda=("Pejabat yang memberitahukan",),
        dibuat=datetime.fromisoformat(claim.t),
        jam_diragukan=claim.doubt,
    )
    pdf = render_daftar_kantor(form, kertas=Kertas(read_pengaturan(kantor).kertas))
    with kantor.write("cetak_terdampak", detail={"perangkat": perangkat.device_id, "orang": len(orang)}):
        pass
    return HalamanKunci(judul, f"pemberitahuan-laptop-hilang-{perangkat.kode}-{perangkat.device_id[:8]}.pdf", pdf)


@intention(Wewenang.BALAS)
def print_tanda_paket(kantor: Kantor, kode: str) -> HalamanKunci:
    """Return the receipts of one office's bundles with their codes as PDF, for a courier who carries no stick.

    Raises ``UserError`` ``tanda_paket_kosong`` where nothing of that office was ever merged.
    """
    require_role(kantor, Peran.KABUPATEN)
    masuk = [satu for satu in list_masuk(kantor) if satu.kode == kode]
    if not masuk:
        raise UserError("tanda_paket_kosong", kode=kode)
    claim = kantor.claim()
    judul = "Tanda terima paket data"
    form = FormDaftarKantor(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=judul,
        fakta=(("Kepada", f"{masuk[0].nama} ({kode})"), ("Jumlah paket diterima", str(len(masuk)))),
        paragraf=(
            "Di kantor penerima: buka Kirim/Terima, pilih paketnya, tekan Ketik kode terima…, lalu ketik dua belas "
            "huruf di bawah. Isi paket tetap ikut dikirim sampai berkas balasan datang.",
        ),
        kepala=("KOMPUTER", "NOMOR PAKET", "DIBUAT (JAM PENGIRIM)", "DITERIMA", "KODE TERIMA"),
        lebar=(14, 14, 25, 25, 22),
        baris=tuple(
            (
                satu.device_id[:8],
                str(satu.seq),
                _when(satu.dibuat),
                _when(satu.waktu),
                receipt_code(satu.manifest_sha256),
            )
            for satu in masuk[:MAKS_TANDA]
        ),
        penanda=("Petugas kabupaten",),
        dibuat=datetime.fromisoformat(claim.t),
        jam_diragukan=claim.doubt,
    )
    pdf = render_daftar_kantor(form, kertas=Kertas(read_pengaturan(kantor).kertas))
    with kantor.write("cetak_tanda_terima", detail={"kantor": kode}):
        pass
    return HalamanKunci(judul, f"tanda-terima-paket-{kode}.pdf", pdf)


_TENTANG_ORANG = (
    "adendum",
    "jurnal",
    "evaluasi_diri",
    "keberatan",
    "putusan_keberatan",
    "angka_kredit",
    "dokumen_evaluasi",
    "serah_terima",
)
"""Kinds about people that the notice names where the office has any; what has a rule of its own is left open."""


def _held_kinds(kantor: Kantor, kode: str) -> str:
    """Return which data of people an office holds, as far as it is known here."""

    def is_there(kind: str) -> bool:
        semua = kantor.store.find(kind, bodies=False)
        return any(satu.scope == kode or satu.scope.startswith(kode + ".") for satu in semua)

    dasar = "nama, NIP, pangkat dan jabatan, sasaran kinerja, hasil dan catatan penilaian kinerja"
    return ", ".join((dasar, *(DOKUMEN[kind] for kind in _TENTANG_ORANG if is_there(kind))))


def _known_upto(kantor: Kantor, perangkat: Perangkat) -> str:
    """Return up to which bundle of a computer the list is known; who was recorded there later is not on it."""
    nomor = max((satu.seq for satu in list_masuk(kantor) if satu.device_id == perangkat.device_id), default=0)
    sampai = f"data sampai paket nomor {nomor}" if nomor else "data yang ada di kabupaten; paketnya belum pernah datang"
    return f"{sampai}; orang yang dicatat di komputer itu sesudahnya ditanyakan kepada kantor itu"


def _steps(*, dicabut: bool) -> tuple[str, ...]:
    """Return what was done about a lost computer: what the program knows as told, everything else to be ticked."""
    kosong = "(.....)"
    cabut = (
        "Komputer itu dicabut dari daftar komputer tepercaya; paket yang dikirimnya kemudian ditahan dan tidak masuk "
        "tanpa keputusan petugas kabupaten."
        if dicabut
        else "Komputer itu dicabut dari daftar komputer tepercaya pada tanggal ........................"
    )
    return (
        f"{'( x )' if dicabut else kosong} {cabut}",
        f"{kosong} Kantor itu memakai sandi: data di komputernya tersimpan terenkripsi dan dibuka dengan sandi.",
        f"{kosong} Sandi semua pegawai kantor itu sudah diganti.",
        f"{kosong} Dilaporkan kepada kepolisian, nomor ................................",
    )


def _when(teks: str) -> str:
    waktu = read_time(teks)
    return format_waktu(waktu) if waktu is not None else "–"
