"""Sending: everything not yet acknowledged as one bundle, with its passport on paper and a copy kept here.

Two intentions, so that a stick that fails costs nothing: ``seal_bundle`` makes the bundle in the outbox of this
computer, ``place_bundle`` puts a copy and its passport on a stick, as often as wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import decode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.exchange import (
    READINGS,
    Passport,
    copy_bundle,
    four_words,
    passport,
    place_file,
    seal_up,
)
from desktop_app.exchange.limits import REVISIONS_MAX
from desktop_app.forms import render_pengantar
from desktop_app.forms.values import FormPengantar, JumlahDokumen, Kertas
from desktop_app.services.belum_ada import Belum, find_belum, names_of
from desktop_app.services.berkas import free_path
from desktop_app.services.bukti_paket import Muatan, has_readable, load_up, missing_here, note_loaded, read_out
from desktop_app.services.dibawa import Cara, carried_upto, kurir_of, note_bawaan
from desktop_app.services.jangkauan import LIHAT, MELIHAT, TENTANG_ORANG, find_reached
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.keluar_salinan import require_copy
from desktop_app.services.kepercayaan import own_certificate, require_role, require_trust
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.naskah import commit_all
from desktop_app.services.paket import (
    PaketKeluar,
    acknowledged_upto,
    list_keluar,
    make_content,
    next_seq,
    own_documents,
    put_keluar,
)
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.periode_kata import periode_words

Progress = Callable[[int, int], None]

PUTARAN = READINGS
"""A copy passes over its bytes so often; the first pass writes, the others read back and compare."""


@dataclass(frozen=True)
class HasilEkspor:
    """What an export made: the bundle on the stick, its passport beside it, and what both say."""

    path: Path
    pengantar: Path
    salinan: Path
    nomor: int
    dokumen: int
    revisi: int
    paspor: Passport
    bukti: int = 0
    bukti_sisa: int = 0


@dataclass(frozen=True)
class Tersegel:
    """A bundle that lies sealed in the outbox, and the working copies that became revisions for it.

    ``bukti_sisa`` counts the files of evidence that go with the next bundle.
    """

    paket: PaketKeluar
    paspor: Passport
    changed: Changed = field(default_factory=Changed)
    bukti_sisa: int = 0


@dataclass(frozen=True)
class Salinan:
    """A copy of a bundle on a stick with its passport beside it, and the four words that both tell.

    The code of the receipt is told by the kabupaten alone: who could read it here could also say it.
    """

    path: Path
    pengantar: Path
    empat_kata: tuple[str, str, str, str]


@dataclass(frozen=True)
class BelumDikirim:
    """What the next bundle would carry: documents and revisions, documents per kind, and open working copies.

    ``baru`` of the documents changed after the newest bundle that left; the others wait for their receipt.
    ``bukti`` counts the files of evidence, ``bukti_ukuran`` their bytes, ``bukti_sisa`` those left for later; ``belum``
    tells who is missing.
    """

    dokumen: int
    revisi: int
    jenis: dict[str, int]
    naskah: int
    baru: int = 0
    bukti: int = 0
    bukti_ukuran: int = 0
    bukti_sisa: int = 0
    belum: Belum = field(default_factory=Belum)

    @property
    def menunggu(self) -> int:
        """How many documents were sent as they are now and are not acknowledged yet."""
        return self.dokumen - self.baru


@dataclass(frozen=True)
class _Isi:
    """What an export is about to carry."""

    dari: int
    sampai: int
    revisi: int
    dokumen: int
    hapus: int
    dokumen_per_jenis: Counter[str]
    revisi_per_jenis: Counter[str]


def _survey(kantor: Kantor, batas: int = REVISIONS_MAX) -> _Isi:
    """Count what the next bundle carries: what is not acknowledged, at most the oldest ``batas`` revisions of it.

    Parents arrive before children, so the oldest stand by themselves; the rest goes once they are acknowledged.
    """
    dari, sampai = acknowledged_upto(kantor), kantor.store.last_seq()
    revisi: Counter[str] = Counter()
    jenis_dokumen: dict[str, str] = {}
    hapus = 0
    terakhir = dari
    for seq, _, raw in kantor.store.revisions_after(dari, upto=sampai):
        if revisi.total() == batas:
            break
        rev, terakhir = decode_revision(raw), seq
        revisi[rev.kind] += 1
        jenis_dokumen[rev.doc_id] = rev.kind
        hapus += rev.deleted
    per_jenis = Counter(jenis_dokumen.values())
    sampai = terakhir if revisi.total() == batas else sampai
    return _Isi(dari, sampai, revisi.total(), len(jenis_dokumen), hapus, per_jenis, revisi)


@intention(Wewenang.KIRIM)
def count_unsent(kantor: Kantor) -> int:
    """Return how many revisions the kabupaten has not acknowledged, working copies not counted."""
    return max(0, kantor.store.last_seq() - acknowledged_upto(kantor))


@intention(Wewenang.KIRIM)
def survey_unsent(kantor: Kantor) -> BelumDikirim:
    """Return what waits to be sent or acknowledged, by documents, and who is missing in it."""
    return replace(survey_seen(kantor), belum=find_belum(kantor))


def survey_seen(kantor: Kantor) -> BelumDikirim:
    """Return ``survey_unsent`` of the documents that who acts may see."""
    terkirim = carried_upto(kantor)
    semua = own_documents(kantor, acknowledged_upto(kantor))
    jenis = {doc: kind for doc, kind, _, _ in semua}
    baru = {doc for doc, _, _, seq in semua if seq > terkirim}
    revisi = sum(banyak for _, _, banyak, _ in semua)
    if all(kantor.pelaku.reach(satu) is Jangkauan.SEMUA for satu in MELIHAT):
        naskah = len(kantor.store.workings())
    else:
        terlihat = {s.doc_id for kind in TENTANG_ORANG for s in find_reached(kantor, LIHAT[kind], kind)}
        jenis = {doc: kind for doc, kind in jenis.items() if doc in terlihat}
        baru, revisi = baru & terlihat, sum(banyak for doc, _, banyak, _ in semua if doc in terlihat)
        naskah = len(kantor.store.workings(kantor.who))
    muat = load_up(kantor, kantor.store.last_seq()) if kantor.pelaku.reach(Wewenang.KIRIM) else Muatan()
    per_jenis = dict(Counter(jenis.values()))
    return BelumDikirim(len(jenis), revisi, per_jenis, naskah, len(baru), len(muat.sidik), muat.ukuran, muat.sisa)


@intention(Wewenang.KIRIM)
def seal_bundle(kantor: Kantor, *, progress: Progress | None = None) -> Tersegel:
    """Make one bundle of everything not yet acknowledged in the outbox, after making revisions of working copies.

    The number is taken and kept before anything is written, so that a crash can only skip a number and never
    use one twice. Raises ``UserError`` where nothing is new or the office is not enrolled, ``SystemProblem``
    where the disk fails; all data stay.
    """
    require_role(kantor, Peran.UNIT)
    trust = require_trust(kantor)
    certificate = own_certificate(kantor, trust)
    changed = commit_all(kantor)
    isi = _survey(kantor)
    muatan = load_up(kantor, isi.sampai)
    if isi.revisi == 0 and not has_readable(kantor.store, muatan):
        raise UserError("ekspor_kosong")
    sebelum = next((satu for satu in list_keluar(kantor) if satu.epoch == kantor.store.epoch), None)
    with kantor.write("ekspor", detail={"revisi": isi.revisi}) as tx:
        nomor = next_seq(kantor, tx)
        tx.detail["nomor"] = nomor
    content = make_content(
        kantor,
        nomor,
        kantor.profil.kode,
        previous=sebelum.file_sha256 if sebelum else "",
        documents=isi.dokumen,
        heads=isi.dokumen,
        tombstones=isi.hapus,
        kinds=dict(isi.dokumen_per_jenis),
        missing=missing_here(kantor.store, kantor.profil.kode, nomor),
    )
    termuat: list[str] = []
    sealed = seal_up(
        kantor.folder("keluar"),
        content,
        signer=kantor.device_keys().signing,
        certificate=certificate,
        trust=trust,
        revisions=_raws(kantor, isi, progress),
        attachments=read_out(kantor, muatan, termuat),
    )
    claim, belum = kantor.claim(), find_belum(kantor)
    paket = PaketKeluar(
        epoch=kantor.store.epoch,
        seq=nomor,
        file_sha256=sealed.file_sha256,
        manifest_sha256=sealed.manifest_sha256,
        nama_berkas=sealed.path.name,
        sampai=isi.sampai,
        dokumen=isi.dokumen,
        revisi=isi.revisi,
        waktu=claim.t,
        ragu=claim.doubt,
        ukuran=sealed.size,
        dokumen_jenis=dict(isi.dokumen_per_jenis),
        revisi_jenis=dict(isi.revisi_per_jenis),
        jejak=content.audit.count,
        kepala_jejak=content.audit.head,
        bukti=len(termuat),
        oleh=kantor.who,
        dicatat=True,
        tahun=belum.tahun,
        periode=belum.periode,
        belum_skp=belum.skp,
        belum_nilai=belum.penilaian,
        dari=isi.dari,
    )
    with kantor.write("ekspor_selesai", detail={"nomor": nomor, "berkas": sealed.file_sha256}) as tx:
        put_keluar(tx, paket)
        note_loaded(tx, paket, muatan, termuat)
    return Tersegel(
        paket, passport(sealed.manifest, sealed.file_sha256), changed, len(muatan.sidik) - len(termuat) + muatan.sisa
    )


@intention(Wewenang.KIRIM)
def place_bundle(kantor: Kantor, paket: PaketKeluar, folder: Path, *, progress: Progress | None = None) -> Salinan:
    """Put a copy of a bundle of the outbox into ``folder``, read it back, and write its passport beside it.

    Both are written by the ritual of the stick under free names; what lies there is neither overwritten nor
    followed. ``progress`` counts bytes over ``PUTARAN`` passes. Raises ``UserError`` where the folder is not
    there, ``SystemProblem`` where the stick fails; the copy in the outbox stays.
    """
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    path = copy_bundle(require_copy(kantor, paket), folder, progress=progress, expect=paket.file_sha256)
    isi = _pengantar(kantor, paket, path.name)
    pengantar = place_file(isi, free_path(path.with_name(f"surat-pengantar-{path.stem}.pdf")))
    with kantor.write("salin_paket", detail={"nomor": paket.seq, "berkas": paket.file_sha256}) as tx:
        note_bawaan(kantor, tx, paket, Cara.FLASHDISK, str(folder))
    return Salinan(path, pengantar, four_words(paket.file_sha256))


@intention(Wewenang.KIRIM)
def print_pengantar(kantor: Kantor, paket: PaketKeluar) -> bytes:
    """Return the passport page of a bundle of the outbox as PDF, as often as it is wanted."""
    return _pengantar(kantor, paket, paket.nama_berkas)


@intention(Wewenang.KIRIM)
def export_bundle(kantor: Kantor, folder: Path, *, progress: Progress | None = None) -> HasilEkspor:
    """Seal one bundle and put it into ``folder``: both intentions one after the other, ``progress`` counts revisions.

    Raises as both of them do; where the stick fails, the copy in the outbox and all data stay.
    """
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    tersegel = seal_bundle(kantor, progress=progress)
    paket = tersegel.paket
    salinan = place_bundle(kantor, paket, folder)
    return HasilEkspor(
        path=salinan.path,
        pengantar=salinan.pengantar,
        salinan=kantor.folder("keluar") / paket.nama_berkas,
        nomor=paket.seq,
        dokumen=paket.dokumen,
        revisi=paket.revisi,
        paspor=tersegel.paspor,
        bukti=paket.bukti,
        bukti_sisa=tersegel.bukti_sisa,
    )


def _raws(kantor: Kantor, isi: _Isi, progress: Progress | None) -> Iterator[bytes]:
    for nomor, (_, _, raw) in enumerate(kantor.store.revisions_after(isi.dari, upto=isi.sampai), start=1):
        yield raw
        if progress is not None and (nomor % 200 == 0 or nomor == isi.revisi):
            progress(nomor, isi.revisi)


def _pengantar(kantor: Kantor, paket: PaketKeluar, nama_berkas: str) -> bytes:
    """Return the passport page; the name is the one that the file has where it lies."""
    form = FormPengantar(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        kode=kantor.profil.kode,
        tujuan=require_trust(kantor).office.name,
        nomor=paket.seq,
        nama_berkas=nama_berkas,
        ukuran=paket.ukuran,
        dibuat=datetime.fromisoformat(paket.waktu),
        jam_diragukan=paket.ragu,
        isi=tuple(
            JumlahDokumen(jenis=jenis, dokumen=jumlah, revisi=paket.revisi_jenis.get(jenis, 0))
            for jenis, jumlah in sorted(paket.dokumen_jenis.items())
        ),
        sidik_jari=four_words(paket.file_sha256),
        tempat=kantor.profil.tempat,
        bukti=paket.bukti,
        periode=periode_words(paket.periode) if paket.periode else "",
        tahun=paket.tahun,
        belum_skp=names_of(kantor, paket.belum_skp),
        belum_nilai=names_of(kantor, paket.belum_nilai),
        kurir=kurir_of(kantor, paket),
        pembuat=Identitas(nama=name_of(kantor, paket.oleh) if paket.oleh else ""),
    )
    return render_pengantar(form, kertas=Kertas(read_pengaturan(kantor).kertas))
