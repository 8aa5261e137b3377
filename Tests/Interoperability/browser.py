"""Opens the pages of `report` in a real browser and uses them as a reader would.

browser.py FOLDER [--shots FOLDER]    FOLDER has small.html, large.html, live.html, small.pdf, and the pages of real
                                      searches

Checks that nothing is reported on the console and nothing is fetched, sorts, filters, brushes, clicks and uses the
keyboard, and checks accessibility with axe-core in light and dark. PDFs are read by pypdf. `--shots` keeps pictures of the pages.
Nothing waits for a clock: live pages get one that the checks move on. NS_BROWSER names another Chromium.
"""
import os
import pathlib
import re
import shutil
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader

failures = []


def check(condition, what):
    if not condition:
        failures.append(what)
        print(f"failed: {what}")


class Page:
    """A page that must stay silent and must not fetch anything."""

    def __init__(self, browser, path, has_clock=False, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.name = path.name
        self.page.on("console", lambda message: check(False, f"{self.name}: console: {message.text}"))
        self.page.on("pageerror", lambda error: check(False, f"{self.name}: error: {error}"))
        self.page.on("dialog", lambda dialog: (check(False, f"{self.name}: a name was run as a script"), dialog.dismiss()))
        self.page.on("request", lambda request: check(
            request.url.startswith(("file:", "data:")), f"{self.name}: fetched {request.url}"))
        if has_clock:
            self.page.clock.install()
        self.page.goto(path.absolute().as_uri())

    def close(self):
        self.context.close()


def wait(page, expression, seconds=10):
    """Waits for a condition. The page's policy forbids `wait_for_function`, which evaluates texts in the page."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(50)
    check(False, f"within {seconds} seconds: {expression}")


def counted(page):
    return [int(number) for number in re.findall(r"\d+", page.inner_text("#page-count"))]


def cells(page, column):
    heads = [head.strip() for head in page.locator("#page-evaluations thead th").all_inner_texts()]
    return page.locator(f"#page-evaluations tbody tr td:nth-child({heads.index(column) + 1})").all_inner_texts()


def use_table(page):
    check(counted(page) == [1000], "all evaluations are counted")
    check(page.locator("#page-evaluations tbody tr").count() == 50, "the table has a page of rows")
    best = [float(text) for text in cells(page, "fitness")]
    check(best == sorted(best, reverse=True), "the table begins with the fittest")
    page.click("#page-evaluations th button:text-is('birth')")
    births = [int(text) for text in cells(page, "birth")]
    check(births == list(range(50)), "a click on a heading sorts")
    page.click("#page-evaluations th button:text-is('birth')")
    check(cells(page, "birth")[0] == "999", "a second click reverses")
    check(page.locator("#page-evaluations th[aria-sort=descending]").count() == 1, "the order is announced")
    page.click("#page-next")
    check(cells(page, "birth")[0] == "949", "the next page follows")
    page.fill("#page-filter", "optimizer=adam fitness>=0.9")
    wait(page, "document.querySelector('#page-count').textContent.includes(' of ')")
    check(all(text == "adam" for text in cells(page, "optimizer")), "the filter compares texts")
    check(all(float(text) >= 0.9 for text in cells(page, "fitness")), "the filter compares numbers")
    page.fill("#page-filter", "diverged")
    wait(page, "document.querySelector('#page-evaluations tbody').textContent.includes('diverged')")
    check(counted(page)[0] == 11, "failures are found by their reason")
    page.click("#page-clear")
    check(counted(page) == [1000], "the filter is cleared")


def use_parallel(page):
    svg = page.locator("[data-role=parallel] svg")
    svg.scroll_into_view_if_needed()
    axis = page.locator("[data-role=parallel] .hit").nth(1)
    box = axis.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"]
    page.mouse.move(x, y + box["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(x, y + box["height"] * 0.3, steps=4)
    page.mouse.up()
    inside, everything = counted(page)
    check(0 < inside < everything, "a brush filters the table")
    check(page.locator("[data-role=parallel] .brush[visibility=visible]").count() == 1, "the brush is drawn")
    check(page.locator("[data-role=parallel] .out").count() == 1, "the other genomes are in the background")
    page.mouse.move(x, y + box["height"] * 0.9)
    page.mouse.down()
    page.mouse.up()
    check(counted(page) == [1000], "a click on the axis removes the brush")
    axis.focus()
    page.keyboard.press("ArrowUp")
    check(len(counted(page)) == 2, "the keyboard filters, too")
    page.keyboard.press("Escape")
    check(counted(page) == [1000], "Escape removes the filter")
    page.mouse.move(box["x"] + 70, y + box["height"] * 0.4)
    for step in range(60):
        page.mouse.move(box["x"] + 50, y + box["height"] * (0.2 + step / 100))
        if page.locator("#page-tip:not([hidden])").count():
            break
    check("birth" in page.inner_text("#page-tip"), "a genome is shown at the pointer")
    page.mouse.down()
    page.mouse.up()
    check(page.locator("#page-story:not([hidden])").count() == 1, "a click on a line opens its story")
    check(page.locator("[data-role=parallel] .marked").count() == 1, "the line of the organism is marked")
    check(page.locator("[data-role=organisms] circle[visibility=visible]").count() == 2, "the organism is marked in the figures")
    page.keyboard.press("Escape")
    check(page.locator("#page-story:not([hidden])").count() == 0, "Escape closes the story")


def use_story(page):
    page.fill("#page-filter", "birth=777")
    wait(page, "document.querySelector('#page-count').textContent.startsWith('1 of')")
    page.locator("#page-evaluations tbody button").first.focus()
    page.keyboard.press("Enter")
    story = page.inner_text("#page-story")
    check("Birth 777, generation 16" in story, "the story names the organism")
    check("mother" in story and "father" in story, "the story names the parents")
    check(page.evaluate("document.activeElement.closest('#page-story') !== null"), "the story gets the focus")
    check("<script>alert(1)</script>" in story, "a hostile name is shown as text")
    page.locator("#page-story p button").first.click()
    check("Birth 777" not in page.inner_text("#page-story h2"), "a parent's story follows")
    page.click("#page-story .close")
    check(page.evaluate("document.activeElement.closest('#page-evaluations') !== null"), "the focus goes back")
    page.click("#page-clear")
    figure = page.locator("[data-role=organisms] svg").first
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    for step in range(80):
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * step / 80)
        if page.locator("#page-tip:not([hidden])").count():
            break
    check("generation" in page.inner_text("#page-tip"), "an organism of a figure is shown at the pointer")


def check_accessibility(page, name, rules=None, has_contrast=True):
    # The contrast of an element costs time for everything around it: some rows of the table stand for all.
    context = {"exclude": [["#page-evaluations tbody tr:nth-child(n+4)"]]} if page.locator("#page-evaluations").count() else None
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    if not has_contrast:
        options["rules"] = {rule: {"enabled": False} for rule in COLORS}
    result = Axe().run(page, context=context, options=options)
    for violation in result.response["violations"]:
        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
        check(False, f"{name}: {violation['id']}: {violation['help']} ({targets})")


# Only colours differ in the dark.
COLORS = ["color-contrast"]
DESK = {"width": 1280, "height": 900}
PHONE = dict(viewport={"width": 390, "height": 844}, color_scheme="light", device_scale_factor=2, has_touch=True,
             is_mobile=True)


def check_width(page, name):
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(width <= 0, f"{name}: the page is {width} pixels too wide")


def check_small_pages(browser, folder, shots):
    path = folder / "small.html"
    opened = Page(browser, path, viewport=DESK, color_scheme="light")
    page = opened.page
    check_accessibility(page, "light")
    check_width(page, "light")
    if shots:
        page.screenshot(path=shots / "light.png", full_page=True)
        page.pdf(path=shots / "print.pdf", format="A4", print_background=False)
    use_table(page)
    use_parallel(page)
    use_story(page)
    page.emulate_media(color_scheme="dark")
    check_accessibility(page, "dark", COLORS)
    page.locator("#page-evaluations tbody button").first.click()
    check_accessibility(page, "dark, with a story", COLORS)
    if shots:
        page.screenshot(path=shots / "story.png")
        page.keyboard.press("Escape")
        page.screenshot(path=shots / "dark.png", full_page=True)
    opened.close()
    phone = Page(browser, path, **PHONE)
    check_accessibility(phone.page, "phone")
    check_width(phone.page, "phone")
    if shots:
        phone.page.screenshot(path=shots / "phone.png", full_page=True)
    phone.close()
    plain = Page(browser, path, java_script_enabled=False)
    check(plain.page.locator("[data-role=parallel] svg").count() == 1, "figures are there without scripts")
    check(plain.page.locator("noscript table tbody tr").count() == 20, "the fittest are listed without scripts")
    plain.close()


def check_large_page(browser, folder):
    opened = Page(browser, folder / "large.html", viewport={"width": 1280, "height": 900})
    page = opened.page
    check(counted(page) == [100000], "100,000 evaluations are counted")
    check(page.locator("#page-evaluations tbody tr").count() == 50, "only a page of rows is drawn")
    page.fill("#page-filter", "generation>1990")
    wait(page, "document.querySelector('#page-count').textContent.includes('500 of 100000')")
    opened.close()


def check_live_page(browser, folder):
    opened = Page(browser, folder / "live.html", has_clock=True)
    page = opened.page
    page.evaluate("window.isOld = true")
    with page.expect_navigation():
        page.clock.run_for(1_100)
    check(page.evaluate("window.isOld === undefined"), "a live page reloads itself")
    page.click("#page-live")
    page.evaluate("window.isOld = true")
    page.clock.run_for(60_000)
    check(page.evaluate("window.isOld === true"), "a paused page stays")
    page.fill("#page-filter", "adam")
    page.click("#page-live")
    page.clock.run_for(60_000)
    check(page.evaluate("window.isOld === true"), "a page that is being used stays")
    check(" of " in page.inner_text("#page-count"), "the filter of a live page works")
    opened.close()


def check_real_pages(browser, folder, shots):
    for name in ["digits", "genes", "front", "budgets", "many", "early"]:
        path = folder / f"{name}.html"
        if not path.exists():
            continue
        opened = Page(browser, path, viewport=DESK, color_scheme="light")
        page = opened.page
        if page.locator("#page-live").count():
            # A reload would interrupt the checks.
            page.click("#page-live")
        # Hundreds of axes have the colours of a few.
        has_contrast = page.locator("[data-role=parallel] .hit").count() < 100
        check_accessibility(page, path.name, has_contrast=has_contrast)
        check_width(page, path.name)
        if shots:
            page.screenshot(path=shots / f"{name}.png", full_page=True)
        if page.locator("#page-evaluations").count():
            check(page.locator("#page-evaluations tbody tr").count() == min(50, counted(page)[0]),
                  f"{path.name}: the table has rows")
            page.locator("#page-evaluations tbody button").first.click()
            check("fitness" in page.inner_text("#page-story"), f"{path.name}: the story of the fittest opens")
            page.keyboard.press("Escape")
            # Every axis is wide enough to be read; those that do not fit scroll.
            spaces = page.evaluate("(() => { const places = [...document.querySelectorAll('[data-role=parallel] .hit')]"
                                   ".map(hit => hit.getBoundingClientRect().left);"
                                   "return places.slice(1).map((place, index) => place - places[index]); })()")
            check(not spaces or min(spaces) > 50, f"{path.name}: the axes are {min(spaces, default=0)} pixels apart")
        page.emulate_media(color_scheme="dark")
        if has_contrast:
            check_accessibility(page, f"{path.name} (dark)", COLORS)
        page.set_viewport_size({"width": 390, "height": 844})
        check_width(page, f"{path.name} (narrow)")
        opened.close()


def fonts_without_file(page):
    """Returns the names of a page's fonts that the PDF does not contain, also of its figures."""
    found = []
    open_resources = [page["/Resources"]]
    while open_resources:
        resources = open_resources.pop().get_object()
        for form in resources["/XObject"].get_object().values() if "/XObject" in resources else []:
            if "/Resources" in form.get_object():
                open_resources.append(form.get_object()["/Resources"])
        for font in resources["/Font"].get_object().values() if "/Font" in resources else []:
            font = font.get_object()
            for part in font["/DescendantFonts"] if "/DescendantFonts" in font else [font]:
                descriptor = part.get_object()["/FontDescriptor"].get_object()
                if not any(key.startswith("/FontFile") for key in descriptor):
                    found.append(str(font["/BaseFont"]))
    return found


def structure(element, found):
    """Counts the elements of a PDF's structure by their kind."""
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            structure(child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found[element["/S"]] = found.get(element["/S"], 0) + 1
        if "/K" in element:
            structure(element["/K"], found)
    return found


def check_documents(folder):
    for path in [folder / "small.pdf", folder / "front.pdf", folder / "budgets.pdf"]:
        if not path.exists():
            continue
        reader = PdfReader(path)
        pages = [page.extract_text() for page in reader.pages]
        check(3 <= len(pages) <= 40, f"{path.name}: {len(pages)} pages")
        check(all(page.mediabox.width < 596 and page.mediabox.height < 842 for page in reader.pages), f"{path.name}: A4")
        for number, (page, text) in enumerate(zip(reader.pages, pages), 1):
            check(text.rstrip().endswith(str(number)), f"{path.name}: page {number} has its number")
            missing = fonts_without_file(page)
            check(not missing, f"{path.name}: page {number}: the fonts {missing} are missing")
        catalogue = reader.trailer["/Root"]
        check(catalogue.get("/MarkInfo", {}).get("/Marked") is not None, f"{path.name}: the PDF is tagged")
        kinds = structure(catalogue["/StructTreeRoot"]["/K"], {})
        check(kinds.get("/H1") == 1 and kinds.get("/H2", 0) >= 4 and kinds.get("/Figure", 0) >= 3
              and kinds.get("/TR", 0) > 10 and kinds.get("/TD", 0) > kinds.get("/TR", 0), f"{path.name}: structure {kinds}")
        titles = [entry.title for entry in reader.outline]
        check("Evolution" in titles and "Evaluations" in titles, f"{path.name}: the outline is {titles}")
        check("Fitness" in " ".join(pages) or "front" in " ".join(pages), f"{path.name}: captions can be selected")
    text = "".join(page.extract_text() for page in PdfReader(folder / "small.pdf").pages)
    check("<script>alert(1)</script>" in text and "</script><!--" in text, "hostile names are text in a PDF")


def main():
    folder = pathlib.Path(sys.argv[1])
    shots = pathlib.Path(sys.argv[3]) if sys.argv[2:3] == ["--shots"] else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        names = [os.environ.get("NS_BROWSER"), "chromium", "chromium-browser", "google-chrome"]
        # Root has no sandbox, and containers have little shared memory and no graphics.
        browser = playwright.chromium.launch(
            executable_path=next(path for path in map(shutil.which, filter(None, names)) if path),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        check_small_pages(browser, folder, shots)
        check_large_page(browser, folder)
        check_live_page(browser, folder)
        check_real_pages(browser, folder, shots)
        browser.close()
    if (folder / "small.pdf").exists():
        check_documents(folder)
    print(f"browser: {len(failures)} checks failed" if failures else "browser: all checks passed")
    sys.exit(1 if failures else 0)


main()
