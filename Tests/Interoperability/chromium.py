"""A Chromium for the checks of pages, and what the checks share.

Nothing here waits for a clock. NS_BROWSER names another Chromium.
"""
import contextlib
import os
import shutil

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

failures = []
# Only colours differ in the dark.
COLORS = ["color-contrast"]
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


def check(condition, what):
    if not condition:
        failures.append(what)
        print(f"failed: {what}", flush=True)


@contextlib.contextmanager
def chromium():
    """Opens one browser for all pages."""
    names = [os.environ.get("NS_BROWSER"), "chromium", "chromium-browser", "google-chrome"]
    path = next(path for path in map(shutil.which, filter(None, names)) if path)
    with sync_playwright() as playwright:
        # Root has no sandbox, and containers have little shared memory and no graphics.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser, path, has_clock=False, **options):
    """Opens a page that must stay silent and must not fetch anything."""
    context = browser.new_context(**options)
    page = context.new_page()
    name = path.name
    page.on("console", lambda message: check(False, f"{name}: console: {message.text}"))
    page.on("pageerror", lambda error: check(False, f"{name}: error: {error}"))
    page.on("dialog", lambda dialog: (check(False, f"{name}: a name was run as a script"), dialog.dismiss()))
    page.on("request", lambda request: check(
        request.url.startswith(("file:", "data:", "blob:")), f"{name}: fetched {request.url}"))
    if has_clock:
        page.clock.install()
    page.goto(path.absolute().as_uri())
    yield page
    context.close()


def check_accessibility(page, name, rules=None, has_contrast=True):
    """Checks a page with axe-core, or only some of its rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    if not has_contrast:
        options["rules"] = {rule: {"enabled": False} for rule in COLORS}
    # The contrast of an element costs time for everything around it: some rows of a long table stand for all.
    found = page.evaluate(
        "options => axe.run({exclude: [['tbody tr:nth-child(n+4)']]}, options).then(result => result.violations"
        ".map(({id, help, nodes}) => ({id, help, targets: nodes.slice(0, 3).map(node => node.target)})))", options)
    for violation in found:
        targets = ", ".join(map(str, violation["targets"]))
        check(False, f"{name}: {violation['id']}: {violation['help']} ({targets})")


def check_width(page, name):
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(width <= 0, f"{name}: the page is {width} pixels too wide")
