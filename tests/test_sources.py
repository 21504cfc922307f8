"""Which files a folder holds, what is said of the others, and how their names are shown."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from cli_fixture import run
from hqgraph import pipeline
from hqgraph.messages import readable
from hqgraph.sources import NothingReadError, find_files
from word_fixture import package

NOTICE = (
    "兴县人民政府办公室关于加强饮水工作的通知\n兴政办发〔2023〕5号\n各乡镇人民政府：\n"
    "一、修复水源。各乡镇要摸清水源底数，抓紧修复水源3处。（责任单位：县水利局）\n"
)
PAGE = f"<!DOCTYPE html><html><body>{''.join(f'<p>{x}</p>' for x in NOTICE.split())}</body></html>"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0"


def names(files: list[Path]) -> list[str]:
    return [file.name for file in files]


def test_a_name_that_promises_nothing_is_taken_where_the_bytes_do(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(PAGE, encoding="utf-8")
    (tmp_path / "word.bak").write_bytes(package({"word/document.xml": "<x/>"}))
    (tmp_path / "notes").write_text("别的文字", encoding="utf-8")
    (tmp_path / "Thumbs.db").write_bytes(PICTURE)
    found = find_files([tmp_path])
    assert names(found.files) == ["page", "word.bak"]
    assert [list(one.files) for one in found.passed] == [["unknown"]]


def test_what_is_passed_over_is_told_in_one_line_with_counts_and_some_names(
    tmp_path: Path,
) -> None:
    for number in range(5):
        (tmp_path / f"p{number}.jpg").write_bytes(PICTURE)
    (tmp_path / "all.zip").write_bytes(package({"a.txt": "x"}))
    (tmp_path / "empty").touch()
    (one,) = find_files([tmp_path]).passed
    line = str(one)
    assert "7 个文件" in line
    assert "图片 5 个（p0.jpg、p1.jpg、p2.jpg…）" in line
    assert "压缩包 1 个（all.zip）" in line
    assert "\n" not in line


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_no_link_to_a_folder_is_followed_and_one_that_leads_out_is_told(tmp_path: Path) -> None:
    given, other = tmp_path / "given", tmp_path / "other"
    for folder in (given / "sub", other):
        folder.mkdir(parents=True)
        (folder / "plan.txt").write_text(NOTICE, encoding="utf-8")
    (given / "out").symlink_to(other)
    (given / "loop").symlink_to(given)
    (given / "gone.txt").symlink_to(given / "nowhere")
    os.mkfifo(given / "pipe.txt")
    found = find_files([given])
    assert [file.parent.name for file in found.files] == ["sub"]
    (over,) = found.passed
    assert {why: names(sorted(files)) for why, files in over.files.items()} == {
        "link": ["gone.txt", "out"],
        "special": ["pipe.txt"],
    }


def test_building_tells_what_was_passed_over_also_where_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "scan.jpg").write_bytes(PICTURE)
    with pytest.raises(NothingReadError) as caught:
        pipeline.build([tmp_path], tmp_path / "store")
    assert any("scan.jpg" in str(line) for line in caught.value.failures)
    (tmp_path / "plan.txt").write_text(NOTICE, encoding="utf-8")
    graph, report = pipeline.build_in_memory([tmp_path])
    graph.close()
    assert report.failures == ()
    assert "scan.jpg" in str(report.passed_over[0])


def test_extract_says_nothing_of_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    got = run(capsys, "extract", tmp_path)
    assert got.code == 1
    assert "知识库" not in got.err


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes")
def test_a_name_in_gb18030_is_shown_and_written_readably(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    path = os.fsencode(folder) + b"/" + "饮水通知.txt".encode("gb18030")
    Path(os.fsdecode(path)).write_text(NOTICE, encoding="utf-8")
    lines = run(capsys, "extract", "--json-lines", folder).out
    lines.encode()
    assert json.loads(lines)["file"] == f"{folder}/饮水通知.txt"
    assert "饮水通知.txt" in run(capsys, "extract", folder).out


def test_half_a_character_in_a_name_is_shown_somehow() -> None:
    readable("甲\ud800.txt").encode()


def test_a_text_without_a_header_is_doubted_and_a_list_of_numbers_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "cut.txt"
    cut.write_text("为做好饮水工作，现提出如下要求。\n" + NOTICE.split()[3], encoding="utf-8")
    numbers = tmp_path / "colours.txt"
    numbers.write_text("".join(f"{n}. {n} snow{n}\nwhite {n}\n" for n in range(1, 9)))
    few = tmp_path / "few.txt"
    few.write_text("1. 买菜\n大葱两根\n2. 交电费\n月底之前\n", encoding="utf-8")
    got = run(capsys, "check", tmp_path)
    assert "没有读到标题、文号和发文机关" in got.out
    assert got.out.count("\n") == 1
    assert "colours.txt" in got.err
    assert "few.txt" in got.err
    assert "没有读到标题" in run(capsys, "extract", cut).err
