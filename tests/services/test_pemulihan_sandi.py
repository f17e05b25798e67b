"""A forgotten password through the kabupaten: once, for this person on this computer, signed by whom we believe."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import BundleError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.recovery import (
    GRANT_MAGIC,
    REQUEST_MAGIC,
    make_grant,
    make_recovery_request,
    new_identity,
    open_grant,
    read_grant,
    read_recovery_request,
    seal_escrow,
)
from desktop_app.services.akun import change_roles, create_akun, remove_akun
from desktop_app.services.kantor import Kantor
from desktop_app.services.pemulihan import (
    accept_recovery,
    approve_recovery,
    cancel_recovery,
    escrow_is_here,
    list_recoveries,
    move_escrow_out,
    preview_recovery,
    request_recovery,
)
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.pintu import read_pintu
from desktop_app.vault import SigningKey, Waits
from tests.services.rumah_sandi import (
    SANDI,
    UNIT,
    Cuts,
    akun_of,
    code_of,
    entry,
    found_kabupaten,
    found_unit,
    inside,
    jam,
)

BARU = "awan biru besok"


class Dunia(NamedTuple):
    """A unit that the kabupaten admitted, both with passwords, and a folder for files."""

    unit: Path
    kabupaten: Path
    stick: Path


@pytest.fixture(scope="module")
def dunia_terdaftar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both offices, enrolled, closed."""
    base = tmp_path_factory.mktemp("pemulihan")
    found_unit(base / "unit")
    found_kabupaten(base / "kabupaten")
    with inside(base / "unit") as unit, inside(base / "kabupaten", "Kiki Contoh") as kabupaten:
        request_enrolment(unit, base / "minta.skpe")
        approve_enrolment(kabupaten, base / "minta.skpe", base / "jawab.skpb")
        accept_enrolment(unit, base / "jawab.skpb")
    return base


@pytest.fixture
def dunia(dunia_terdaftar: Path, tmp_path: Path) -> Dunia:
    """Copies of them."""
    for nama in ("unit", "kabupaten"):
        shutil.copytree(dunia_terdaftar / nama, tmp_path / nama)
    (tmp_path / "stick").mkdir()
    return Dunia(tmp_path / "unit", tmp_path / "kabupaten", tmp_path / "stick")


def ask(dunia: Dunia, nama: str = "Ani Contoh", berkas: str = "minta.skpr") -> Path:
    """Make a request of somebody who forgot his password."""
    out = dunia.stick / berkas
    request_recovery(dunia.unit, akun_of(dunia.unit, nama), BARU, out, jam=jam)
    return out


def grant(dunia: Dunia, minta: Path, berkas: str = "jawab.skpg") -> Path:
    """Let the kabupaten answer."""
    out = dunia.stick / berkas
    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        approve_recovery(kabupaten, minta, out)
    return out


def accept(dunia: Dunia, jawab: Path, sandi: str = BARU) -> str:
    """Return how the acceptance ends."""
    return code_of(accept_recovery, dunia.unit, jawab, sandi, jam=jam)


def test_that_a_forgotten_password_is_recovered_and_the_old_signing_key_ends(dunia: Dunia) -> None:
    ani = akun_of(dunia.unit, "Ani Contoh")
    assert read_pintu(dunia.unit).escrow
    permintaan = request_recovery(dunia.unit, ani, BARU, dunia.stick / "minta.skpr", jam=jam)
    assert permintaan.halaman is not None
    assert permintaan.halaman.pdf.startswith(b"%PDF")
    tertunda = read_pintu(dunia.unit).permintaan
    assert tertunda is not None
    assert (tertunda.akun_id, tertunda.nama, tertunda.sidik_jari) == (ani, "Ani Contoh", permintaan.sidik_jari)
    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        assert preview_recovery(kabupaten, dunia.stick / "minta.skpr").sidik_jari == permintaan.sidik_jari
        assert list_recoveries(kabupaten) == ()
        approve_recovery(kabupaten, dunia.stick / "minta.skpr", dunia.stick / "jawab.skpg")
        (catatan,) = list_recoveries(kabupaten)
        assert (catatan.akun_id, catatan.kode, catatan.kali) == (ani, UNIT.kode, 1)
        assert kabupaten.store.audit_rows(1, act="setujui_pemulihan")[0].doc_id == ani
    kantor = accept_recovery(dunia.unit, dunia.stick / "jawab.skpg", BARU, jam=jam)
    assert kantor.pelaku.nama == "Ani Contoh"
    assert kantor.store.check() == []
    row = kantor.store.audit_rows(1, act="masuk")[0]
    assert row.detail["cara"] == "pemulihan"
    dokumen = kantor.store.document(ani)
    assert dokumen is not None
    assert [satu.berakhir for satu in decode_as(Pengguna, dokumen.body).kunci] == [True, False]
    kantor.close()
    assert read_pintu(dunia.unit).permintaan is None
    assert entry(dunia.unit, "Ani Contoh", BARU) == ""
    assert entry(dunia.unit, "Ani Contoh") == "sandi_salah"
    assert entry(dunia.unit, "Budi Contoh") == ""


def test_that_a_grant_opens_once_even_where_the_request_file_is_put_back(dunia: Dunia) -> None:
    jawab = grant(dunia, ask(dunia))
    tertunda = (dunia.unit / "pemulihan.json").read_bytes()
    assert accept(dunia, jawab) == ""
    assert accept(dunia, jawab) == "pemulihan_tidak_diminta"
    (dunia.unit / "pemulihan.json").write_bytes(tertunda)
    assert accept(dunia, jawab) == "pemulihan_sudah_dipakai"
    with inside(dunia.unit) as kantor:
        assert kantor.store.audit_rows(1, act="tolak_pemulihan")[0].detail["alasan"] == "pemulihan_sudah_dipakai"


def test_that_a_grant_needs_the_password_that_was_chosen_for_the_request(dunia: Dunia) -> None:
    jawab = grant(dunia, ask(dunia))
    assert accept(dunia, jawab, "bukan sandi itu") == "pemulihan_sandi_beda"
    assert accept(dunia, jawab) == "sandi_tunggu"
    Waits(dunia.unit).clear("pemulihan")
    assert accept(dunia, jawab) == ""


def test_that_a_grant_for_another_request_person_or_computer_opens_nothing(
    dunia: Dunia, dunia_terdaftar: Path, tmp_path: Path
) -> None:
    lama = grant(dunia, ask(dunia), "lama.skpg")
    ask(dunia, "Cici Contoh", "kedua.skpr")
    assert accept(dunia, lama) == "recovery_grant_not_ours"
    cancel_recovery(dunia.unit)
    assert accept(dunia, lama) == "pemulihan_tidak_diminta"
    # Another computer of the same person's name: its own request, the first one's grant.
    ask(dunia, berkas="ketiga.skpr")
    jawab = grant(dunia, dunia.stick / "ketiga.skpr", "ketiga.skpg")
    lain = Dunia(tmp_path / "lain", dunia.kabupaten, dunia.stick)
    shutil.copytree(dunia_terdaftar / "unit", lain.unit)
    ask(lain, berkas="lain.skpr")
    assert accept(lain, jawab) == "recovery_grant_not_ours"
    # Its fields rewritten to fit: the signature is over them.
    minta = read_recovery_request((dunia.stick / "lain.skpr").read_bytes())
    isi = read_grant(jawab.read_bytes())
    fits = msgspec.structs.replace(isi.payload, nonce=minta.payload.nonce, request_sha256=minta.sha256)
    envelope = msgspec.structs.replace(isi.envelope, payload=msgspec.json.encode(fits))
    (dunia.stick / "palsu.skpg").write_bytes(GRANT_MAGIC + msgspec.json.encode(envelope))
    assert accept(lain, dunia.stick / "palsu.skpg") == "recovery_grant_not_ours"  # sealed to another request


def test_that_a_cut_while_a_grant_is_taken_leaves_the_grant_or_the_new_password(
    dunia: Dunia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jawab = grant(dunia, ask(dunia))
    cuts = Cuts(dunia.unit, tmp_path / "potongan", monkeypatch)
    with cuts.recording():
        kantor = accept_recovery(dunia.unit, jawab, BARU, jam=jam)
    kantor.close()
    akhir = set()
    for home in cuts.folders:
        Waits(home).clear(akun_of(home, "Ani Contoh"))
        lewat = entry(home, "Ani Contoh", BARU)
        if lewat:
            assert code_of(accept_recovery, home, jawab, BARU, jam=jam) == "", home.name
        akhir.add(lewat)
        assert entry(home, "Budi Contoh") == ""
    assert akhir == {"", "sandi_salah"}


def test_that_a_grant_for_oneself_opens_no_account_of_somebody_else(dunia: Dunia) -> None:
    """Cici asks for herself, then writes the admin's account into the file that waits."""
    jawab = grant(dunia, ask(dunia, "Cici Contoh"))
    tertunda = dunia.unit / "pemulihan.json"
    cici, budi = akun_of(dunia.unit, "Cici Contoh"), akun_of(dunia.unit, "Budi Contoh")
    tertunda.write_bytes(tertunda.read_bytes().replace(cici.encode(), budi.encode()))
    assert accept(dunia, jawab) == "recovery_grant_not_ours"
    assert entry(dunia.unit, "Budi Contoh") == ""


def test_that_only_the_kabupaten_that_we_believe_can_grant(dunia: Dunia) -> None:
    """A thief who knows the store's key signs with a key of his own: the store opens for nobody by that."""
    minta = read_recovery_request(ask(dunia).read_bytes())
    with inside(dunia.unit) as kantor:
        assert kantor.kunci is not None
        palsu = make_grant(SigningKey.generate(), minta, [kantor.kunci.key])
    (dunia.stick / "palsu.skpg").write_bytes(palsu)
    assert accept(dunia, dunia.stick / "palsu.skpg") == "recovery_grant_unknown_issuer"
    assert entry(dunia.unit, "Ani Contoh", BARU) == "sandi_salah"
    with inside(dunia.unit) as kantor:
        assert kantor.store.audit_rows(1, act="tolak_pemulihan")[0].detail["alasan"] == "recovery_grant_unknown_issuer"


def test_that_a_request_that_was_tampered_with_is_refused(dunia: Dunia) -> None:
    minta = ask(dunia)
    data = minta.read_bytes()
    sidik = read_recovery_request(data).fingerprint
    isi = read_recovery_request(data).payload
    for at in range(0, len(data), 41):
        rusak = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            assert read_recovery_request(rusak).fingerprint != sidik
        except BundleError:
            continue
    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        # Somebody puts his own recipient in: the fingerprint that is read out is another, the form is sound.
        _, mine = new_identity()
        swapped = make_recovery_request(msgspec.structs.replace(isi, recipient=mine))
        (dunia.stick / "tukar.skpr").write_bytes(swapped.raw)
        assert preview_recovery(kabupaten, dunia.stick / "tukar.skpr").sidik_jari != sidik
        # The blob of one office under the name of another, or of a computer that nobody admitted.
        for ubah, sebab in (
            ({"device_id": "0" * 32}, "perangkat_tidak_terdaftar"),
            ({"office": msgspec.structs.replace(isi.office, code="99.01.08")}, "perangkat_tidak_terdaftar"),
            ({"escrow": base64.b64encode(b"age-encryption.org/v1\n-> scrypt x 30\n").decode()}, "age_header"),
            ({"escrow": "***"}, "recovery_request_damaged"),
            ({"escrow": base64.b64encode(_other_blob(isi.escrow_recipient)).decode()}, "recovery_device_differs"),
        ):
            palsu = dunia.stick / "palsu.skpr"
            palsu.write_bytes(REQUEST_MAGIC + msgspec.json.encode(msgspec.structs.replace(isi, **ubah)))
            assert code_of(approve_recovery, kabupaten, palsu, dunia.stick / "x.skpg") == sebab
            assert not (dunia.stick / "x.skpg").exists()
        assert len(kabupaten.store.audit_rows(act="tolak_pemulihan")) == 5
        assert list_recoveries(kabupaten) == ()


def _other_blob(recipient: str) -> bytes:
    return seal_escrow(recipient, [bytes(32)], device_id="1" * 32, office=UNIT.kode)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_recovery_request"),
        (b"SKPB1....", "not_a_recovery_request"),
        (b"SKPR2{}", "newer_format"),
        (b"SKPR1{}", "recovery_request_damaged"),
        (b"SKPR1" + b"[" * 30_000, "recovery_request_damaged"),
        (b"SKPR1" + b" " * 40_000, "not_a_recovery_request"),
    ],
)
def test_that_what_is_no_request_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(BundleError) as caught:
        read_recovery_request(data)
    assert caught.value.code == code


def test_that_after_a_change_of_the_store_s_key_an_older_grant_is_out_of_date(dunia: Dunia) -> None:
    jawab = grant(dunia, ask(dunia))
    with inside(dunia.unit) as kantor:
        remove_akun(kantor, akun_of(dunia.unit, "Cici Contoh"))
    assert entry(dunia.unit, "Budi Contoh") == ""
    assert accept(dunia, jawab) == "pemulihan_usang"
    assert accept(dunia, grant(dunia, ask(dunia, berkas="lagi.skpr"), "lagi.skpg")) == ""


def test_that_the_escrow_key_moves_to_paper_and_is_typed_from_there(dunia: Dunia) -> None:
    minta = ask(dunia)
    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        kunci = kabupaten.store.get("rahasia", "escrow")
        assert kunci is not None
        assert escrow_is_here(kabupaten)
        halaman = move_escrow_out(kabupaten, dunia.stick / "kunci.pdf")
        assert not escrow_is_here(kabupaten)
        assert code_of(move_escrow_out, kabupaten, dunia.stick / "lagi.pdf") == "kunci_escrow_perlu"
        keluar = dunia.stick / "jawab.skpg"
        assert code_of(approve_recovery, kabupaten, minta, keluar) == "kunci_escrow_perlu"
        lain, _ = new_identity()
        for salah in (lain, kunci.decode()[:-1] + "Q", "x"):
            assert code_of(approve_recovery, kabupaten, minta, keluar, kunci_escrow=salah) == "kunci_escrow_salah"
        approve_recovery(kabupaten, minta, keluar, kunci_escrow=typed_from(halaman))
    assert accept(dunia, keluar) == ""


def typed_from(page: Path) -> str:
    """Return what somebody types who holds the page: groups in small letters, without the beginning."""
    import pypdfium2

    text = pypdfium2.PdfDocument(page)[0].get_textpage().get_text_bounded()
    box = text.split("boleh)", 1)[1]
    return " ".join(box.split()[:12]).lower().replace("0", "o").replace("l", "1")


def test_that_only_an_admin_of_a_kabupaten_approves(dunia: Dunia) -> None:
    minta = ask(dunia)
    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        create_akun(kabupaten, "Vivi Contoh", [PeranPengguna.VERIFIKATOR], BARU)
    with inside(dunia.kabupaten, "Vivi Contoh", BARU) as kabupaten:
        assert code_of(approve_recovery, kabupaten, minta, dunia.stick / "x.skpg") == "wewenang_kurang"
    with inside(dunia.unit) as kantor:
        assert code_of(approve_recovery, kantor, minta, dunia.stick / "x.skpg") == "wewenang_kurang"


def test_that_somebody_removed_meanwhile_is_not_let_in_by_a_grant(dunia: Dunia) -> None:
    jawab = grant(dunia, ask(dunia))
    ani = akun_of(dunia.unit, "Ani Contoh")
    with inside(dunia.unit) as kantor, kantor.write("uji") as tx:
        tx.delete("akun", ani)
    assert accept(dunia, jawab) == "akun_tanpa_peran"


def test_that_without_an_enrolment_the_kabupaten_cannot_help_and_that_is_said(tmp_path: Path) -> None:
    found_unit(tmp_path / "unit")
    akun = akun_of(tmp_path / "unit", "Ani Contoh")
    kode = code_of(request_recovery, tmp_path / "unit", akun, BARU, tmp_path / "minta.skpr", jam=jam)
    assert kode == "escrow_tidak_ada"
    assert not (tmp_path / "minta.skpr").exists()


def test_that_a_kabupaten_from_before_recovery_gets_an_escrow_key_and_units_take_it(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.services import kepercayaan

    def without_escrow(kantor: Kantor) -> str:
        trust = kepercayaan.require_trust(kantor)
        return trust.escrow

    with inside(dunia.kabupaten, "Kiki Contoh") as kabupaten:
        lama = without_escrow(kabupaten)
        seq = kepercayaan.require_trust(kabupaten).marks.trust_seq
        monkeypatch.setattr(type(kepercayaan.require_trust(kabupaten)), "escrow", property(lambda _: ""))
        kepercayaan.ensure_escrow(kabupaten)
        monkeypatch.undo()
        baru = kepercayaan.require_trust(kabupaten)
        assert baru.escrow not in ("", lama)
        assert baru.marks.trust_seq == seq + 1
        approve_enrolment(kabupaten, dunia_file(dunia), dunia.stick / "jawab.skpb")
    with inside(dunia.unit) as unit:
        accept_enrolment(unit, dunia.stick / "jawab.skpb")
    assert accept(dunia, grant(dunia, ask(dunia))) == ""


def dunia_file(dunia: Dunia) -> Path:
    """Write the unit's enrolment request once more."""
    with inside(dunia.unit) as unit:
        request_enrolment(unit, dunia.stick / "minta.skpe")
    return dunia.stick / "minta.skpe"


def test_that_a_grant_is_for_its_recipient_alone(dunia: Dunia) -> None:
    minta = read_recovery_request(ask(dunia).read_bytes())
    berkas = read_grant(make_grant(SigningKey.generate(), minta, [bytes(32)]))
    fremd, _ = new_identity()
    with pytest.raises(BundleError) as caught:
        open_grant(berkas, fremd)
    assert caught.value.code == "recovery_grant_not_ours"


def test_that_an_office_with_a_key_file_has_no_accounts_to_recover(tmp_path: Path) -> None:
    kantor = found_office(tmp_path / "unit", UNIT, jam=jam, who="petugas")
    assert code_of(create_akun, kantor, "Ani", [PeranPengguna.ADMIN], BARU) == "akun_butuh_sandi"
    assert code_of(change_roles, kantor, "a" * 32, [PeranPengguna.ADMIN]) == "akun_tidak_ada"
    kantor.close()
    assert SANDI
