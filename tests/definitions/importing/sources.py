"""Small sources in the layouts of other tools, in words of our own."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped]

Rows = Iterable[Sequence[object]]

SURVEY: Rows = [
    (
        "type",
        "name",
        "label::English (en)",
        "label::Français (fr)",
        "hint::English (en)",
        "required",
        "relevant",
        "constraint",
        "appearance",
        "parameters",
        "calculation",
    ),
    ("start", "begun"),
    ("text", "shop", "Name of the shop", "Nom du magasin"),
    ("begin_group", "welcome", "Welcome", "Accueil"),
    ("note", "hello", "We look at how guests are met.", "Nous regardons l'accueil."),
    (
        "select_one pace",
        "greeted",
        "How soon are guests greeted?",
        "Accueil rapide ?",
        "Count from the door.",
        "yes",
        None,
        None,
        "minimal",
    ),
    (
        "select_multiple ways",
        "ways",
        "Which ways are used?",
        "Quels moyens ?",
        None,
        None,
        "${greeted} != '1' and ${shop} = 'Corner'",
    ),
    (
        "integer",
        "mark",
        "Mark of the week",
        "Note de la semaine",
        None,
        None,
        "selected(${ways}, 'card') or count-selected(${ways}) >= 2",
        ". >= 0 and . <= 10",
    ),
    ("note", "pause", "Take a break.", "Une pause."),
    ("end_group",),
    ("begin_repeat", "branch", "Branches", "Succursales", None, None, "${mark} > 5"),
    ("decimal", "sales", "Sales per guest", "Ventes par client", None, None, None, ". > 0"),
    ("begin group", "inner", "Inside", "Dedans"),
    (
        "range",
        "light",
        "How bright is it?",
        "Quelle lumière ?",
        None,
        None,
        "string-length(${shop}) > 3",
        None,
        None,
        "start=0 end=8 step=2",
    ),
    ("end group",),
    ("end_repeat",),
    ("select_one yn", "till", "Is there a till?", "Y a-t-il une caisse ?"),
    ("calculate", "sum", None, None, None, None, None, None, None, None, "${mark} * 2"),
    ("geopoint", "spot", "Where are you?", "Où êtes-vous ?"),
    ("text", "remark", "Anything else about ${shop}?", "Autre chose ?"),
]
CHOICES: Rows = [
    ("list_name", "name", "label::English (en)", "label::Français (fr)", "region"),
    ("pace", 1, "Never", "Jamais", "north"),
    ("pace", 2, "After a while", "Plus tard", "north"),
    ("pace", 4, "At once", "Tout de suite", "south"),
    ("pace", 99, "No idea", "Aucune idée"),
    ("ways", "card", "By card", "Par carte"),
    ("ways", "call", "By call", "Par appel"),
    ("ways", "none", "None of these", "Aucun"),
    ("yn", "yes", "Yes", "Oui"),
    ("yn", "no", "No", "Non"),
    ("unused", "x", "Never asked", "Jamais demandé"),
]
SETTINGS: Rows = [
    ("form_title", "form_id", "version", "default_language"),
    ("Guests", "guests_2", "2026-1", "English (en)"),
]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsform(folder: Path, survey: Rows = SURVEY, choices: Rows = CHOICES) -> Path:
    """A form as a file."""
    path = folder / "guests.xlsx"
    sheets = {"survey": survey, "choices": choices, "settings": SETTINGS}
    path.write_bytes(workbook(sheets))
    return path


def texts(*tables: Rows) -> set[str]:
    """Every text in the cells of tables, without their headers."""
    return {
        str(cell) for table in tables for row in list(table)[1:] for cell in row if cell is not None
    }


LIBRARY = """\
urn: urn:acme:library:doors
locale: en
ref_id: ACME-DOORS
name: Care of doors
description: A framework about doors.
copyright: Free for everybody
version: 3
publication_date: 2026-02-01
provider: Acme
translations:
  fr: {name: Soin des portes}
objects:
  threats:
  - {urn: "urn:acme:threat:rust", name: Rust}
  framework:
    urn: urn:acme:framework:doors
    ref_id: ACME-DOORS
    name: Care of doors
    description: How doors are kept.
    min_score: 1
    max_score: 4
    scores_definition:
    - {score: 1, name: Loose, description: Doors are left alone.}
    - {score: 2, name: Minded, description: Somebody looks., translations: {fr: {name: Suivi}}}
    - {score: 4, name: Kept, description: Doors are kept every month.}
    implementation_groups_definition:
    - {ref_id: B, name: Basic, description: For all}
    - {ref_id: X, name: Extra}
    requirement_nodes:
    - urn: urn:acme:node:a
      assessable: false
      depth: 1
      ref_id: A
      name: Hinges
      description: What doors hang on.
    - urn: urn:acme:node:a.1
      assessable: false
      depth: 2
      parent_urn: urn:acme:node:a
      ref_id: A.1
      name: Oil
      description: What keeps them quiet.
    - urn: urn:acme:node:a.1.x
      assessable: false
      depth: 3
      parent_urn: urn:acme:node:a.1
      ref_id: A.1.x
      description: Oil is counted.
    - urn: urn:acme:node:a.1.1
      assessable: true
      depth: 4
      parent_urn: urn:acme:node:a.1.x
      ref_id: A.1.1
      name: Oiling
      description: Hinges are oiled twice a year.
      annotation: Look at the can.
      typical_evidence: The oil bill.
      weight: 3
      implementation_groups: [B, X]
      threats: ["urn:acme:threat:rust"]
      translations:
        fr: {name: Huilage, description: Les gonds sont huilés.}
    - urn: urn:acme:node:splash
      assessable: false
      display_mode: splash
      depth: 2
      parent_urn: urn:acme:node:a
      name: Welcome to the second part
    - urn: urn:acme:node:b
      assessable: false
      depth: 1
      ref_id: B
      name: Locks
    - urn: urn:acme:node:b.1
      assessable: true
      depth: 2
      parent_urn: urn:acme:node:b
      ref_id: B.1
      name: Keys
      description: Keys are counted.
      implementation_groups: [B]
      questions:
        urn:acme:node:b.1:q:1:
          type: unique_choice
          text: Who has a key?
          choices:
          - {urn: "urn:acme:c:1", value: Nobody knows, add_score: -10, color: "#f00"}
          - {urn: "urn:acme:c:2", value: A list says so, add_score: 10, description: With dates}
        urn:acme:node:b.1:q:2:
          type: multiple_choice
          text: What is on the list?
          depends_on:
            question: urn:acme:node:b.1:q:1
            answers: ["urn:acme:c:2"]
            condition: any
          choices:
          - {urn: "urn:acme:c:3", value: Names of holders, add_score: 2}
          - {urn: "urn:acme:c:4", value: Days of return, add_score: 1}
          - {urn: "urn:acme:c:5", value: Nothing at all, add_score: 0}
        urn:acme:node:b.1:q:3:
          type: text
          text: Tell us about your keys.
"""

SAMM: Mapping[str, str] = {
    "business_functions/Shop.yml": "---\n# a comment\nmodel: DOORS1\nid: f1\nname: Shop\n"
    "description: Work in the shop.\norder: 1\ncolor:\n  #123456\ntype: Function\n",
    "security_practices/S-Wood.yml": "function: f1\nid: p1\nname: Choice of wood\nshortName: CW\n"
    "shortDescription: Wood is chosen.\nlongDescription: Wood is chosen with care.\norder: 1\n"
    "assignee: Somebody\ntype: Practice\n",
    "streams/S-CW-A.yml": "practice: p1\nid: s1\nname: Buying\nletter: A\norder: 1\ntype: Stream\n",
    "streams/S-CW-B.yml": "practice: p1\nid: s2\nname: Storing\nletter: B\norder: 2\n",
    "maturity_levels/1.yml": "id: m1\nnumber: 1\ndescription: First steps are made.\n",
    "maturity_levels/2.yml": "id: m2\nnumber: 2\ndescription: It is a habit.\n",
    "practice_levels/S-CW-1.yml": "practice: p1\nmaturityLevel: m1\nid: l1\nobjective: Know it.\n",
    "practice_levels/S-CW-2.yml": "practice: p1\nmaturityLevel: m2\nid: l2\nobjective: Use it.\n",
    "activities/S-CW-1-A.yml": "stream: s1\nlevel: l1\nid: a1\ntitle: List the sellers\n"
    "benefit: Bad wood is not bought\nshortDescription: Keep a list of sellers.\n"
    "longDescription: |\n  Keep a list.\n\n  Mend it.\nresults:\n- list\ncosts: TBS.\n",
    "activities/S-CW-1-B.yml": "stream: s2\nlevel: l1\nid: a2\ntitle: Keep wood dry\n"
    "benefit: Wood lasts\nshortDescription: Wood lies under a roof.\n",
    "activities/S-CW-2-A.yml": "stream: s1\nlevel: l2\nid: a3\ntitle: Compare the sellers\n"
    "benefit: Prices fall\nshortDescription: Compare sellers each year.\n",
    "questions/S-CW-1-A.yml": "activity: a1\nanswerSet: n1\nid: q1\n"
    "text: Do you have a list of sellers?\norder: 1\nquality:\n- The list has dates\n"
    "- The list has prices\ntype: Question\n",
    "questions/S-CW-1-B.yml": "activity: a2\nanswerSet: n1\nid: q2\ntext: Is wood kept dry?\n",
    "questions/S-CW-2-A.yml": "activity: a3\nanswerSet: n2\nid: q3\ntext: Do you compare?\n",
    "questions/S-XX-1-A.yml": "activity: gone\nanswerSet: n1\nid: q4\ntext: Who asks this?\n",
    "answer_sets/N.yml": "id: n1\nvalues:\n- {text: No, value: 0, weight: 1, order: 0}\n"
    "- {text: A part, value: 0.25, weight: 1, order: 1}\n"
    "- {text: Most of it, value: 1, weight: 1, order: 2}\n",
    "answer_sets/O.yml": "id: n2\nvalues:\n- {text: Never, value: 0, order: 0}\n"
    "- {text: Now and then, value: 0.5, order: 1}\n- {text: Each year, value: 1, order: 2}\n",
}


def library(folder: Path, text: str = LIBRARY) -> Path:
    """A library as a file."""
    path = folder / "doors.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def samm(folder: Path, files: Mapping[str, str] = SAMM) -> Path:
    """The folder of a model."""
    for name, text in files.items():
        path = folder / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def cells(rows: Rows) -> list[list[object]]:
    """Rows that a test may change."""
    return [list(row) for row in rows]
