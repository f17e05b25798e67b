"""Somebody with the assessor's login, the store's key and the files of the computer attacks sealed objections.

What he can do is done here: read every file and table, change, replace, renumber and drop with SQL, put an old file
back, send again. Nothing of it reads a word, and each is noticed here, upstairs or by the slip; the last tests say
where only slip and carried copy prove it.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import decode_revision, encode_revision
from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.domain.keberatan import Keberatan
from desktop_app.exchange.objection import seal_text, sign_statement, slip_code, unseal
from desktop_app.paths import config_home
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_buka import NasibSlip, check_slip, copy_objection, list_objections, open_objection
from desktop_app.services.keberatan_masuk import list_gaps, take_in_copy
from desktop_app.services.keberatan_nomor import Hitungan, put_hitungan
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import resolve_konflik
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.naskah import write_naskah
from desktop_app.services.penguji_keberatan import objection_id, statement_of
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.rencana import delete_rencana
from desktop_app.vault import DeviceKeys, SigningKey
from desktop_app.vault.sealing import draft_identity, sealing_identity
from tests.services.dunia_kantor import Dunia, stored
from tests.services.dunia_keberatan import ALASAN, Kecamatan, enter_person, files_below, make_kecamatan
from tests.services.pengirim import Pengirim

NOTICE = "keberatan_tidak_utuh"


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def sql(kantor: Kantor, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """Change the tables past the program, as whoever has the key can."""
    connection = kantor.store._connection
    for text, values in statements:
        connection.execute(text, values)
    connection.commit()


def drop_sql(doc_id: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Return what takes a document away: current document, view row, log, ledger; the chain of the audit stays."""
    doc = bytes.fromhex(doc_id)
    num = "SELECT num FROM document WHERE doc_id = ?"
    return [
        (f"DELETE FROM cur_keberatan WHERE num IN ({num})", (doc,)),
        (f"DELETE FROM revision WHERE doc IN ({num})", (doc,)),
        ("DELETE FROM document WHERE doc_id = ?", (doc,)),
        ("DELETE FROM space WHERE space = 'keberatan_buku' AND key LIKE ?", (f"%{doc_id}",)),
    ]


def reopen(kecamatan: Kecamatan) -> list[str]:
    """Close the office, open it again and return what people are told."""
    kecamatan.unit.close()
    kecamatan.unit = kecamatan.dunia("a1")
    return [satu.kode for satu in kecamatan.unit.pemberitahuan]


def gaps(kantor: Kantor) -> list[tuple[int, str]]:
    semua = list_gaps(kantor)
    return [(nomor, satu.kode) for satu in semua for nomor in range(satu.nomor, satu.sampai + 1)]


def send(kecamatan: Kecamatan) -> HasilPaket:
    """Send what is new, whoever acts."""
    path = export_bundle(kecamatan.unit, kecamatan.dunia.stick).path
    return merge_bundles(kecamatan.kabupaten, [path])[0]


def test_that_no_file_no_table_and_no_key_of_the_computer_opens_it(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    kecamatan.send()
    semua = b"".join(
        nilai if isinstance(nilai, bytes) else str(nilai).encode()
        for baris in stored(kecamatan.unit).values()
        for satu in baris
        for nilai in satu
    )
    berkas = b"".join(files_below(kecamatan.dunia.folder).values())
    for bentuk in (ALASAN.encode(), ALASAN.encode("utf-16-le"), base64.b64encode(ALASAN.encode())[:60]):
        assert bentuk not in semua
        assert bentuk not in berkas
    isi = decode_as(Keberatan, kecamatan.unit.store.document(hasil.doc_id).body)  # type: ignore[union-attr]
    raw = kecamatan.unit.store.get("rahasia", "perangkat")
    assert raw is not None
    camat = kecamatan.orang["camat"].kunci
    staf = kecamatan.orang["staf"].kunci
    assert camat is not None
    assert staf is not None
    kunci = [DeviceKeys.from_bytes(raw).return_identity, sealing_identity(camat), draft_identity(camat)]
    # Not even the employee himself opens it again, so nobody can make him.
    kunci += [sealing_identity(staf), draft_identity(staf)]
    segel = base64.b64decode(isi.segel)
    assert unseal(segel, kunci) is None
    sekda = kecamatan.orang["sekda"].kunci
    assert sekda is not None
    dibuka = unseal(segel, [sealing_identity(sekda)])
    assert dibuka is not None
    assert dibuka.alasan == ALASAN


@pytest.mark.parametrize("hapus", [[3], [2], [1, 2, 3]], ids=["last", "middle", "all"])
@pytest.mark.parametrize("counter", ["kept", "lowered"])
def test_that_what_is_dropped_with_sql_is_noticed_here_and_upstairs(
    kecamatan: Kecamatan, hapus: list[int], counter: str
) -> None:
    semua = [kecamatan.seal(f"{ALASAN} {n}") for n in range(3)]
    sql(kecamatan.unit, *(satu for n in hapus for satu in drop_sql(semua[n - 1].doc_id)))
    if counter == "lowered":
        sisa = [n for n in (1, 2, 3) if n not in hapus]
        atas = max(sisa, default=0)
        with kecamatan.unit.write("uji") as tx:
            isi = kecamatan.unit.store.document(semua[atas - 1].doc_id) if atas else None
            put_hitungan(tx, Hitungan(atas, decode_as(Keberatan, isi.body).sidik if isi else ""))
    assert NOTICE in reopen(kecamatan)
    assert send(kecamatan).nasib is NasibPaket.DIGABUNG
    assert {n for n, _ in gaps(kecamatan.kabupaten)} >= set(hapus)


def test_that_a_lowered_counter_is_raised_by_the_anchor_so_that_the_kabupaten_sees_the_gap(
    kecamatan: Kecamatan,
) -> None:
    """Document, ledger, counter and audit row go past the program: the anchor still tells the truth."""
    satu = kecamatan.seal()
    kecamatan.seal("kedua")
    dua = list(kecamatan.unit.store.find("keberatan", order=("nomor",)))[-1].doc_id
    turun = msgspec.json.encode(
        Hitungan(1, decode_as(Keberatan, kecamatan.unit.store.document(satu.doc_id).body).sidik)
    )  # type: ignore[union-attr]
    sql(
        kecamatan.unit,
        *drop_sql(dua),
        ("DELETE FROM audit WHERE seq >= (SELECT max(seq) FROM audit WHERE act = 'segel_keberatan')", ()),
        ("UPDATE space SET value = ? WHERE space = 'keberatan' AND key = 'nomor'", (turun,)),
    )
    assert NOTICE in reopen(kecamatan)
    assert send(kecamatan).nasib is NasibPaket.DIGABUNG
    assert gaps(kecamatan.kabupaten) == [(2, "keberatan_hilang")]
    assert gaps(kecamatan.unit) == [(2, "keberatan_hilang")]


def test_that_the_file_of_yesterday_put_back_is_noticed_and_the_number_stays_missing(kecamatan: Kecamatan) -> None:
    kecamatan.seal()
    kecamatan.unit.close()
    simpan = kecamatan.dunia.folder / "kemarin"
    home = kecamatan.unit.home
    shutil.copytree(home, simpan)
    kecamatan.unit = kecamatan.dunia("a1")
    slip = kecamatan.seal("yang kedua")
    kecamatan.unit.close()
    shutil.copy(simpan / "luring.db", home / "luring.db")
    kecamatan.unit = kecamatan.dunia("a1")
    assert {satu.kode for satu in kecamatan.unit.pemberitahuan} >= {"epoch_mundur", NOTICE}
    assert check_slip(kecamatan.unit, slip.kode).nasib is NasibSlip.TIDAK_ADA
    # The next one is above the one that is gone, so nothing can take its place.
    assert kecamatan.seal("yang ketiga").nomor == 3
    assert send(kecamatan).nasib is NasibPaket.DIGABUNG
    assert gaps(kecamatan.kabupaten) == [(2, "keberatan_hilang")]


def test_that_an_older_bundle_sent_again_hides_nothing(kecamatan: Kecamatan) -> None:
    kecamatan.seal()
    with kecamatan.sebagai("camat") as kantor:
        lama = export_bundle(kantor, kecamatan.dunia.stick).path
    merge_bundles(kecamatan.kabupaten, [lama])
    dua = kecamatan.seal("kedua")
    assert kecamatan.send().nasib is NasibPaket.DIGABUNG
    assert merge_bundles(kecamatan.kabupaten, [lama])[0].nasib is NasibPaket.SUDAH_DITERIMA
    assert gaps(kecamatan.kabupaten) == []
    assert check_slip(kecamatan.kabupaten, dua.kode).nasib is NasibSlip.UTUH


def test_that_a_hand_made_bundle_that_says_less_is_shown(kecamatan: Kecamatan) -> None:
    kecamatan.seal()
    kecamatan.send()
    sql(kecamatan.unit, ("DELETE FROM space WHERE space = 'keberatan'", ()))
    sql(kecamatan.unit, ("DELETE FROM audit WHERE act = 'segel_keberatan'", ()))
    for satu in kecamatan.unit.store.find("keberatan"):
        sql(kecamatan.unit, *drop_sql(satu.doc_id))
    pengirim = Pengirim(kecamatan.unit, kecamatan.dunia.folder / "palsu")
    hasil = merge_bundles(kecamatan.kabupaten, [pengirim.seal(pengirim.revision({"nama": "Uji"}))])[0]
    assert hasil.nasib is NasibPaket.DIGABUNG
    assert gaps(kecamatan.kabupaten) == [(1, "keberatan_mundur")]


def forged(kecamatan: Kecamatan, ubah: Callable[[Keberatan], Keberatan], key: SigningKey | None = None) -> Keberatan:
    """Return the stored objection changed by ``ubah``, with hash and code made to fit; signed where a key is given."""
    (satu,) = kecamatan.unit.store.find("keberatan")
    isi = ubah(decode_as(Keberatan, satu.body))
    isi = msgspec.structs.replace(isi, sidik=hashlib.sha256(base64.b64decode(isi.segel)).hexdigest())
    if key is not None:
        isi = msgspec.structs.replace(isi, kunci=key.key_id)
        isi = msgspec.structs.replace(isi, tanda=sign_statement(key, statement_of(isi)))
    return msgspec.structs.replace(isi, kode=slip_code(statement_of(isi)))


def other_words(isi: Keberatan) -> Keberatan:
    """Put other sealed bytes in, which anybody can make for the same recipients."""
    palsu = seal_text("Saya setuju dengan penilaian saya." * 200, sealing_identity(SigningKey.generate()))
    return msgspec.structs.replace(isi, segel=base64.b64encode(palsu).decode())


@pytest.mark.parametrize(
    "ubah",
    [other_words, lambda isi: msgspec.structs.replace(isi, nomor=2, sebelumnya="ab" * 32)],
    ids=["replaced", "renumbered"],
)
def test_that_a_changed_objection_does_not_pass_and_leaves_a_gap(
    kecamatan: Kecamatan, ubah: Callable[[Keberatan], Keberatan]
) -> None:
    kecamatan.seal()
    palsu = forged(kecamatan, ubah)
    rev = kecamatan.unit.store.history(kecamatan.unit.store.find("keberatan")[0].doc_id)[0]
    (satu,) = kecamatan.unit.store.find("keberatan")
    sql(kecamatan.unit, *drop_sql(satu.doc_id))
    with kecamatan.unit.write("uji") as tx:
        tx.save(
            "keberatan", objection_id(palsu), encode(palsu), scope=rev.scope, schema=1, parents=(), who=palsu.penanda
        )
    assert NOTICE in reopen(kecamatan)
    hasil = send(kecamatan)
    assert hasil.karantina == 1
    assert {s.reason for s in kecamatan.kabupaten.store.quarantined()} == {"keberatan_tidak_sah"}
    assert (1, "keberatan_hilang") in gaps(kecamatan.kabupaten)


def test_that_no_service_of_any_role_changes_or_deletes_it(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    rev = kecamatan.unit.store.history(hasil.doc_id)[0]
    isi = decode_as(Keberatan, rev.body)
    lain = msgspec.structs.replace(isi, periode="2026-TW2")
    berkas = kecamatan.dunia.folder / "isi.json"
    item = {"jenis": "keberatan", "id": hasil.doc_id, "isi": msgspec.to_builtins(isi)}
    berkas.write_bytes(msgspec.json.encode({"format": "skp-luring/interchange", "versi": 1, "dokumen": [item]}))
    for nama in ("staf", "camat", "sekda", ""):
        kantor = kecamatan.unit
        with kecamatan.sebagai(nama) if nama else nullcontext():
            tangan: tuple[Callable[[], object], ...] = (
                lambda k=kantor: write_naskah(k, hasil.doc_id, lain),  # type: ignore[misc]
                lambda k=kantor: apply_interchange(k, berkas),  # type: ignore[misc]
                lambda k=kantor: delete_rencana(k, hasil.doc_id, "uji"),  # type: ignore[misc]
                lambda k=kantor: resolve_konflik(k, hasil.doc_id, {}),  # type: ignore[misc]
            )
            for call in tangan:
                with pytest.raises(LuringError):
                    call()
    assert kecamatan.unit.store.history(hasil.doc_id) == [rev]
    kecamatan.send()
    pengirim = Pengirim(kecamatan.unit, kecamatan.dunia.folder / "palsu")
    lanjut: list[dict[str, Any]] = [
        {"parents": (rev.rev_id,), "deleted": True},
        {"parents": (rev.rev_id,)},
    ]
    for n, fields in enumerate(lanjut):
        body = b"{}" if fields.get("deleted") else rev.body
        palsu = pengirim.revision(body, "keberatan", doc_id=hasil.doc_id, **fields)
        assert merge_bundles(kecamatan.kabupaten, [pengirim.seal(palsu, seq=60 + n)])[0].karantina == 1
    assert {s.reason for s in kecamatan.kabupaten.store.quarantined()} == {"keberatan_berubah"}
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.UTUH


def test_that_a_changed_carried_copy_is_refused(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("staf") as kantor:
        path = copy_objection(kantor, hasil.doc_id, kecamatan.dunia.stick)
    data = path.read_bytes()
    lain = kecamatan.dunia.folder / "ubah.skpk"
    for at in (3, 40, len(data) // 2, len(data) - 30):
        lain.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(BundleError):
            take_in_copy(kecamatan.kabupaten, lain)
    assert list_objections(kecamatan.kabupaten) == ()


def forget_everything(kantor: Kantor, doc_id: str) -> None:
    """Do all that whoever has the key and the files can: document, counter, audit rows, and every anchor."""
    connection = kantor.store._connection
    (awal,) = connection.execute("SELECT min(seq) FROM audit WHERE act = 'segel_keberatan'").fetchone()
    sql(
        kantor,
        *drop_sql(doc_id),
        ("DELETE FROM space WHERE space = 'keberatan'", ()),
        ("DELETE FROM audit WHERE seq >= ?", (awal,)),
        ("DELETE FROM space WHERE space = 'kantor' AND key = 'jangkar'", ()),
    )
    kantor.close()
    for folder in (kantor.home, config_home()):
        for path in folder.rglob("*jangkar*"):
            if path.is_file():
                path.unlink()
    for path in (config_home() / "jangkar").glob("*"):
        path.unlink()


def test_that_against_a_whole_forgery_before_the_first_bundle_slip_and_copy_stand_alone(kecamatan: Kecamatan) -> None:
    """The honest limit: what never left the computer can be made never to have been there. The slip proves it was."""
    hasil = kecamatan.seal()
    with kecamatan.sebagai("staf") as kantor:
        salinan = copy_objection(kantor, hasil.doc_id, kecamatan.dunia.stick)
    forget_everything(kecamatan.unit, hasil.doc_id)
    kecamatan.unit = kecamatan.dunia("a1")
    assert NOTICE not in [satu.kode for satu in kecamatan.unit.pemberitahuan]
    assert send(kecamatan).nasib is NasibPaket.DIGABUNG
    assert gaps(kecamatan.kabupaten) == []
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.TIDAK_ADA
    # What he carried himself is taken in, opened, and proves the slip.
    assert take_in_copy(kecamatan.kabupaten, salinan).baru
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.UTUH
    assert open_objection(kecamatan.kabupaten, hasil.doc_id).isi.alasan == ALASAN


def test_that_a_planted_key_signs_and_the_slip_tells_it_apart(kecamatan: Kecamatan) -> None:
    """Who holds the store's key can give the employee another key and seal in his name; his slip does not fit."""
    hasil = kecamatan.seal()
    palsu_key = SigningKey.generate()
    palsu = forged(kecamatan, other_words, palsu_key)
    sql(kecamatan.unit, *drop_sql(hasil.doc_id))
    enter_person(kecamatan.unit, "staf", kecamatan.orang["staf"].pegawai_id, palsu_key)
    with kecamatan.unit.write("uji") as tx:
        scope = kecamatan.unit.profil.kode
        tx.save("keberatan", objection_id(palsu), encode(palsu), scope=scope, schema=1, parents=(), who=palsu.penanda)
        put_hitungan(tx, Hitungan(1, palsu.sidik))
    masuk = send(kecamatan)
    assert masuk.karantina == 0
    (baris,) = list_objections(kecamatan.kabupaten)
    assert baris.tanda is KeadaanTanda.SAH
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.TIDAK_ADA
    with pytest.raises(LuringError, match="keberatan"):
        open_objection(kecamatan.kabupaten, baris.id)
    # The audit row of the sealing names another hash: it shows on the computer itself.
    assert [satu.kode for satu in list_gaps(kecamatan.unit)] == ["keberatan_beda"]


def test_that_the_envelope_of_another_cannot_hold_it(kecamatan: Kecamatan) -> None:
    """Ciphertext of one objection under another's number is refused when it is opened."""
    kecamatan.seal()
    staf = kecamatan.orang["staf"].kunci
    assert staf is not None
    lain = forged(kecamatan, lambda isi: msgspec.structs.replace(isi, nomor=2, sebelumnya=isi.sidik), staf)
    with kecamatan.unit.write("uji") as tx:
        scope = kecamatan.unit.profil.kode
        tx.save("keberatan", objection_id(lain), encode(lain), scope=scope, schema=1, parents=(), who=lain.penanda)
    with kecamatan.sebagai("sekda") as kantor, pytest.raises(LuringError) as caught:
        open_objection(kantor, objection_id(lain))
    assert caught.value.code == "keberatan_isi_lain"


def test_that_a_copy_with_a_made_up_envelope_is_refused(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    rev = kecamatan.unit.store.history(hasil.doc_id)[0]
    lain = encode_revision(
        kind=rev.kind,
        doc_id=rev.doc_id,
        parents=(),
        device=rev.device,
        epoch=rev.epoch,
        n=rev.n + 5,
        who=rev.who,
        at=rev.at,
        schema=rev.schema,
        scope=rev.scope,
        why="",
        deleted=False,
        body=rev.body,
    )
    assert decode_revision(lain.raw).rev_id != rev.rev_id
    kecamatan.send()
    pengirim = Pengirim(kecamatan.unit, Path(kecamatan.dunia.folder / "palsu"))
    assert merge_bundles(kecamatan.kabupaten, [pengirim.seal(lain)])[0].karantina == 1
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.UTUH
