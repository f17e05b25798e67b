"""The 256 short, plain words of the four-word fingerprint; a released list never changes, its order neither."""

from __future__ import annotations

from typing import Final

_LINES: Final = """
    abad abon acar adik ahli akal alat alun ampas anak angin angka apel arah arang atap awan ayam bagus baju
    bakti balok bambu banyak barat batik bawang bebek beku belut benang besi biji bintang biru bola botol
    buah budi bukit bulan bunga burung cabai cahaya cakap candi cangkir capung cermin cicak cincin coklat
    cuaca cuka dagang dahan daun dayung dekat delima dermaga desa dinding dingin dodol domba dongeng duku
    durian ekor elang emas embun empat enam fajar gajah gambar garam garpu gedung gelas gembira getah gigi
    gitar gorden goreng gula gunung gurih halus hangat harum hasil hijau hitung hujan ikan indah ingat intan
    irama istana jagung jaket jati jembatan jendela jernih jeruk jujur kabut kaca kaki kaleng kamus kancil
    kapas kasur kayu kebun kecap kelapa kelinci kemiri kendi kentang kera kertas ketan ketupat kijang kolam
    komodo kopi kota kuat kuda kulit kunci kuning kupu lada laut lebah lemari lembut lencana lereng lidi
    lilin lima logam lontar loyang lukis lumbung madu makan malam mangga manis mawar mekar melati menara
    merah merpati minyak mobil muara mudah mutiara naik nanas nasi nelayan niat nyala obat ombak onta oranye
    padi pagar paku panah pantai papan pasir pelangi pena perahu pesta piano pijar piring pisang pohon pulau
    putih radio raja rakit rambut ranting rebung rimba roda roti rumah rusa sagu salak sapi sarung sawah
    sayur segar sejuk senja sepeda serai setia siang sirih sisir sumur surya susu tabung taman tebu telaga
    teluk tempe teras terong tiga timur tomat tugu tujuh ubi udang ungu usaha utara waktu warna wayang
    wortel yakin zaitun
"""

WORDS: Final = tuple(_LINES.split())
