"""What does the server answer besides pages?"""

import asyncio
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard import server
from dashboard.access import VISIT_COOKIE
from dashboard.downloads import OFFERS
from dashboard.theme import CONFIG
from store.home import Home

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


async def index(_request: Request) -> HTMLResponse:
    return HTMLResponse(INDEX.read_text(encoding="utf-8"), headers={"etag": "old"})


APP = Starlette(
    routes=[*server.ROUTES, Route("/{page:path}", index)], middleware=list(server.MIDDLEWARE)
)


def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one GET."""
    sent: list[dict[str, Any]] = []
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": raw, "http_version": "1.1", "scheme": "http",
        "root_path": "", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in asked:
            return message
        await asyncio.Event().wait()  # the browser stays on the line
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(APP(scope, receive, send))
    start = sent[0]
    answer = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], answer, b"".join(part.get("body", b"") for part in sent[1:])


def test_health_tells_whether_there_is_data(
    province: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIAOCHI_HOME", str(province.root))
    status, _, body = get("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "none"))
    assert get("/healthz")[0] == 503


def test_the_first_page_is_chinese_and_whole() -> None:
    status, headers, body = get("/map", accept="text/html")
    page = body.decode()
    assert status == 200
    assert '<html lang="zh-CN">' in page
    assert "<title>标尺</title>" in page
    assert page.index("webgl.js") < page.index("</head>")
    assert "zh.js" in page
    assert "JavaScript to run this app" not in page
    assert "favicon.png" not in page
    assert "./static/js/" in page  # Streamlit's own program is untouched
    assert int(headers["content-length"]) == len(body)
    assert "etag" not in headers


def test_no_answer_lets_the_browser_ask_a_foreign_host() -> None:
    policy = get("/", accept="text/html")[1]["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy


def test_a_new_browser_gets_a_name_that_scripts_can_not_read_and_keeps_it() -> None:
    cookie = get("/", accept="text/html")[1]["set-cookie"]
    assert cookie.startswith(f"{VISIT_COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "set-cookie" not in get("/", accept="text/html", cookie=f"{VISIT_COOKIE}=known")[1]


def test_a_download_is_made_for_its_visitor_alone() -> None:
    path = OFFERS.offer("anna", "test", "排名.csv", "text/csv", lambda: "市场\n".encode())
    status, headers, body = get(path, cookie=f"{VISIT_COOKIE}=anna")
    assert (status, body.decode()) == (200, "市场\n")
    assert headers["content-disposition"].endswith("%E6%8E%92%E5%90%8D.csv")
    assert headers["cache-control"] == "no-store"
    assert get(path, cookie=f"{VISIT_COOKIE}=bert")[0] == 404
    assert get(path)[0] == 404


def test_a_file_that_can_not_be_made_says_so_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> bytes:
        raise RuntimeError("password=hunter2")

    path = OFFERS.offer("anna", "broken", "x.csv", "text/csv", broken)
    status, _, body = get(path, cookie=f"{VISIT_COOKIE}=anna")
    assert status == 500
    assert "hunter2" not in body.decode()
    reference = body.decode().split("编号 ")[1][:8]
    assert reference in caplog.text


def test_static_files_are_served_and_nothing_above_them() -> None:
    assert get("/app/static/zh.js")[0] == 200
    assert get("/app/static/../server.py")[0] == 404


def test_the_fallback_fonts_named_in_the_settings_are_served() -> None:
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    faces = [face["url"] for face in settings["theme"]["fontFaces"]]
    assert faces
    assert {get(f"/{url}")[0] for url in faces} == {200}
