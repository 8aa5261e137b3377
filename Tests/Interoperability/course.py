"""Opens the course of `Scripts/course` in a real browser and answers its questions.

course.py FOLDER [--shots FOLDER]    FOLDER has index.html and a page for each lesson

Checks that nothing is reported on the console and nothing is fetched, follows the links, answers questions wrongly and
rightly, saves the answers, and checks accessibility with axe-core in light and dark.
"""
import csv
import io
import os
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

failures = []
# The number of lessons that are checked in the dark.
DARK = 3


def check(condition, what):
    if not condition:
        failures.append(what)
        print(f"failed: {what}")


def open_page(browser, path, **options):
    page = browser.new_context(**options).new_page()
    page.on("console", lambda message: check(False, f"{path.name}: console: {message.text}"))
    page.on("pageerror", lambda error: check(False, f"{path.name}: error: {error}"))
    page.on("request", lambda request: check(
        request.url.startswith(("file:", "data:", "blob:")), f"{path.name}: fetched {request.url}"))
    page.goto(path.absolute().as_uri())
    return page


def check_accessibility(page, name, rules=None):
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    for violation in Axe().run(page, options=options).response["violations"]:
        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
        check(False, f"{name}: {violation['id']}: {violation['help']} ({targets})")


def choices(form):
    return form.locator("input[type=radio]").evaluate_all("radios => radios.map(radio => radio.getAttribute('value'))")


def give(form, answer):
    values = choices(form)
    if values:
        form.locator("input[type=radio]").nth(values.index(answer)).check()
    else:
        form.locator("input[type=text], textarea").fill(answer)
    form.locator("button").click()
    return form.locator(".verdict").inner_text()


def wrong_answer(form):
    answer = form.get_attribute("data-answer")
    if form.get_attribute("data-value") is not None:
        within = form.get_attribute("data-within") or "0"
        return str(float(form.get_attribute("data-value")) + 10 * float(within) + 1000)
    return next(value for value in choices(form) if value != answer)


def use_questions(page, name):
    forms = page.locator("form.question")
    given = 0
    for index in range(forms.count()):
        form = forms.nth(index)
        form.locator("button").click()
        check("first" in form.locator(".verdict").inner_text(), f"{name}: an empty answer is refused")
        answer = form.get_attribute("data-answer")
        if answer is None:
            text = next(iter(choices(form)), "=because")
            check(give(form, text).startswith("Noted"), f"{name}: an answer without a mark is noted")
        elif index % 2:
            check(give(form, answer if form.get_attribute("data-value") is None else form.get_attribute("data-value"))
                  .startswith("Right"), f"{name}: question {index + 1}: {answer} is right")
        else:
            first = give(form, wrong_answer(form))
            hint = form.get_attribute("data-hint")
            check(first.startswith("Not yet" if hint else "Wrong"), f"{name}: question {index + 1} is wrong: {first}")
            check(not hint or hint in first, f"{name}: question {index + 1} has its hint")
            second = give(form, wrong_answer(form))
            check(second.startswith("Wrong") and answer in second, f"{name}: question {index + 1} shows the answer")
            because = form.get_attribute("data-because")
            check(not because or because in second, f"{name}: question {index + 1} is explained")
        given += 1
    return given


def save(page, name, given):
    page.locator(".save input[type=number]").fill("17")
    page.locator(".save input[type=text]").fill("=Ada, \"B\"")
    with page.expect_download() as download:
        page.locator(".save button").click()
    check(download.value.suggested_filename == "answers-17.csv", f"{name}: the file has the number of the student")
    text = pathlib.Path(download.value.path()).read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    check(len(rows) == given, f"{name}: {len(rows)} of {given} answers are saved")
    check(all(row["name"] == "'=Ada, \"B\"" for row in rows), f"{name}: a spreadsheet does not run a name")
    check(not any(cell.startswith("=") for row in rows for cell in row.values()), f"{name}: nor an answer")
    return text


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
        index = open_page(browser, folder / "index.html")
        check_accessibility(index, "index.html")
        links = index.locator("main ol a").all_inner_texts()
        check(len(links) >= 8, f"the course has {len(links)} lessons")
        index.locator("main ol a").first.click()
        check(index.locator("form.question").count() > 0, "a link leads to a lesson with questions")
        index.locator("header a").first.click()
        check(index.title() == "The genetic algorithm: a course", "the lesson leads back to the course")
        figures = 0
        for number in range(1, len(links) + 1):
            path = folder / f"lesson-{number}.html"
            page = open_page(browser, path, color_scheme="light", accept_downloads=True)
            check_accessibility(page, f"{path.name} (light)")
            figures += page.locator("figure svg").count()
            check(page.locator("pre.screen").count() > 0, f"{path.name}: outputs are shown")
            given = use_questions(page, path.name)
            if given:
                text = save(page, path.name, given)
                (folder / f"answers-{number}.csv").write_bytes(text.encode())
            if shots:
                page.screenshot(path=shots / f"{path.stem}.png", full_page=True)
            # All lessons have the same colours; the first ones use each of them.
            if number <= DARK:
                page.emulate_media(color_scheme="dark")
                check_accessibility(page, f"{path.name} (dark)", ["color-contrast"])
            page.set_viewport_size({"width": 390, "height": 844})
            width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(width <= 0, f"{path.name}: the page is {width} pixels too wide on a phone")
            page.context.close()
        check(figures > 0, "lessons have plots")
        browser.close()
    print(f"course: {len(failures)} checks failed" if failures else "course: all checks passed")
    sys.exit(1 if failures else 0)


main()
