"""Matrix of roles and results (A.1.5): created with what is known, columns bound to the leader's SKP when it comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from desktop_app.domain.bagi_peran import add_person, bind, bind_result, columns_of, match_columns, repeated_roles
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.matriks import KolomMatriks, MatriksPeran
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import keep_reached, reached_document, reaches, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.naskah import body_to_advance, commit_naskah, new_doc_id
from desktop_app.services.rencana import person_named, save_new, skps_of
from desktop_app.services.workblock import outputs_of


@intention(Wewenang.SUSUN_SKP)
def create_matriks(kantor: Kantor, pegawai_id: str, tahun: int, tim: str = "") -> tuple[str, Changed]:
    """Open the matrix of a leader, or with ``tim`` of a team that he leads, for one year.

    It begins with the columns of his SKP and the people whom he assesses today. Its id comes from person, year and
    team, so that two computers speak of one matrix. Raises ``UserError`` where there is one already.
    """
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.SUSUN_SKP)
    tim = " ".join(tim.split())
    for satu in kantor.store.find("matriks", where={"pegawai_id": pegawai_id, "tahun": tahun}):
        if decode_as(MatriksPeran, satu.body).tim.casefold() == tim.casefold():
            raise UserError("matriks_sudah_ada", nama=dokumen.label, tahun=tahun)
    isi = MatriksPeran(
        pegawai_id=pegawai_id,
        unit_kode=kantor.profil.kode,
        tahun=tahun,
        tim=tim,
        jabatan=person_named(kantor, pegawai_id, None).jabatan,
    )
    kolom = leader_columns(kantor, isi)
    isi = msgspec.structs.replace(isi, kolom=kolom, skp_id=kolom[0].skp_id if kolom else "")
    for bawahan in () if tim else subordinates(kantor, pegawai_id):
        isi = add_person(isi, bawahan)
    doc_id = new_doc_id(kantor, "matriks", f"{pegawai_id}/{tahun}/{tim.casefold()}")
    return doc_id, save_new(kantor, doc_id, isi)


def subordinates(kantor: Kantor, pegawai_id: str) -> tuple[str, ...]:
    """Return the active people whom a person assesses by their present posts, as far as who acts may see them."""
    ketemu = kantor.store.find("pegawai", where={"penilai_id": pegawai_id}, order=("nama",))
    terlihat = keep_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", ketemu)
    return tuple(satu.doc_id for satu in terlihat if is_active(satu.columns["aktif"]))


def leader_columns(kantor: Kantor, matriks: MatriksPeran) -> tuple[KolomMatriks, ...]:
    """Return the columns that the leader's newest SKP of the year gives; none where it is not here."""
    semua = skps_of(kantor, matriks.pegawai_id, matriks.tahun)
    return columns_of(*semua[0], tim=bool(matriks.tim)) if semua else ()


@intention(Wewenang.LIHAT_SKP)
def propose_columns(kantor: Kantor, matriks_id: str) -> tuple[KolomMatriks, ...]:
    """Return the columns that the leader's SKP gives for a matrix, also those that it has already."""
    return leader_columns(kantor, decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body))


@intention(Wewenang.LIHAT_SKP)
def propose_people(kantor: Kantor, matriks_id: str) -> tuple[str, ...]:
    """Return the people whom the leader of a matrix assesses today."""
    isi = decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body)
    return subordinates(kantor, isi.pegawai_id)


@intention(Wewenang.LIHAT_SKP)
def propose_outputs(kantor: Kantor, matriks_id: str, indikator_id: str = "") -> tuple[str, ...]:
    """Return the key outputs of the leader's workblocks, to be shared out; those for one indicator first."""
    isi = decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body)
    return outputs_of(kantor, isi.pegawai_id, isi.tahun, indikator_id)


@intention(Wewenang.LIHAT_SKP)
def name_rows(
    kantor: Kantor, matriks_id: str, isi: MatriksPeran, tanggal: date | None = None
) -> Mapping[str, Identitas]:
    """Return the leader (under an empty key) and who stands in each row of ``isi``, by the row's id.

    They are named as they are on ``tanggal``, without it by their present posts.

    ``isi`` is the matrix as it is being typed; people who are not in the stored one are named as far as who acts may
    see them.
    """
    tersimpan = decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body)
    ada = {tersimpan.pegawai_id, *(satu.pegawai_id for satu in tersimpan.baris)}
    orang = {"": person_named(kantor, tersimpan.pegawai_id, tanggal)}
    for baris in isi.baris:
        dokumen = kantor.store.document(baris.pegawai_id) if baris.pegawai_id else None
        boleh = dokumen is not None and (dokumen.doc_id in ada or reaches(kantor, Wewenang.LIHAT_PEGAWAI, dokumen))
        siapa = person_named(kantor, baris.pegawai_id, tanggal) if boleh else Identitas()
        orang[baris.id] = siapa if siapa.nama else Identitas(nama=baris.nama, jabatan=baris.jabatan)
    return orang


@intention(Wewenang.LIHAT_SKP)
def get_matriks(kantor: Kantor, doc_id: str) -> MatriksPeran:
    """Return the stored matrix; raises ``UserError`` where there is none."""
    return decode_as(MatriksPeran, read_document(kantor, doc_id, "matriks").body)


@intention(Wewenang.SUSUN_SKP)
def bind_columns(
    kantor: Kantor, matriks_id: str, pilihan: Mapping[str, KolomMatriks] | None = None
) -> tuple[tuple[str, ...], Changed]:
    """Bind columns of words to the leader's SKP that has come, and with them the results made from their roles.

    ``pilihan`` says by column id which of ``propose_columns`` is meant; without it those with the same words are
    taken. Only ids are set, in the matrix and in drafts that who acts may type into, all in one transaction: whoever
    does the same elsewhere writes the same. Return the columns that were bound. Raises ``UserError`` for a column
    that is gone or versions that disagree.
    """
    commit_naskah(kantor, matriks_id)
    dokumen = reached_document(kantor, matriks_id, "matriks", Wewenang.SUSUN_SKP)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=matriks_id)
    isi = decode_as(MatriksPeran, dokumen.body)
    if pilihan is None:
        pilihan = match_columns(isi, leader_columns(kantor, isi))
    if not set(pilihan) <= {satu.id for satu in isi.kolom}:
        raise UserError("kolom_tidak_ada")
    baru = bind(isi, dict(pilihan))
    if not baru.skp_id and pilihan:
        baru = msgspec.structs.replace(baru, skp_id=next(iter(pilihan.values())).skp_id)
    ubah = _results_to_bind(kantor, matriks_id, baru)
    if baru == isi and not ubah:
        return (), Changed()
    with kantor.write("ikat_matriks", matriks_id, {"jumlah": len(pilihan)}) as tx:
        if baru != isi:
            tx.save("matriks", matriks_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
        for skp_id, (lama, skp, scope) in ubah.items():
            tx.drop_working(skp_id, kantor.who)
            tx.save("skp", skp_id, encode(skp, lama), scope=scope, schema=SCHEMA)
    return tuple(pilihan), Changed((matriks_id, *ubah), ("matriks", "skp") if ubah else ("matriks",))


def _results_to_bind(kantor: Kantor, matriks_id: str, matriks: MatriksPeran) -> dict[str, tuple[bytes, Skp, str]]:
    """Return by SKP its body before, itself with ids set, and its scope, for drafts that who acts may type into."""
    kolom = {satu.id: satu for satu in matriks.kolom}
    ganda = repeated_roles(matriks)
    semua = [p for baris in matriks.baris for p in baris.peran if p.kolom_id in kolom and p.id not in ganda]
    peran = {p.id: kolom[p.kolom_id] for p in semua}
    ubah: dict[str, tuple[bytes, Skp, str]] = {}
    for orang in dict.fromkeys(baris.pegawai_id for baris in matriks.baris if baris.pegawai_id):
        for skp_id, tersimpan in skps_of(kantor, orang, matriks.tahun):
            dokumen = kantor.store.document(skp_id)
            if dokumen is None or dokumen.conflicts or tersimpan.status is not StatusSkp.DRAFT:
                continue
            if not any(h.asal.matriks_id == matriks_id for h in tersimpan.hasil):
                continue
            if not reaches(kantor, Wewenang.SUSUN_SKP, dokumen):
                continue
            lama = body_to_advance(kantor, dokumen)
            skp = decode_as(Skp, lama)
            hasil = tuple(
                bind_result(h, peran[h.asal.peran_id])
                if h.asal.matriks_id == matriks_id and h.asal.peran_id in peran
                else h
                for h in skp.hasil
            )
            if hasil != skp.hasil:
                ubah[skp_id] = (lama, msgspec.structs.replace(skp, hasil=hasil), dokumen.scope)
    return ubah
