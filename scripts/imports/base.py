"""What every sheet of testdata/imports says, and the plain rows that a cause then spoils."""

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "testdata" / "imports"

HEADER = ["STT", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm tự đánh giá", "Tài liệu kiểm chứng"]


@dataclass
class Node:
    """A line of the tree with the true points of each unit; parents have none."""

    code: str
    title: str
    max: Decimal
    office: str
    points: dict = field(default_factory=dict)

    @property
    def is_leaf(self):
        return bool(self.points)


def nodes():
    """The tree of `_base/rubric.csv`, in order."""
    with open(ROOT / "_base" / "rubric.csv", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    found = []
    for line in lines:
        points = {unit: Decimal(line[unit]) for unit in ("01", "02", "03") if line[unit]}
        found.append(Node(line["code"], line["title"], Decimal(line["max"]), line["office"], points))
    return found


def units():
    """Names of units by code."""
    with open(ROOT / "_base" / "units.csv", encoding="utf-8") as file:
        return {line["code"]: line["name"] for line in csv.DictReader(file)}


def number(value):
    """A decimal as the nearest thing that a spreadsheet holds."""
    return int(value) if value == value.to_integral_value() else float(value)


def rows(unit="01"):
    """The rows of a complete sheet as [code, title, maximum, points or None, evidence], parents without points."""
    return [
        [node.code, node.title, number(node.max), number(node.points[unit]) if node.is_leaf else None, None]
        for node in nodes()
    ]
