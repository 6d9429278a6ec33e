"""Makes the score sheets of testdata/phu-yen-2022 and checks that the published figures come out of them.

The appraised scores of the 27 communes were never published criterion by criterion. What was published
(domain means, best and worst unit, bands, order, changes on the year before) is solved for here: CP-SAT
finds domain sums and last year's scores that meet every figure, a small dynamic programme splits the
domain sums into leaf scores, and earlier rounds are built upwards from the result.

    python3 -m venv /tmp/phu-yen && /tmp/phu-yen/bin/pip install -r scripts/phu_yen/requirements.txt
    /tmp/phu-yen/bin/python scripts/phu_yen/make.py            # writes, then checks (about a minute)
    /tmp/phu-yen/bin/python scripts/phu_yen/make.py --check    # only reads the written files and checks

Everything follows from SEED: a second run with the same library versions writes the same bytes. The
output is committed; no test runs this script. Titles, maxima, choices and words of the rules are read from
rubrics/phu-yen-2022.rhai, so that the rubric is their only source; its code rules are mirrored in CODE.
Exit code 0 if every figure holds, 1 otherwise.
"""

import csv
import datetime
import io
import re
import shutil
import sys
from decimal import Decimal
from fractions import Fraction as F
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = ROOT / "rubrics" / "phu-yen-2022.rhai"
CAMPAIGN = ROOT / "testdata" / "phu-yen-2022"
SEED = 2022

# ---------------------------------------------------------------- what the report says

UNITS = """Thị trấn|Mường Cơi|Mường Thải|Mường Lang|Tân Lang|Quang Huy|Huy Bắc|Huy Thượng|Huy Tân|Gia Phù|Tường Phù
Huy Hạ|Huy Tường|Mường Do|Sập Xa|Tường Thượng|Tường Tiến|Tường Phong|Tường Hạ|Kim Bon|Mường Bang|Đá Đỏ|Tân Phong
Nam Phong|Bắc Phong|Suối Tọ|Suối Bau""".replace("\n", "|").split("|")

BANDS = {
    "A": [],
    "B": "Tường Phù|Thị trấn|Tường Tiến|Tường Phong".split("|"),
    "C": ("Huy Bắc|Tường Thượng|Tân Lang|Huy Hạ|Quang Huy|Huy Tân|Mường Lang|Gia Phù|Mường Bang|Sập Xa|Mường Cơi|Mường Do|"
          "Nam Phong|Đá Đỏ|Suối Bau|Bắc Phong").split("|"),
    "D": "Tân Phong|Tường Hạ|Kim Bon|Suối Tọ|Huy Thượng|Mường Thải|Huy Tường".split("|"),
}
ORDER = BANDS["B"] + BANDS["C"] + BANDS["D"]
SCORE_UP = "Tường Tiến|Huy Tân|Sập Xa|Mường Do|Nam Phong|Đá Đỏ|Suối Bau|Huy Thượng".split("|")
RANK_UP = ("Tường Phù|Thị trấn|Tường Tiến|Huy Bắc|Tường Thượng|Mường Bang|Quang Huy|Huy Tân|Sập Xa|Mường Cơi|Mường Do|"
           "Nam Phong|Đá Đỏ|Suối Bau|Tân Phong|Huy Thượng").split("|")
RANK_KEPT = "Tân Lang|Huy Hạ".split("|")
RANK_DOWN = "Tường Phong|Mường Lang|Gia Phù|Bắc Phong|Tường Hạ|Kim Bon|Suối Tọ|Mường Thải|Huy Tường".split("|")
LATE = "Bắc Phong|Suối Tọ|Huy Tường".split("|")
DUE = datetime.date(2022, 12, 10)

CRITERIA = [6, 5, 6, 5, 4, 7, 3, 3]
SUBCRITERIA = [3, 2, 10, 4, 6, 0, 10, 0]
MAXIMA = [F(23, 2), F(13, 2), F(14), F(11, 2), F(8), F(17, 2), F(12), F(4)]
MEANS = ["3.37", "5.6", "12.09", "3.9", "5.8", "3.8", "4.4", "1.5"]  # as printed
MEAN, MEAN_CHANGE = "57.9", "-4.56"
BEST, WORST = (F(7714, 100), F(54)), (F(30), F(21))
SUM_UP, SUM_DOWN, SPREAD_BEFORE = F(139, 2), F(-19256, 100), F(4878, 100)

# The one place where the typed appraisal differs from the rule: not computed, so the typed score stands.
DIFFERENCE = ("Mường Lang", "2.5")


def half_up(x, digits):
    """Rounds an exact fraction half away from zero and prints it with that many digits."""
    scaled = abs(x) * 10**digits
    n = int(scaled) + (1 if scaled - int(scaled) >= F(1, 2) else 0)
    d = Decimal(n).scaleb(-digits)
    return str(-d if x < 0 else d)


def published(raw):
    return F(half_up(raw * 100 / 70, 2))


def printed_range(text):
    """The half-open interval of exact values that print as `text`."""
    digits = len(text.partition(".")[2])
    half = F(1, 2 * 10**digits)
    return F(text) - half, F(text) + half


# ---------------------------------------------------------------- the rubric


class Node:
    def __init__(self, kind, code, title, maximum):
        self.kind, self.code, self.title, self.max = kind, code, title, maximum
        self.words, self.children = [], []

    def all(self, word):
        return [a for w, a in self.words if w == word]

    def one(self, word):
        found = self.all(word)
        return found[0][0] if found and found[0] else None

    def has(self, word):
        return any(w == word for w, _ in self.words)

    @property
    def asks(self):
        return [tuple(a) for a in self.all("ask")]

    @property
    def choices(self):
        return [(label, points) for label, points in self.all("choice")]

    def values(self):
        """The scores that this leaf can have, ascending."""
        if self.choices:
            return sorted(p for _, p in self.choices)
        grid = [F(q, 4) for q in range(int(self.max * 4) + 1)]
        if not self.asks:
            return grid
        return [v for v in grid if v in REACHABLE.get(self.code, grid)]

    def rule(self, figures):
        """The rule's result from figures in the order asked."""
        x = dict(zip([n for n, _ in self.asks], map(F, figures), strict=True))
        if self.has("score"):
            return CODE[self.code](self.max, x)
        if self.has("each"):
            return min(x[self.one("figure")] * self.one("each"), self.max)
        if self.has("minus_each"):
            return max(self.max - x[self.one("figure")] * self.one("minus_each"), F(0))
        part, whole = self.all("percent")[0]
        value = x[part] * 100 / x[whole]
        for word, args in self.words:
            if word == "below" and value < args[0]:
                return args[1]
            if word == "from" and value >= args[0]:
                return args[1]
            if word == "otherwise":
                return args[0]
            if word == "otherwise_in_proportion":
                return value * self.max / 100
            if word == "otherwise_in_proportion_to":
                return min(value * self.max / args[0], self.max)
        raise ValueError(f"{self.code}: no tier covers {value}")


CODE = {
    "1.5": lambda top, x: top if x["count"] >= 2 else x["count"] / 2,
    "3.5": lambda top, x: (F(0) if x["answered"] < x["received"] else top if x["late"] == 0
                           else F(1) if x["late"] <= 2 else F(1, 2)),
    "8.2": lambda top, x: (F(0) if x["met"] < x["assigned"] * F(8, 10) else F(3, 4) if x["met"] < x["assigned"]
                           else top if x["exceeded"] >= 2 else 1 + x["exceeded"] / 4),
}

# Scores that figures can produce, where not every step of 0.25 is one of them.
REACHABLE = {
    "1.1.3": [F(0), F(2), F(9, 4), F(5, 2)],
    "1.5": [F(0), F(1, 2), F(1)],
    "2.5": [F(0), F(1, 2), F(1)],
    "3.4.1": [F(0), F(3, 4), F(3, 2), F(2), F(5, 2)],
    "3.5": [F(0), F(1, 2), F(1), F(3, 2)],
    "5.2.2": [F(0), F(1, 2), F(1)],
    "6.1": [F(0), F(1), F(5, 4), F(3, 2), F(7, 4), F(2)],
    "8.2": [F(0), F(3, 4), F(1), F(5, 4), F(3, 2)],
}


def arguments(text):
    out = []
    for token in re.findall(r'"[^"]*"|\[[^\]]*\]|[-\w.]+', text):
        if token[0] == '"':
            out.append(token[1:-1])
        elif token[0] == "[":
            out.append([F(n.strip()) for n in token[1:-1].split(",")])
        else:
            out.append(F(token))
    return out


def read_rubric():
    """The domains with their trees. Reads only the plain style in which this rubric is written."""
    text = "\n".join(line.split("//")[0] for line in RUBRIC.read_text("utf-8").split("\n"))
    domains, by_code = [], {}
    for statement in re.findall(r"^(?:domain|criterion|subcriterion)\(.*?;$", text, re.M | re.S):
        statement = re.sub(r"\.score\(\|x\|.*?\)(?=\s*\.example)", ".score()", statement, flags=re.S)
        head, *words = re.findall(r'\.?(\w+)\(((?:"[^"]*"|[^()"])*)\)', statement)
        code, title, *rest = arguments(head[1])
        node = Node(head[0], code, title, rest[0] if rest else None)
        node.words = [(w, arguments(a)) for w, a in words]
        by_code[code] = node
        (domains if "." not in code else by_code[code.rpartition(".")[0]].children).append(node)
    for node in reversed(by_code.values()):
        if node.children:
            total = sum(c.max for c in node.children)
            assert node.max in (None, total), f"{node.code}: parts add up to {total}"
            node.max = total
    return domains


def leaves(node):
    return [leaf for c in node.children for leaf in leaves(c)] if node.children else [node]


def check_rubric(domains):
    fails = []
    for d, n_crit, n_sub, top in zip(domains, CRITERIA, SUBCRITERIA, MAXIMA, strict=True):
        counts = len(d.children), sum(len(c.children) for c in d.children), d.max
        if counts != (n_crit, n_sub, top):
            fails.append(f"rubric: domain {d.code} has {counts}")
        for leaf in leaves(d):
            if leaf.max % F(1, 4) or not leaf.one("by") or not leaf.one("evidence"):
                fails.append(f"rubric: {leaf.code} lacks a maximum in steps, an office or evidence")
            for figures, points in leaf.all("example"):
                if leaf.rule(figures) != points:
                    fails.append(f"rubric: {leaf.code} example {figures} gives {leaf.rule(figures)}, not {points}")
            if leaf.asks and len(leaf.all("example")) < 2:
                fails.append(f"rubric: {leaf.code} has fewer than two examples")
    return fails


# ---------------------------------------------------------------- solving


def solve(model, what):
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = 20
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        sys.exit(f"{what}: {solver.status_name(status)}")
    return solver


def nearest(model, pairs, top):
    """Minimises the sum of distances of variables from targets."""
    gaps = []
    for var, target in pairs:
        gap = model.new_int_var(0, top, "")
        model.add_abs_equality(gap, var - target)
        gaps.append(gap)
    model.minimize(sum(gaps))


def quarters_in(low, high):
    """The smallest and largest number of quarters in [low, high)."""
    first = -((-low * 4) // 1)
    last = (high * 4) // 1
    return int(first), int(last - 1 if last == high * 4 else last)


def solve_domain_sums():
    """Quarter points of each unit in each domain; meets means, bands and order."""
    from ortools.sat.python import cp_model

    rng = Random(SEED)
    target = [216, 208, 203, 198]
    target += [round(193 - 44 * i / 15 + rng.uniform(-2, 2)) for i in range(16)]
    target += [137, 131, 127, 121, 113, 102, 84]
    model = cp_model.CpModel()
    score_of = [int(published(F(q, 4)) * 100) for q in range(281)]
    raw, score, pairs, cells = {}, {}, [], {}
    for i, u in enumerate(ORDER):
        raw[u] = model.new_int_var(0, 280, f"raw {u}")
        score[u] = model.new_int_var(0, 10000, f"score {u}")
        model.add_element(raw[u], score_of, score[u])
        pairs.append((raw[u], target[i]))
        ability = target[i] / 280 - 0.579
        for k in range(8):
            share = float(F(MEANS[k]) / MAXIMA[k])
            room = min(share, 1 - share)
            top = int(MAXIMA[k] * 4)
            cells[u, k] = model.new_int_var(0, top, f"{u} {k + 1}")
            hint = share + ability * (0.6 + 1.6 * room) + rng.gauss(0, 0.22 * (0.15 + room))
            pairs.append((cells[u, k], max(0, min(top, round(hint * top)))))
        model.add(sum(cells[u, k] for k in range(8)) == raw[u])
    for a, b in zip(ORDER, ORDER[1:]):
        model.add(raw[a] >= raw[b] + 1)
    model.add(raw[ORDER[0]] == int(BEST[1] * 4))
    model.add(raw[ORDER[-1]] == int(WORST[1] * 4))
    for band, floor, ceiling in (("B", 70, 90), ("C", 50, 70), ("D", 0, 50)):
        for u in BANDS[band]:
            model.add(score[u] >= floor * 100)
            model.add(score[u] < ceiling * 100)
    for k, text in enumerate(MEANS):
        low, high = printed_range(text)
        first, last = quarters_in(low * 27, high * 27)
        model.add_linear_constraint(sum(cells[u, k] for u in ORDER), first, last)
    low, high = printed_range(MEAN)
    model.add(sum(score.values()) >= int(low * 2700))
    model.add(sum(score.values()) <= int(high * 2700) - 1)
    first, last = quarters_in(low * 27 * 70 / 100, high * 27 * 70 / 100)
    model.add_linear_constraint(sum(raw.values()), first, last)
    nearest(model, pairs, 280)
    solver = solve(model, "domain sums")
    return {key: F(solver.value(v), 4) for key, v in cells.items()}


def solve_last_year(score):
    """Last year's scores and ranks from this year's scores."""
    from ortools.sat.python import cp_model

    rng = Random(SEED + 1)
    model = cp_model.CpModel()
    before, place, pairs = {}, {}, []
    n = len(ORDER)
    at = [model.new_int_var(2500, 9600, f"at {r}") for r in range(n)]
    for a, b in zip(at, at[1:]):
        model.add(a >= b + rng.randint(7, 75))
    model.add(at[0] - at[-1] == int(SPREAD_BEFORE * 100))
    for i, u in enumerate(ORDER):
        now = int(score[u] * 100)
        up = u in SCORE_UP
        before[u] = model.new_int_var(2500, 9600, u)
        least = rng.randint(20, 150)
        model.add(before[u] <= now - least if up else before[u] >= now + least)
        wish = rng.uniform(200, 1500) if up else -rng.uniform(150, 1900)
        pairs.append((before[u], round(now - wish)))
        stands = [model.new_bool_var(f"{u} {r}") for r in range(n)]
        model.add_exactly_one(stands)
        for r in range(n):
            model.add(before[u] == at[r]).only_enforce_if(stands[r])
            if (u in RANK_UP and r <= i) or (u in RANK_DOWN and r >= i) or (u in RANK_KEPT and r != i):
                model.add(stands[r] == 0)
        place[u] = stands
    for r in range(n):
        model.add_exactly_one(place[u][r] for u in ORDER)
    for group, total in ((SCORE_UP, SUM_UP), ([u for u in ORDER if u not in SCORE_UP], SUM_DOWN)):
        model.add(sum(int(score[u] * 100) - before[u] for u in group) == int(total * 100))
    nearest(model, pairs, 9600)
    solver = solve(model, "last year")
    return {u: F(solver.value(before[u]), 100) for u in ORDER}


def split(items, total, rng, hardness):
    """Leaf scores that add up to `total`, near random targets; None if no combination does."""
    share = float(total / sum(leaf.max for leaf in items))
    best = {F(0): (0.0, ())}
    for leaf in items:
        room = min(share, 1 - share)
        wish = max(0.0, min(1.0, share + hardness[leaf.code] * (0.1 + room) + rng.gauss(0, 0.55 * (0.2 + room))))
        after = {}
        for spent, (cost, chosen) in best.items():
            for v in leaf.values():
                c = cost + abs(float(v / leaf.max) - wish) ** 2 * float(leaf.max)
                if spent + v <= total and (spent + v not in after or c < after[spent + v][0]):
                    after[spent + v] = (c, chosen + (v,))
        best = after
    return dict(zip([leaf.code for leaf in items], best[total][1])) if total in best else None


def next_value(leaf, value, sign):
    values = [v for v in leaf.values() if (v - value) * sign > 0]
    return (min(values) if sign > 0 else max(values)) if values else None


def earlier_rounds(items, final, unit, rng):
    """Self-assessed and round-1 scores: units overrate themselves, round 1 cuts, supplements restore a little."""
    own = dict(final)
    room = sum(leaf.max - final[leaf.code] for leaf in items)
    aim = min(F(rng.randint(12, 48), 4), room * F(7, 10))
    if unit == DIFFERENCE[0]:
        leaf = next(x for x in items if x.code == DIFFERENCE[1])
        own[leaf.code] = next_value(leaf, final[leaf.code], +1)
    for _ in range(1000):
        if sum(own.values()) - sum(final.values()) >= aim:
            break
        leaf = rng.choice(items)
        if (unit, leaf.code) != DIFFERENCE and (v := next_value(leaf, own[leaf.code], +1)) is not None:
            own[leaf.code] = v
    first = {}
    for leaf in items:
        high, low, dice = own[leaf.code], final[leaf.code], rng.random()
        lower = next_value(leaf, low, -1)
        first[leaf.code] = low
        if (unit, leaf.code) == DIFFERENCE:
            first[leaf.code] = high
        elif dice < 0.06 and lower is not None:
            first[leaf.code] = lower                         # raised again by a supplement
        elif dice > 0.8 and high > low:
            first[leaf.code] = rng.choice([v for v in leaf.values() if low < v <= high])
    return own, first


def figures_for(leaf, value, rng, whole):
    """Figures from which the rule gives exactly `value`; `whole` is the unit's own denominator."""
    between = rng.randint

    def at_least(part, most):
        return most if rng.random() < 0.4 else between(part, most)

    full = value == leaf.max
    match leaf.code:
        case "1.1.3":
            out = (int(whole * value / leaf.max) if value else between(whole // 2, whole * 8 // 10 - 1), whole)
        case "1.2":
            out = (int((leaf.max - value) * 4),)
        case "1.5":
            out = (between(2, 3) if full else int(value * 2),)
        case "2.5":
            low, high = {F(1): (80, 100), F(1, 2): (60, 79), F(0): (30, 59)}[value]
            out = (between(-(-whole * low // 100), whole * high // 100), whole)
        case "3.1" | "7.3.3":
            out = (int(value * 4) + (between(0, 3) if full else 0),)
        case "3.4.1":
            low, high = {F(5, 2): (981, 998), F(2): (952, 977), F(3, 2): (905, 947), F(3, 4): (805, 897), F(0): (700, 795)}[value]
            out = (between(-(-whole * low // 1000), whole * high // 1000), whole)
        case "3.5":
            late = {F(0): 0, F(3, 2): 0, F(1): between(1, 2), F(1, 2): 3}[value]
            out = (whole, whole - between(1, 2) if value == 0 else whole, late)
        case "5.2.2":
            out = (int((leaf.max - value) * 2),)
        case "5.3" | "7.1.2":
            out = (at_least(whole * 8 // 10, whole) if full else int(value / leaf.max * whole * 8 / 10), whole)
        case "6.1":
            out = (int(whole * value / leaf.max) if value else between(whole // 5, whole // 2 - 1), whole)
        case "8.2":
            if value >= 1:
                met, exceeded = whole, int((value - 1) * 4) + (between(0, 2) if full else 0)
            else:
                met = between(-(-whole * 8 // 10), whole - 1) if value else between(whole // 2, -(-whole * 8 // 10) - 1)
                exceeded = between(0, 2)
            out = (whole, met, exceeded)
        case _:
            raise ValueError(leaf.code)
    assert leaf.rule(out) == value, (leaf.code, value, out, leaf.rule(out))
    return out


def whole_for(code, rng):
    low, high, step = {"1.1.3": (2, 4, 10), "2.5": (8, 30, 1), "3.4.1": (210, 980, 1), "3.5": (3, 9, 1), "5.3": (1, 2, 25),
                       "6.1": (8, 60, 80), "7.1.2": (10, 32, 20), "8.2": (12, 20, 1)}.get(code, (1, 1, 1))
    return rng.randint(low, high) * step


class Entry:
    """Scores and declared figures of one unit in one round."""

    def __init__(self, scores, figures):
        self.scores, self.figures = scores, figures


def make_scores(domains):
    sums = solve_domain_sums()
    every = [leaf for d in domains for leaf in leaves(d)]
    rng = Random(SEED + 2)
    hardness = {leaf.code: rng.uniform(-0.4, 0.4) for leaf in every}
    out = {}
    for u in UNITS:
        final = {}
        for k, d in enumerate(domains):
            usable = lambda s: s and not (u == DIFFERENCE[0] and s.get(DIFFERENCE[1]) == 1)  # room for a typed score below
            part = next((s for _ in range(50) if usable(s := split(leaves(d), sums[u, k], rng, hardness))), None)
            if part is None:
                sys.exit(f"{u}: domain {d.code} cannot be split into {sums[u, k]}")
            final |= part
        own, first = earlier_rounds(every, final, u, rng)
        rounds, standing = [], {}
        wholes = {leaf.code: whole_for(leaf.code, rng) for leaf in every}
        for name, scores in (("self", own), ("round1", first), ("round2", final)):
            declared = {}
            for leaf in every:
                v = scores[leaf.code]
                if not leaf.asks or (name == "round2" and (u, leaf.code) == DIFFERENCE):
                    continue
                if leaf.code not in standing or leaf.rule(standing[leaf.code]) != v:
                    again = name == "round2" and v == own[leaf.code]
                    figures = rounds[0].figures[leaf.code] if again else figures_for(leaf, v, rng, wholes[leaf.code])
                    declared[leaf.code] = standing[leaf.code] = figures
            rounds.append(Entry(scores, declared))
        out[u] = dict(zip(("self", "round1", "round2"), rounds))
    return out


# ---------------------------------------------------------------- writing

SCORE_HEADER = {"self": "Điểm tự đánh giá", "round1": "Điểm thẩm định bước 1", "round2": "Điểm thẩm định bước 2"}
ROUNDS = list(SCORE_HEADER)
TITLE = {
    "self": "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2022",
    "round1": "BẢNG THẨM ĐỊNH, CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2022 (BƯỚC 1)",
    "round2": "BẢNG THẨM ĐỊNH, CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2022 (BƯỚC 2)",
}
SIGN = {
    "self": ("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"),
    "round1": ("NGƯỜI LẬP BIỂU", "TM. TỔ GIÚP VIỆC"),
    "round2": ("NGƯỜI LẬP BIỂU", "TM. HỘI ĐỒNG THẨM ĐỊNH"),
}
LONGER_HEAD = {("self", "Mường Lang"), ("self", "Tân Phong"), ("round2", "Huy Hạ")}
BLANK_LINES = {("self", "Huy Tân"), ("self", "Quang Huy"), ("round1", "Nam Phong")}
TYPED = {("self", "Tường Hạ"), ("self", "Bắc Phong"), ("self", "Suối Tọ"), ("round1", "Mường Do"), ("round2", "Tường Tiến")}
AS_CSV = {  # (delimiter, decimal sign)
    ("self", "Kim Bon"): (";", ","), ("self", "Suối Bau"): (",", ","), ("round1", "Đá Đỏ"): ("\t", ","),
    ("round1", "Sập Xa"): (";", ","), ("round2", "Mường Thải"): (";", ","),
}
SHEET_NAMES = ["Chấm điểm", "Sheet1", "CCHC 2022", "Biểu chấm điểm"]
DOCUMENTS = {"Kế hoạch": ("KH", 1, 2), "Báo cáo": ("BC", 11, 12), "Quyết định": ("QĐ", 2, 9), "Thông báo": ("TB", 2, 10)}
FALLS_SHORT = ["Còn một số nội dung thực hiện chưa đầy đủ", "Thực hiện chưa thường xuyên", "Nhân lực còn thiếu, thực hiện chậm",
               "Đã thực hiện, chưa có số liệu cả năm", "Đang tiếp tục khắc phục"]
CUT = ["Chưa có tài liệu kiểm chứng", "Tài liệu kiểm chứng chưa đầy đủ", "Tài liệu không thuộc năm đánh giá",
       "Số liệu chưa khớp với báo cáo của phòng chuyên môn", "Nội dung giải trình chưa rõ"]
CUT_FIGURES = ["Điều chỉnh theo số liệu của phòng chuyên môn", "Số liệu kê khai chưa khớp, đã đối chiếu lại"]


def evidence_text(leaf, value, rng):
    if value == 0:
        return ""
    text = leaf.one("evidence")
    for word, (mark, low, high) in DOCUMENTS.items():
        if text.startswith(word):
            day, month = rng.randint(3, 27), rng.randint(low, high)
            if month == 12:
                day = rng.randint(1, 6)
            return f"{word} số {rng.randint(11, 240)}/{mark}-UBND ngày {day:02}/{month:02}/2022"
    return text + rng.choice(["", "", " (đính kèm)", " năm 2022"])


def remark(leaf, name, entries, rng):
    value = entries[name].scores[leaf.code]
    if name == "self":
        if value == leaf.max:
            return ""
        if leaf.choices:
            return next(label for label, p in leaf.choices if p == value)
        if leaf.asks:
            return ""
        return "Chưa thực hiện trong năm" if value == 0 else rng.choice(["", *FALLS_SHORT])
    before = entries[ROUNDS[ROUNDS.index(name) - 1]].scores[leaf.code]
    if value > before:
        return "Đã bổ sung tài liệu kiểm chứng"
    if value < before:
        if leaf.asks and leaf.code in entries[name].figures:
            return rng.choice(CUT_FIGURES)
        return rng.choice(CUT) if leaf.code not in entries[name].figures and not leaf.asks else "Hội đồng chấm theo thực tế kiểm tra"
    return ""


def sheet_rows(domains, unit, name, entries, received, rng):
    """The sheet as rows (kind, cells); a cell is text, a number (Fraction) or a sum ("sum", value, rows)."""
    shown = ROUNDS[: ROUNDS.index(name) + 1]
    width = 3 + len(shown) + 2
    office = "UBND Thị trấn" if unit == "Thị trấn" else f"UBND xã {unit}"
    rows = []

    def add(kind, *cells):
        rows.append((kind, list(cells) + [""] * (width - len(cells))))
        return len(rows) - 1

    def heads(left, right):
        add("head", left, "", "", right)

    if name == "self":
        heads("UBND HUYỆN PHÙ YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        heads(office.upper() if unit != "Thị trấn" else "UBND THỊ TRẤN", "Độc lập - Tự do - Hạnh phúc")
    else:
        heads("UBND HUYỆN PHÙ YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        heads("TỔ GIÚP VIỆC" if name == "round1" else "HỘI ĐỒNG THẨM ĐỊNH", "Độc lập - Tự do - Hạnh phúc")
    if (name, unit) in LONGER_HEAD:
        heads("Số:      /BC-UBND" if name == "self" else "Số:      /BTĐ", "")
    add("blank")
    add("title", TITLE[name])
    add("centre", f"Đơn vị: {office}")
    for _ in range(3 if (name, unit) in BLANK_LINES else 1):
        add("blank")
    add("header", "STT", "Tiêu chí", "Điểm tối đa", *(SCORE_HEADER[r] for r in shown), "Tài liệu kiểm chứng", "Giải trình")
    add("numbers", *(f"({i + 1})" for i in range(width)))

    def node(n):
        """Adds the rows of one node; returns its row and its points in each round."""
        at = add("domain" if n.kind == "domain" else "parent" if n.children else "leaf", n.code, n.title, n.max)
        cells = rows[at][1]
        if n.children:
            parts = [node(c) for c in n.children]
            points = [sum(p[1][i] for p in parts) for i in range(len(shown))]
            cells[3:3 + len(shown)] = [("sum", v, [p[0] for p in parts]) for v in points]
            return at, points
        points = [entries[r].scores[n.code] for r in shown]
        cells[3:3 + len(shown)] = points
        cells[-2] = evidence_text(n, entries["self"].scores[n.code], Random(f"{SEED} {unit} {n.code}"))
        cells[-1] = remark(n, name, entries, rng)
        for i, (_, label) in enumerate(n.asks):
            values = [entries[r].figures.get(n.code) for r in shown]
            add("figure", "", label, "", *("" if v is None else F(v[i]) for v in values))
        return at, points

    tops = [node(d) for d in domains]
    totals = [sum(t[1][i] for t in tops) for i in range(len(shown))]
    add("total", "", "Tổng cộng", F(70), *(("sum", v, [t[0] for t in tops]) for v in totals))
    add("blank")
    if name == "self":
        place, day = ("Phù Yên" if unit == "Thị trấn" else unit), received
    else:
        place, day = "Phù Yên", datetime.date(2022, 12, 14 if name == "round1" else 22)
    add("date", "", "", "", f"{place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}")
    add("sign", "", SIGN[name][0], "", SIGN[name][1])
    add("blank")
    add("blank")
    add("sign", "", "…………………", "", "…………………")
    if (name, unit) in TYPED:  # totals typed by hand, some decimals typed as text
        fractional = [(r, c) for r, (kind, cells) in enumerate(rows) if kind == "leaf"
                      for c in range(3, 3 + len(shown)) if cells[c].denominator > 1]
        as_text = set(rng.sample(fractional, 7))
        for r, (_, cells) in enumerate(rows):
            for c, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    cells[c] = cell[1]
                elif (r, c) in as_text:
                    cells[c] = number_text(cell, ",")
    return rows


def number_text(x, sign):
    return str(x.numerator) if x.denominator == 1 else f"{float(x):.10g}".replace(".", sign)


def write_csv(path, rows, delimiter, sign):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for _, cells in rows:
        values = [c[1] if isinstance(c, tuple) else c for c in cells]
        writer.writerow([number_text(v, sign) if isinstance(v, F) else v for v in values])
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def write_xlsx(path, rows, index):
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell

    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime.datetime(2022, 12, 1), "title": "Chỉ số CCHC năm 2022"})
    sheet = book.add_worksheet(SHEET_NAMES[index % len(SHEET_NAMES)])
    font = {"font_name": "Times New Roman", "font_size": [12, 13, 11][index % 3], "valign": "vcenter"}
    made = {}

    def style(**more):
        key = tuple(sorted(more.items()))
        if key not in made:
            made[key] = book.add_format(font | more)
        return made[key]

    width = len(rows[0][1])
    last = width - 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, [7, 6, 9][index % 3])
    sheet.set_column(1, 1, [58, 64, 50][index % 3])
    sheet.set_column(2, last - 2, [11, 10, 12.5][index % 3])
    sheet.set_column(last - 1, last, [38, 34, 42][index % 3])
    for r, (kind, cells) in enumerate(rows):
        if kind == "blank":
            continue
        if kind == "head":
            bold = style(bold=1, align="center")
            sheet.merge_range(r, 0, r, 1, cells[0], bold)
            sheet.merge_range(r, 3, r, last, cells[3], bold)
            continue
        if kind in ("title", "centre"):
            sheet.merge_range(r, 0, r, last, cells[0], style(bold=int(kind == "title"), align="center"))
            continue
        if kind in ("date", "sign"):
            look = style(italic=int(kind == "date"), bold=int(kind == "sign"), align="center")
            if cells[1]:
                sheet.write_string(r, 1, cells[1], look)
            sheet.merge_range(r, 3, r, last, cells[3], look)
            continue
        texts = [len(c) / w for c, w in ((cells[1], 44), (cells[-2], 30), (cells[-1], 30)) if isinstance(c, str)]
        if kind == "header" or max(texts) > 1:
            sheet.set_row(r, 36 if kind == "header" or max(texts) <= 2 else 54)
        strong = int(kind in ("header", "domain", "total"))
        for c, cell in enumerate(cells):
            look = {"border": 1, "bold": strong}
            if kind in ("header", "numbers"):
                look |= {"align": "center", "text_wrap": 1}
            elif c == 1 or c >= last - 1:
                look |= {"text_wrap": 1, "italic": int(kind == "figure")}
            else:
                look |= {"align": "center"}
            if c == 0:
                look["num_format"] = "@"
            if isinstance(cell, tuple):
                refs = ",".join(xl_rowcol_to_cell(at, c) for at in cell[2])
                sheet.write_formula(r, c, f"=SUM({refs})", style(**look, num_format="0.00"), float(cell[1]))
            elif isinstance(cell, F):
                sheet.write_number(r, c, float(cell), style(**look, num_format="0" if kind == "figure" else "0.00"))
            elif cell:
                sheet.write_string(r, c, cell, style(**look))
            else:
                sheet.write_blank(r, c, None, style(**look))
    book.close()


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_all(domains, data, before):
    sheets = CAMPAIGN / "sheets"
    shutil.rmtree(sheets, ignore_errors=True)
    rng = Random(SEED + 3)
    received = {u: datetime.date(2022, 12, rng.choice([5, 6, 7, 8, 8, 9, 9, 9, 10])) for u in UNITS}
    received |= dict(zip(LATE, (datetime.date(2022, 12, d) for d in (12, 13, 12)), strict=True))
    write_table(CAMPAIGN / "units.csv", ["code", "name", "aliases", "type"],
                [[f"{i + 1:02}", u, "TT Phù Yên|Thị trấn Phù Yên|TT. Phù Yên" if u == "Thị trấn" else "", "thị trấn" if u == "Thị trấn" else "xã"]
                 for i, u in enumerate(UNITS)])
    order = sorted(UNITS, key=lambda u: -before[u])
    write_table(CAMPAIGN / "previous.csv", ["unit", "score", "rank"],
                [[u, half_up(before[u], 2), i + 1] for i, u in enumerate(order)])
    for name in ROUNDS:
        (sheets / name).mkdir(parents=True)
        for i, u in enumerate(UNITS):
            rows = sheet_rows(domains, u, name, data[u], received[u], Random(f"{SEED} {name} {u}"))
            if (name, u) in AS_CSV:
                write_csv(sheets / name / f"{u}.csv", rows, *AS_CSV[name, u])
            else:
                write_xlsx(sheets / name / f"{u}.xlsx", rows, i if name == "self" else ROUNDS.index(name))
    write_table(sheets / "received.csv", ["unit", "date"], [[u, received[u].isoformat()] for u in UNITS])


# ---------------------------------------------------------------- checking what was written


def read_grid(path):
    if path.suffix == ".xlsx":
        import openpyxl

        return [list(r) for r in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True)]
    text = path.read_bytes().decode("utf-8-sig")
    header = next(line for line in text.splitlines() if line.startswith("STT"))
    return list(csv.reader(io.StringIO(text), delimiter=header[3]))


def number(cell):
    if cell is None or cell == "":
        return None
    return F(str(cell).replace(",", "."))


def read_sheet(path, domains):
    """Per round column: points of every node and the figures below the leaves."""
    nodes = {}

    def walk(n):
        nodes[n.code] = n
        for c in n.children:
            walk(c)

    for d in domains:
        walk(d)
    grid = read_grid(path)
    top = next(i for i, r in enumerate(grid) if r[0] == "STT")
    columns = {name: grid[top].index(h) for name, h in SCORE_HEADER.items() if h in grid[top]}
    named = next(r[0] for r in grid[:top] if r[0] and str(r[0]).startswith("Đơn vị: "))
    out = {name: ({}, {}) for name in columns}
    leaf = None
    for r in grid[top + 2:]:
        code = str(r[0] or "")
        if r[1] == "Tổng cộng":
            code = ""
        elif code in nodes:
            leaf = nodes[code]
            assert r[1] == leaf.title and number(r[2]) == leaf.max, f"{path.name}: {code} title or maximum"
        elif leaf and r[1] in [label for _, label in leaf.asks]:
            for name, c in columns.items():
                if (v := number(r[c])) is not None:
                    out[name][1].setdefault(leaf.code, []).append(v)
            continue
        else:
            continue
        for name, c in columns.items():
            out[name][0][code] = number(r[c])
        if code == "":
            break
    return named, out


def check(domains):
    fails = check_rubric(domains)

    def hold(what, got, want):
        if got != want:
            fails.append(f"{what}: {got}, expected {want}")

    every = [leaf for d in domains for leaf in leaves(d)]
    table = {name: list(csv.DictReader((CAMPAIGN / name).open(encoding="utf-8"))) for name in ("units.csv", "previous.csv", "sheets/received.csv")}
    units = [row["name"] for row in table["units.csv"]]
    hold("units", sorted(units), sorted(ORDER))
    files = {name: sorted(p.stem for p in (CAMPAIGN / "sheets" / name).iterdir()) for name in ROUNDS}
    points, differences, self_over, figures_seen = {}, [], [], 0
    for name in ROUNDS:
        hold(f"files of {name}", files[name], sorted(ORDER))
    for u in units:
        read = {}
        for name in ROUNDS:
            path = next((CAMPAIGN / "sheets" / name).glob(f"{u}.*"))
            named, sheet = read_sheet(path, domains)
            hold(f"{path.name} unit", named, "Đơn vị: UBND Thị trấn" if u == "Thị trấn" else f"Đơn vị: UBND xã {u}")
            hold(f"{u} columns", list(sheet), ROUNDS[: ROUNDS.index(name) + 1])
            for copy in list(sheet)[:-1]:
                hold(f"{u} copy of {copy} in {name}", sheet[copy], read[copy])
            read[name] = sheet[name]
        standing = {}
        for name in ROUNDS:
            scores, declared = read[name]
            for leaf in every:
                v = scores[leaf.code]
                if v is None or v not in leaf.values() or v % F(1, 4):
                    fails.append(f"{u} {name} {leaf.code}: {v} is not a score of this leaf")
                    continue
                if leaf.code in declared:
                    standing[leaf.code] = declared[leaf.code]
                    figures_seen += len(declared[leaf.code])
                if leaf.asks and leaf.rule(standing[leaf.code]) != v:
                    differences.append((u, name, leaf.code, leaf.has("computed")))
            for code, v in scores.items():
                parts = [s for s in scores if s and s.rpartition(".")[0] == code]
                if parts:
                    hold(f"{u} {name} {code or 'total'}", v, sum(scores[s] for s in parts))
        final = {leaf.code: read["round2"][0][leaf.code] for leaf in every}
        self_over.append(sum(read["self"][0][leaf.code] - final[leaf.code] for leaf in every))
        for leaf in every:
            if max(final[leaf.code], read["round1"][0][leaf.code]) > read["self"][0][leaf.code]:
                fails.append(f"{u} {leaf.code}: appraised above the self-assessment")
        points[u] = final
    hold("differences from rules", differences, [(DIFFERENCE[0], "round2", DIFFERENCE[1], False)])

    raw = {u: sum(points[u].values()) for u in units}
    score = {u: published(raw[u]) for u in units}
    for d, text in zip(domains, MEANS):
        mean = sum(points[u][leaf.code] for u in units for leaf in leaves(d)) / 27
        hold(f"mean of domain {d.code}", half_up(mean, len(text.partition(".")[2])), text)
    mean = sum(score.values()) / 27
    hold("mean", half_up(mean, 1), MEAN)
    hold("mean before rounding", half_up(sum(raw.values()) / 27 * 100 / 70, 1), MEAN)
    ranking = sorted(units, key=lambda u: -score[u])
    hold("order", ranking, ORDER)
    hold("distinct scores", len(set(score.values())), 27)
    hold("best", (score[ranking[0]], raw[ranking[0]]), BEST)
    hold("worst", (score[ranking[-1]], raw[ranking[-1]]), WORST)
    hold("spread", score[ranking[0]] - score[ranking[-1]], F("47.14"))
    for band, low, high in (("A", 90, 101), ("B", 70, 90), ("C", 50, 70), ("D", 0, 50)):
        hold(f"band {band}", [u for u in ranking if low <= score[u] < high], BANDS[band])

    before = {row["unit"]: F(row["score"]) for row in table["previous.csv"]}
    rank_before = {row["unit"]: int(row["rank"]) for row in table["previous.csv"]}
    hold("last year's units", sorted(before), sorted(ORDER))
    hold("last year's ranks", rank_before, {u: 1 + sum(b > before[u] for b in before.values()) for u in before})
    hold("last year's range", all(0 <= b <= 100 for b in before.values()), True)
    hold("last year's ranks distinct", len(set(rank_before.values())), 27)
    hold("last year's spread", max(before.values()) - min(before.values()), SPREAD_BEFORE)
    change = {u: score[u] - before[u] for u in ranking}
    hold("scores up", sorted(u for u in change if change[u] > 0), sorted(SCORE_UP))
    hold("sum of ups", sum(c for c in change.values() if c > 0), SUM_UP)
    hold("sum of downs", sum(c for c in change.values() if c < 0), SUM_DOWN)
    hold("number of downs", sum(c < 0 for c in change.values()), 19)
    hold("mean change", half_up(sum(change.values()) / 27, 2), MEAN_CHANGE)
    moved = {u: rank_before[u] - (ranking.index(u) + 1) for u in ranking}
    hold("ranks up", [u for u in ranking if moved[u] > 0], sorted(RANK_UP, key=ORDER.index))
    hold("ranks kept", [u for u in ranking if moved[u] == 0], RANK_KEPT)
    hold("ranks down", [u for u in ranking if moved[u] < 0], sorted(RANK_DOWN, key=ORDER.index))
    received = {row["unit"]: datetime.date.fromisoformat(row["date"]) for row in table["sheets/received.csv"]}
    hold("received", sorted(received), sorted(ORDER))
    hold("late", sorted(u for u in received if received[u] > DUE), sorted(LATE))

    above = [u for u in units if score[u] > mean]
    print(f"{len(every)} leaves, {sum(bool(x.asks) for x in every)} with a rule, {sum(x.has('computed') for x in every)} computed; "
          f"{sum(len(f) for f in files.values())} sheets, {figures_seen} declared figures")
    for i, u in enumerate(ranking):
        print(f"{i + 1:3} {u:13} {float(raw[u]):6.2f} {half_up(score[u], 2):>6} {half_up(before[u], 2):>6} ({rank_before[u]:2}) "
              f"{half_up(change[u], 2):>7} {moved[u]:+3}  self {float(raw[u] + self_over[units.index(u)]):.2f}")
    print(f"mean {half_up(mean, 4)}, last year {half_up(sum(before.values()) / 27, 4)}; {len(above)} units above the mean; "
          f"self-assessments {float(min(self_over))} to {float(max(self_over))} points higher")
    return fails


def main():
    domains = read_rubric()
    fails = check_rubric(domains)
    if not fails and "--check" not in sys.argv[1:]:
        data = make_scores(domains)
        raw = {u: sum(data[u]["round2"].scores.values()) for u in UNITS}
        write_all(domains, data, solve_last_year({u: published(r) for u, r in raw.items()}))
    fails = fails or check(domains)
    for fail in fails:
        print("FAIL", fail, file=sys.stderr)
    if fails:
        sys.exit(1)
    print("every figure holds")


if __name__ == "__main__":
    main()
