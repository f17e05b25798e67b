"""What is said of passwords: what everybody guesses is refused, what is long is praised, nothing else is asked."""

from __future__ import annotations

import pytest

from desktop_app.services.akun import advise_sandi
from desktop_app.services.nasihat_sandi import blocked_words


@pytest.mark.parametrize(
    ("sandi", "kode"),
    [
        ("", "sandi_pendek"),
        ("1a2b3c4", "sandi_pendek"),
        ("        a", "sandi_pendek"),
        ("x" * 257, "sandi_panjang"),
        ("kuda\x00terbang sore", "sandi_panjang"),
        ("indonesia123", "sandi_umum"),
        ("Indonesia2026!", "sandi_umum"),
        ("bismillah", "sandi_umum"),
        ("B15millah99", "sandi_umum"),
        ("merdeka45", "sandi_umum"),
        ("Merdeka!1945", "sandi_umum"),
        ("kecamatan01", "sandi_umum"),
        ("2026agustus", "sandi_umum"),
        ("Agustus-1985", "sandi_umum"),
        ("salatiga12", "sandi_umum"),
        ("siti1985", "sandi_umum"),
        ("p@ssw0rd", "sandi_umum"),
        ("adminkantor", "sandi_umum"),
        ("sayang sayang", "sandi_umum"),
        ("aaaaaaaaaaaa", "sandi_pola"),
        ("1111222233", "sandi_pola"),
        ("abcdefghij", "sandi_pola"),
        ("zyxwvutsrq", "sandi_pola"),
        ("qwertyuiop", "sandi_pola"),
        ("1234567890", "sandi_pola"),
        ("xk9xk9xk9xk9", "sandi_pola"),
        ("17-08-1945", "sandi_pola"),
        ("1985/06/17", "sandi_pola"),
        ("Sukamaju2026", "sandi_memuat_nama"),
        ("ratnawulan77", "sandi_memuat_nama"),
        ("RATNAWULAN!", "sandi_memuat_nama"),
        ("198506172010012003", "sandi_memuat_nama"),
        ("pagi19850617hari", "sandi_memuat_nama"),
        ("pagi17061985hari", "sandi_memuat_nama"),
    ],
)
def test_that_what_is_guessed_first_is_refused_with_its_reason(sandi: str, kode: str) -> None:
    nasihat = advise_sandi(sandi, "Ratnawulan Contoh", "Kecamatan Sukamaju", "198506172010012003")
    if sandi == "qwertyuiop":
        assert nasihat.kode in ("sandi_umum", "sandi_pola")
    else:
        assert nasihat.kode == kode
    assert not nasihat.boleh


@pytest.mark.parametrize(
    "sandi",
    [
        "kuda terbang sore",
        "hujan turun lagi di pasar",
        "ratnawulan makan soto di pasar pagi",
        "tiga pohon mangga",
        "wxr7-plmq-22ko",
        "日本語のパスワード",
        "سيارة حمراء سريعة",
        "correct horse battery staple",
    ],
)
def test_that_a_long_password_passes_without_rules_of_composition(sandi: str) -> None:
    nasihat = advise_sandi(sandi, "Ratnawulan Contoh", "Kecamatan Sukamaju")
    assert (nasihat.boleh, nasihat.kode) in ((True, "sandi_baik"), (True, "sandi_disarankan_lebih_panjang"))


def test_that_a_short_one_passes_with_the_advice_to_take_a_longer_one() -> None:
    assert advise_sandi("wxr7plmq").kode == "sandi_disarankan_lebih_panjang"
    assert advise_sandi("wxr7plmq2k").kode == "sandi_baik"


def test_that_the_list_is_of_some_size_in_the_form_in_which_it_is_compared() -> None:
    words = blocked_words()
    assert len(words) >= 500
    assert all(word == word.casefold().strip() and " " not in word for word in words)
    assert {"indonesia", "bismillah", "merdeka", "kecamatan", "rahasia", "agustus", "salatiga"} <= words
