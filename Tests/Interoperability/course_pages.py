"""Reads the course of `Scripts/course` and answers its questions.

Follows the links, answers questions wrongly and rightly, saves the answers, and checks accessibility in light and dark.
"""
import csv
import io
import pathlib

from chromium import COLORS, NARROW, check, check_accessibility, check_width, opened

# Lessons have the same parts, in the same colours; the first ones use each of them.
SAMPLE = 2


def press(element):
    """Clicks without looking for a place to put the pointer: hundreds of times, that would take most of the time."""
    element.evaluate("element => element.click()")


def choices(form):
    return form.locator("input[type=radio]").evaluate_all("radios => radios.map(radio => radio.getAttribute('value'))")


def give(form, answer):
    values = choices(form)
    if values:
        press(form.locator("input[type=radio]").nth(values.index(answer)))
    else:
        form.locator("input[type=text], textarea").fill(answer)
    press(form.locator("button"))
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
        press(form.locator("button"))
        check("first" in form.locator(".verdict").inner_text(), f"{name}: an empty answer is refused")
        answer = form.get_attribute("data-answer")
        if answer is None:
            text = next(iter(choices(form)), "=because")
            check(give(form, text).startswith("Noted"), f"{name}: an answer without a mark is noted")
        elif index % 2:
            value = form.get_attribute("data-value")
            # A fraction is the same number.
            right = answer if value is None else f"{7 * float(value)}/7"
            check(give(form, right).startswith("Right"), f"{name}: question {index + 1}: {answer} is right")
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


def check_index(browser, folder):
    """Returns the number of lessons."""
    with opened(browser, folder / "index.html") as page:
        check_accessibility(page, "index.html")
        lessons = page.locator("main ol a").count()
        check(lessons >= 8, f"the course has {lessons} lessons")
        page.locator("main ol a").first.click()
        check(page.locator("form.question").count() > 0, "a link leads to a lesson with questions")
        page.locator("header a").first.click()
        check(page.title() == "The genetic algorithm: a course", "the lesson leads back to the course")
    return lessons


def check_lesson(browser, path, is_sample, shots):
    """Returns the number of figures."""
    name = path.name
    with opened(browser, path, color_scheme="light", accept_downloads=True) as page:
        if is_sample:
            check_accessibility(page, name)
        check(page.locator("pre.screen").count() > 0, f"{name}: outputs are shown")
        given = use_questions(page, name)
        if given:
            save(page, name, given)
        if shots:
            page.screenshot(path=shots / f"{path.stem}.png", full_page=True)
        # Now with the verdicts of the answers.
        if is_sample:
            page.emulate_media(color_scheme="dark")
            check_accessibility(page, f"{name} (dark)", COLORS)
        page.set_viewport_size(NARROW)
        check_width(page, name)
        return page.locator("figure svg").count()


def check_course(browser, folder, shots):
    lessons = check_index(browser, folder)
    figures = [check_lesson(browser, folder / f"lesson-{number}.html", number <= SAMPLE, shots)
               for number in range(1, lessons + 1)]
    check(sum(figures) > 0, "lessons have plots")
