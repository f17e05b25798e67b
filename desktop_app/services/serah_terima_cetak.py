"""Printing a hand-over: one sheet for both to sign."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSerahTerima
from desktop_app.domain.nip import format_nip
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_serah_terima
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_serah_terima import BarisBawahan, FormSerahTerima
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.serah_terima import RincianBawahan, read_serah_terima
from desktop_app.services.serah_terima_kata import fixed_text, follow_up_lines, open_text, reason_text, rules_of
from desktop_app.services.skp import settled_identity


@intention(Wewenang.CETAK)
def print_serah_terima(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return one hand-over as the office's own sheet; one that is not finished is marked as a draft.

    Raises ``UserError`` where there is none, or its versions disagree.
    """
    dokumen = reached_document(kantor, doc_id, "serah_terima", Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    rincian = read_serah_terima(kantor, doc_id)
    isi = rincian.isi
    form = FormSerahTerima(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        penyerah=isi.penyerah or settled_identity(kantor, isi.pegawai_id, isi.mulai - timedelta(days=1)),
        penerima=isi.penerima or settled_identity(kantor, isi.penerima_id, isi.mulai),
        mulai=isi.mulai,
        sebab=reason_text(isi),
        baris=tuple(
            BarisBawahan(orang=_person(s), tetap=fixed_text(s.dokumen), terbuka=open_text(s.dokumen, rincian.nama))
            for s in rincian.bawahan
        ),
        aturan=rules_of(d for s in rincian.bawahan for d in s.dokumen),
        tindak_lanjut=tuple(follow_up_lines(((s.nama, s.dokumen) for s in rincian.bawahan), rincian.nama)),
        catatan=isi.catatan,
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        # Who takes over himself does not countersign what he signs.
        atasan=rincian.atasan if rincian.atasan_id and rincian.atasan_id != isi.penerima_id else None,
        draf=isi.status is not StatusSerahTerima.SELESAI,
    )
    pdf = render_serah_terima(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("serah-terima", form.penyerah.nama, form.penyerah.nip, isi.mulai.isoformat())
    return HasilCetak(nama, pdf, "Serah terima pejabat penilai", JenisCetak.SERAH_TERIMA, doc_id)


def _person(satu: RincianBawahan) -> str:
    lain = ", ".join(teks for teks in (f"NIP {format_nip(satu.nip)}" if satu.nip else "", satu.jabatan) if teks)
    return f"{satu.nama}\n{lain}" if lain else satu.nama


@intention(Wewenang.CETAK)
def find_serah_terima(kantor: Kantor, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the hand-overs of one leaving assessor that can be printed, newest first; ``periode`` names the year."""
    ketemu = kantor.store.find("serah_terima", where={"pegawai_id": pegawai_id})
    ketemu = keep_reached(kantor, Wewenang.CETAK, "serah_terima", ketemu)
    if periode:
        tahun = str(parse_periode(periode).tahun)
        ketemu = [satu for satu in ketemu if str(satu.columns["mulai"])[:4] == tahun]
    return tuple(satu.doc_id for satu in sorted(ketemu, key=lambda s: str(s.columns["mulai"]), reverse=True))
