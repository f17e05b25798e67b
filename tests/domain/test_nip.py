"""What the digits of a NIP or NI PPPK say (Perka BKN 22/2007; NI PPPK: contract code from 21 on)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import check_nip, clean_nip, format_nip

PNS, PPPK, BUKAN = StatusKepegawaian.PNS, StatusKepegawaian.PPPK, StatusKepegawaian.BUKAN_ASN


@pytest.mark.parametrize(
    "nip, status",
    [
        ("198609262015051001", PNS),
        ("196907151994031004", PNS),
        ("198802292012122001", PNS),  # born on a leap day
        ("199509212024211003", PPPK),
        ("199009132025242014", PPPK),  # code 24, part time
        ("", BUKAN),  # a Bupati has none (P6:34)
    ],
)
def test_that_a_sound_number_gives_no_warning(nip: str, status: StatusKepegawaian) -> None:
    assert check_nip(nip, status) == ()


@pytest.mark.parametrize(
    "nip, status, codes",
    [
        ("", PNS, ["nip_kosong"]),
        ("", PPPK, ["nip_kosong"]),
        ("19860926201505100", PNS, ["nip_bukan_18_angka"]),
        ("1986092620150510011", PNS, ["nip_bukan_18_angka"]),
        ("1,98609E+17", PNS, ["nip_bukan_18_angka"]),
        ("19860926201505100l", PNS, ["nip_bukan_18_angka"]),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", PNS, ["nip_bukan_18_angka"]),
        ("198613262015051001", PNS, ["nip_tanggal_lahir"]),
        ("198702292015051001", PNS, ["nip_tanggal_lahir"]),
        ("000009262015051001", PNS, ["nip_tanggal_lahir"]),
        ("198609262000051001", PNS, ["nip_tahun_pengangkatan"]),  # appointed at 14
        ("198609262052051001", PNS, ["nip_tahun_pengangkatan"]),  # appointed at 66
        ("198609262015001001", PNS, ["nip_angka_13_14"]),
        ("198609262015131001", PNS, ["nip_angka_13_14"]),
        ("198609262015201001", PPPK, ["nip_angka_13_14"]),
        ("198609262015211001", PNS, ["nip_beda_status"]),
        ("198609262015121001", PPPK, ["nip_beda_status"]),
        ("198609262015053001", PNS, ["nip_jenis_kelamin"]),
        ("198613262015130001", PNS, ["nip_tanggal_lahir", "nip_angka_13_14", "nip_jenis_kelamin"]),
    ],
)
def test_that_each_doubt_is_named(nip: str, status: StatusKepegawaian, codes: list[str]) -> None:
    found = check_nip(nip, status)
    assert [satu.kode for satu in found] == codes
    assert {satu.jalur for satu in found} == {"nip"}


def test_that_appointment_is_believed_from_15_to_65() -> None:
    assert check_nip("198609262001051001", PNS) == ()
    assert check_nip("198609262051051001", PNS) == ()


@given(st.text(max_size=24), st.sampled_from(StatusKepegawaian))
def test_that_a_doubt_is_a_warning_and_never_a_refusal(nip: str, status: StatusKepegawaian) -> None:
    assert not any(satu.penting for satu in check_nip(nip, status))


@pytest.mark.parametrize(
    "typed",
    [
        "19860926 201505 1 001",
        "19860926.201505.1.001",
        "'198609262015051001",
        " 198609262015051001\n",
        "19860926-201505-1-001",
    ],
)
def test_that_what_people_type_between_the_groups_is_taken_out(typed: str) -> None:
    assert clean_nip(typed) == "198609262015051001"


def test_that_letters_are_not_taken_out_since_they_hide_a_loss() -> None:
    assert clean_nip("1.98609E+17") == "198609E+17"


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_that_the_grouped_form_reads_back_as_the_same_number(nip: str) -> None:
    grouped = format_nip(nip)
    assert [len(satu) for satu in grouped.split(" ")] == [8, 6, 1, 3]
    assert clean_nip(grouped) == nip


@pytest.mark.parametrize("nip", ["", "19860926", "1986092620150510011", "１９８６０９２６２０１５０５１００１"])
def test_that_anything_but_eighteen_digits_is_shown_as_it_is(nip: str) -> None:
    assert format_nip(nip) == nip
