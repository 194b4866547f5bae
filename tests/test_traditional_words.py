"""Every text in Traditional Chinese is written as in Taiwan, none is a converted one, and each
stands where it belongs.

Big5, the character set of Taiwan, has no simplified character: what it cannot hold is a leftover.
Only the forms that both ways of writing have, such as 后 for 後 and for an empress, must be named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from assess import language, resources

HANS, HANT = "zh-Hans", "zh-Hant"
FOLDER = resources.questionnaires()


def _pairs(table: str) -> dict[str, str]:
    return dict(re.findall(r"(\S+) (\S+)", table))


SHARED = _pairs("""
    与 與   么 麼   于 於   价 價   优 優   伙 夥   体 體   余 餘   儿 兒   几 幾   划 劃   厂 廠
    后 後   听 聽   坏 壞   复 複   异 異   怀 懷   愿 願   扰 擾   据 據   机 機   极 極   构 構
    柜 櫃   气 氣   离 離   种 種   网 網   胜 勝   范 範   荐 薦   适 適   咨 諮
""")
"""Simplified forms that Big5 has for other words, which none of our texts uses."""

ELSEWHERE = _pairs("""
    信息 資訊   質量 品質   數據庫 資料庫   軟件 軟體   硬件 硬體   網絡 網路   智能 智慧
    渠道 管道   反饋 回饋   響應 回應   默認 預設   激活 啟用   屏幕 螢幕   菜單 選單   界面 介面
    鏈接 連結   打印 列印   導出 匯出   導入 匯入   短信 簡訊   視頻 影片   服務器 伺服器
    字段 欄位
    字符 字元   字節 位元組   文件夾 資料夾   文檔 文件   文本 文字   內存 記憶體   接口 介面
    模塊 模組   模板 範本   工作簿 活頁簿   單元格 儲存格   (?<!整)合同 合約   審批 簽核   投訴 客訴
    培訓 訓練   崗位 職務   招聘 招募   舉措 措施   口徑 計算方式   [臺台]賬 登記簿   戰略 策略
    對標(?!準)|標杆 標竿   營銷 行銷   運營 營運   貶損 批評   畫像 輪廓   (?<!平)均值 平均值
    閾值 門檻值
    置信 信賴   概率 機率   新西蘭 紐西蘭   賬 帳   佈 布   積分 點數   電子表格 試算表
    記分卡 計分卡   頻次 頻率   洩露 外洩   基線 基準值   獲客 取得新客
    背對背 各自獨立
""")
"""Words of other places, and what is said in Taiwan."""

FIGURES = _pairs("二八 80/20   百分制 0～100分")
"""Words that one language spells out and the other writes as figures."""


def of_file(path: Path) -> Iterator[tuple[str, str]]:
    """Every text in the language in a file, with its line; not words that are never used."""
    if path.name.endswith(f".{HANT}.yaml"):
        yield from _all(_composed(path), path)
    else:
        yield from _said(_composed(path), path)


@cache
def _composed(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text(encoding="utf-8"))


def _said(node: yaml.Node | None, path: Path) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == HANT:
                yield f"{path.name}:{value.start_mark.line + 1}", value.value
            elif key.value != "never":
                yield from _said(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _said(part, path)


def _all(node: yaml.Node | None, path: Path) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value != HANS:
                yield from _all(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _all(part, path)
    elif isinstance(node, yaml.ScalarNode):
        yield f"{path.name}:{node.start_mark.line + 1}", node.value


@cache
def said() -> tuple[tuple[str, str], ...]:
    """Every text in Traditional Chinese with its place."""
    found = [text for path in sorted(FOLDER.rglob("*.yaml")) for text in of_file(path)]
    with (language.FOLDER / f"{HANT}.po").open("rb") as file:
        for message in read_po(file, locale="zh_Hant"):
            words = message.string
            several = words if isinstance(words, tuple | list) else (words,)
            found.extend((repr(message.id), str(each)) for each in several)
    return tuple(found)


@cache
def beside() -> tuple[tuple[str, str, str, str], ...]:
    """Place, English, Simplified and Traditional, of every text that is given in all three."""
    files = sorted(FOLDER.rglob("*.yaml"))
    return tuple(each for path in files for each in _beside(_composed(path), path))


def _beside(node: yaml.Node | None, path: Path) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(node, yaml.MappingNode):
        words = {key.value: value for key, value in node.value}
        texts = [words.get(code) for code in ("en", HANS, HANT)]
        if all(isinstance(text, yaml.ScalarNode) for text in texts):
            english, simplified, traditional = (text.value for text in texts if text)
            place = f"{path.parent.name}/{path.name}:{node.start_mark.line + 1}"
            yield place, english, simplified, traditional
        for value in words.values():
            yield from _beside(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _beside(part, path)


def test_there_is_much_to_read():
    assert len(said()) > 4000
    assert len(beside()) > 4000


def test_what_reads_alike_in_the_other_languages_reads_alike():
    """A text that slipped into the place of its neighbour is told by the other questionnaires."""
    found = defaultdict(set)
    for _, english, simplified, traditional in beside():
        found[english, simplified].add(traditional)

    assert [(words, several) for words, several in found.items() if len(several) > 1] == []


def test_figures_are_those_of_the_simplified_text():
    found = [
        (place, simplified, traditional)
        for place, _, simplified, traditional in beside()
        if _figures(simplified) != _figures(traditional)
    ]

    assert found == []


def _figures(words: str) -> Counter[str]:
    for word, figures in FIGURES.items():
        words = words.replace(word, figures)
    return Counter(re.findall(r"\d+(?:\.\d+)?", words.replace(",", "")))


def test_no_character_is_simplified():
    left = [
        (place, character)
        for place, words in said()
        for character in re.findall("[\u3400-\u9fff]", words)
        if not _in_taiwan(character) or character in SHARED
    ]

    assert left == []


def _in_taiwan(character: str) -> bool:
    try:
        return bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False


def test_only_what_both_have_is_named():
    assert all(_in_taiwan(one) and _in_taiwan(other) for one, other in SHARED.items())
    assert not any(map(_in_taiwan, "这们说务户质")), "Big5 would not tell them"


@pytest.mark.parametrize(("word", "here"), ELSEWHERE.items(), ids=list(ELSEWHERE))
def test_no_word_comes_from_elsewhere(word, here):
    found = [(place, words) for place, words in said() if re.search(word, words)]

    assert found == [], f"here it is {here}"


def test_quotations_stand_in_corners():
    found = [(place, words) for place, words in said() if re.search("[“”‘’]", words)]

    assert found == []
