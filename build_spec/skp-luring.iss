; Installer for Windows (Inno Setup 6): for one person, without administrator rights.
; Build the folder first (py dev.py freeze), then: iscc /DVersion=0.6.0 build_spec\skp-luring.iss
; Records lie in the person's own data folder; neither an update nor the removal touches them.

#ifndef Version
  #define Version "0.6.0"
#endif
#define Name "SKP Luring"

[Setup]
AppId={{8C0E1B5A-6D0F-4B6E-9A52-5F1F0D3A7C41}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher={#Name}
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\LICENSE
OutputDir=..\dist
OutputBaseFilename=skp-luring-{#Version}-pemasang
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no
ShowLanguageDialog=no
UninstallDisplayName={#Name}
UninstallDisplayIcon={app}\{#Name}.exe

[Languages]
Name: "id"; MessagesFile: "compiler:Default.isl"

[LangOptions]
LanguageName=Bahasa Indonesia
LanguageID=$0421

[Messages]
SetupAppTitle=Pemasangan
SetupWindowTitle=Pemasangan – %1
UninstallAppTitle=Penghapusan
UninstallAppFullTitle=Penghapusan %1
ButtonBack=< &Kembali
ButtonNext=&Lanjut >
ButtonInstall=&Pasang
ButtonOK=OK
ButtonCancel=Batal
ButtonYes=&Ya
ButtonNo=&Tidak
ButtonFinish=&Selesai
ButtonBrowse=&Cari…
ButtonWizardBrowse=C&ari…
ExitSetupTitle=Batalkan pemasangan
ExitSetupMessage=Pemasangan belum selesai. Jika dihentikan sekarang, program tidak terpasang.%n%nHentikan?
WelcomeLabel1=Selamat datang di pemasangan [name]
WelcomeLabel2=[name/ver] akan dipasang untuk Anda saja; hak administrator tidak diperlukan.%n%nTutup dahulu program ini jika sedang terbuka.
WizardLicense=Lisensi
LicenseLabel=Program ini bebas dipakai dan dibagikan.
LicenseLabel3=Bacalah lisensi di bawah ini sebelum melanjutkan.
LicenseAccepted=Saya &setuju
LicenseNotAccepted=Saya &tidak setuju
WizardSelectDir=Tempat pemasangan
SelectDirDesc=Di mana [name] dipasang?
SelectDirLabel3=[name] akan dipasang di folder berikut.
SelectDirBrowseLabel=Klik Lanjut untuk meneruskan, atau Cari untuk memilih folder lain.
DiskSpaceMBLabel=Diperlukan paling sedikit [mb] MB.
WizardSelectTasks=Pilihan tambahan
SelectTasksDesc=Apa lagi yang perlu dibuat?
SelectTasksLabel2=Pilih yang diinginkan, lalu klik Lanjut.
WizardReady=Siap memasang
ReadyLabel1=[name] siap dipasang.
ReadyLabel2a=Klik Pasang untuk memulai, atau Kembali untuk memeriksa pilihan.
ReadyLabel2b=Klik Pasang untuk memulai.
WizardInstalling=Sedang memasang
InstallingLabel=Mohon tunggu, [name] sedang dipasang.
FinishedHeadingLabel=[name] sudah terpasang
FinishedLabel=[name] dapat dibuka dari menu Start.
FinishedLabelNoIcons=[name] sudah terpasang.
ClickFinish=Klik Selesai untuk menutup.
RunEntryExec=Buka %1
ConfirmUninstall=Hapus %1 dari komputer ini? Data pegawai, SKP, dan penilaian tidak ikut dihapus.
UninstalledAll=%1 sudah dihapus. Data Anda tetap tersimpan.
StatusExtractFiles=Menyalin berkas…
StatusCreateIcons=Membuat pintasan…
StatusUninstalling=Menghapus %1…
StatusRunProgram=Menyelesaikan pemasangan…

[Tasks]
Name: "desktopicon"; Description: "Buat pintasan di desktop"

[Files]
Source: "..\dist\skp-luring\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; An older version's libraries must not lie beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Name}.exe"
Name: "{userdesktop}\{#Name}"; Filename: "{app}\{#Name}.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\{#Name}.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[CustomMessages]
LaunchProgram=Buka %1
