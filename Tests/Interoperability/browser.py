"""Opens the pages of `report` and the course in a real browser and uses them as a reader would.

browser.py FOLDER [SHOTS]    FOLDER has small.html, large.html, live.html, the pages of real searches, their PDFs, and the
                             folder course with the pages of `Scripts/course`

Checks that nothing is reported on the console and nothing is fetched, and checks accessibility with axe-core. The second
folder gets pictures of the pages. One Chromium opens them all.
"""
import pathlib
import sys

from chromium import chromium, failures
from course_pages import check_course
from documents import check_documents
from report_pages import check_pages


def main():
    folder = pathlib.Path(sys.argv[1])
    shots = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        check_pages(browser, folder, shots)
        check_course(browser, folder / "course", shots)
    check_documents(folder)
    print(f"browser: {len(failures)} checks failed" if failures else "browser: all checks passed")
    sys.exit(1 if failures else 0)


main()
