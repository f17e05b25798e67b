"""Printing credit points: the conversion, the sum of conversions, the determination."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import BULAN, format_angka, format_tanggal
from desktop_app.domain.hitung_angka_kredit import read_points, total_of
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, StatusPutusan
from desktop_app.domain.nip import format_nip
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_akumulasi, render_konversi, render_penetapan
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_angka_kredit import BarisKomponen, BarisKonversi, FormAngkaKredit
from desktop_app.services.angka_kredit import read_angka_kredit
from desktop_app.services.angka_kredit_hitung import AngkaKreditTerbuka
from desktop_app.services.aturan_nilai import words_of
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan

_KELAMIN = {"1": "Laki-laki", "2": "Perempuan"}


@intention(Wewenang.CETAK)
def print_angka_kredit(
    kantor: Kantor, doc_id: str, kertas: Kertas | None = None, *, akumulasi: bool = False
) -> HasilCetak:
    """Return a conversion or a determination as PDF; with ``akumulasi`` the conversions that the latter adds up.

    Raises ``UserError`` where there is none, its versions disagree, or a conversion is asked to be added up.
    """
    dokumen = reached_document(kantor, doc_id, "angka_kredit", Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    buka = read_angka_kredit(kantor, doc_id)
    penetapan = buka.isi.jenis is JenisAngkaKredit.PENETAPAN
    if akumulasi and not penetapan:
        raise UserError("ak_akumulasi_tanpa_penetapan")
    form = _form(kantor, buka)
    ukuran = kertas or read_pengaturan(kantor).kertas
    if akumulasi:
        pdf, kata, judul = render_akumulasi(form, kertas=ukuran), "akumulasi-ak", "Akumulasi angka kredit"
    elif penetapan:
        pdf, kata, judul = render_penetapan(form, kertas=ukuran), "penetapan-ak", "Penetapan angka kredit"
    else:
        pdf, kata, judul = render_konversi(form, kertas=ukuran), "konversi-ak", "Konversi angka kredit"
    nama = file_name(kata, form.pegawai.nama, form.pegawai.nip, buka.isi.periode)
    return HasilCetak(nama, pdf, judul, JenisCetak.ANGKA_KREDIT, doc_id)


@intention(Wewenang.CETAK)
def find_angka_kredit(kantor: Kantor, jenis: str, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the documents of a kind (``konversi``, ``penetapan``) of one person that can be printed, newest first."""
    ketemu = kantor.store.find("angka_kredit", where={"pegawai_id": pegawai_id, "jenis": jenis})
    ketemu = keep_reached(kantor, Wewenang.CETAK, "angka_kredit", ketemu)
    if periode:
        kode = parse_periode(periode).kode
        ketemu = [satu for satu in ketemu if str(satu.columns["periode"]) == kode]
    return tuple(satu.doc_id for satu in sorted(ketemu, key=lambda s: str(s.columns["periode"]), reverse=True))


def _form(kantor: Kantor, buka: AngkaKreditTerbuka) -> FormAngkaKredit:
    isi = buka.isi
    penetapan = isi.jenis is JenisAngkaKredit.PENETAPAN
    konversi = tuple(_conversion(kantor, satu) for satu in buka.konversi) if penetapan else (_this(kantor, buka),)
    return FormAngkaKredit(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        nomor=isi.nomor,
        periode=_span(isi),
        pegawai=buka.pegawai,
        penilai=buka.penilai,
        fakta=_facts(kantor, buka),
        konversi=konversi,
        jumlah=format_angka(total_of(satu.angka for satu in buka.konversi)),
        komponen=tuple(
            BarisKomponen(
                nama=satu.nama,
                lama=_shown(satu.lama),
                baru=_shown(satu.baru),
                jumlah=_shown(format(total_of((satu.lama, satu.baru)), "f")) if satu.lama or satu.baru else "",
                keterangan=satu.keterangan,
            )
            for satu in isi.komponen
        ),
        jumlah_komponen=_totals(isi),
        syarat=_demands(buka) if penetapan else (),
        tembusan=isi.tembusan,
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        tanggal_berkas=isi.tanggal or isi.selesai or kantor.jam().date(),
        draf=isi.status is not StatusPutusan.DITETAPKAN,
    )


def _totals(isi: AngkaKredit) -> tuple[str, str, str]:
    lama = total_of(satu.lama for satu in isi.komponen)
    baru = total_of(satu.baru for satu in isi.komponen)
    return format_angka(lama), format_angka(baru), format_angka(lama + baru)


def _demands(buka: AngkaKreditTerbuka) -> tuple[tuple[str, str], ...]:
    """Return what rank and level ask for, and what there is more or less; nothing where no source tells a number."""
    jenjang, ada = buka.aturan_jenjang, buka.angka
    if jenjang is None or ada is None:
        return ()
    baris: list[tuple[str, str]] = []
    for nama, perlu in (("pangkat", jenjang.pangkat), ("jenjang", jenjang.jenjang)):
        if perlu is None:
            continue
        selisih = ada - perlu
        kata = "Kelebihan" if selisih >= 0 else "Kekurangan"
        baris.append((f"Angka kredit minimal kenaikan {nama}", format_angka(perlu)))
        baris.append((f"{kata} angka kredit kenaikan {nama}", format_angka(abs(selisih))))
        dapat = "DAPAT" if selisih >= 0 else "TIDAK DAPAT"
        baris.append(("Kesimpulan", f"{dapat} DIPERTIMBANGKAN UNTUK KENAIKAN {nama.upper()}"))
    return tuple(baris)


def _this(kantor: Kantor, buka: AngkaKreditTerbuka) -> BarisKonversi:
    isi, jenjang = buka.isi, buka.aturan_jenjang
    koefisien = isi.koefisien or (format(jenjang.koefisien, "f") if jenjang else "")
    return BarisKonversi(
        tahun=str(isi.selesai.year) if isi.selesai else "",
        bulan=_months(isi),
        predikat=_predikat(kantor, isi),
        persen=f"{_shown(format(buka.persen, 'f'))}%" if buka.persen is not None else "",
        koefisien=_shown(koefisien),
        angka=format_angka(buka.angka) if buka.angka is not None else "",
    )


def _conversion(kantor: Kantor, isi: AngkaKredit) -> BarisKonversi:
    return BarisKonversi(
        tahun=str(isi.selesai.year) if isi.selesai else "",
        bulan=_months(isi),
        predikat=_predikat(kantor, isi),
        persen=f"{_shown(isi.persen)}%" if isi.persen else "",
        koefisien=_shown(isi.koefisien),
        angka=_shown(isi.angka),
    )


def _predikat(kantor: Kantor, isi: AngkaKredit) -> str:
    """Return a predicate in the words of the rules that its evaluation was made under."""
    if isi.predikat is None:
        return ""
    asal = kantor.store.document(isi.penilaian_id) if isi.penilaian_id else None
    nilai = decode_as(Penilaian, asal.body) if asal is not None and asal.kind == "penilaian" else None
    aturan = words_of(kantor, nilai.aturan, nilai.periode) if nilai is not None else words_of(kantor, "", isi.periode)
    return aturan.label_predikat[isi.predikat]


def _shown(teks: str) -> str:
    """Return a stored decimal as people write it, without zeros that say nothing; what is no number as it is."""
    angka = read_points(teks) if teks.strip() else None
    return teks if angka is None else format_angka(angka)


def _months(isi: AngkaKredit) -> str:
    if isi.mulai is None or isi.selesai is None:
        return f"{isi.bulan} bulan"
    awal, akhir = BULAN[isi.mulai.month - 1], BULAN[isi.selesai.month - 1]
    return f"{isi.bulan} bulan ({awal})" if awal == akhir else f"{isi.bulan} bulan ({awal}–{akhir})"


def _span(isi: AngkaKredit) -> str:
    if isi.mulai is None or isi.selesai is None:
        return isi.periode
    return f"{format_tanggal(isi.mulai)} s.d. {format_tanggal(isi.selesai)}"


def _facts(kantor: Kantor, buka: AngkaKreditTerbuka) -> tuple[tuple[str, str], ...]:
    """Return the nine rows about the officer; birth date and sex are read from an NIP of eighteen digits."""
    isi, orang, rincian = buka.isi, buka.pegawai, buka.isi.rincian
    nip = orang.nip if len(orang.nip) == 18 and orang.nip.isdigit() else ""
    lahir = ", ".join(t for t in (rincian.tempat_lahir, _birthday(nip)) if t)
    return (
        ("Nama", orang.nama),
        ("NIP", format_nip(orang.nip)),
        ("Nomor Seri Karpeg", rincian.nomor_karpeg),
        ("Tempat/Tanggal Lahir", lahir),
        ("Jenis Kelamin", _KELAMIN.get(nip[14:15], "")),
        ("Pangkat/Golongan Ruang/TMT", _with_day(orang.pangkat, rincian.tmt_pangkat)),
        ("Jabatan/TMT", _with_day(orang.jabatan, rincian.tmt_jabatan)),
        ("Unit Kerja", orang.unit_kerja),
        ("Instansi", kantor.profil.instansi if isi.unit_kode else ""),
    )


def _birthday(nip: str) -> str:
    try:
        return format_tanggal(date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])))
    except ValueError:
        return ""


def _with_day(teks: str, hari: date | None) -> str:
    return " / ".join(satu for satu in (teks, format_tanggal(hari) if hari else "") if satu)
