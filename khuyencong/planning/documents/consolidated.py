"""The plans of a year together, for Excel and Word."""

import datetime
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from khuyencong.documents.plan_document import PlanDocument, PlanLine, written
from khuyencong.planning.models import Proposal
from khuyencong.planning.queries.summary import Summary
from khuyencong.planning.states import Kind
from khuyencong.planning.workbook.consolidated import ConsolidatedLine, ConsolidatedPlan
from khuyencong.policy.case import Level, ProjectKind

LEGAL_BASES = (
    "Căn cứ Nghị định số 45/2012/NĐ-CP ngày 21 tháng 5 năm 2012 của Chính phủ về khuyến công",
    "Căn cứ Nghị định số 235/2025/NĐ-CP ngày 27 tháng 8 năm 2025 của Chính phủ sửa đổi, bổ sung một số điều của "
    "Nghị định số 45/2012/NĐ-CP",
)
IN_FORCE_FROM = datetime.date(2025, 10, 15)


def _rows(summary: Summary) -> Iterator[Mapping[str, Any]]:
    plans = [plan.pk for plan in summary.plans]
    rows = Proposal.objects.filter(plan_id__in=plans).order_by("province__sort_key", "level", "plan_id", "position")
    return rows.values(
        "plan_id", "reference", "name", "kind", "level", "activity__name_vi", "activity_text", "beneficiary_names",
        "implementing_body", "province__name", "starts_on", "ends_on", "total", "support_national", "support_local",
        "counterpart", "other", "note",
    ).iterator(chunk_size=2000)  # fmt: skip


def consolidated_plans(summary: Summary) -> Iterator[ConsolidatedPlan]:
    """The year's plans with their lines, province by province."""
    plans = {plan.pk: plan for plan in summary.plans}
    for pk, rows in itertools.groupby(_rows(summary), key=lambda row: row["plan_id"]):
        plan = plans[pk]
        yield ConsolidatedPlan(
            province=plan.province.name,
            level=Level(plan.level),
            year=plan.year,
            lines=[_sheet_line(row) for row in rows],
            drafted_by=plan.drafted_by,
            decision_number=plan.decision_number,
        )


def _sheet_line(row: Mapping[str, Any]) -> ConsolidatedLine:
    same = ("implementing_body", "starts_on", "ends_on", "total", "support_national", "support_local", "counterpart",
            "other", "note")  # fmt: skip
    return ConsolidatedLine(
        name=row["name"],
        kind=ProjectKind(row["kind"]),
        activity=row["activity__name_vi"] or row["activity_text"],
        beneficiary=row["beneficiary_names"],
        **{name: row[name] for name in same},
    )


def plan_document(summary: Summary, *, on: datetime.date) -> bytes:
    """The plans of a year as a Word paper by Decree 30/2020; number, day and signer stay open."""
    lines = tuple(_paper_line(row) for row in _rows(summary) if row["kind"] != Kind.RESERVE)
    bases = LEGAL_BASES if on >= IN_FORCE_FROM else LEGAL_BASES[:1]
    return written(
        PlanDocument(
            parent_body="BỘ CÔNG THƯƠNG",
            issuing_body="CỤC ĐỔI MỚI SÁNG TẠO, CHUYỂN ĐỔI XANH VÀ KHUYẾN CÔNG",
            symbol="KH-ĐCK",
            place="Hà Nội",
            year=on.year,
            month=on.month,
            plan_year=summary.year,
            abstract=f"Tổng hợp kế hoạch khuyến công năm {summary.year}",
            legal_bases=bases,
            opening=(f"Tổng hợp {len(summary.plans)} kế hoạch khuyến công năm {summary.year} của các địa phương.",),
            closing=("Danh mục chi tiết tại Phụ lục kèm theo.",),
            lines=lines,
            recipients=("Bộ trưởng (để báo cáo)", "Sở Công Thương các tỉnh, thành phố"),
            kept_by="VT, ĐCK",
            signing=("CỤC TRƯỞNG",),
        )
    )


def _paper_line(row: Mapping[str, Any]) -> PlanLine:
    national, local = row["support_national"] or 0, row["support_local"] or 0
    return PlanLine(
        code=row["reference"],
        name=row["name"],
        activity=row["activity__name_vi"] or row["activity_text"] or "Nội dung khác",
        beneficiary=row["beneficiary_names"],
        implementing_body=row["implementing_body"],
        place=row["province__name"],
        total_cost=max(row["total"] or 0, national + local),
        national=national,
        local=local,
    )
