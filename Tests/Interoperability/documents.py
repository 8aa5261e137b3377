"""Reads the PDFs of `report` by pypdf: pages, fonts, tags, outline and texts."""
from pypdf import PdfReader

from chromium import check


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
