"""What a file cannot say of rounds, surveys, guidance and follow-up: another's plan, a question that is not asked."""

from __future__ import annotations

from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.survei_skm import JawabanSkm, LembarSkm, SurveiSkm
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TindakLanjutEvaluasi
from desktop_app.services.interchange_acuan import Outlook
from desktop_app.services.interchange_baca import Item, Refusals
from desktop_app.services.interchange_bawaan import people_of_guidance


def findings_of_development(outlook: Outlook, item: Item, isi: Dokumen, refusals: Refusals) -> list[Temuan]:
    """Return the findings of a changed document; what the format itself forbids goes to the refusals."""
    if isinstance(isi, Coaching | Mentoring | IndikatorOutcome):
        _check_plan(outlook, item, isi.skp_id, isi.pegawai_id, refusals)
    if isinstance(isi, UmpanBalikBimbingan):
        _check_guidance(outlook, item, isi, refusals)
    if isinstance(isi, IndikatorOutcome):
        return _of_result(outlook, isi)
    if isinstance(isi, Pengaduan):
        return _of_result(outlook, isi)
    if isinstance(isi, TindakLanjutEvaluasi) and isi.penilaian_id:
        nilai = outlook.penilaian(isi.penilaian_id)
        if nilai is not None and nilai.pegawai_id != isi.pegawai_id:
            _refuse(item, "penilaian_id", isi.penilaian_id, refusals)
    if isinstance(isi, LembarSkm):
        _check_sheet(outlook, item, isi, refusals)
    return []


def _refuse(item: Item, nama: str, acuan: str, refusals: Refusals) -> None:
    jalur = f"{item.jalur}/isi/{nama}"
    refusals.add("interchange_acuan_tidak_ada", item.ejaan.get(jalur, jalur), item, acuan=acuan, jumlah=0)


def _check_plan(outlook: Outlook, item: Item, skp_id: str, pegawai_id: str, refusals: Refusals) -> None:
    """Refuse the SKP of somebody else."""
    skp = outlook.skp(skp_id) if skp_id else None
    if skp is not None and skp.pegawai_id != pegawai_id:
        _refuse(item, "skp_id", skp_id, refusals)


def _check_guidance(outlook: Outlook, item: Item, isi: UmpanBalikBimbingan, refusals: Refusals) -> None:
    """Refuse the guidance of somebody else, and other people than the guidance names: they must never read it."""
    bimbingan = outlook.bimbingan(isi.bimbingan_id)
    if bimbingan is None:
        return
    if bimbingan.pegawai_id != isi.pegawai_id:
        _refuse(item, "bimbingan_id", isi.bimbingan_id, refusals)
    hari = isi.tanggal.isoformat() if isi.tanggal is not None else None
    for nama, orang in people_of_guidance(outlook, bimbingan, hari).items():
        if getattr(isi, nama) != orang:
            jalur = f"{item.jalur}/isi/{nama}"
            harus = "pejabat pada bimbingannya, atau tidak ditulis"
            refusals.add("interchange_nilai_salah", item.ejaan.get(jalur, jalur), item, harus=harus)


def _of_result(outlook: Outlook, isi: IndikatorOutcome | Pengaduan) -> list[Temuan]:
    """Tell of a planned result that its SKP does not have: it may still come from another computer."""
    skp = outlook.skp(isi.skp_id) if isi.skp_id else None
    if not isi.hasil_id or (skp is not None and isi.hasil_id in {satu.id for satu in skp.hasil}):
        return []
    return [Temuan("interchange_hasil_tidak_ada", "hasil_id", hasil=isi.hasil_id)]


def _check_sheet(outlook: Outlook, item: Item, isi: LembarSkm, refusals: Refusals) -> None:
    """Refuse answers to a question that the survey does not ask, and a service that it does not name."""
    survei = _survey(outlook, isi.survei_id)
    if survei is None:
        return
    tanya, layanan = {satu.id for satu in survei.pertanyaan}, {satu.id for satu in survei.layanan}
    for nama in ("pertama", "kedua", "berlaku"):
        ketikan: JawabanSkm | None = getattr(isi, nama)
        if ketikan is None:
            continue
        for asing in sorted(set(ketikan.jawaban) - tanya):
            _refuse(item, f"{nama}/jawaban/{asing}", asing, refusals)
        if ketikan.layanan_id and ketikan.layanan_id not in layanan:
            _refuse(item, f"{nama}/layanan_id", ketikan.layanan_id, refusals)


def _survey(outlook: Outlook, doc_id: str) -> SurveiSkm | None:
    """Return a survey as it will be; None where it is not known."""
    if doc_id in outlook.items:
        isi = outlook.built.get(doc_id)
        return isi if isinstance(isi, SurveiSkm) else None
    dokumen = outlook.kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "survei_skm":
        return None
    return decode_as(SurveiSkm, dokumen.body)
