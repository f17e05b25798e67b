"""Printing of action plans: the plan (B.1.1) and its documentation (B.1.2), found by person and period."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_rencana_aksi
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana_aksi import FormRencanaAksi
from desktop_app.services.aturan_nilai import plan_words
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.naskah import require_document
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.rencana_aksi import KIND
from desktop_app.services.skp import settled_identity


@intention(Wewenang.CETAK)
def print_rencana_aksi(
    kantor: Kantor, doc_id: str, kertas: Kertas | None = None, *, dokumentasi: bool = False
) -> HasilCetak:
    """Return form B.1.1 of an action plan, with ``dokumentasi`` form B.1.2, as who acts sees it (P6:67-68).

    Raises ``UserError`` where its SKP is not here, it is not his to print, or its versions disagree.
    """
    dokumen = read_document(kantor, doc_id, KIND, Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    isi = decode_as(RencanaAksi, kerja.body if kerja is not None else dokumen.body)
    skp = decode_as(Skp, require_document(kantor, isi.skp_id, "skp").body)
    waktu = parse_periode(isi.periode)
    tanggal = isi.tanggal_dokumentasi if dokumentasi else isi.tanggal
    pada = tanggal or min(waktu.selesai, skp.akhir)
    form = FormRencanaAksi(
        isi=isi,
        skp=skp,
        pegawai=settled_identity(kantor, isi.pegawai_id, pada),
        penilai=settled_identity(kantor, isi.penilai_id or skp.penilai_id, pada),
        mulai=max(waktu.mulai, skp.mulai),
        selesai=min(waktu.selesai, skp.akhir),
        aturan=plan_words(kantor),
        tanggal_berkas=pada,
        dokumentasi=dokumentasi,
        instansi=skp.instansi or kantor.profil.instansi,
        tempat=isi.tempat,
        tanggal=tanggal,
    )
    pdf = render_rencana_aksi(form, kertas=kertas or read_pengaturan(kantor).kertas)
    kata, judul, jenis = (
        ("pendokumentasian", "Pendokumentasian kinerja (B.1.2)", JenisCetak.PENDOKUMENTASIAN)
        if dokumentasi
        else ("rencana-aksi", "Rencana aksi (B.1.1)", JenisCetak.RENCANA_AKSI)
    )
    nama = file_name(kata, form.pegawai.nama, form.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, judul, jenis, doc_id)


@intention(Wewenang.CETAK)
def print_pendokumentasian(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return form B.1.2 of an action plan (P6:68)."""
    return print_rencana_aksi(kantor, doc_id, kertas, dokumentasi=True)


@intention(Wewenang.CETAK)
def find_rencana_aksi(kantor: Kantor, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the action plans of a person, newest first, or the one whose id is given; ``waktu`` is its period."""
    sendiri = kantor.store.document(pegawai_id) if is_doc_id(pegawai_id) else None
    if sendiri is not None and sendiri.kind == KIND and not sendiri.deleted:
        return (pegawai_id,)
    where = {"pegawai_id": pegawai_id} | ({"periode": parse_periode(waktu).kode} if waktu else {})
    milik = keep_reached(kantor, Wewenang.CETAK, KIND, kantor.store.find(KIND, where=where))
    return tuple(s.doc_id for s in sorted(milik, key=lambda s: (str(s.columns["periode"]), s.doc_id), reverse=True))
