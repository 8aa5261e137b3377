"""Uses the pages of `report` as a reader would.

Sorts, filters, brushes, clicks and uses the keyboard, and checks accessibility in light and dark, on a desk and on a phone. Live
pages get a clock that the checks move on.
"""
import re

from playwright.sync_api import expect

from chromium import COLORS, DESK, NARROW, check, check_accessibility, check_width, opened

PHONE = dict(viewport=NARROW, color_scheme="light", device_scale_factor=2, has_touch=True, is_mobile=True)


def wait(page, selector, text):
    """Waits until an element shows a text."""
    try:
        expect(page.locator(selector)).to_contain_text(text)
    except AssertionError:
        check(False, f"{selector} shows {text}: {page.inner_text(selector)[:200]}")


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
    wait(page, "#page-count", " of ")
    check(all(text == "adam" for text in cells(page, "optimizer")), "the filter compares texts")
    check(all(float(text) >= 0.9 for text in cells(page, "fitness")), "the filter compares numbers")
    page.fill("#page-filter", "diverged")
    wait(page, "#page-evaluations tbody", "diverged")
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
    wait(page, "#page-count", re.compile("^1 of"))
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


def check_small_page(browser, folder, shots):
    path = folder / "small.html"
    with opened(browser, path, viewport=DESK, color_scheme="light") as page:
        check_accessibility(page, "light")
        check_width(page, "light")
        if shots:
            page.screenshot(path=shots / "light.png", full_page=True)
            page.pdf(path=shots / "print.pdf", format="A4", print_background=False)
        use_table(page)
        use_parallel(page)
        use_story(page)
        page.emulate_media(color_scheme="dark")
        page.locator("#page-evaluations tbody button").first.click()
        check_accessibility(page, "dark, with a story", COLORS)
        if shots:
            page.screenshot(path=shots / "story.png")
            page.keyboard.press("Escape")
            page.screenshot(path=shots / "dark.png", full_page=True)
    with opened(browser, path, **PHONE) as page:
        check_accessibility(page, "phone", has_contrast=False)
        check_width(page, "phone")
        if shots:
            page.screenshot(path=shots / "phone.png", full_page=True)
    with opened(browser, path, java_script_enabled=False) as page:
        check(page.locator("[data-role=parallel] svg").count() == 1, "figures are there without scripts")
        check(page.locator("noscript table tbody tr").count() == 20, "the fittest are listed without scripts")


def check_large_page(browser, folder):
    with opened(browser, folder / "large.html", viewport=DESK) as page:
        check(counted(page) == [100000], "100,000 evaluations are counted")
        check(page.locator("#page-evaluations tbody tr").count() == 50, "only a page of rows is drawn")
        page.fill("#page-filter", "generation>1990")
        wait(page, "#page-count", "500 of 100000")


def check_live_page(browser, folder):
    with opened(browser, folder / "live.html", has_clock=True) as page:
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


# The pages of real searches, each with a kind of section of its own; those marked have the colours of all others.
REAL = {"digits": True, "genes": False, "front": False, "budgets": True, "many": False, "early": False}


def check_real_page(browser, path, has_contrast, shots):
    name = path.name
    with opened(browser, path, viewport=DESK, color_scheme="light") as page:
        if page.locator("#page-live").count():
            # A reload would interrupt the checks.
            page.click("#page-live")
        check_accessibility(page, name, has_contrast=has_contrast)
        check_width(page, name)
        if shots:
            page.screenshot(path=shots / f"{path.stem}.png", full_page=True)
        if page.locator("#page-evaluations").count():
            check(page.locator("#page-evaluations tbody tr").count() == min(50, counted(page)[0]),
                  f"{name}: the table has rows")
            page.locator("#page-evaluations tbody button").first.click()
            check("fitness" in page.inner_text("#page-story"), f"{name}: the story of the fittest opens")
            page.keyboard.press("Escape")
            # Every axis is wide enough to be read; those that do not fit scroll.
            spaces = page.evaluate("(() => { const places = [...document.querySelectorAll('[data-role=parallel] .hit')]"
                                   ".map(hit => hit.getBoundingClientRect().left);"
                                   "return places.slice(1).map((place, index) => place - places[index]); })()")
            check(not spaces or min(spaces) > 50, f"{name}: the axes are {min(spaces, default=0)} pixels apart")
        if has_contrast:
            page.emulate_media(color_scheme="dark")
            check_accessibility(page, f"{name} (dark)", COLORS)
        page.set_viewport_size(NARROW)
        check_width(page, f"{name} (narrow)")


def check_pages(browser, folder, shots):
    check_small_page(browser, folder, shots)
    check_large_page(browser, folder)
    check_live_page(browser, folder)
    for name, has_contrast in REAL.items():
        check_real_page(browser, folder / f"{name}.html", has_contrast, shots)
