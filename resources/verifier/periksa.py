"""Memeriksa satu berkas auditor SKP Luring tanpa program lain: Python 3.8 atau lebih baru, tanpa jaringan.

    python periksa.py [FOLDER]              memeriksa berkas auditor (bawaan: folder tempat berkas ini)
    python periksa.py [FOLDER] --uji-diri   membuktikan bahwa pemeriksa ini menangkap perubahan satu bit pun
    --tanpa-kabupaten                       menerima kantor yang belum pernah didaftarkan kabupaten

Kode keluar 0: utuh; 1: ada yang salah. Bentuk berkas: docs/spec/auditor-pack.md. Ed25519 menurut RFC 8032 bab 5.1.
"""

# fmt: off
from __future__ import annotations

import hashlib
import json
import re
import sys
from base64 import b64decode
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

JENIS = "application/vnd.skp-luring.%s.v1"
MANIFES, TANDA = "manifes.json", "manifes.tanda.json"
buka = partial(b64decode, validate=True)
TETAP = {"skp": "ditetapkan", "penilaian": "final"}
PERBUATAN = {"tetapkan": "skp", "finalkan": "penilaian", "putuskan_keberatan": "keberatan"}
class Salah(Exception):
    """Sesuatu tidak cocok; pesannya menyebut berkasnya."""
# Ed25519 (RFC 8032, 5.1): hanya memeriksa, tidak ada rahasia.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, AKAR = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
NOL = (0, 1, 1, 0)
def _tambah(a: Any, b: Any) -> Any:
    e, f, g = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0]), 2 * a[3] * b[3] * D % P
    x, y, z, t = f - e, 2 * a[2] * b[2] - g, 2 * a[2] * b[2] + g, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P
def _kali(angka: int, titik: Any) -> Any:
    hasil: Any = NOL
    while angka:
        hasil = _tambah(hasil, titik) if angka & 1 else hasil
        titik, angka = _tambah(titik, titik), angka >> 1
    return hasil
def _titik(data: bytes) -> Any:
    """Titik pada kurva, atau None bila bukan bentuk baku."""
    angka = int.from_bytes(data, "little")
    tanda, y = angka >> 255, angka & ((1 << 255) - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * AKAR % P
    if len(data) != 32 or y >= P or (x * x - x2) % P or (x == 0 and tanda):
        return None
    x = x if x & 1 == tanda else P - x
    return x, y, 1, x * y % P
def _sama(a: Any, b: Any) -> bool:
    return not ((a[0] * b[2] - b[0] * a[2]) % P or (a[1] * b[2] - b[1] * a[2]) % P)
DASAR = _titik(bytes([0x58]) + bytes([0x66]) * 31)
@lru_cache(maxsize=None)  # noqa: UP033 - Python 3.8
def ditandatangani(kunci: bytes, pesan: bytes, tanda: bytes) -> bool:
    """Apakah ``tanda`` (64 byte) dibuat oleh ``kunci`` (32 byte) atas ``pesan``; kunci lemah tidak pernah."""
    a, r, s = _titik(kunci), _titik(tanda[:32]), int.from_bytes(tanda[32:], "little")
    if a is None or r is None or len(tanda) != 64 or s >= L or _sama(_kali(8, a), NOL):
        return False
    h = int.from_bytes(hashlib.sha512(tanda[:32] + kunci + pesan).digest(), "little") % L
    return _sama(_kali(s, DASAR), _tambah(r, _kali(h, a)))
def pae(nama: str, isi: bytes) -> bytes:
    """Susunan yang ditandatangani (DSSE, Pre-Authentication Encoding)."""
    jenis = (JENIS % nama).encode()
    return b"DSSEv1 %d %s %d %s" % (len(jenis), jenis, len(isi), isi)
def id_kunci(kunci: bytes) -> str:
    return hashlib.sha256(kunci).hexdigest()[:32]
def meliputi(wilayah: list[str], kode: str) -> bool:
    return any(kode == satu or kode.startswith(satu + ".") for satu in wilayah)
def wajib(benar: object, pesan: str) -> None:
    if not benar:
        raise Salah(pesan)
class Pak:
    """Isi folder; ``ganti`` menaruh byte lain di tempat sebuah berkas tanpa menyentuh folder."""
    def __init__(self, folder: Path, ganti: dict[str, bytes] | None = None) -> None:
        self.folder, self.ganti, self.tanpa_kabupaten = folder, ganti or {}, "--tanpa-kabupaten" in sys.argv
        semua = (satu for satu in folder.rglob("*") if not satu.is_dir() and "__pycache__" not in satu.parts)
        self.semua = sorted(satu.relative_to(folder).as_posix() for satu in semua)
    def baca(self, nama: str) -> bytes:
        if nama in self.ganti:
            return self.ganti[nama]
        wajib(nama in self.semua and not (self.folder / nama).is_symlink(), f"{nama} tidak ada")
        return (self.folder / nama).read_bytes()
    def json(self, nama: str) -> Any:
        return urai(self.baca(nama), nama)
    def di(self, awalan: str) -> list[str]:
        return [satu for satu in self.semua if satu.startswith(awalan)]
def urai(data: bytes, nama: str) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Salah(f"{nama} bukan JSON yang utuh") from None
def periksa_manifes(pak: Pak) -> str:
    """Setiap berkas terdaftar dengan sidiknya, tidak ada yang hilang atau ditambahkan."""
    manifes = pak.json(MANIFES)
    wajib((manifes["format"], manifes["versi"]) == ("skp-luring/berkas-auditor", 1), f"{MANIFES}: versi tidak dikenal")
    daftar = manifes["berkas"]
    lebih = sorted(set(pak.semua) - set(daftar) - {MANIFES, TANDA})
    wajib(not lebih, f"{lebih[:1]} tidak ada dalam daftar")
    for nama, sidik in daftar.items():
        wajib(hashlib.sha256(pak.baca(nama)).hexdigest() == sidik, f"{nama} berubah sejak berkas auditor dibuat")
    return f"{len(daftar)} berkas, semuanya sesuai daftar"
def _amplop(amplop: Any, nama: str, kunci: list[bytes], perlu: int, berkas: str) -> Any:
    isi = buka(amplop["payload"])
    calon = [(k, satu) for satu in amplop["signatures"] for k in kunci if id_kunci(k) == satu["key"]]
    sah = {satu["key"] for k, satu in calon if ditandatangani(k, pae(nama, isi), buka(satu["sig"]))}
    wajib(amplop["type"] == JENIS % nama and len(sah) >= max(1, perlu), f"{berkas}: tanda tangan {nama} tidak sah")
    return urai(isi, berkas)
def periksa_kepercayaan(h: Any) -> str:
    """Akar kabupaten → penerbit → sertifikat komputer → manifes berkas ini."""
    milik, nomor = bytes.fromhex(h.manifes["perangkat"]["kunci"]), h.manifes["perangkat"]["id"]
    wajib(id_kunci(milik) == nomor, f"{MANIFES}: kunci dan nomor komputer tidak cocok")
    tanda = {satu["sebagai"]: satu for satu in h.pak.json(TANDA)["tanda"]}
    isi = pae("berkas-auditor", h.pak.baca(MANIFES))
    for nama, satu in tanda.items():
        sah = ditandatangani(bytes.fromhex(satu["kunci"]), isi, bytes.fromhex(satu["tanda"]))
        wajib(sah, f"{TANDA}: tanda tangan {nama} tidak sah")
    wajib(tanda["perangkat"]["kunci"] == milik.hex(), f"{TANDA}: bukan dari komputer yang membuatnya")
    h.perangkat[nomor] = milik, [h.manifes["kantor"]["kode"]]
    berkas = "kepercayaan/dokumen.json"
    if berkas not in h.pak.semua:
        pesan = "kantor ini belum terdaftar di kabupaten, jadi asal berkas tidak terbukti"
        wajib(h.pak.tanpa_kabupaten, f"{pesan} (--tanpa-kabupaten)")
        return f"ditandatangani komputer {nomor[:8]}…; {pesan}"
    dokumen = h.pak.json(berkas)
    lama, perlu = [], 1
    for amplop in dokumen["roots"]:
        akar = urai(buka(amplop["payload"]), berkas)
        kini = [bytes.fromhex(satu) for satu in akar["keys"]]
        _amplop(amplop, "root+json", lama or kini, perlu, berkas)
        perlu, lama = akar["threshold"], kini
        _amplop(amplop, "root+json", kini, perlu, berkas)
    for amplop in dokumen["delegations"]:
        h.penerbit.append(bytes.fromhex(_amplop(amplop, "delegation+json", lama, perlu, berkas)["issuer"]))
    kata = _amplop(dokumen["statement"], "trust+json", h.penerbit, 1, berkas)
    for nama in h.pak.di("kepercayaan/sertifikat/"):
        surat = _amplop(h.pak.json(nama), "certificate+json", h.penerbit, 1, nama)
        h.perangkat[surat["device_id"]] = bytes.fromhex(surat["signing_key"]), surat["scope"]
        if surat["device_id"] == nomor:
            kode = surat["office"]["code"]
            wajib(kode == h.manifes["kantor"]["kode"] and surat["signing_key"] == milik.hex(), f"{nama}: kantor lain")
            tanda["kabupaten"], h.unit = {"kunci": h.penerbit[0].hex()}, True
    dijamin = "kabupaten" in tanda and bytes.fromhex(tanda["kabupaten"]["kunci"]) in h.penerbit
    wajib(dijamin, "kepercayaan: komputer pembuat berkas tidak dijamin kabupaten")
    if nomor in [satu["device_id"] for satu in kata["revocations"]]:
        h.catatan.add("Sertifikat komputer pembuat berkas sudah dicabut kabupaten.")
    isi = (JENIS % "root+json").encode() + b"\0" + buka(dokumen["roots"][-1]["payload"])
    angka = f"{int(hashlib.sha256(isi).hexdigest(), 16) % 10**25:025d}"
    sidik = " ".join(angka[satu : satu + 5] for satu in range(0, 25, 5))
    return f"dijamin kabupaten; cocokkan sidik jarinya lewat telepon: {sidik}"
def periksa_jejak(h: Any) -> str:
    """Setiap baris terikat pada baris sebelumnya; versi yang ditulisnya adalah yang terdaftar."""
    urutan = h.pak.baca("jejak/versi.txt").decode("ascii").split()
    h.urutan = {satu: ke for ke, satu in enumerate(urutan)}
    sebelum, sampai, kini = bytes(32), 0, h.manifes["epoch"]
    for ke, baris in enumerate(h.pak.baca("jejak/rantai.txt").split(b"\n")[:-1], start=1):
        sidik, _, mentah = baris.partition(b" ")
        sebelum = hashlib.sha256(sebelum + mentah).digest()
        wajib(sebelum.hex().encode() == sidik, f"jejak/rantai.txt: rantai putus di baris {ke}")
        isi = urai(mentah, f"jejak/rantai.txt baris {ke}")
        wajib(isi["seq"] == ke, f"jejak/rantai.txt: nomor baris {ke} salah")
        h.rantai.append(sebelum.hex())
        if isinstance(isi["detail"].get("epoch"), dict):
            h.masa[isi["detail"]["epoch"]["from"]], kini = ke, isi["detail"]["epoch"]["to"]
        if isi["last"]:
            tulis = hashlib.sha256(b"".join(map(bytes.fromhex, urutan[isi["first"] - 1 : isi["last"]]))).hexdigest()
            cocok = isi["first"] == sampai + 1 <= isi["last"] <= len(urutan) and tulis == isi["rev_hash"]
            wajib(cocok, f"jejak/versi.txt: versi pada baris jejak {ke} tidak cocok")
            h.ujung += [isi["last"] - 1] * (isi["last"] - sampai)
            sampai = isi["last"]
    ujung = {"baris": len(h.rantai), "kepala": sebelum.hex()}
    wajib(ujung == h.manifes["jejak"], "jejak/rantai.txt: ujung rantai tidak seperti dalam manifes")
    wajib(kini == h.manifes["epoch"], "jejak/rantai.txt: masa catatan yang berlaku bukan yang disebut manifes")
    wajib(sampai == len(urutan), "jejak/versi.txt: ada versi tanpa baris jejak")
    return f"{len(h.rantai)} baris tersambung, {len(urutan)} versi tercakup"
def periksa_versi(h: Any) -> str:
    """Nama setiap versi adalah sidik byte-nya; yang dihapus menurut hukum disebut oleh catatan penghapusan."""
    kerangka: dict[str, bytes] = {}
    for nama in h.pak.di("versi/"):
        _, doc, rev = nama[: -len(".json")].split("/")
        mentah = h.pak.baca(nama)
        isi = urai(mentah, nama)
        wajib(isi["doc"] == doc and rev in h.urutan, f"{nama}: bukan versi dokumen ini, atau tidak tercakup jejak")
        h.versi[rev] = (mentah, isi)
        if hashlib.sha256(mentah).hexdigest() != rev:
            h.terhapus.add(rev)
        elif isi["kind"] == "penghapusan":
            _periksa_penghapusan(h, isi, nama)
            kerangka.update({satu["id"]: _kerangka(satu) for satu in isi["body"].get("revisi", [])})
    for rev, (mentah, isi) in h.versi.items():
        sah = rev not in h.terhapus or kerangka.get(rev) == mentah
        wajib(sah, f"versi/{isi['doc']}/{rev}.json berubah: byte-nya bukan yang bernama itu")
        hilang = sorted(set(isi["parents"]) - set(h.versi))
        wajib(not hilang, f"versi/{isi['doc']}: versi sebelumnya {hilang[:1]} tidak ada")
    return f"{len(h.versi)} versi sesuai namanya; {len(h.terhapus)} dihapus menurut catatan penghapusan"
def _periksa_penghapusan(h: Any, isi: Any, nama: str) -> None:
    """Catatan penghapusan ditandatangani kabupaten atau komputer penulisnya, dan hanya menyentuh kantornya sendiri."""
    b, kunci = isi["body"], bytes.fromhex(isi["body"]["kunci"])
    fakta = ("orang", "dasar", "alasan", "surat:nomor_surat", "pelaku", "kantor:unit_kode")
    baris = [[satu.split(":")[0], b.get(satu.split(":")[-1], "")] for satu in fakta]
    baris.append(["bagian", str(b.get("bagian", 1)), str(b.get("jumlah_bagian", 1))])
    for r in b.get("revisi", []):
        awal = [r[satu] for satu in ("id", "jenis", "dokumen", "perangkat", "epoch")]
        angka = [str(r["nomor"]), str(r.get("skema", 1)), r["lingkup"], ",".join(r["induk"]) or "-"]
        baris.append(["revisi", *awal, *angka])
        sendiri = (r["lingkup"], r["dokumen"][:8]) == (isi["scope"], isi["doc"][:8])
        wajib(sendiri, f"{nama}: catatan penghapusan menyebut dokumen kantor lain")
    baris += [["lampiran", satu] for satu in b.get("lampiran", [])]
    bersih = not any(re.search(r"[\t\r\n]", kata) for satu in baris for kata in satu)
    teks = "".join("\t".join(satu) + "\n" for satu in [["skp-luring/penghapusan/v1"], *baris])
    sah = ditandatangani(kunci, pae("penghapusan", teks.encode()), bytes.fromhex(b["tanda"]))
    wajib(bersih and sah and b["unit_kode"] == isi["scope"], f"{nama}: tanda tangan catatan penghapusan tidak sah")
    wilayah = h.perangkat.get(isi["dev"], (b"", []))[1]
    wajib(kunci in h.penerbit or id_kunci(kunci) == isi["dev"], f"{nama}: bukan dari komputer penulisnya")
    if kunci not in h.penerbit and not meliputi(wilayah, isi["scope"]):
        h.catatan.add(f"Komputer {isi['dev'][:8]}… menghapus di kantor {isi['scope']} tanpa sertifikat di berkas ini.")
def _kerangka(satu: Any) -> bytes:
    isi = {"v": 1, "kind": satu["jenis"], "doc": satu["dokumen"], "parents": satu["induk"], "dev": satu["perangkat"]}
    isi.update({"epoch": satu["epoch"], "n": satu["nomor"], "who": "", "t": "", "doubt": True})
    isi.update({"schema": satu.get("skema", 1), "scope": satu["lingkup"], "why": "", "del": True, "body": {}})
    return json.dumps(isi, separators=(",", ":"), ensure_ascii=False).encode()
def periksa_dokumen(h: Any) -> str:
    """Dokumen terbuka mengatakan persis apa yang dikatakan versi terakhirnya; beberapa digabung program."""
    milik: dict[str, dict[str, Any]] = {}
    for rev, (_, isi) in h.versi.items():
        milik.setdefault(isi["doc"], {})[rev] = isi
    terbuka = h.pak.di("dokumen/")
    for nama in terbuka:
        _, jenis, doc = nama[: -len(".json")].split("/")
        isi, punya = h.pak.json(nama), milik.get(doc, {})
        kepala = sorted(set(punya) - {induk for satu in punya.values() for induk in satu["parents"]})
        wajib(kepala, f"{nama}: tidak ada versinya")
        akhir = punya[kepala[0]]
        badan = akhir["body"] if len(kepala) == 1 and not akhir["del"] else isi["isi"]
        tahu = {"id": doc, "jenis": jenis, "kantor": akhir["scope"], "kepala": kepala, "isi": badan}
        wajib(isi == tahu and akhir["kind"] == jenis, f"{nama}: bukan isi versi terakhirnya")
    return f"{len(terbuka)} dokumen sama dengan versi terakhirnya"
def periksa_tanda_tangan(h: Any) -> str:
    """Orang menandatangani byte versi itu; kuncinya dijamin komputer; komputernya dijamin kabupaten."""
    kunci: dict[Any, Any] = {}
    akhir: dict[Any, dict[str, bool]] = {}
    nomor, tertanda = set(), set()  # type: set[Any], set[str]
    for rev, (_, isi) in sorted(h.versi.items(), key=lambda satu: h.urutan[satu[0]]):
        # Nomor yang sama untuk kedua kalinya tidak membuktikan urutan apa pun.
        h.ganda.update([rev] if (isi["dev"], isi["epoch"], isi["n"]) in nomor else [])
        nomor.add((isi["dev"], isi["epoch"], isi["n"]))
        for satu in isi["body"].get("kunci", []) if isi["kind"] == "pengguna" else []:
            kunci.setdefault((isi["doc"], satu["id"]), (satu, isi["scope"]))
            if satu.get("berakhir"):
                lama = akhir.setdefault((isi["doc"], satu["id"]), {})
                lama[rev] = not any(induk in lama for induk in isi["parents"])
    if h.ganda:
        h.catatan.add(f"{len(h.ganda)} versi memakai nomor yang sudah dipakai versi lain dari komputer yang sama.")
    for rev, (_, isi) in h.versi.items():
        t, nama = isi["body"], f"tanda tangan versi/{isi['doc']}/{rev}.json"
        if isi["kind"] != "tanda_tangan" or isi["del"] or t["revisi"] in h.terhapus:
            continue
        wajib(t["revisi"] in h.versi, f"{nama}: versi yang ditandatangani tidak ada")
        mentah, sasaran = h.versi[t["revisi"]]
        milik, kantor = kunci.get((t["penanda"], t["kunci"]), ({"kunci": ""}, ""))
        orang = bytes.fromhex(milik["kunci"])
        wajib(id_kunci(orang) == t["kunci"], f"{nama}: kunci penanda tangan tidak ada")
        fakta = [sasaran["doc"], sasaran["who"], sasaran["kind"], sasaran["body"].get("status")]
        cocok = fakta == [t["dokumen"], t["penanda"], PERBUATAN.get(t["perbuatan"]), TETAP.get(sasaran["kind"])]
        sah = ditandatangani(orang, pae("tanda-tangan", mentah), bytes.fromhex(t["tanda"]))
        wajib(cocok and sah, f"{nama}: tidak sah atas versi {t['revisi'][:12]}…")
        wajib(meliputi([kantor], sasaran["scope"]), f"{nama}: kuncinya milik kantor lain")
        ujung = [satu for satu, awal in akhir.get((t["penanda"], t["kunci"]), {}).items() if awal]
        if not _dijamin(h, t["penanda"], milik, kantor, nama):
            h.catatan.add(f"{nama}: komputer yang menjamin kuncinya tidak bersertifikat di sini, tidak dihitung")
        elif any(_lewat(h, rev, t["revisi"], satu) for satu in ujung):
            h.catatan.add(f"{nama}: kuncinya sudah berakhir dan tidak terbukti dibuat sebelumnya, tidak dihitung")
        else:
            tertanda.add(t["revisi"])
    tetap = {rev for rev, (_, i) in h.versi.items() if i["body"].get("status") in TETAP.values()}
    return f"{len(tertanda)} tanda tangan sah; {len(tetap - tertanda)} versi tetap tanpa tanda tangan"
def _lewat(h: Any, tanda: str, sasaran: str, akhir: str) -> bool:
    """Nomor komputer dipercaya hanya sejauh tiba di sini sebelum, atau bersama, akhir kunci itu."""
    ujung, tiba = h.versi[akhir][1], h.urutan
    asal = ujung["dev"], ujung["epoch"]
    dari = [satu for satu in (sasaran, tanda) if (h.versi[satu][1]["dev"], h.versi[satu][1]["epoch"]) == asal]
    telat = min(tiba[sasaran], tiba[tanda]) > h.ujung[tiba[akhir]] if tanda in dari else tiba[tanda] > tiba[akhir]
    return telat or any(h.versi[satu][1]["n"] >= ujung["n"] or satu in h.ganda for satu in dari)
def _dijamin(h: Any, orang: str, milik: Any, kantor: str, nama: str) -> bool:
    """Apakah komputer yang menjamin kunci orang ini bersertifikat untuk kantornya; jaminan palsu menggagalkan."""
    perangkat, wilayah = h.perangkat.get(milik["perangkat"], (bytes.fromhex(milik.get("kunci_perangkat", "")), []))
    isi = {"akun": orang, "id": milik["id"], "kunci": milik["kunci"], "perangkat": milik["perangkat"]}
    kata = pae("pengguna", json.dumps(isi, separators=(",", ":")).encode())
    sah = ditandatangani(perangkat, kata, bytes.fromhex(milik["tanda_perangkat"]))
    wajib(sah and id_kunci(perangkat) == milik["perangkat"], f"{nama}: kuncinya tidak dijamin komputernya")
    return meliputi(wilayah, kantor)
def _predikat(b: Any, sel: Any) -> Any:
    """Isi matriks, hasil unit lama (hlm. 91), tanpa predikat bila tidak dinilai, studi tidak selesai (hlm. 100)."""
    dua, studi, lama = (b["rating_hasil"], b["rating_perilaku"]), b.get("studi") or {}, b.get("periodik") or []
    if b.get("tidak_dinilai"):
        pakai = b["tidak_dinilai"] == "hasil_unit_lama" and len(lama) == 1 and len(b["periode"]) > len("2026")
        return lama[0]["predikat"] if pakai else None
    if studi.get("tidak_selesai") and None not in dua:
        return studi["predikat"] if studi["predikat"] in ("kurang", "sangat_kurang") else False
    return sel.get(dua[0], {}).get(dua[1], False)
def periksa_predikat(h: Any) -> str:
    """Predikat setiap penilaian final dihitung ulang dari matriks peraturan (PermenPANRB 6/2022 hlm. 99-103)."""
    matriks: dict[str, Any] = {}
    for nama in [satu for satu in h.pak.di("aturan/") if satu.endswith(".json")]:
        bagian = h.pak.baca(nama[:-5] + ".toml").decode("utf-8").split("\n[matriks]", 1)[1].split("\n[", 1)[0]
        baris = re.findall(r"^(\w+) = \{(.*)\}", bagian, re.M)
        asli = {satu: dict(re.findall(r'(\w+) = "(\w+)"', kolom)) for satu, kolom in baris}
        wajib(h.pak.json(nama) == {"id": Path(nama).stem, "matriks": asli}, f"{nama}: bukan matriks peraturan")
        matriks[Path(nama).stem] = asli
    final = [(isi["body"], isi["doc"]) for _, isi in h.versi.values() if isi["body"].get("status") == "final"]
    for b, doc in final:
        wajib(b["predikat"] == _predikat(b, matriks[b["aturan"]]), f"versi/{doc}: predikat bukan hasil matriks")
    return f"{len(final)} penilaian final dihitung ulang dan sama"
def periksa_saksi(h: Any) -> str:
    """Jejak pada baris yang disaksikan kabupaten masih sama, dan tidak ada kesaksian yang ditinggalkan."""
    jauh, hilang, terima = 0, 0, set()  # type: int, int, set[str]
    for nama in h.pak.di("saksi/balasan/"):
        bukti = h.pak.json(nama)
        kunci, tanda, isi = bytes.fromhex(bukti["kunci"]), bytes.fromhex(bukti["tanda"]), buka(bukti["manifes"])
        sah = kunci in h.penerbit and ditandatangani(kunci, pae("bundle-manifest", isi), tanda)
        wajib(sah, f"{nama}: bukan balasan yang ditandatangani kabupaten")
        milik = [s for s in urai(isi, nama)["acknowledgements"] if s["device_id"] == h.manifes["perangkat"]["id"]]
        terima.update(satu["sha256"] for satu in milik)
        for masa, ke, sidik in [(s["epoch"], s["audit"]["count"], s["audit"]["head"]) for s in milik if s.get("audit")]:
            # Masa yang tidak diakhiri baris mana pun wajib cocok, kecuali jejak ini sendiri pernah dipulihkan.
            lewat = masa != h.manifes["epoch"] and h.masa and ke >= h.masa.get(masa, 0)
            sama = lewat or h.rantai[ke - 1 : ke] == [sidik]
            wajib(sama, f"jejak/rantai.txt: berubah sejak disaksikan kabupaten pada baris {ke}")
            jauh, hilang = max(jauh, 0 if lewat else ke), hilang + bool(lewat)
    if h.unit:
        kirim = h.pak.json("saksi/dikirim.json")
        perlu = {satu["file_sha256"] for satu in kirim["paket"] if satu["diterima"] and satu["jejak"]}
        kurang = sorted(perlu.union(satu["paket"] for satu in kirim["saksi"]) - terima)
        wajib(not kurang, f"saksi/balasan: kesaksian atas paket {kurang[:1]} yang sudah diterima tidak ada")
    if hilang:
        h.catatan.add(f"{hilang} kesaksian tentang masa catatan lain: jejak ini menyebut cadangan yang dipulihkan.")
    return f"disaksikan kabupaten sampai baris {jauh} dari {len(h.rantai)}" if jauh else "belum ada kesaksian"
BAGIAN = (periksa_kepercayaan, periksa_jejak, periksa_versi, periksa_dokumen)
BAGIAN += (periksa_tanda_tangan, periksa_predikat, periksa_saksi)
def periksa(pak: Pak, kata: Any, *, manifes: bool = True) -> bool:
    """Menjalankan semua pemeriksaan; yang berikutnya berjalan hanya di atas yang sudah terbukti."""
    langkah = "Daftar berkas"
    try:
        if manifes:
            kata(f"  utuh   {langkah:14} {periksa_manifes(pak)}")
        h = SimpleNamespace(pak=pak, manifes=pak.json(MANIFES), penerbit=[], perangkat={}, rantai=[], masa={})
        h.urutan, h.versi, h.terhapus, h.catatan, h.ujung, h.ganda, h.unit = {}, {}, set(), set(), [], set(), False
        for fungsi in BAGIAN:
            langkah = fungsi.__name__[len("periksa_") :].replace("_", " ").capitalize()
            kata(f"  utuh   {langkah:14} {fungsi(h)}")
    except (Salah, KeyError, IndexError, TypeError, ValueError, AttributeError) as salah:
        sebab = salah if isinstance(salah, Salah) else f"bentuknya tidak seperti seharusnya ({salah!r})"
        kata(f"  SALAH  {langkah:14} {sebab}")
        return False
    for satu in sorted(h.catatan):
        kata(f"  catat  {satu}")
    return True
RFC8032 = """
d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a -
e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c 72
92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
"""
DALAM = ("jejak/", "versi/", "dokumen/", "kepercayaan/", "saksi/balasan/", "aturan/")
def uji_diri(folder: Path) -> bool:
    """Vektor RFC 8032, lalu satu bit diubah di setiap macam berkas: masing-masing harus tertangkap."""
    uji, macam = {}, {}  # type: dict[str, bool], dict[str, str]
    for ke in (0, 3):
        k, p, t = (bytes.fromhex(satu.replace("-", "")) for satu in RFC8032.split()[ke : ke + 3])
        lain = ditandatangani(k, p, bytes([t[0] ^ 1]) + t[1:]) or ditandatangani(k, p + b"x", t)
        uji[f"RFC 8032 vektor {ke // 3 + 1}"] = ditandatangani(k, p, t) and not lain
    for nama in Pak(folder).semua:
        dua = nama.startswith(("dokumen/", "jejak/", "kepercayaan/", "saksi/"))
        macam.setdefault("/".join(nama.split("/")[: 1 + dua]) + Path(nama).suffix, nama)
    for nama in sorted(macam.values()):
        data = bytearray((folder / nama).read_bytes())
        data[len(data) // 2] ^= 1
        pak = Pak(folder, {nama: bytes(data)})
        uji[f"satu bit di {nama}"] = not periksa(pak, lambda _: None)
        if nama.startswith(DALAM) and not nama.endswith(".toml"):  # seandainya daftar dan tandanya dibuat ulang
            uji[f"satu bit di {nama}, daftar ikut"] = not periksa(pak, lambda _: None, manifes=False)
    for nama, benar in uji.items():
        print(f"  {'tertangkap' if benar else 'LOLOS     '}  {nama}")
    return all(uji.values())
def main() -> int:
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    folder = Path([*(satu for satu in sys.argv[1:] if not satu.startswith("--")), __file__][0]).resolve()
    folder = folder if folder.is_dir() else folder.parent
    print(f"Memeriksa {folder.name}")
    utuh = periksa(Pak(folder), print)
    if utuh and "--uji-diri" in sys.argv:
        print("Uji diri")
        utuh = uji_diri(folder)
    print("HASIL: UTUH. Isi berkas ini terbukti." if utuh else "HASIL: TIDAK TERBUKTI. Jangan dipakai sebagai bukti.")
    return 0 if utuh else 1
if __name__ == "__main__":
    sys.exit(main())
