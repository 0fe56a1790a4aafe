"""What does the server answer besides pages? Health, downloads, static files, the first page.

Streamlit writes its first page in English and without our scripts; a small middleware gives it
the language, title, icon, dictionary and cookies, and every answer the headers that keep the
browser from asking a foreign host.
"""

import logging
import re
import secrets
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import states
from dashboard.access import VISIT_COOKIE, language
from dashboard.downloads import OFFERS, PATH
from exports.words import translator
from store import storage
from store.errors import StoreError
from store.home import open_home

_STATIC = Path(__file__).parent / "static"
_FONTS = Path(__file__).parents[1] / "exports" / "fonts"
_LOG = logging.getLogger("biaochi.dashboard")
_HEAD = (
    '<script src="./app/static/webgl.js"></script><script src="./app/static/zh.js"></script>'
    '<link rel="icon" href="./app/static/icon.svg" type="image/svg+xml">'
)
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; frame-ancestors 'self'"
)
_EXPIRED = (
    "链接已失效：请回到页面重新点击导出。\n"
    "This link is no longer valid: go back to the page and export again.\n"
)
_FAILED = (
    "文件未能生成，编号 {reference}；请把编号告诉管理员。\n"
    "The file could not be made, reference {reference}; please tell the administrator.\n"
)


def healthz(_request: Request) -> Response:
    """Is the server up, and can it read its data folder? 200 or 503, no facts."""
    try:
        with storage.told():
            open_home()
    except StoreError:
        return JSONResponse({"status": "no data"}, status_code=503)
    return JSONResponse({"status": "ok"})


async def download(request: Request) -> Response:
    """The file behind a token, made now; 404 alike for unknown, expired and foreign tokens."""
    visitor = request.cookies.get(VISIT_COOKIE, "")
    offer = OFFERS.taken(request.path_params["token"], visitor)
    if offer is None:
        return PlainTextResponse(_EXPIRED, status_code=404)
    try:
        content = await run_in_threadpool(offer.make)
    except Exception:
        reference = secrets.token_hex(4)
        _LOG.exception("download %s failed, reference %s", offer.key, reference)
        return PlainTextResponse(_FAILED.format(reference=reference), status_code=500)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(offer.name)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=offer.media_type, headers=headers)


def script_failed(error: Exception) -> bool:
    """Show a reference number in place of a trace; the trace stands in the log beside it. What has
    words of its own, like damage or a failing disk, is told as what it is."""
    known = storage.explained(error) or error
    if isinstance(known, StoreError):
        _LOG.error("%s", known, exc_info=error)
        states.told(known, translator(language()))
        return True
    reference = secrets.token_hex(4)
    _LOG.error("page failed, reference %s", reference, exc_info=error)
    states.failed(translator(language()), reference)
    return True


class FirstPage:
    """Rewrites Streamlit's first page and gives every browser its name for downloads."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if "text/html" in request.headers.get("accept", ""):
            scope = _uncompressed(scope)  # a compressed page can't be rewritten
        await self.app(scope, receive, _Rewriting(send, VISIT_COOKIE in request.cookies))


def _uncompressed(scope: Scope) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}


class _Rewriting:
    """The `send` of one answer: holds back an HTML page until it is whole."""

    def __init__(self, send: Send, known: bool) -> None:
        self.send, self.known = send, known
        self.start: Message | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY
            headers["Referrer-Policy"] = "same-origin"
            plain = "content-encoding" not in headers
            if plain and headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        elif self.start is not None:
            self.parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(self.start, b"".join(self.parts))
            return
        await self.send(message)

    async def _finish(self, start: Message, body: bytes) -> None:
        page = rewritten(body.decode("utf-8")).encode("utf-8") if body else body
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified"):  # they describe the page before it was changed
            if name in headers:
                del headers[name]
        if page:
            headers["content-length"] = str(len(page))
        if not self.known:
            cookie = f"{VISIT_COOKIE}={secrets.token_urlsafe(24)}"
            headers.append("set-cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Strict")
        await self.send(start)
        await self.send({"type": "http.response.body", "body": page})


def rewritten(page: str) -> str:
    """Streamlit's first page in Chinese: language, title, icon, scripts, the no-script words."""
    page = page.replace('<html lang="en">', '<html lang="zh-CN">', 1)
    page = re.sub(r"<title>.*?</title>", "<title>标尺</title>", page, count=1, flags=re.DOTALL)
    page = re.sub(r'\s*<link rel="(?:shortcut icon|service-desc)"[^>]*>', "", page)
    page = re.sub(
        r"<noscript>.*?</noscript>", "<noscript>本系统需要启用 JavaScript。</noscript>",
        page, count=1, flags=re.DOTALL,
    )  # fmt: skip
    return page.replace("</head>", _HEAD + "</head>", 1)


ROUTES = (
    Route("/healthz", healthz),
    Route(PATH + "/{token}", download),
    Mount("/app/static", StaticFiles(directory=_STATIC)),
    Mount("/app/fonts", StaticFiles(directory=_FONTS)),
)
"""Our own routes; they come before Streamlit's."""
MIDDLEWARE = (Middleware(FirstPage),)
